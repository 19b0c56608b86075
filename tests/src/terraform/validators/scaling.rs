//! Auto Scaling groups.
//! Source: Terraform AWS provider "aws_autoscaling_group", read 2026-11-27. Weights, hooks, and how far
//! apart the percentages may be, are known of the Auto Scaling API, as is that it counts to 10,000. Its model in
//! botocore, read 2026-11-27, has the percentages, delays and versions; times that it leaves open are not negative.

use super::super::provider::{Value, field};
use super::Check::{OneOf, Range, Text};
use super::compute::{price, template_id, template_name, template_version};
use super::items;
use super::names::id;
use super::nodes::instance_type;
use super::relations::Together::{Ascending, ConflictsWith, Custom, ExactlyOneOf};
use super::relations::{Relation, top, within};
use super::rule::{Rule, rule};
use super::text::{arn, length, only, role_arn};

const GROUP: &[&str] = &["aws_autoscaling_group"];
const OVERRIDE: &str = "mixed_instances_policy.launch_template.override";
const INCLUDED: &[&str] = &["excluded", "included", "required"];

/// The API takes an integer of 32 bits and documents no other limit.
const MAX: f64 = 2_147_483_647.0;

pub(super) const RULES: &[Rule] = &[
    rule(GROUP, "name", Text(|name| length(name, 1, 255))),
    rule(GROUP, "name_prefix", Text(|name| length(name, 1, 255 - 26))),
    rule(GROUP, "min_size", Range(0.0, MAX)),
    rule(GROUP, "max_size", Range(0.0, MAX)),
    rule(GROUP, "desired_capacity", Range(0.0, MAX)),
    rule(GROUP, "default_cooldown", Range(0.0, f64::MAX)),
    // One less than nothing takes a value back.
    rule(GROUP, "default_instance_warmup", Range(-1.0, f64::MAX)),
    rule(GROUP, "health_check_grace_period", Range(0.0, f64::MAX)),
    rule(GROUP, "instance_maintenance_policy.min_healthy_percentage", Range(-1.0, 100.0)),
    rule(GROUP, "instance_maintenance_policy.max_healthy_percentage", Range(-1.0, 200.0)),
    rule(GROUP, "service_linked_role_arn", Text(role_arn)),
    rule(GROUP, "launch_template.id", Text(template_id)),
    rule(GROUP, "launch_template.name", Text(|name| template_name(name, 3, 125))),
    rule(GROUP, "launch_template.version", Text(template_version)),
    rule(
        GROUP,
        "mixed_instances_policy.launch_template.launch_template_specification.launch_template_id",
        Text(template_id),
    ),
    rule(
        GROUP,
        "mixed_instances_policy.launch_template.launch_template_specification.launch_template_name",
        Text(|name| template_name(name, 3, 125)),
    ),
    rule(
        GROUP,
        "mixed_instances_policy.launch_template.launch_template_specification.version",
        Text(template_version),
    ),
    rule(GROUP, "desired_capacity_type", OneOf(&["memory-mib", "units", "vcpu"])),
    rule(GROUP, "vpc_zone_identifier", Text(|text| id(text, "subnet"))),
    rule(GROUP, "health_check_type", OneOf(&["EBS", "EC2", "ELB", "VPC_LATTICE"])),
    rule(GROUP, "metrics_granularity", OneOf(&["1Minute"])),
    rule(GROUP, "suspended_processes", OneOf(PROCESSES)),
    rule(GROUP, "termination_policies", Text(termination_policy)),
    rule(GROUP, "max_instance_lifetime", Range(0.0, 31_536_000.0)),
    rule(GROUP, "initial_lifecycle_hook.default_result", OneOf(&["ABANDON", "CONTINUE"])),
    rule(GROUP, "initial_lifecycle_hook.heartbeat_timeout", Range(30.0, 7200.0)),
    rule(
        GROUP,
        "initial_lifecycle_hook.lifecycle_transition",
        OneOf(&["autoscaling:EC2_INSTANCE_LAUNCHING", "autoscaling:EC2_INSTANCE_TERMINATING"]),
    ),
    rule(GROUP, "initial_lifecycle_hook.name", Text(hook_name)),
    rule(GROUP, "initial_lifecycle_hook.notification_target_arn", Text(arn)),
    rule(GROUP, "initial_lifecycle_hook.role_arn", Text(arn)),
    rule(GROUP, "instance_refresh.strategy", OneOf(&["ReplaceRootVolume", "Rolling"])),
    rule(GROUP, "instance_refresh.triggers", OneOf(TRIGGERS)),
    rule(GROUP, "instance_refresh.preferences.min_healthy_percentage", Range(0.0, 100.0)),
    rule(GROUP, "instance_refresh.preferences.max_healthy_percentage", Range(100.0, 200.0)),
    rule(GROUP, "instance_refresh.preferences.checkpoint_delay", Text(|text| seconds(text, 172_800))),
    rule(GROUP, "instance_refresh.preferences.instance_warmup", Text(|text| seconds(text, u32::MAX))),
    rule(GROUP, "instance_refresh.preferences.checkpoint_percentages", Range(1.0, 100.0)),
    rule(
        GROUP,
        "instance_refresh.preferences.scale_in_protected_instances",
        OneOf(&["Ignore", "Refresh", "Wait"]),
    ),
    rule(GROUP, "instance_refresh.preferences.standby_instances", OneOf(&["Ignore", "Terminate", "Wait"])),
    rule(
        GROUP,
        "mixed_instances_policy.instances_distribution.on_demand_allocation_strategy",
        OneOf(&["lowest-price", "prioritized"]),
    ),
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
    rule(GROUP, "mixed_instances_policy.instances_distribution.on_demand_base_capacity", Range(0.0, MAX)),
    rule(
        GROUP,
        "mixed_instances_policy.instances_distribution.on_demand_percentage_above_base_capacity",
        Range(0.0, 100.0),
    ),
    rule(GROUP, "mixed_instances_policy.instances_distribution.spot_instance_pools", Range(0.0, 20.0)),
    rule(GROUP, "mixed_instances_policy.instances_distribution.spot_max_price", Text(price)),
    rule(GROUP, "mixed_instances_policy.launch_template.override.instance_type", Text(instance_type)),
    rule(GROUP, "mixed_instances_policy.launch_template.override.weighted_capacity", Text(weight)),
    rule(
        GROUP,
        "mixed_instances_policy.launch_template.override.instance_requirements.bare_metal",
        OneOf(INCLUDED),
    ),
    rule(
        GROUP,
        "mixed_instances_policy.launch_template.override.instance_requirements.burstable_performance",
        OneOf(INCLUDED),
    ),
    rule(
        GROUP,
        "mixed_instances_policy.launch_template.override.instance_requirements.cpu_manufacturers",
        OneOf(&["amazon-web-services", "amd", "apple", "intel"]),
    ),
    rule(
        GROUP,
        "mixed_instances_policy.launch_template.override.instance_requirements.instance_generations",
        OneOf(&["current", "previous"]),
    ),
];

