//! Managed node groups.
//! Source: Terraform AWS provider and EKS API reference, read 2026-11-23; EKS API reference
//! "NodeRepairConfigOverrides" and EKS user guide "Customize managed nodes with launch templates", read
//! 2026-11-27.

use super::super::provider::{Value, field};
use super::Check::{Length, OneOf, Range, Text};
use super::compute::{template_id, template_name, template_version};
use super::eks::kubernetes_version;
use super::names::{id, label_key, label_value};
use super::relations::Together::{Ascending, ConflictsWith, Custom, ExactlyOneOf};
use super::relations::{Relation, top, within};
use super::rule::{Rule, rule};
use super::text::role_arn;
use super::{entries, items};

const GROUP: &[&str] = &["aws_eks_node_group"];

const AMI_TYPES: &[&str] = &[
    "AL2023_ARM_64_NVIDIA",
    "AL2023_ARM_64_STANDARD",
    "AL2023_x86_64_NEURON",
    "AL2023_x86_64_NVIDIA",
    "AL2023_x86_64_STANDARD",
    "AL2_ARM_64",
    "AL2_x86_64",
    "AL2_x86_64_GPU",
    "BOTTLEROCKET_ARM_64",
    "BOTTLEROCKET_ARM_64_FIPS",
    "BOTTLEROCKET_ARM_64_NVIDIA",
    "BOTTLEROCKET_ARM_64_NVIDIA_FIPS",
    "BOTTLEROCKET_x86_64",
    "BOTTLEROCKET_x86_64_FIPS",
    "BOTTLEROCKET_x86_64_NVIDIA",
    "BOTTLEROCKET_x86_64_NVIDIA_FIPS",
    "CUSTOM",
    "WINDOWS_CORE_2019_x86_64",
    "WINDOWS_CORE_2022_x86_64",
    "WINDOWS_CORE_2025_x86_64",
    "WINDOWS_FULL_2019_x86_64",
    "WINDOWS_FULL_2022_x86_64",
    "WINDOWS_FULL_2025_x86_64",
];

pub(super) const RULES: &[Rule] = &[
    rule(GROUP, "node_group_name", Length(1, 63)),
    rule(GROUP, "node_group_name_prefix", Length(1, 63 - 26)),
    rule(GROUP, "ami_type", OneOf(AMI_TYPES)),
    rule(GROUP, "capacity_type", OneOf(&["CAPACITY_BLOCK", "ON_DEMAND", "SPOT"])),
    rule(GROUP, "instance_types", Text(instance_type)),
    rule(GROUP, "node_role_arn", Text(role_arn)),
    rule(GROUP, "subnet_ids", Text(|text| id(text, "subnet"))),
    rule(GROUP, "version", Text(kubernetes_version)),
    rule(GROUP, "release_version", Text(release_version)),
    rule(GROUP, "disk_size", Range(1.0, 65536.0)),
    rule(GROUP, "launch_template.id", Text(template_id)),
    rule(GROUP, "launch_template.name", Text(|name| template_name(name, 3, 125))),
    rule(GROUP, "launch_template.version", Text(template_version)),
    rule(GROUP, "scaling_config.desired_size", Range(0.0, 100_000.0)),
    rule(GROUP, "scaling_config.max_size", Range(1.0, 100_000.0)),
    rule(GROUP, "scaling_config.min_size", Range(0.0, 100_000.0)),
    rule(GROUP, "taint.effect", OneOf(&["NO_EXECUTE", "NO_SCHEDULE", "PREFER_NO_SCHEDULE"])),
    rule(GROUP, "taint.key", Text(label_key)),
    rule(GROUP, "taint.value", Text(label_value)),
    rule(GROUP, "remote_access.source_security_group_ids", Text(|text| id(text, "sg"))),
    rule(GROUP, "update_config.max_unavailable", Range(1.0, 100.0)),
    rule(GROUP, "update_config.max_unavailable_percentage", Range(1.0, 100.0)),
    rule(GROUP, "update_config.update_strategy", OneOf(&["DEFAULT", "MINIMAL"])),
    rule(GROUP, "node_repair_config.max_parallel_nodes_repaired_count", Range(1.0, 100_000.0)),
    rule(GROUP, "node_repair_config.max_parallel_nodes_repaired_percentage", Range(1.0, 100.0)),
    rule(GROUP, "node_repair_config.max_unhealthy_node_threshold_count", Range(1.0, 100_000.0)),
    rule(GROUP, "node_repair_config.max_unhealthy_node_threshold_percentage", Range(1.0, 100.0)),
    rule(
        GROUP,
        "node_repair_config.node_repair_config_overrides.min_repair_wait_time_mins",
        Range(1.0, f64::MAX),
    ),
    rule(
        GROUP,
        "node_repair_config.node_repair_config_overrides.repair_action",
        OneOf(&["NoAction", "Reboot", "Replace"]),
    ),
    rule(GROUP, "warm_pool_config.pool_state", OneOf(&["HIBERNATED", "RUNNING", "STOPPED"])),
];

