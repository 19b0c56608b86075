//! NG026: a production cluster may shrink below one node a zone.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::{agree, count};
use crate::design::{Scaling, Subject};
use crate::edit::ComputeEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG026",
    name: "few_nodes_in_production",
    area: Area::Compute,
    severity: Severity::Warning,
    what: docs!(
        "The minimum sizes of a production design's node groups add up to fewer nodes than its zones, or \
          than two."
    ),
    why: "The autoscaler may then leave a zone without nodes, and its failure or a drained node stops what \
          runs there.",
    source: docs!("EKS best practices guide, reliability (judgement on the number)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    // Auto Mode starts nodes as pods ask for them.
    if facts.design.compute.auto_mode.is_some() {
        return;
    }
    let zones = facts.node_zones().len();
    let wanted = u64::try_from(zones.max(2)).unwrap_or(u64::MAX);
    let floor: u64 = facts.groups.iter().map(|g| u64::from(g.scaling.min)).sum();
    let Some(first) = facts.groups.first().filter(|_| facts.is_production() && floor < wanted) else {
        return;
    };
    // `wanted - floor` is at most the number of zones.
    let min = first.scaling.min.saturating_add(u32::try_from(wanted - floor).unwrap_or(0));
    let scaling = Scaling { min, desired: first.scaling.desired.max(min), max: first.scaling.max.max(min) };
    report
        .add(
            Subject::NodeGroup(first.id),
            format!(
                "The node groups keep at least {floor} {} in {}",
                agree(usize::try_from(floor).unwrap_or(2), "node", "nodes"),
                count(zones, "zone")
            ),
            format!("Keep at least {wanted} nodes."),
        )
        .fix(format!("Keep {min} in {}", first.name), ComputeEdit::SetScaling { group: first.id, scaling });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, in_production};
    use expect_test::expect;

    #[test]
    fn one_for_two_zones() {
        check_findings(
            &RULE,
            &in_production(group(|g| g.scaling.min = 1)),
            expect![[r#"
            Warning at node-group-3: The node groups keep at least 1 node in 2 zones
              Keep at least 2 nodes.
              [Keep 2 in general] Scale general to 2 – 2 – 4"#]],
        );
    }

    #[test]
    fn enough_and_an_experiment() {
        check_findings(&RULE, &in_production(group(|_| {})), expect![[""]]);
        check_findings(&RULE, &group(|g| g.scaling.min = 0), expect![[""]]);
    }
}
