//! Volumes of launch templates: what goes with which type.
//! Source: EC2 API reference "LaunchTemplateEbsBlockDeviceRequest", read 2026-11-27: iops and throughput.
//! Sizes, and how many iops and MiB/s go with them, are those of the EBS user guide "Amazon EBS volume
//! types", which was not read again.

use super::super::provider::{Value, field, is_unknown};
use super::Check::{OneOf, Range, Text};
use super::relations::Together::Custom;
use super::relations::{Relation, within};
use super::rule::{Rule, rule};
use super::text::arn;

const TEMPLATE: &[&str] = &["aws_launch_template"];

pub(super) const RULES: &[Rule] = &[
    rule(
        TEMPLATE,
        "block_device_mappings.ebs.volume_type",
        OneOf(&["gp2", "gp3", "io1", "io2", "sc1", "st1", "standard"]),
    ),
    rule(TEMPLATE, "block_device_mappings.device_name", Text(device_name)),
    rule(TEMPLATE, "block_device_mappings.ebs.volume_size", Range(1.0, 65536.0)),
    rule(TEMPLATE, "block_device_mappings.ebs.iops", Range(100.0, 256_000.0)),
    rule(TEMPLATE, "block_device_mappings.ebs.throughput", Range(125.0, 2000.0)),
    rule(TEMPLATE, "block_device_mappings.ebs.volume_initialization_rate", Range(100.0, 300.0)),
    rule(TEMPLATE, "block_device_mappings.ebs.encrypted", OneOf(&["", "false", "true"])),
    rule(TEMPLATE, "block_device_mappings.ebs.delete_on_termination", OneOf(&["", "false", "true"])),
    rule(TEMPLATE, "block_device_mappings.ebs.kms_key_id", Text(arn)),
];

pub(super) const RELATIONS: &[Relation] = &[
    within(TEMPLATE, "block_device_mappings.ebs", Custom("volume_size", size)),
    within(TEMPLATE, "block_device_mappings.ebs", Custom("iops", operations)),
    within(TEMPLATE, "block_device_mappings.ebs", Custom("throughput", throughput)),
    within(TEMPLATE, "block_device_mappings.ebs", Custom("kms_key_id", encryption)),
];

/// Sizes in GiB, by type.
const SIZES: &[(&str, u64, u64)] = &[
    ("gp2", 1, 16_384),
    ("gp3", 1, 65_536),
    ("io1", 4, 16_384),
    ("io2", 4, 65_536),
    ("sc1", 125, 16_384),
    ("st1", 125, 16_384),
    ("standard", 1, 1024),
];

/// Operations a second: least, most, and how many for each GiB.
const OPERATIONS: &[(&str, u64, u64, u64)] =
    &[("gp3", 3000, 80_000, 500), ("io1", 100, 64_000, 50), ("io2", 100, 256_000, 1000)];

/// `/dev/xvda`, `/dev/sdf`, or `xvda` of Windows.
fn device_name(text: &str) -> Result<(), String> {
    let name = text.strip_prefix("/dev/").unwrap_or(text);
    if ["sd", "xvd", "nvme"].iter().any(|start| name.starts_with(start)) && name.len() <= 20 {
        return Ok(());
    }
    Err(format!("expected a device such as /dev/xvda, got: {text}"))
}

fn number(ebs: &Value, name: &str) -> Option<u64> {
    // Terraform sends a whole number as an integer, or as text where it is too large for one.
    field(ebs, name).as_u64().filter(|number| *number > 0)
}

fn kind(ebs: &Value) -> Option<&str> {
    field(ebs, "volume_type").as_str().filter(|kind| !kind.is_empty())
}

fn size(ebs: &Value) -> Result<(), String> {
    let known = kind(ebs).and_then(|kind| SIZES.iter().find(|(name, ..)| *name == kind));
    match (known, number(ebs, "volume_size")) {
        (Some((kind, least, most)), Some(size)) if !(*least..=*most).contains(&size) => {
            Err(format!("a volume of type {kind} has between {least} and {most} GiB, got {size}"))
        }
        _ => Ok(()),
    }
}

fn operations(ebs: &Value) -> Result<(), String> {
    let (Some(kind), iops) = (kind(ebs), number(ebs, "iops")) else { return Ok(()) };
    let Some((_, least, most, each)) = OPERATIONS.iter().find(|(name, ..)| *name == kind) else {
        return match iops {
            Some(_) => Err(format!("iops does not apply to volumes of type {kind}")),
            None => Ok(()),
        };
    };
    let Some(iops) = iops else {
        let needed = kind != "gp3" && field(ebs, "iops").is_nil();
        return if needed { Err(format!("volumes of type {kind} need iops")) } else { Ok(()) };
    };
    if !(*least..=*most).contains(&iops) {
        return Err(format!("a volume of type {kind} has between {least} and {most} iops, got {iops}"));
    }
    match number(ebs, "volume_size") {
        // What is included is included at any size.
        Some(size) if iops > *least && iops > size * each => Err(format!(
            "a volume of type {kind} has at most {each} iops for each GiB, got {iops} for {size}"
        )),
        _ => Ok(()),
    }
}

/// Only gp3 has a throughput to choose: at most a quarter MiB/s for each operation a second.
fn throughput(ebs: &Value) -> Result<(), String> {
    let Some(throughput) = number(ebs, "throughput") else { return Ok(()) };
    match kind(ebs) {
        Some("gp3") => {
            let iops = if is_unknown(field(ebs, "iops")) { return Ok(()) } else { number(ebs, "iops") };
            let iops = iops.unwrap_or(3000);
            if throughput * 4 > iops {
                return Err(format!("throughput is at most a quarter of iops, got {throughput} for {iops}"));
            }
            Ok(())
        }
        Some(kind) => Err(format!("throughput does not apply to volumes of type {kind}")),
        None => Ok(()),
    }
}

/// A key is for what is encrypted.
fn encryption(ebs: &Value) -> Result<(), String> {
    let key = field(ebs, "kms_key_id");
    let plain = field(ebs, "encrypted");
    if (key.as_str().is_some() || is_unknown(key)) && (plain.is_nil() || plain.as_str() == Some("false")) {
        return Err("a kms_key_id needs encrypted = true".into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::refuses;

    #[test]
    fn flags_are_text() {
        for flag in ["delete_on_termination", "encrypted"] {
            refuses("aws_launch_template", &format!("block_device_mappings.ebs.{flag}"), "true", "yes");
        }
    }
}
