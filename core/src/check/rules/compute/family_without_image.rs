//! NG007: instance families for which EKS has no image.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words;
use crate::design::{NodeGroup, Subject};
use crate::edit::ComputeEdit;
use crate::value::InstanceType;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG007",
    name: "family_without_image",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!("A node group uses a Mac instance, or a1 with Amazon Linux 2023."),
    why: "EKS has no image for Macs, and Amazon Linux 2023 needs a newer Arm processor than a1 has.",
    source: docs!(
        "Amazon EKS user guide, choosing an instance type; Amazon Linux 2023 user guide, system requirements"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in &facts.groups {
        let names: Vec<&str> =
            group.instance_types.iter().filter(|t| is_without(group, t)).map(InstanceType::as_str).collect();
        if names.is_empty() {
            continue;
        }
        let finding = report.add(
            Subject::NodeGroup(group.id),
            format!("{}: there is no {} for {}", group.name, group.ami_type.as_str(), words::list(&names)),
            "Choose another family: m7g, c7g and r7g are Arm in most regions.",
        );
        let kept: Vec<_> = group.instance_types.iter().filter(|t| !is_without(group, t)).cloned().collect();
        if !kept.is_empty() {
            let edit = ComputeEdit::SetInstanceTypes { group: group.id, instance_types: kept };
            finding.fix("Remove them", edit);
        }
    }
}

fn is_without(group: &NodeGroup, name: &InstanceType) -> bool {
    let family = name.as_str().split('.').next().unwrap_or_default();
    let is_2023 = group.ami_type.is_amazon_linux_2023();
    let is_mac =
        family == "mac" || family.strip_prefix("mac").is_some_and(|rest| rest.starts_with(['-', '1', '2']));
    is_mac || family == "a1" && is_2023
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use crate::value::AmiType;
    use expect_test::expect;

    #[test]
    fn a_mac_and_the_first_arm() {
        check_findings(
            &RULE,
            &group(|g| g.instance_types = vec![v("mac2.metal")]),
            expect![[r#"
            Error at node-group-3: general: there is no AL2023_x86_64_STANDARD for mac2.metal
              Choose another family: m7g, c7g and r7g are Arm in most regions."#]],
        );
        let design = group(|g| {
            g.ami_type = AmiType::Al2023Arm;
            g.instance_types = vec![v("a1.large"), v("m6g.large")];
        });
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at node-group-3: general: there is no AL2023_ARM_64_STANDARD for a1.large
              Choose another family: m7g, c7g and r7g are Arm in most regions.
              [Remove them] Change the instance types of general"#]],
        );
    }

    #[test]
    fn the_first_arm_with_bottlerocket() {
        let design = group(|g| {
            g.ami_type = AmiType::BottlerocketArm;
            g.instance_types = vec![v("a1.large")];
        });
        check_findings(&RULE, &design, expect![[""]]);
    }
}
