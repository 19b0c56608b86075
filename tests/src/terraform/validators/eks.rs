//! Clusters, node groups, add-ons, access entries, Fargate, pod identity.
//! Source: Terraform AWS provider and EKS API reference, read 2026-11-23.

use super::super::provider::{Value, field};
use super::Check::{Length, OneOf, Range, Text};
use super::items;
use super::relations::Together::{Ascending, ConflictsWith, Custom, ExactlyOneOf};
use super::relations::{Relation, top, within};
use super::rule::{Rule, rule};
use super::text::{any_ipv4_network, arn, json, length, only, service_network};

const CLUSTER: &[&str] = &["aws_eks_cluster"];
const NODE_GROUP: &[&str] = &["aws_eks_node_group"];
const ADDON: &[&str] = &["aws_eks_addon"];
const ACCESS_ENTRY: &[&str] = &["aws_eks_access_entry"];
const ACCESS_POLICY: &[&str] = &["aws_eks_access_policy_association"];
const FARGATE: &[&str] = &["aws_eks_fargate_profile"];
const POD_IDENTITY: &[&str] = &["aws_eks_pod_identity_association"];

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
    rule(CLUSTER, "name", Text(cluster_name)),
    rule(CLUSTER, "role_arn", Text(arn)),
    rule(CLUSTER, "version", Text(kubernetes_version)),
    rule(
        CLUSTER,
        "enabled_cluster_log_types",
        OneOf(&["api", "audit", "authenticator", "controllerManager", "scheduler"]),
    ),
    rule(CLUSTER, "access_config.authentication_mode", OneOf(&["API", "API_AND_CONFIG_MAP", "CONFIG_MAP"])),
    rule(CLUSTER, "upgrade_policy.support_type", OneOf(&["EXTENDED", "STANDARD"])),
    rule(CLUSTER, "kubernetes_network_config.ip_family", OneOf(&["ipv4", "ipv6"])),
    rule(CLUSTER, "kubernetes_network_config.service_ipv4_cidr", Text(service_network)),
    rule(CLUSTER, "encryption_config.resources", OneOf(&["secrets"])),
    rule(CLUSTER, "encryption_config.provider.key_arn", Text(arn)),
    rule(CLUSTER, "vpc_config.public_access_cidrs", Text(any_ipv4_network)),
    rule(CLUSTER, "remote_network_config.remote_node_networks.cidrs", Text(any_ipv4_network)),
    rule(CLUSTER, "remote_network_config.remote_pod_networks.cidrs", Text(any_ipv4_network)),
    rule(CLUSTER, "compute_config.node_pools", OneOf(&["general-purpose", "system"])),
    rule(CLUSTER, "compute_config.node_role_arn", Text(arn)),
    rule(NODE_GROUP, "node_group_name", Length(1, 63)),
    rule(NODE_GROUP, "node_group_name_prefix", Length(1, 63 - 26)),
    rule(NODE_GROUP, "ami_type", OneOf(AMI_TYPES)),
    rule(NODE_GROUP, "capacity_type", OneOf(&["CAPACITY_BLOCK", "ON_DEMAND", "SPOT"])),
    rule(NODE_GROUP, "instance_types", Text(instance_type)),
    rule(NODE_GROUP, "node_role_arn", Text(arn)),
    rule(NODE_GROUP, "version", Text(kubernetes_version)),
    rule(NODE_GROUP, "disk_size", Range(1.0, 65536.0)),
    rule(NODE_GROUP, "scaling_config.desired_size", Range(0.0, 100_000.0)),
    rule(NODE_GROUP, "scaling_config.max_size", Range(1.0, 100_000.0)),
    rule(NODE_GROUP, "scaling_config.min_size", Range(0.0, 100_000.0)),
    rule(NODE_GROUP, "taint.effect", OneOf(&["NO_EXECUTE", "NO_SCHEDULE", "PREFER_NO_SCHEDULE"])),
    rule(NODE_GROUP, "taint.key", Text(label_key)),
    rule(NODE_GROUP, "taint.value", Length(0, 63)),
    rule(NODE_GROUP, "update_config.max_unavailable", Range(1.0, 100.0)),
    rule(NODE_GROUP, "update_config.max_unavailable_percentage", Range(1.0, 100.0)),
    rule(NODE_GROUP, "update_config.update_strategy", OneOf(&["DEFAULT", "MINIMAL"])),
    rule(ADDON, "resolve_conflicts_on_create", OneOf(&["NONE", "OVERWRITE"])),
    rule(ADDON, "resolve_conflicts_on_update", OneOf(&["NONE", "OVERWRITE", "PRESERVE"])),
    rule(ADDON, "service_account_role_arn", Text(arn)),
    rule(ADDON, "pod_identity_association.role_arn", Text(arn)),
    rule(ADDON, "configuration_values", Text(json)),
    rule(ADDON, "addon_version", Text(addon_version)),
    rule(ADDON, "cluster_name", Text(cluster_name)),
    rule(
        ACCESS_ENTRY,
        "type",
        OneOf(&[
            "EC2",
            "EC2_LINUX",
            "EC2_WINDOWS",
            "FARGATE_LINUX",
            "HYBRID_LINUX",
            "HYPERPOD_LINUX",
            "STANDARD",
        ]),
    ),
    rule(ACCESS_ENTRY, "principal_arn", Text(arn)),
    rule(ACCESS_ENTRY, "kubernetes_groups", Text(kubernetes_group)),
    rule(ACCESS_POLICY, "policy_arn", Text(access_policy)),
    rule(ACCESS_POLICY, "principal_arn", Text(arn)),
    rule(ACCESS_POLICY, "access_scope.type", OneOf(&["cluster", "namespace"])),
    rule(FARGATE, "fargate_profile_name", Length(1, 63)),
    rule(FARGATE, "pod_execution_role_arn", Text(arn)),
    rule(FARGATE, "selector.namespace", Length(1, 63)),
    rule(POD_IDENTITY, "role_arn", Text(arn)),
    rule(POD_IDENTITY, "namespace", Length(1, 63)),
    rule(&["aws_eks_identity_provider_config"], "oidc.issuer_url", Text(https_url)),
];

