//! NG021: EBS volumes beside groups over several zones.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{NodeGroup, Subject};
use crate::sorted;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG021",
    name: "volumes_in_one_zone",
    area: Area::Compute,
    severity: Severity::Note,
    what: docs!("The EBS driver is installed, and a node group spans several zones without Karpenter."),
    why: "An EBS volume stays in its zone. Cluster Autoscaler cannot choose the zone of the node that it adds, so a pod may wait for its volume.",
    source: docs!("Amazon EKS user guide, managed node groups (stateful applications)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.addon("aws-ebs-csi-driver").is_none() || facts.design.intent.karpenter {
        return;
    }
    let spans =
        |group: &&NodeGroup| sorted::set(facts.design.subnets_of_group(group).map(|s| &s.zone)).len() > 1;
    let groups: Vec<&NodeGroup> = facts.linux_groups().filter(spans).collect();
    if !groups.is_empty() {
        report
            .add(
                Subject::Addons,
                "EBS volumes stay in one zone, and node groups span several",
                "Give pods with volumes a node group in each zone, or let Karpenter start their nodes.",
            )
            .related(groups.iter().map(|g| Subject::NodeGroup(g.id)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, v};
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn over_two_zones_and_in_one() {
        let mut design = cluster(|c| drop(c.addons.insert(v("aws-ebs-csi-driver"), Default::default())));
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Note at add-ons (with node-group-3): EBS volumes stay in one zone, and node groups span several
              Give pods with volumes a node group in each zone, or let Karpenter start their nodes."#]],
        );
        let group = &mut Arc::make_mut(&mut design.compute).node_groups[0];
        group.subnets = group.subnets.iter().copied().take(1).collect();
        check_findings(&RULE, &design, expect![[""]]);
        check_findings(&RULE, &cluster(|_| {}), expect![[""]]);
    }
}
