//! NG019: volumes that EC2 does not make.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{NodeGroup, NodeSettings, Subject, Volume};
use crate::edit::{ComputeEdit, Edit};
use crate::value::VolumeType;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG019",
    name: "volume_refused",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!(
        "The disk of a node group is smaller than its image (20 GiB, 50 on Windows) or larger than its type allows, or IOPS or throughput are not what the type takes."
    ),
    why: "A volume is made from the image's snapshot and within the limits of its type; else no node starts. Bottlerocket keeps its system on another volume.",
    source: docs!(
        "eksctl, validateVolumeOpts; Amazon EKS user guide, managed node groups (default disk sizes); Amazon EBS user guide, volume types (gp3 as of September 2025)"
    ),
    run,
};

/// What a type of volume takes. Source: Amazon EBS user guide, volume types.
struct Limits {
    /// GiB.
    size: (u32, u32),
    /// IOPS, where they can be chosen.
    iops: Option<(u32, u32)>,
    /// IOPS for each GiB at most.
    iops_per_gib: u32,
}

fn limits(kind: VolumeType) -> Limits {
    let (size, iops, iops_per_gib) = match kind {
        VolumeType::Gp3 => ((1, 65_536), Some((3000, 80_000)), 500),
        VolumeType::Gp2 => ((1, 16_384), None, 0),
        VolumeType::Io1 => ((4, 16_384), Some((100, 64_000)), 50),
        VolumeType::Io2 => ((4, 65_536), Some((100, 256_000)), 1000),
    };
    Limits { size, iops, iops_per_gib }
}

/// Throughput of gp3 in MiB/s; of that, as much as a quarter of its IOPS.
const THROUGHPUT: (u32, u32) = (125, 2000);
/// What gp3 has without more being asked for, and the others get from a fix.
const USUAL_IOPS: u32 = 3000;
/// A size that every image fits in.
const USUAL_GIB: u32 = 50;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in &facts.groups {
        let (gib, volume) = (group.disk_size_gib.gib(), &group.settings.volume);
        let image = image_gib(group);
        let (size, mended) = mended(group, image);
        let mut faults = Vec::new();
        if gib < image {
            faults.push(format!("{gib} GiB, and the image needs {image}"));
        } else if size != gib {
            faults.push(format!("{gib} GiB, which {} does not take", volume.kind));
        }
        if mended.iops != volume.iops {
            faults.push(asked(volume.iops, "IOPS", volume.kind));
        }
        if mended.throughput_mibps != volume.throughput_mibps {
            faults.push(asked(volume.throughput_mibps, "MiB/s", volume.kind));
        }
        if faults.is_empty() {
            continue;
        }
        let finding = report.add(
            Subject::NodeGroup(group.id),
            format!("{} has disks of {}", group.name, list(faults)),
            "Give it what its type takes, and at least 20 GiB; images of pods need room too.",
        );
        let mut edits: Vec<Edit> = Vec::new();
        if let Some(disk_size_gib) = size.try_into().ok().filter(|_| size != gib) {
            edits.push(ComputeEdit::SetDiskSize { group: group.id, disk_size_gib }.into());
        }
        if mended != *volume {
            let settings = NodeSettings { volume: mended, ..group.settings.clone() };
            edits.push(ComputeEdit::SetNodeSettings { group: group.id, settings }.into());
        }
        let label =
            if size == gib { format!("Use what {} takes", volume.kind) } else { format!("Use {size} GiB") };
        finding.fix(label, Edit::Batch { edits });
    }
}

fn asked(number: Option<u32>, unit: &str, kind: VolumeType) -> String {
    match number {
        Some(number) => format!("{number} {unit}, which {kind} does not take so"),
        None => format!("no {unit}, which {kind} needs"),
    }
}

/// The size of the image in GiB. Source: Amazon EKS user guide, managed node groups.
fn image_gib(group: &NodeGroup) -> u32 {
    match group.ami_type {
        ami if ami.is_bottlerocket() => 1,
        ami if ami.is_windows() => 50,
        _ => 20,
    }
}

