//! VER007: Amazon Linux 2 on a Kubernetes version that has no such AMI.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::ComputeEdit;
use crate::value::{AmiType, Architecture};

pub(in crate::check) static RULE: Rule = Rule {
    id: "VER007",
    name: "amazon_linux_2_retired",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!("A node group uses Amazon Linux 2 with Kubernetes 1.33 or later."),
    why: "AWS builds Amazon Linux 2 images up to Kubernetes 1.32 only; Amazon Linux 2023 follows it.",
    source: docs!(
        "API refusal “AMI Type AL2_x86_64 is only supported for kubernetes versions 1.32 or earlier”"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let version = facts.design.cluster.version;
    for group in facts.groups.iter().filter(|g| !g.ami_type.is_built_for(version)) {
        let ami_type = match group.ami_type.architecture() {
            Architecture::X86 => AmiType::Al2023X86,
            Architecture::Arm => AmiType::Al2023Arm,
        };
        report
            .add(
                Subject::NodeGroup(group.id),
                format!("{} uses {}, which ended with Kubernetes 1.32", group.name, group.ami_type),
                format!("Use {ami_type}."),
            )
            .related([Subject::Cluster])
            .fix("Use Amazon Linux 2023", ComputeEdit::SetAmiType { group: group.id, ami_type });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use expect_test::expect;

    #[test]
    fn both_architectures() {
        check_findings(
            &RULE,
            &group(|g| g.ami_type = AmiType::Al2X86),
            expect![[r#"
            Error at node-group-3 (with cluster): general uses AL2_x86_64, which ended with Kubernetes 1.32
              Use AL2023_x86_64_STANDARD.
              [Use Amazon Linux 2023] Use AL2023_x86_64_STANDARD for general"#]],
        );
        check_findings(
            &RULE,
            &group(|g| g.ami_type = AmiType::Al2Arm),
            expect![[r#"
            Error at node-group-3 (with cluster): general uses AL2_ARM_64, which ended with Kubernetes 1.32
              Use AL2023_ARM_64_STANDARD.
              [Use Amazon Linux 2023] Use AL2023_ARM_64_STANDARD for general"#]],
        );
    }

    #[test]
    fn the_last_version_that_has_it() {
        let mut design = group(|g| g.ami_type = AmiType::Al2X86);
        std::sync::Arc::make_mut(&mut design.cluster).version = v("1.32");
        check_findings(&RULE, &design, expect![[""]]);
    }
}
