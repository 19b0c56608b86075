//! NG023: machines on which no pod of one's own fits.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG023",
    name: "no_room_for_pods",
    area: Area::Compute,
    severity: Severity::Warning,
    what: docs!("The pods that every node runs for the cluster fill the smallest instance type of a group."),
    why: "A node takes only so many pods: t3.nano and t3.micro take four. The network plugin, kube-proxy and the Pod \
          Identity agent run on each, and CoreDNS on two.",
    source: docs!("amazon-vpc-cni-k8s, misc/eni-max-pods.txt (2026-08-11); docs/capacity.md"),
    run,
};

/// The add-ons that run a pod on every node.
const ON_EVERY_NODE: [&str; 3] = ["vpc-cni", "kube-proxy", "eks-pod-identity-agent"];
/// The pods of CoreDNS. Source: Amazon EKS user guide, managing CoreDNS (two replicas).
const COREDNS: u64 = 2;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let on_every_node = ON_EVERY_NODE.iter().filter(|name| facts.addon(name).is_some()).count() as u64;
    // On Windows none of them runs.
    for group in facts.linux_groups() {
        let Some(node) = facts.capacity().group(group.id).and_then(|g| g.node) else { continue };
        let share = COREDNS.div_ceil(u64::from(group.scaling.desired).max(1));
        let taken = on_every_node + if facts.addon("coredns").is_some() { share } else { 0 };
        if node.pods.pods > taken {
            continue;
        }
        report.add(
            Subject::NodeGroup(group.id),
            format!(
                "A node of {} takes {} pods, and the cluster's own are {taken}",
                group.name, node.pods.pods
            ),
            "Choose a larger type, or turn prefix delegation on where the machines have it.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use expect_test::expect;

    #[test]
    fn the_smallest_machine() {
        check_findings(
            &RULE,
            &group(|g| g.instance_types = vec![v("t3.nano")]),
            expect![[r#"
            Warning at node-group-3: A node of general takes 4 pods, and the cluster's own are 4
              Choose a larger type, or turn prefix delegation on where the machines have it."#]],
        );
    }

    #[test]
    fn a_larger_one_or_one_that_is_not_known() {
        check_findings(&RULE, &group(|g| g.instance_types = vec![v("t3.small")]), expect![[""]]);
        check_findings(&RULE, &group(|g| g.instance_types = vec![v("t99.nano")]), expect![[""]]);
    }
}
