//! POD003: more pods than a node has addresses for.

use super::with_max_pods;
use crate::capacity::{NodeShape, PodNetwork, pods_by_interfaces, windows_pods};
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::machines;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "POD003",
    name: "pods_without_addresses",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!(
        "The kubelet of a group with an image of its own takes more pods than the node has addresses for."
    ),
    why: "Pods are placed there, get no address and wait in ContainerCreating.",
    source: docs!(
        "Amazon EKS user guide, choosing-instance-type (how maxPods is determined); instance types: core/data"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let set = facts.design.network.pod_addresses;
    // A block of IPv6 holds any number of pods; the limit is then that of prefix delegation.
    let network = PodNetwork {
        prefixes: set.prefix_delegation || facts.is_ipv6(),
        own_subnets: set.custom_networking && !facts.is_ipv6(),
    };
    for group in &facts.groups {
        let Some(told) = group.settings.custom_ami.as_ref().and_then(|ami| ami.max_pods) else { continue };
        let held = |shape| {
            if group.ami_type.is_windows() {
                windows_pods(&shape, false)
            } else {
                pods_by_interfaces(&shape, network)
            }
        };
        let Some(most) = machines::known(group).map(|(_, t)| held(NodeShape::from(t))).min() else {
            continue;
        };
        if u64::from(u32::from(told)) > most {
            let finding = report.add(
                Subject::NodeGroup(group.id),
                format!("A node of {} is told to take {told} pods, and has addresses for {most}", group.name),
                "Lower the number, choose larger types, or turn prefix delegation on.",
            );
            if let Some(edit) = with_max_pods(group, most) {
                finding.fix(format!("Take {most}"), edit);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use crate::design::{CustomAmi, Design};
    use expect_test::expect;
    use std::sync::Arc;

    fn with(pods: u32) -> Design {
        let ami = CustomAmi { id: v("ami-0123456789abcdef0"), max_pods: pods.try_into().ok() };
        group(|g| g.settings.custom_ami = Some(ami))
    }

    /// m5.large has three interfaces of ten addresses: 3 × 9 + 2.
    #[test]
    fn thirty_on_29() {
        check_findings(
            &RULE,
            &with(30),
            expect![[r#"
            Error at node-group-3: A node of general is told to take 30 pods, and has addresses for 29
              Lower the number, choose larger types, or turn prefix delegation on.
              [Take 29] Change the nodes of general"#]],
        );
        check_findings(&RULE, &with(29), expect![[""]]);
        let mut design = with(110);
        Arc::make_mut(&mut design.network).pod_addresses.prefix_delegation = true;
        check_findings(&RULE, &design, expect![[""]]);
    }
}
