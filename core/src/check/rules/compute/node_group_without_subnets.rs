//! NG035: a node group that is placed nowhere. The rule is ours.

use crate::check::Severity;
use crate::check::draft::Draft;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG035",
    name: "node_group_without_subnets",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!("A node group names no subnet."),
    why: "A node runs in a subnet; EKS refuses a node group without one.",
    source: docs!("EKS API, CreateNodegroup (subnets is required)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in facts.groups.iter().filter(|g| g.subnets.is_empty()) {
        let mut draft = Draft::of(facts.design);
        let placed = draft.place_in_private_subnets(group.id);
        report
            .add(
                Subject::NodeGroup(group.id),
                format!("{} has no subnet to run in", group.name),
                "Place the node group in private subnets.",
            )
            .fix_if_any(placed.and_then(|()| draft.into_fix("Use the private subnets")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group};
    use expect_test::expect;

    #[test]
    fn none_and_one() {
        check_findings(
            &RULE,
            &group(|g| g.subnets.clear()),
            expect![[r#"
            Error at node-group-3: general has no subnet to run in
              Place the node group in private subnets.
              [Use the private subnets] Place general in 2 subnets"#]],
        );
        check_findings(&RULE, &group(|g| g.subnets = [crate::design::SubnetId(1)].into()), expect![[""]]);
    }
}
