//! Clusters, their add-ons and identity providers.
//! Source: Terraform AWS provider and EKS API reference, read 2026-11-23. What Auto Mode and IPv6 need is
//! known of the provider and the API. How many sources and security groups there may be: EKS user guide "Service
//! quotas", read 2026-11-27; neither can be raised. The provider has the pattern of a cluster's name for access
//! entries, add-ons, Fargate profiles and node groups, not for Pod Identity, where no other cluster can be named.

use super::super::provider::{Value, elements, field, is_unknown};
use super::Check::{OneOf, Text};
use super::items;
use super::names::{dns_label, dns_name, id};
use super::relations::Together::Custom;
use super::relations::{Relation, top, within};
use super::rule::{Rule, rule};
use super::text::{any_ipv4_network, any_network, arn, json_object, length, only, role_arn, service_network};

const CLUSTER: &[&str] = &["aws_eks_cluster"];
const ADDON: &[&str] = &["aws_eks_addon"];
const OF_CLUSTER: &[&str] = &[
    "aws_eks_access_entry",
    "aws_eks_access_policy_association",
    "aws_eks_addon",
    "aws_eks_capability",
    "aws_eks_fargate_profile",
    "aws_eks_identity_provider_config",
    "aws_eks_node_group",
    "aws_eks_pod_identity_association",
];

pub(super) const RULES: &[Rule] = &[
    rule(CLUSTER, "name", Text(cluster_name)),
    rule(CLUSTER, "role_arn", Text(role_arn)),
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
    rule(CLUSTER, "vpc_config.public_access_cidrs", Text(any_network)),
    rule(CLUSTER, "remote_network_config.remote_node_networks.cidrs", Text(any_ipv4_network)),
    rule(CLUSTER, "remote_network_config.remote_pod_networks.cidrs", Text(any_ipv4_network)),
    rule(CLUSTER, "compute_config.node_pools", OneOf(&["general-purpose", "system"])),
    rule(CLUSTER, "compute_config.node_role_arn", Text(role_arn)),
    rule(CLUSTER, "control_plane_scaling_config.tier", Text(scaling_tier)),
    rule(CLUSTER, "vpc_config.subnet_ids", Text(|text| id(text, "subnet"))),
    rule(CLUSTER, "vpc_config.security_group_ids", Text(|text| id(text, "sg"))),
    rule(ADDON, "resolve_conflicts_on_create", OneOf(&["NONE", "OVERWRITE"])),
    rule(ADDON, "resolve_conflicts_on_update", OneOf(&["NONE", "OVERWRITE", "PRESERVE"])),
    rule(ADDON, "service_account_role_arn", Text(role_arn)),
    rule(ADDON, "pod_identity_association.role_arn", Text(role_arn)),
    rule(ADDON, "pod_identity_association.service_account", Text(dns_name)),
    rule(ADDON, "configuration_values", Text(json_object)),
    rule(ADDON, "namespace_config.namespace", Text(dns_label)),
    rule(ADDON, "addon_name", Text(addon_name)),
    rule(ADDON, "addon_version", Text(addon_version)),
    rule(OF_CLUSTER, "cluster_name", Text(cluster_name)),
    rule(&["data.aws_eks_cluster", "data.aws_eks_cluster_auth"], "name", Text(cluster_name)),
    rule(&["aws_eks_identity_provider_config"], "oidc.issuer_url", Text(https_url)),
];

