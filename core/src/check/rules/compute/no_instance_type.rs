//! NG008: a node group without instance types.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::value::Architecture;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG008",
    name: "no_instance_type",
    area: Area::Compute,
    severity: Severity::Note,
    what: docs!("A node group names no instance type."),
    why: "EKS then takes t3.medium: small, x86 only, room for 17 pods. A self-managed group gets no node at all.",
    source: docs!("EKS API, CreateNodegroup (instanceTypes, default)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in facts.groups.iter().filter(|g| g.instance_types.is_empty()) {
        let gets = if group.managed().is_some() { "so it gets t3.medium" } else { "so it gets no node" };
        let finding = report.add(
            Subject::NodeGroup(group.id),
            format!("{} names no instance type, {gets}", group.name),
            "Name the instance types that you want.",
        );
        if group.self_managed().is_some() || group.ami_type.architecture() == Architecture::Arm {
            // t3.medium does not run an Arm image.
            finding.severity(Severity::Error);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group};
    use crate::value::AmiType;
    use expect_test::expect;

    #[test]
    fn none_on_x86_and_on_arm() {
        check_findings(
            &RULE,
            &group(|g| g.instance_types.clear()),
            expect![[r#"
            Note at node-group-3: general names no instance type, so it gets t3.medium
              Name the instance types that you want."#]],
        );
        let design = group(|g| {
            g.instance_types.clear();
            g.ami_type = AmiType::Al2023Arm;
        });
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at node-group-3: general names no instance type, so it gets t3.medium
              Name the instance types that you want."#]],
        );
    }

    #[test]
    fn one() {
        check_findings(&RULE, &group(|_| {}), expect![[""]]);
    }
}