pub(super) const RELATIONS: &[Relation] = &[
    top(NODE_GROUP, ConflictsWith(&["node_group_name", "node_group_name_prefix"])),
    top(NODE_GROUP, Custom("remote_access", remote_access)),
    top(NODE_GROUP, Custom("labels", labels)),
    within(NODE_GROUP, "scaling_config", Ascending(&["min_size", "desired_size", "max_size"])),
    within(NODE_GROUP, "update_config", ExactlyOneOf(&["max_unavailable", "max_unavailable_percentage"])),
    within(NODE_GROUP, "launch_template", ExactlyOneOf(&["id", "name"])),
    within(ACCESS_POLICY, "access_scope", Custom("namespaces", scope_namespaces)),
    top(CLUSTER, Custom("vpc_config", cluster_network)),
];

fn cluster_name(text: &str) -> Result<(), String> {
    length(text, 1, 100)?;
    only(
        text,
        |c| c.is_ascii_alphanumeric() || c == '-' || c == '_',
        "letters, digits, hyphens and underscores",
    )?;
    if text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return Ok(());
    }
    Err(format!("must begin with a letter or a digit: {text}"))
}

fn kubernetes_version(text: &str) -> Result<(), String> {
    let minor = text.strip_prefix("1.").unwrap_or_default();
    if minor.len() == 2 && minor.chars().all(|c| c.is_ascii_digit()) {
        return Ok(());
    }
    Err(format!("expected a Kubernetes version such as 1.35, got: {text}"))
}

fn instance_type(text: &str) -> Result<(), String> {
    let parts = text.split_once('.').filter(|(family, size)| family.len() >= 2 && !size.is_empty());
    let lower = |part: &str| part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    match parts {
        Some((family, size)) if lower(family) && lower(size) => Ok(()),
        _ => Err(format!("expected an instance type such as m7i.large, got: {text}")),
    }
}

fn addon_version(text: &str) -> Result<(), String> {
    if text.starts_with('v') && text.contains("-eksbuild.") {
        return Ok(());
    }
    Err(format!("expected a version such as v1.21.2-eksbuild.2, got: {text}"))
}

fn kubernetes_group(text: &str) -> Result<(), String> {
    match ["system:", "eks:", "aws:", "amazon:", "iam:"].iter().find(|prefix| text.starts_with(**prefix)) {
        Some(prefix) => Err(format!("a group must not begin with {prefix}, got: {text}")),
        None => Ok(()),
    }
}

fn access_policy(text: &str) -> Result<(), String> {
    arn(text)?;
    if text.contains(":eks::aws:cluster-access-policy/") {
        return Ok(());
    }
    Err(format!("expected an EKS access policy, not an IAM policy: {text}"))
}

fn https_url(text: &str) -> Result<(), String> {
    if text.starts_with("https://") { Ok(()) } else { Err(format!("expected an https URL, got: {text}")) }
}

/// An optional DNS prefix, a slash, and a name of at most 63 characters.
fn label_key(text: &str) -> Result<(), String> {
    let name = text.rsplit('/').next().unwrap_or_default();
    length(name, 1, 63)?;
    only(name, |c| c.is_ascii_alphanumeric() || "-_.".contains(c), "letters, digits and -_.")
}

fn labels(group: &Value) -> Result<(), String> {
    for (key, value) in super::entries(field(group, "labels")) {
        label_key(key)?;
        if key.starts_with("kubernetes.io/") || key.starts_with("k8s.io/") {
            return Err(format!("labels: {key} is reserved by Kubernetes"));
        }
        let value = value.as_str().unwrap_or_default();
        length(value, 0, 63)?;
        only(value, |c| c.is_ascii_alphanumeric() || "-_.".contains(c), "letters, digits and -_.")?;
    }
    Ok(())
}

fn remote_access(group: &Value) -> Result<(), String> {
    let with_template = !items(group, "launch_template").is_empty();
    if with_template && !items(group, "remote_access").is_empty() {
        return Err("\"remote_access\": conflicts with launch_template".into());
    }
    if with_template && field(group, "disk_size").as_f64().is_some() {
        return Err("\"disk_size\": conflicts with launch_template".into());
    }
    Ok(())
}

fn scope_namespaces(scope: &Value) -> Result<(), String> {
    let namespaces = field(scope, "namespaces");
    let none = namespaces.is_nil() || namespaces.as_array().is_some_and(Vec::is_empty);
    match field(scope, "type").as_str() {
        Some("namespace") if none => Err("a scope of type namespace needs namespaces".into()),
        Some("cluster") if !none => Err("a scope of type cluster takes no namespaces".into()),
        _ => Ok(()),
    }
}

fn cluster_network(cluster: &Value) -> Result<(), String> {
    for vpc in items(cluster, "vpc_config") {
        let off = |name: &str| field(vpc, name).as_bool() == Some(false);
        if off("endpoint_public_access") && off("endpoint_private_access") {
            return Err("endpoint_private_access and endpoint_public_access cannot both be false".into());
        }
        let subnets = field(vpc, "subnet_ids").as_array();
        if subnets.is_some_and(|subnets| {
            subnets.len() < 2 && !subnets.iter().any(super::super::provider::is_unknown)
        }) {
            return Err("subnet_ids must be in at least two zones".into());
        }
    }
    Ok(())
}
