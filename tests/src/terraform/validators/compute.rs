//! Launch templates, Auto Scaling groups, key pairs, instances.
//! Source: Terraform AWS provider, EC2 and Auto Scaling API references, read 2026-11-23.

use super::super::provider::{Value, field};
use super::Check::{OneOf, Range, Text};
use super::relations::Together::{Ascending, ConflictsWith, Custom, ExactlyOneOf};
use super::relations::{Relation, top, within};
use super::rule::{Rule, rule};
use super::text::{arn, length, only};

const TEMPLATE: &[&str] = &["aws_launch_template"];
const GROUP: &[&str] = &["aws_autoscaling_group"];
const METADATA: &[&str] = &["aws_launch_template", "aws_instance"];

pub(super) const RULES: &[Rule] = &[
    rule(TEMPLATE, "name", Text(|name| template_name(name, 3, 125))),
    rule(TEMPLATE, "name_prefix", Text(|name| template_name(name, 1, 125 - 26))),
    rule(TEMPLATE, "description", Text(|text| length(text, 0, 255))),
    rule(TEMPLATE, "user_data", Text(base64)),
    rule(TEMPLATE, "iam_instance_profile.arn", Text(arn)),
    rule(
        TEMPLATE,
        "block_device_mappings.ebs.volume_type",
        OneOf(&["gp2", "gp3", "io1", "io2", "sc1", "st1", "standard"]),
    ),
    rule(TEMPLATE, "block_device_mappings.ebs.volume_size", Range(1.0, 65536.0)),
    rule(TEMPLATE, "block_device_mappings.ebs.iops", Range(100.0, 256_000.0)),
    rule(TEMPLATE, "block_device_mappings.ebs.throughput", Range(125.0, 2000.0)),
    rule(TEMPLATE, "block_device_mappings.ebs.encrypted", OneOf(&["", "false", "true"])),
    rule(TEMPLATE, "block_device_mappings.ebs.kms_key_id", Text(arn)),
    rule(METADATA, "metadata_options.http_endpoint", OneOf(&["disabled", "enabled"])),
    rule(METADATA, "metadata_options.http_tokens", OneOf(&["optional", "required"])),
    rule(METADATA, "metadata_options.http_protocol_ipv6", OneOf(&["disabled", "enabled"])),
    rule(METADATA, "metadata_options.instance_metadata_tags", OneOf(&["disabled", "enabled"])),
    rule(METADATA, "metadata_options.http_put_response_hop_limit", Range(1.0, 64.0)),
    rule(METADATA, "credit_specification.cpu_credits", OneOf(&["standard", "unlimited"])),
    rule(TEMPLATE, "instance_market_options.market_type", OneOf(&["capacity-block", "spot"])),
    rule(TEMPLATE, "placement.tenancy", OneOf(&["dedicated", "default", "host"])),
    rule(TEMPLATE, "tag_specifications.resource_type", OneOf(TAGGED_AT_LAUNCH)),
    rule(GROUP, "name", Text(|name| length(name, 1, 255))),
    rule(GROUP, "name_prefix", Text(|name| length(name, 1, 255 - 26))),
    rule(GROUP, "min_size", Range(0.0, 10_000.0)),
    rule(GROUP, "max_size", Range(0.0, 10_000.0)),
    rule(GROUP, "instance_refresh.strategy", OneOf(&["ReplaceRootVolume", "Rolling"])),
    rule(
        GROUP,
        "mixed_instances_policy.instances_distribution.spot_allocation_strategy",
        OneOf(&[
            "capacity-optimized",
            "capacity-optimized-prioritized",
            "lowest-price",
            "price-capacity-optimized",
        ]),
    ),
    rule(
        GROUP,
        "mixed_instances_policy.instances_distribution.on_demand_percentage_above_base_capacity",
        Range(0.0, 100.0),
    ),
    rule(&["aws_key_pair"], "public_key", Text(public_key)),
];

const TAGGED_AT_LAUNCH: &[&str] = &[
    "elastic-gpu",
    "fleet",
    "instance",
    "launch-template",
    "network-interface",
    "spot-instances-request",
    "volume",
];

pub(super) const RELATIONS: &[Relation] = &[
    top(&["aws_autoscaling_group", "aws_launch_template"], ConflictsWith(&["name", "name_prefix"])),
    top(&["aws_key_pair"], ConflictsWith(&["key_name", "key_name_prefix"])),
    top(GROUP, Ascending(&["min_size", "desired_capacity", "max_size"])),
    top(GROUP, ExactlyOneOf(&["launch_configuration", "launch_template", "mixed_instances_policy"])),
    top(GROUP, ConflictsWith(&["availability_zones", "vpc_zone_identifier"])),
    within(TEMPLATE, "block_device_mappings.ebs", Custom("throughput", volume)),
];

fn template_name(text: &str, least: usize, most: usize) -> Result<(), String> {
    length(text, least, most)?;
    only(text, |c| c.is_ascii_alphanumeric() || "()./_-".contains(c), "letters, digits and ()./_-")
}

fn base64(text: &str) -> Result<(), String> {
    let body = text.trim_end_matches('=');
    only(body, |c| c.is_ascii_alphanumeric() || c == '+' || c == '/', "base64 digits")?;
    if text.len().is_multiple_of(4) { Ok(()) } else { Err("is not base64".into()) }
}

fn public_key(text: &str) -> Result<(), String> {
    let kind = text.split_whitespace().next().unwrap_or_default();
    if ["ssh-ed25519", "ssh-rsa"].contains(&kind) && text.split_whitespace().count() >= 2 {
        return Ok(());
    }
    Err(format!("expected an ssh-ed25519 or ssh-rsa public key, got: {kind:?}"))
}

fn volume(ebs: &Value) -> Result<(), String> {
    let given = |name: &str| field(ebs, name).as_f64().is_some_and(|number| number > 0.0);
    match field(ebs, "volume_type").as_str() {
        Some(kind @ ("gp2" | "sc1" | "st1" | "standard")) if given("iops") => {
            Err(format!("iops does not apply to volumes of type {kind}"))
        }
        Some(kind) if kind != "gp3" && given("throughput") => {
            Err(format!("throughput does not apply to volumes of type {kind}"))
        }
        Some(kind @ ("io1" | "io2")) if field(ebs, "iops").is_nil() => {
            Err(format!("volumes of type {kind} need iops"))
        }
        _ => Ok(()),
    }
}
