//! NG019: a disk too small for the image.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{NodeGroup, Subject};
use crate::edit::ComputeEdit;
use crate::value::VolumeSize;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG019",
    name: "disk_smaller_than_image",
    area: Area::Compute,
    severity: Severity::Warning,
    what: docs!("The disk of a node group is smaller than 20 GiB, the size of the image."),
    why: "A volume is made from the image's snapshot and cannot be smaller, so no node starts. Bottlerocket keeps its system on another volume.",
    source: docs!(
        "eksctl, validateVolumeOpts; Amazon EKS user guide, managed node groups (default disk size 20 GiB on Linux)"
    ),
    run,
};

/// The size of Amazon Linux images in GiB. Source: Amazon EKS user guide, managed node groups.
const IMAGE: u32 = 20;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let is_small = |g: &&&NodeGroup| g.disk_size_gib.gib() < IMAGE && !g.ami_type.is_bottlerocket();
    for group in facts.groups.iter().filter(is_small) {
        let finding = report.add(
            Subject::NodeGroup(group.id),
            format!(
                "{} has disks of {} GiB, and the image needs {IMAGE}",
                group.name,
                group.disk_size_gib.gib()
            ),
            "Give it at least 20 GiB; images of pods need room too.",
        );
        if let Ok(disk_size_gib) = VolumeSize::try_from(50) {
            finding.fix("Use 50 GiB", ComputeEdit::SetDiskSize { group: group.id, disk_size_gib });
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
    fn nineteen_and_twenty() {
        check_findings(
            &RULE,
            &group(|g| g.disk_size_gib = 19.try_into().unwrap()),
            expect![[r#"
            Warning at node-group-3: general has disks of 19 GiB, and the image needs 20
              Give it at least 20 GiB; images of pods need room too.
              [Use 50 GiB] Give general 50 GiB of disk"#]],
        );
        check_findings(&RULE, &group(|g| g.disk_size_gib = 20.try_into().unwrap()), expect![[""]]);
        check_findings(
            &RULE,
            &group(|g| (g.disk_size_gib, g.ami_type) = (2.try_into().unwrap(), AmiType::BottlerocketX86)),
            expect![[""]],
        );
    }
}
