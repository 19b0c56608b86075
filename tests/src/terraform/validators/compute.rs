//! Launch templates and instances.
//! Source: Terraform AWS provider and EC2 API reference, read 2026-11-23; EKS user guide "Customize managed
//! nodes with launch templates", read 2026-11-27: groups of instance and interface exclude one another.

use super::super::provider::{Value, field};
use super::Check::{Length, OneOf, Range, Text};
use super::items;
use super::names::id;
use super::nodes::instance_type;
use super::relations::Together::{ConflictsWith, Custom};
use super::relations::{Relation, top, within};
use super::rule::{Rule, rule};
use super::text::{arn, from_base64, length, only};

const TEMPLATE: &[&str] = &["aws_launch_template"];
const METADATA: &[&str] = &["aws_launch_template", "aws_instance"];

pub(super) const RULES: &[Rule] = &[
    rule(TEMPLATE, "name", Text(|name| template_name(name, 3, 125))),
    rule(TEMPLATE, "name_prefix", Text(|name| template_name(name, 1, 125 - 26))),
    rule(TEMPLATE, "description", Text(|text| length(text, 0, 255))),
    rule(TEMPLATE, "user_data", Text(user_data)),
    rule(TEMPLATE, "image_id", Text(image)),
    rule(TEMPLATE, "instance_type", Text(instance_type)),
    rule(TEMPLATE, "key_name", Length(1, 255)),
    rule(TEMPLATE, "vpc_security_group_ids", Text(|text| id(text, "sg"))),
    rule(TEMPLATE, "network_interfaces.security_groups", Text(|text| id(text, "sg"))),
    rule(TEMPLATE, "network_interfaces.subnet_id", Text(|text| id(text, "subnet"))),
    rule(TEMPLATE, "network_interfaces.interface_type", OneOf(&["efa", "efa-only", "interface"])),
    rule(TEMPLATE, "iam_instance_profile.arn", Text(arn)),
    rule(METADATA, "metadata_options.http_endpoint", OneOf(&["disabled", "enabled"])),
    rule(METADATA, "metadata_options.http_tokens", OneOf(&["optional", "required"])),
    rule(METADATA, "metadata_options.http_protocol_ipv6", OneOf(&["disabled", "enabled"])),
    rule(METADATA, "metadata_options.instance_metadata_tags", OneOf(&["disabled", "enabled"])),
    rule(METADATA, "metadata_options.http_put_response_hop_limit", Range(1.0, 64.0)),
    rule(METADATA, "credit_specification.cpu_credits", OneOf(&["standard", "unlimited"])),
    rule(TEMPLATE, "instance_market_options.market_type", OneOf(&["capacity-block", "spot"])),
    rule(TEMPLATE, "placement.tenancy", OneOf(&["dedicated", "default", "host"])),
    rule(
        TEMPLATE,
        "instance_market_options.spot_options.instance_interruption_behavior",
        OneOf(&["hibernate", "stop", "terminate"]),
    ),
    rule(
        TEMPLATE,
        "instance_market_options.spot_options.spot_instance_type",
        OneOf(&["one-time", "persistent"]),
    ),
    rule(TEMPLATE, "instance_market_options.spot_options.max_price", Text(price)),
    rule(TEMPLATE, "instance_initiated_shutdown_behavior", OneOf(&["stop", "terminate"])),
    rule(TEMPLATE, "cpu_options.amd_sev_snp", OneOf(&["disabled", "enabled"])),
    rule(TEMPLATE, "cpu_options.threads_per_core", Range(1.0, 2.0)),
    rule(TEMPLATE, "maintenance_options.auto_recovery", OneOf(&["default", "disabled"])),
    rule(TEMPLATE, "private_dns_name_options.hostname_type", OneOf(&["ip-name", "resource-name"])),
    rule(
        TEMPLATE,
        "capacity_reservation_specification.capacity_reservation_preference",
        OneOf(&["capacity-reservations-only", "none", "open"]),
    ),
    rule(&["data.aws_ec2_instance_type"], "instance_type", Text(instance_type)),
    rule(TEMPLATE, "tag_specifications.resource_type", OneOf(TAGGED_AT_LAUNCH)),
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
    top(TEMPLATE, ConflictsWith(&["name", "name_prefix"])),
    top(TEMPLATE, ConflictsWith(&["instance_type", "instance_requirements"])),
    // Security groups belong to the instance or to its interfaces, not to both.
    top(TEMPLATE, ConflictsWith(&["network_interfaces", "vpc_security_group_ids", "security_group_names"])),
    within(TEMPLATE, "iam_instance_profile", ConflictsWith(&["arn", "name"])),
    within(TEMPLATE, "instance_market_options", Custom("spot_options", spot_options)),
];

pub(super) fn template_name(text: &str, least: usize, most: usize) -> Result<(), String> {
    length(text, least, most)?;
    only(text, |c| c.is_ascii_alphanumeric() || "()./_-".contains(c), "letters, digits and ()./_-")
}

/// A number, or what EC2 puts a number for.
pub(super) fn template_version(text: &str) -> Result<(), String> {
    let number = text.parse::<u64>().is_ok_and(|number| number > 0) && !text.starts_with(['0', '+']);
    if number || ["$Default", "$Latest"].contains(&text) {
        return Ok(());
    }
    Err(format!("expected a version's number, $Latest or $Default, got: {text}"))
}

/// The id of a launch template, as the provider wants it.
pub(super) fn template_id(text: &str) -> Result<(), String> {
    id(text, "lt")
}

/// EC2 takes 16 KB, counted before base64.
fn user_data(text: &str) -> Result<(), String> {
    match from_base64(text)?.len() {
        16_385.. => Err("user data has at most 16384 bytes".into()),
        _ => Ok(()),
    }
}

/// An image, or the parameter that names one.
fn image(text: &str) -> Result<(), String> {
    if text.starts_with("resolve:ssm:") { Ok(()) } else { id(text, "ami") }
}

/// A price in US dollars an hour.
pub(super) fn price(text: &str) -> Result<(), String> {
    if text.is_empty() || text.parse::<f64>().is_ok_and(|price| price > 0.0) {
        return Ok(());
    }
    Err(format!("expected a price in US dollars such as 0.05, got: {text}"))
}

fn spot_options(market: &Value) -> Result<(), String> {
    let spot = field(market, "market_type").as_str().is_none_or(|market| market == "spot");
    if !spot && !items(market, "spot_options").is_empty() {
        return Err("spot_options apply to market_type spot only".into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::refuses;

    #[test]
    fn templates_are_referred_to_alike() {
        let plain = ["id", "name", "version"];
        let mixed = ["launch_template_id", "launch_template_name", "version"];
        let of_mix = "mixed_instances_policy.launch_template.launch_template_specification";
        for (ty, block, [id, name, version]) in [
            ("aws_eks_node_group", "launch_template", plain),
            ("aws_autoscaling_group", "launch_template", plain),
            ("aws_autoscaling_group", of_mix, mixed),
        ] {
            refuses(ty, &format!("{block}.{id}"), "lt-0a", "demo");
            refuses(ty, &format!("{block}.{name}"), "demo", "a b");
            refuses(ty, &format!("{block}.{version}"), "1", "0");
            refuses(ty, &format!("{block}.{version}"), "$Latest", "latest");
        }
    }
}