const PROCESSES: &[&str] = &[
    "AZRebalance",
    "AddToLoadBalancer",
    "AlarmNotification",
    "HealthCheck",
    "InstanceRefresh",
    "Launch",
    "ReplaceUnhealthy",
    "ScheduledActions",
    "Terminate",
];

/// Arguments of a group; a change of its template or its mix refreshes it without being named here.
const TRIGGERS: &[&str] = &[
    "availability_zones",
    "capacity_rebalance",
    "default_cooldown",
    "default_instance_warmup",
    "desired_capacity",
    "enabled_metrics",
    "health_check_grace_period",
    "health_check_type",
    "launch_configuration",
    "launch_template",
    "max_instance_lifetime",
    "max_size",
    "min_size",
    "mixed_instances_policy",
    "name",
    "placement_group",
    "protect_from_scale_in",
    "suspended_processes",
    "tag",
    "target_group_arns",
    "termination_policies",
    "vpc_zone_identifier",
];

pub(super) const RELATIONS: &[Relation] = &[
    top(GROUP, ConflictsWith(&["name", "name_prefix"])),
    top(GROUP, Ascending(&["min_size", "desired_capacity", "max_size"])),
    top(GROUP, ExactlyOneOf(&["launch_configuration", "launch_template", "mixed_instances_policy"])),
    top(GROUP, ConflictsWith(&["availability_zones", "vpc_zone_identifier"])),
    top(GROUP, Custom("max_instance_lifetime", lifetime)),
    within(GROUP, "instance_maintenance_policy", Custom("max_healthy_percentage", healthy)),
    within(GROUP, "instance_refresh.preferences", Custom("max_healthy_percentage", healthy)),
    within(GROUP, "instance_refresh.preferences", Custom("checkpoint_percentages", checkpoints)),
    within(GROUP, "mixed_instances_policy.instances_distribution", Custom("spot_instance_pools", pools)),
    within(GROUP, "mixed_instances_policy.launch_template", Custom("override", overrides)),
    within(GROUP, OVERRIDE, ConflictsWith(&["instance_type", "instance_requirements"])),
];