pub(super) const RELATIONS: &[Relation] = &[
    top(GROUP, ConflictsWith(&["node_group_name", "node_group_name_prefix"])),
    top(GROUP, Custom("remote_access", remote_access)),
    top(GROUP, Custom("labels", labels)),
    top(GROUP, Custom("taint", taints)),
    top(GROUP, Custom("instance_types", instance_types)),
    within(GROUP, "scaling_config", Ascending(&["min_size", "desired_size", "max_size"])),
    within(GROUP, "update_config", ExactlyOneOf(&["max_unavailable", "max_unavailable_percentage"])),
    within(GROUP, "launch_template", ExactlyOneOf(&["id", "name"])),
    within(
        GROUP,
        "node_repair_config",
        ConflictsWith(&["max_parallel_nodes_repaired_count", "max_parallel_nodes_repaired_percentage"]),
    ),
    within(
        GROUP,
        "node_repair_config",
        ConflictsWith(&["max_unhealthy_node_threshold_count", "max_unhealthy_node_threshold_percentage"]),
    ),
];

/// A family and a size with a period between.
pub(super) fn instance_type(text: &str) -> Result<(), String> {
    let parts = text.split_once('.').filter(|(family, size)| family.len() >= 2 && !size.is_empty());
    let lower = |part: &str| part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    match parts {
        Some((family, size)) if lower(family) && lower(size) => Ok(()),
        _ => Err(format!("expected an instance type such as m7i.large, got: {text}")),
    }
}

/// `1.35.0-20261101` of Amazon Linux, `1.51.0-8b2dfc38` of Bottlerocket.
fn release_version(text: &str) -> Result<(), String> {
    let (version, build) = text.split_once('-').unwrap_or((text, ""));
    let numbers = version.split('.').all(|part| part.parse::<u32>().is_ok());
    if numbers && !build.is_empty() && build.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Ok(());
    }
    Err(format!("expected an AMI release such as 1.35.0-20261101, got: {text}"))
}

/// Keys and values are those of Kubernetes.
fn labels(group: &Value) -> Result<(), String> {
    for (key, value) in entries(field(group, "labels")) {
        label_key(key)?;
        if key.starts_with("kubernetes.io/") || key.starts_with("k8s.io/") {
            return Err(format!("labels: {key} is reserved by Kubernetes"));
        }
        label_value(value.as_str().unwrap_or_default())?;
    }
    Ok(())
}

/// The API takes at most 50 taints, and no two of one key and effect.
fn taints(group: &Value) -> Result<(), String> {
    let taints = items(group, "taint");
    if taints.len() > 50 {
        return Err("taint: a node group takes at most 50".into());
    }
    let mut seen = Vec::new();
    for taint in taints {
        let pair = (field(taint, "key").as_str(), field(taint, "effect").as_str());
        if pair.0.is_some() && pair.1.is_some() {
            if seen.contains(&pair) {
                return Err(format!(
                    "taint: {} is given twice with the same effect",
                    pair.0.unwrap_or_default()
                ));
            }
            seen.push(pair);
        }
    }
    Ok(())
}

/// `instanceTypes` holds between 1 and 20 types, each once.
fn instance_types(group: &Value) -> Result<(), String> {
    let types: Vec<_> = items(group, "instance_types").iter().filter_map(Value::as_str).collect();
    if types.len() > 20 {
        return Err(format!("instance_types: a node group takes at most 20, got {}", types.len()));
    }
    match types.iter().enumerate().find(|(n, ty)| types[..*n].contains(ty)) {
        Some((_, twice)) => Err(format!("instance_types: {twice} is given twice")),
        None => Ok(()),
    }
}

fn remote_access(group: &Value) -> Result<(), String> {
    let with_template = !items(group, "launch_template").is_empty();
    if with_template && !items(group, "remote_access").is_empty() {
        return Err("\"remote_access\": conflicts with launch_template".into());
    }
    if with_template && field(group, "disk_size").as_f64().is_some() {
        return Err("\"disk_size\": conflicts with launch_template".into());
    }
    for access in items(group, "remote_access") {
        if field(access, "ec2_ssh_key").is_nil() && !items(access, "source_security_group_ids").is_empty() {
            return Err("source_security_group_ids need an ec2_ssh_key".into());
        }
    }
    Ok(())
}
