//! NG001: the sizes of a node group contradict one another.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Scaling, Subject};
use crate::edit::ComputeEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG001",
    name: "scaling_inconsistent",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!("A node group's sizes are not minimum ≤ desired ≤ maximum with a maximum of at least 1."),
    why: "EKS refuses a node group that should start with fewer nodes than its minimum or more than its maximum.",
    source: docs!("cdk-preflight, nodegroup-scaling-*; EKS API, NodegroupScalingConfig"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in &facts.groups {
        let Scaling { min, desired, max } = group.scaling;
        if min <= desired && desired <= max && max >= 1 {
            continue;
        }
        let top = max.max(min).max(1);
        let scaling = Scaling { min, desired: desired.clamp(min, top), max: top };
        let label = format!("Use {} – {} – {}", scaling.min, scaling.desired, scaling.max);
        report
            .add(
                Subject::NodeGroup(group.id),
                format!("{} cannot have min {min}, desired {desired} and max {max}", group.name),
                "Choose min ≤ desired ≤ max, and a max of at least 1.",
            )
            .fix(label, ComputeEdit::SetScaling { group: group.id, scaling });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group};
    use expect_test::expect;

    fn scaled(min: u32, desired: u32, max: u32) -> crate::design::Design {
        group(|g| g.scaling = Scaling { min, desired, max })
    }

    #[test]
    fn every_way_to_contradict() {
        check_findings(
            &RULE,
            &scaled(2, 1, 4),
            expect![[r#"
            Error at node-group-3: general cannot have min 2, desired 1 and max 4
              Choose min ≤ desired ≤ max, and a max of at least 1.
              [Use 2 – 2 – 4] Scale general to 2 – 2 – 4"#]],
        );
        check_findings(
            &RULE,
            &scaled(2, 5, 4),
            expect![[r#"
            Error at node-group-3: general cannot have min 2, desired 5 and max 4
              Choose min ≤ desired ≤ max, and a max of at least 1.
              [Use 2 – 4 – 4] Scale general to 2 – 4 – 4"#]],
        );
        check_findings(
            &RULE,
            &scaled(5, 5, 4),
            expect![[r#"
            Error at node-group-3: general cannot have min 5, desired 5 and max 4
              Choose min ≤ desired ≤ max, and a max of at least 1.
              [Use 5 – 5 – 5] Scale general to 5 – 5 – 5"#]],
        );
        check_findings(
            &RULE,
            &scaled(0, 0, 0),
            expect![[r#"
            Error at node-group-3: general cannot have min 0, desired 0 and max 0
              Choose min ≤ desired ≤ max, and a max of at least 1.
              [Use 0 – 0 – 1] Scale general to 0 – 0 – 1"#]],
        );
    }

    #[test]
    fn scaled_to_zero() {
        check_findings(&RULE, &scaled(0, 0, 1), expect![[""]]);
    }
}