/// The nearest size and volume that EC2 takes.
fn mended(group: &NodeGroup, image: u32) -> (u32, Volume) {
    let (gib, volume) = (group.disk_size_gib.gib(), &group.settings.volume);
    let Limits { size: (least, most), iops, iops_per_gib } = limits(volume.kind);
    let size = if gib < image { USUAL_GIB } else { gib.clamp(least, most) };
    let iops = iops.and_then(|(low, high)| {
        let high = iops_per_gib.saturating_mul(size).clamp(low, high);
        let wanted = volume.iops.or(volume.kind.needs_iops().then_some(USUAL_IOPS));
        wanted.map(|n| n.clamp(low, high))
    });
    let (low, high) = THROUGHPUT;
    let high = high.min(iops.unwrap_or(USUAL_IOPS) / 4);
    let throughput_mibps =
        volume.throughput_mibps.filter(|_| volume.kind == VolumeType::Gp3).map(|n| n.clamp(low, high));
    (size, Volume { kind: volume.kind, iops, throughput_mibps })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group};
    use crate::design::Design;
    use crate::value::AmiType;
    use expect_test::expect;

    fn of_size(gib: u32, ami_type: AmiType) -> Design {
        group(|g| (g.disk_size_gib, g.ami_type) = (gib.try_into().unwrap(), ami_type))
    }

    #[test]
    fn nineteen_and_twenty() {
        check_findings(
            &RULE,
            &of_size(19, AmiType::Al2023X86),
            expect![[r#"
                Error at node-group-3: general has disks of 19 GiB, and the image needs 20
                  Give it what its type takes, and at least 20 GiB; images of pods need room too.
                  [Use 50 GiB] Give general 50 GiB of disk"#]],
        );
        check_findings(&RULE, &of_size(20, AmiType::Al2023X86), expect![[""]]);
        check_findings(
            &RULE,
            &of_size(49, AmiType::WindowsCore2022),
            expect![[r#"
                Error at node-group-3: general has disks of 49 GiB, and the image needs 50
                  Give it what its type takes, and at least 20 GiB; images of pods need room too.
                  [Use 50 GiB] Give general 50 GiB of disk"#]],
        );
        check_findings(&RULE, &of_size(50, AmiType::WindowsCore2022), expect![[""]]);
        check_findings(&RULE, &of_size(2, AmiType::BottlerocketX86), expect![[""]]);
    }

    fn volume(kind: VolumeType, iops: Option<u32>, throughput_mibps: Option<u32>) -> Design {
        group(|g| g.settings.volume = Volume { kind, iops, throughput_mibps })
    }

    #[test]
    fn speeds() {
        check_findings(
            &RULE,
            &volume(VolumeType::Gp3, Some(2999), Some(800)),
            expect![[r#"
                Error at node-group-3: general has disks of 2999 IOPS, which gp3 does not take so and 800 MiB/s, which gp3 does not take so
                  Give it what its type takes, and at least 20 GiB; images of pods need room too.
                  [Use what gp3 takes] Change the nodes of general"#]],
        );
        check_findings(
            &RULE,
            &volume(VolumeType::Io1, Some(2501), None),
            expect![[r#"
                Error at node-group-3: general has disks of 2501 IOPS, which io1 does not take so
                  Give it what its type takes, and at least 20 GiB; images of pods need room too.
                  [Use what io1 takes] Change the nodes of general"#]],
        );
        check_findings(
            &RULE,
            &volume(VolumeType::Io2, None, Some(125)),
            expect![[r#"
                Error at node-group-3: general has disks of no IOPS, which io2 needs and 125 MiB/s, which io2 does not take so
                  Give it what its type takes, and at least 20 GiB; images of pods need room too.
                  [Use what io2 takes] Change the nodes of general"#]],
        );
        check_findings(
            &RULE,
            &volume(VolumeType::Gp2, Some(3000), None),
            expect![[r#"
                Error at node-group-3: general has disks of 3000 IOPS, which gp2 does not take so
                  Give it what its type takes, and at least 20 GiB; images of pods need room too.
                  [Use what gp2 takes] Change the nodes of general"#]],
        );
    }

    #[test]
    fn speeds_within_the_limits() {
        for (kind, iops, throughput) in [
            (VolumeType::Gp3, Some(25_000), Some(2000)),
            (VolumeType::Io1, Some(2500), None),
            (VolumeType::Io2, Some(50_000), None),
            (VolumeType::Gp2, None, None),
        ] {
            check_findings(&RULE, &volume(kind, iops, throughput), expect![[""]]);
        }
    }
}
