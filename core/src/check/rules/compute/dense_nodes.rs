//! POD004: more pods on a node than Kubernetes is tested with.

use super::with_max_pods;
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::machines;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "POD004",
    name: "dense_nodes",
    area: Area::Compute,
    severity: Severity::Warning,
    what: docs!(
        "The kubelet of a group with an image of its own takes more than 110 pods, or 250 where every type has more than 30 vCPU."
    ),
    why: "Above that the kubelet and the network plugin slow down, and a lost node takes many pods along.",
    source: docs!("Amazon EKS user guide, choosing-instance-type; amazon-eks-ami, max-pods-calculator.sh"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in &facts.groups {
        let Some(told) = group.settings.custom_ami.as_ref().and_then(|ami| ami.max_pods) else { continue };
        let is_large =
            machines::known(group).next().is_some() && machines::known(group).all(|(_, t)| t.vcpus > 30);
        let most = if is_large { 250 } else { 110 };
        if u32::from(told) > most {
            let finding = report.add(
                Subject::NodeGroup(group.id),
                format!("A node of {} takes {told} pods; {most} are tested", group.name),
                "Use more nodes with fewer pods each.",
            );
            if let Some(edit) = with_max_pods(group, most.into()) {
                finding.fix(format!("Take {most}"), edit);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use crate::design::CustomAmi;
    use expect_test::expect;

    #[test]
    fn on_small_and_large_machines() {
        let with = |pods: u32, name: &str| {
            group(|g| {
                let max_pods = pods.try_into().ok();
                g.settings.custom_ami = Some(CustomAmi { id: v("ami-0123456789abcdef0"), max_pods });
                g.instance_types = vec![v(name)];
            })
        };
        check_findings(
            &RULE,
            &with(111, "m5.4xlarge"),
            expect![[r#"
            Warning at node-group-3: A node of general takes 111 pods; 110 are tested
              Use more nodes with fewer pods each.
              [Take 110] Change the nodes of general"#]],
        );
        check_findings(&RULE, &with(110, "m5.4xlarge"), expect![[""]]);
        check_findings(
            &RULE,
            &with(251, "m5.8xlarge"),
            expect![[r#"
            Warning at node-group-3: A node of general takes 251 pods; 250 are tested
              Use more nodes with fewer pods each.
              [Take 250] Change the nodes of general"#]],
        );
        check_findings(&RULE, &with(250, "m5.8xlarge"), expect![[""]]);
    }
}