fn hook_name(text: &str) -> Result<(), String> {
    length(text, 1, 255)?;
    only(text, |c| c.is_ascii_alphanumeric() || "-_/".contains(c), "letters, digits and -_/")
}

fn termination_policy(text: &str) -> Result<(), String> {
    let known = [
        "AllocationStrategy",
        "ClosestToNextInstanceHour",
        "Default",
        "NewestInstance",
        "OldestInstance",
        "OldestLaunchConfiguration",
        "OldestLaunchTemplate",
    ];
    if known.contains(&text) || text.starts_with("arn:") {
        return Ok(());
    }
    Err(format!("expected termination_policies to be of {known:?} or a function's ARN, got {text}"))
}

/// A time as text, so that none is other than nothing.
fn seconds(text: &str, most: u32) -> Result<(), String> {
    if text.is_empty() || text.parse::<u32>().is_ok_and(|seconds| seconds <= most) {
        return Ok(());
    }
    Err(format!("expected seconds between 0 and {most}, got: {text}"))
}

/// Between 1 and 999, as text.
fn weight(text: &str) -> Result<(), String> {
    match text.parse::<u32>() {
        Ok(1..=999) if !text.starts_with(['0', '+']) => Ok(()),
        _ => Err(format!("expected a number between 1 and 999, got: {text}")),
    }
}

/// A day at least, or none at all.
fn lifetime(group: &Value) -> Result<(), String> {
    match field(group, "max_instance_lifetime").as_i64() {
        Some(seconds @ 1..86_400) => {
            Err(format!("expected max_instance_lifetime to be 0 or at least 86400, got {seconds}"))
        }
        _ => Ok(()),
    }
}

/// The most needs the least, and they are no more than 100 percent apart.
fn healthy(block: &Value) -> Result<(), String> {
    let (least, most) = (field(block, "min_healthy_percentage"), field(block, "max_healthy_percentage"));
    match (least.as_i64(), most.as_i64()) {
        (None, Some(_)) if least.is_nil() => {
            Err("max_healthy_percentage needs min_healthy_percentage".into())
        }
        (Some(least), Some(most)) if most - least > 100 => Err(format!(
            "min_healthy_percentage ({least}) and max_healthy_percentage ({most}) are more than 100 apart"
        )),
        _ => Ok(()),
    }
}

fn checkpoints(preferences: &Value) -> Result<(), String> {
    let steps: Vec<_> =
        items(preferences, "checkpoint_percentages").iter().filter_map(Value::as_i64).collect();
    if steps.is_sorted_by(|a, b| a < b) {
        return Ok(());
    }
    Err(format!("checkpoint_percentages must ascend, got {steps:?}"))
}

fn pools(distribution: &Value) -> Result<(), String> {
    let pools = field(distribution, "spot_instance_pools").as_i64().is_some_and(|pools| pools > 0);
    match field(distribution, "spot_allocation_strategy").as_str() {
        Some(strategy) if pools && strategy != "lowest-price" => {
            Err(format!("spot_instance_pools apply to lowest-price only, not to {strategy}"))
        }
        _ => Ok(()),
    }
}

/// A type is named once, and either none has a weight or all have.
fn overrides(template: &Value) -> Result<(), String> {
    let overrides = items(template, "override");
    let types: Vec<_> = overrides.iter().filter_map(|one| field(one, "instance_type").as_str()).collect();
    if let Some((_, twice)) = types.iter().enumerate().find(|(n, ty)| types[..*n].contains(ty)) {
        return Err(format!("the override {twice} is given twice"));
    }
    let weighted = overrides.iter().filter(|one| !field(one, "weighted_capacity").is_nil()).count();
    if weighted != 0 && weighted != overrides.len() {
        return Err("either all overrides have a weighted_capacity or none has".into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::refuses;

    #[test]
    fn numbers_have_a_range() {
        for (path, right, wrong) in [
            ("desired_capacity", 0, -1),
            ("desired_capacity", 2_147_483_647, 2_147_483_648_i64),
            ("default_cooldown", 0, -1),
            ("default_instance_warmup", -1, -2),
            ("health_check_grace_period", 0, -1),
            ("instance_maintenance_policy.min_healthy_percentage", 100, 101),
        ] {
            refuses("aws_autoscaling_group", path, right, wrong);
        }
        for (name, right, wrong) in
            [("checkpoint_delay", "172800", "172801"), ("instance_warmup", "300", "5m")]
        {
            refuses("aws_autoscaling_group", &format!("instance_refresh.preferences.{name}"), right, wrong);
        }
    }
}
