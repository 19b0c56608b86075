//! NG033: a change that replaces a running node group.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{NodeGroup, Subject};
use crate::sorted;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG033",
    name: "node_group_made_anew",
    area: Area::Compute,
    severity: Severity::Note,
    what: docs!("What AWS cannot change of a node group differs from what is rolled out."),
    why: "Terraform makes the group anew and removes the old one after it: all nodes are drained, and for a while both are paid for.",
    source: docs!("Terraform AWS provider, aws_eks_node_group (ForceNew)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(deployed) = facts.deployed else { return };
    let mut running: Vec<&NodeGroup> = deployed.compute.node_groups.iter().collect();
    sorted::sort_by(&mut running, |a, b| a.name.cmp(&b.name));
    for group in &facts.groups {
        let Ok(index) = running.binary_search_by(|r| r.name.cmp(&group.name)) else { continue };
        let old = running[index];
        let are_managed = old.managed().is_some() && group.managed().is_some();
        let own_image = |g: &NodeGroup| g.settings.custom_ami.is_some();
        // An Auto Scaling group that is not EKS's takes all of these as they come.
        let changed = [
            (old.managed().is_some() != group.managed().is_some(), "kind"),
            (are_managed && old.ami_type != group.ami_type, "AMI type"),
            (are_managed && own_image(old) != own_image(group), "image"),
            (are_managed && old.capacity_type != group.capacity_type, "capacity type"),
            (are_managed && old.instance_types != group.instance_types, "instance types"),
            (are_managed && old.subnets != group.subnets, "subnets"),
        ];
        let changed: Vec<&str> =
            changed.into_iter().filter(|(is_so, _)| *is_so).map(|(_, what)| what).collect();
        if !changed.is_empty() {
            report.add(
                Subject::NodeGroup(group.id),
                format!("{} changes its {}: its nodes are replaced", group.name, list(changed)),
                "Roll it out when pods may move, with disruption budgets for those that matter.",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Context;
    use crate::check::testing::{check_findings, check_findings_on, context, group};
    use crate::design::NodeGroupKind;
    use crate::value::CapacityType;
    use expect_test::expect;
    use std::sync::Arc;

    fn rolled_out(change: impl FnOnce(&mut NodeGroup)) -> Context {
        Context { deployed: Some(Arc::new(group(change))), ..context() }
    }

    #[test]
    fn spot_and_more_nodes() {
        let spot = group(|g| g.capacity_type = CapacityType::Spot);
        check_findings_on(
            &RULE,
            &spot,
            &rolled_out(|_| {}),
            expect![[r#"
                Note at node-group-3: general changes its capacity type: its nodes are replaced
                  Roll it out when pods may move, with disruption budgets for those that matter."#]],
        );
        check_findings_on(&RULE, &group(|g| g.scaling.max = 9), &rolled_out(|_| {}), expect![[""]]);
        check_findings(&RULE, &spot, expect![[""]]);
        let own = |g: &mut NodeGroup| g.kind = NodeGroupKind::SelfManaged(Default::default());
        check_findings_on(
            &RULE,
            &group(own),
            &rolled_out(|_| {}),
            expect![[r#"
            Note at node-group-3: general changes its kind: its nodes are replaced
              Roll it out when pods may move, with disruption budgets for those that matter."#]],
        );
        let own_spot = group(|g| {
            (g.kind, g.capacity_type) = (NodeGroupKind::SelfManaged(Default::default()), CapacityType::Spot)
        });
        check_findings_on(&RULE, &own_spot, &rolled_out(own), expect![[""]]);
    }
}
