//! NG004: instance types that the image does not run on.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::machines;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{NodeGroup, Subject};
use crate::edit::ComputeEdit;
use crate::value::Architecture;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG004",
    name: "image_of_another_architecture",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!("An instance type has another architecture than the AMI type of its group."),
    why: "An image for x86 does not start on Arm, and the other way round: the group is refused, or gets no node.",
    source: docs!(
        "cdk-preflight, nodegroup-ami-type-arch-match (the message of the EKS API); instance types: core/data"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in &facts.groups {
        let wanted = group.ami_type.architecture();
        let Some(names) = machines::named(group, |t| t.architecture != wanted) else { continue };
        let finding = report.add(
            Subject::NodeGroup(group.id),
            format!("{}: {names} cannot start {}", group.name, group.ami_type.as_str()),
            format!("Choose types for {}, or an AMI type for theirs.", words(wanted)),
        );
        if let Some(edit) = other_image(facts, group) {
            finding.fix(format!("Use {}", edit.1), edit.0);
        } else if let Some(edit) = machines::keeping(group, |t| t.architecture == wanted) {
            finding.fix(format!("Keep the types for {}", words(wanted)), edit);
        }
    }
}

/// The image that all types of the group can start, where they are of one kind.
fn other_image(facts: &Facts<'_>, group: &NodeGroup) -> Option<(ComputeEdit, &'static str)> {
    let mut known = machines::known(group).map(|(_, t)| (t.architecture, t.accelerator));
    let (architecture, accelerator) = known.next()?;
    // An image of one's own does not change with the type that it was made from.
    let all = group.settings.custom_ami.is_none() && known.all(|kind| kind == (architecture, accelerator));
    let ami_type = machines::image_for(facts.design, group.ami_type, architecture, accelerator)?;
    all.then(|| (ComputeEdit::SetAmiType { group: group.id, ami_type }, ami_type.as_str()))
}

fn words(architecture: Architecture) -> &'static str {
    match architecture {
        Architecture::X86 => "x86",
        Architecture::Arm => "Arm",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use expect_test::expect;

    #[test]
    fn arm_under_an_image_for_x86() {
        let design = group(|g| g.instance_types = vec![v("m7g.large"), v("m6g.large")]);
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at node-group-3: general: m7g.large and m6g.large cannot start AL2023_x86_64_STANDARD
              Choose types for x86, or an AMI type for theirs.
              [Use AL2023_ARM_64_STANDARD] Use AL2023_ARM_64_STANDARD for general"#]],
        );
        let design = group(|g| g.instance_types.push(v("m7g.large")));
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at node-group-3: general: m7g.large cannot start AL2023_x86_64_STANDARD
              Choose types for x86, or an AMI type for theirs.
              [Keep the types for x86] Change the instance types of general"#]],
        );
    }

    #[test]
    fn one_architecture_and_a_type_that_is_not_known() {
        check_findings(&RULE, &group(|g| g.instance_types.push(v("m99x.large"))), expect![[""]]);
    }
}