pub(super) const RELATIONS: &[Relation] = &[
    top(CLUSTER, Custom("vpc_config", cluster_network)),
    top(CLUSTER, Custom("vpc_config", sources_of_family)),
    within(CLUSTER, "vpc_config", Custom("public_access_cidrs", quotas)),
    top(CLUSTER, Custom("compute_config", auto_mode)),
    within(CLUSTER, "kubernetes_network_config", Custom("service_ipv4_cidr", service_range_of_family)),
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

/// A minor version, as EKS names its versions.
pub(super) fn kubernetes_version(text: &str) -> Result<(), String> {
    let minor = text.strip_prefix("1.").unwrap_or_default();
    if minor.len() == 2 && minor.chars().all(|c| c.is_ascii_digit()) {
        return Ok(());
    }
    Err(format!("expected a Kubernetes version such as 1.35, got: {text}"))
}

fn addon_name(text: &str) -> Result<(), String> {
    length(text, 1, 100)?;
    only(
        text,
        |c| c.is_ascii_alphanumeric() || c == '-' || c == '_',
        "letters, digits, hyphens and underscores",
    )
}

/// `standard`, or a provisioned tier such as `tier-xl` and `tier-4xl`.
fn scaling_tier(text: &str) -> Result<(), String> {
    let size = text.strip_prefix("tier-").and_then(|tier| tier.strip_suffix("xl"));
    if text == "standard" || size.is_some_and(|size| size.chars().all(|c| c.is_ascii_digit())) {
        return Ok(());
    }
    Err(format!("expected standard or a tier such as tier-xl, got: {text}"))
}

/// A `v` before a semantic version, as the provider wants it. EKS takes those that it lists for the add-on; that
/// they end in `-eksbuild.` and a number is its habit and no rule.
fn addon_version(text: &str) -> Result<(), String> {
    let (version, build) =
        text.split_once('+').map_or((text, None), |(version, build)| (version, Some(build)));
    let (numbers, before) =
        version.split_once('-').map_or((version, None), |(numbers, before)| (numbers, Some(before)));
    let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let number = |part: &str| digits(part) && (part == "0" || !part.starts_with('0'));
    let word = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let three = numbers
        .strip_prefix('v')
        .is_some_and(|numbers| numbers.split('.').count() == 3 && numbers.split('.').all(number));
    let release = |part: &str| if digits(part) { number(part) } else { word(part) };
    if three
        && before.is_none_or(|before| before.split('.').all(release))
        && build.is_none_or(|build| build.split('.').all(word))
    {
        return Ok(());
    }
    Err(format!("must follow semantic version format, such as v1.21.2-eksbuild.2, got: {text}"))
}

fn https_url(text: &str) -> Result<(), String> {
    if text.starts_with("https://") { Ok(()) } else { Err(format!("expected an https URL, got: {text}")) }
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

/// EKS takes 40 sources, and four security groups besides the one that it makes. It never gives its sources up: where it
/// has some, a list without any is a change on every plan that it refuses on every apply (terraform-aws-eks 2320).
fn quotas(vpc: &Value) -> Result<(), String> {
    let sources = field(vpc, "public_access_cidrs");
    if !sources.is_nil() && !is_unknown(sources) && elements(sources).is_empty() {
        return Err("public_access_cidrs is null or names somebody: EKS does not take the list away".into());
    }
    for (name, most) in [("public_access_cidrs", 40), ("security_group_ids", 4)] {
        let given = items(vpc, name).len();
        if given > most {
            return Err(format!("a cluster takes at most {most} {name}, got {given}"));
        }
    }
    Ok(())
}

/// The endpoint of an IPv4 cluster has IPv4 addresses alone, so that no IPv6 source can reach it.
fn sources_of_family(cluster: &Value) -> Result<(), String> {
    let ipv6 = |network: &Value| field(network, "ip_family").as_str() == Some("ipv6");
    if items(cluster, "kubernetes_network_config").iter().any(ipv6) {
        return Ok(());
    }
    let sources = items(cluster, "vpc_config").iter().flat_map(|vpc| items(vpc, "public_access_cidrs"));
    match sources.filter_map(Value::as_str).find(|source| source.contains(':')) {
        Some(source) => Err(format!("public_access_cidrs take IPv6 with ip_family ipv6 only, got: {source}")),
        None => Ok(()),
    }
}

/// Auto Mode is on or off as a whole: nodes, load balancing and block storage together. Node pools need
/// the role that their nodes get, and EKS must not install add-ons by itself.
fn auto_mode(cluster: &Value) -> Result<(), String> {
    let one = |block: &Value, name: &str| items(block, name).first().cloned().unwrap_or(Value::Nil);
    let network = one(&one(cluster, "kubernetes_network_config"), "elastic_load_balancing");
    let storage = one(&one(cluster, "storage_config"), "block_storage");
    let compute = one(cluster, "compute_config");
    let parts = [&compute, &network, &storage].map(|part| field(part, "enabled"));
    if parts.iter().any(|enabled| is_unknown(enabled)) {
        return Ok(());
    }
    let [nodes, balancing, volumes] = parts.map(|enabled| enabled.as_bool() == Some(true));
    if nodes != balancing || nodes != volumes {
        return Err("compute_config.enabled, kubernetes_network_config.elastic_load_balancing.enabled and \
                    storage_config.block_storage.enabled must all be true or all be false"
            .into());
    }
    if nodes && field(cluster, "bootstrap_self_managed_addons").as_bool() != Some(false) {
        return Err("Auto Mode needs bootstrap_self_managed_addons = false".into());
    }
    let pools = !items(&compute, "node_pools").is_empty();
    if pools && !nodes {
        return Err("node_pools need compute_config.enabled".into());
    }
    match field(&compute, "node_role_arn").is_nil() {
        true if pools => Err("node_pools need a node_role_arn".into()),
        _ => Ok(()),
    }
}

/// EKS chooses the range of services itself where the family is IPv6.
fn service_range_of_family(network: &Value) -> Result<(), String> {
    let ipv6 = field(network, "ip_family").as_str() == Some("ipv6");
    if ipv6 && field(network, "service_ipv4_cidr").as_str().is_some() {
        return Err("service_ipv4_cidr applies to ip_family ipv4 only".into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{messages, refuses};
    use super::*;
    use serde_json::json;

    #[test]
    fn a_cluster_is_named_alike_everywhere() {
        for ty in OF_CLUSTER {
            refuses(ty, "cluster_name", "demo_1", "-demo");
        }
        refuses("data.aws_eks_cluster", "name", "demo", "d".repeat(101));
    }

    #[test]
    fn versions_of_addons_are_semantic() {
        for right in ["v1.21.2-eksbuild.2", "v1.2.3", "v0.10.0-rc.1+build.01"] {
            assert_eq!(addon_version(right), Ok(()));
        }
        for wrong in ["1.2.3", "v1.2", "v1.2.3.4", "v01.2.3", "v1.2.3-", "v1.2.3-01", "v1.2.3+", "latest", ""]
        {
            assert!(addon_version(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn sources_and_security_groups_are_limited() {
        let judged = |name: &str, one: fn(usize) -> String, count: usize| {
            let all: Vec<_> = (0..count).map(one).collect();
            let vpc = json!({ "subnet_ids": ["subnet-0a", "subnet-0b"], name: all });
            messages("aws_eks_cluster", &json!({ "vpc_config": [vpc] })).len()
        };
        let (source, group) = (|n| format!("192.0.2.{n}/32"), |n| format!("sg-{n}"));
        assert_eq!([0, 40, 41].map(|count| judged("public_access_cidrs", source, count)), [1, 0, 1]);
        assert_eq!([4, 5].map(|count| judged("security_group_ids", group, count)), [0, 1]);
    }
}
