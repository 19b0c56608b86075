//! NG005: a group whose types have two architectures.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::machines;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG005",
    name: "mixed_architectures",
    area: Area::Compute,
    severity: Severity::Warning,
    what: docs!("The instance types of a node group are of x86 and of Arm."),
    why: "A group has one image, and no image runs on both.",
    source: docs!("follows from NG004; instance types: core/data"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in &facts.groups {
        let wanted = group.ami_type.architecture();
        let other = machines::named(group, |t| t.architecture != wanted);
        let (Some(own), Some(other)) = (machines::named(group, |t| t.architecture == wanted), other) else {
            continue;
        };
        let finding = report.add(
            Subject::NodeGroup(group.id),
            format!("{} mixes {own} with {other}, which have another architecture", group.name),
            "Give each architecture a group of its own.",
        );
        if let Some(edit) = machines::keeping(group, |t| t.architecture == wanted) {
            finding.fix(format!("Keep {own}"), edit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use expect_test::expect;

    /// Worked case 7.
    #[test]
    fn both_in_one_group() {
        check_findings(
            &RULE,
            &group(|g| g.instance_types.push(v("m7g.large"))),
            expect![[r#"
            Warning at node-group-3: general mixes m5.large with m7g.large, which have another architecture
              Give each architecture a group of its own.
              [Keep m5.large] Change the instance types of general"#]],
        );
    }

    #[test]
    fn one_architecture_even_if_the_wrong_one() {
        check_findings(&RULE, &group(|g| g.instance_types.push(v("m6i.large"))), expect![[""]]);
        check_findings(&RULE, &group(|g| g.instance_types = vec![v("m7g.large")]), expect![[""]]);
    }
}
