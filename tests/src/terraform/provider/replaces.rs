//! What the real provider cannot change in place: a resource whose value there differs is destroyed and made anew.
//!
//! The schema does not tell. Clusters and managed node groups were read in the provider's repository in November 2026
//! (`internal/service/eks`); the others are written from knowledge of its documentation ("forces new resource"), for the
//! arguments that bundles set.

use super::value::{Value, elements, field};

/// Types of resources and the arguments, with dots for nested blocks, that cannot be changed.
const REPLACES: &[(&str, &[&str])] = &[
    ("aws_autoscaling_group", &["name", "name_prefix"]),
    ("aws_cloudwatch_event_rule", &["name", "name_prefix"]),
    ("aws_cloudwatch_event_target", &["rule", "target_id"]),
    ("aws_cloudwatch_log_group", &["name", "name_prefix"]),
    ("aws_default_security_group", &["vpc_id"]),
    ("aws_dynamodb_table", &["name", "hash_key"]),
    ("aws_ec2_tag", &["resource_id", "key"]),
    ("aws_egress_only_internet_gateway", &["vpc_id"]),
    ("aws_eip", &["domain"]),
    ("aws_eks_access_entry", &["cluster_name", "principal_arn", "type"]),
    (
        "aws_eks_access_policy_association",
        &["cluster_name", "principal_arn", "policy_arn", "access_scope.type", "access_scope.namespaces"],
    ),
    ("aws_eks_addon", &["cluster_name", "addon_name"]),
    (
        "aws_eks_cluster",
        &[
            "name",
            "role_arn",
            "bootstrap_self_managed_addons",
            "access_config.bootstrap_cluster_creator_admin_permissions",
            "kubernetes_network_config.ip_family",
            "kubernetes_network_config.service_ipv4_cidr",
        ],
    ),
    (
        "aws_eks_fargate_profile",
        &["cluster_name", "fargate_profile_name", "pod_execution_role_arn", "subnet_ids", "selector"],
    ),
    (
        "aws_eks_node_group",
        &[
            "cluster_name",
            "node_group_name",
            "node_group_name_prefix",
            "node_role_arn",
            "subnet_ids",
            "ami_type",
            "capacity_type",
            "instance_types",
            "disk_size",
            "remote_access",
            "launch_template.id",
            "launch_template.name",
        ],
    ),
    ("aws_eks_pod_identity_association", &["cluster_name", "namespace", "service_account"]),
    (
        "aws_flow_log",
        &["vpc_id", "iam_role_arn", "log_destination", "log_destination_type", "traffic_type", "log_format"],
    ),
    ("aws_iam_instance_profile", &["name", "name_prefix", "path"]),
    ("aws_iam_openid_connect_provider", &["url"]),
    ("aws_iam_policy", &["name", "name_prefix", "path", "description"]),
    ("aws_iam_role", &["name", "name_prefix", "path"]),
    ("aws_iam_role_policy", &["name", "name_prefix", "role"]),
    ("aws_iam_role_policy_attachment", &["role", "policy_arn"]),
    ("aws_key_pair", &["key_name", "key_name_prefix", "public_key"]),
    ("aws_kms_alias", &["name"]),
    ("aws_launch_template", &["name", "name_prefix"]),
    ("aws_nat_gateway", &["subnet_id", "allocation_id", "connectivity_type"]),
    ("aws_route", &["route_table_id", "destination_cidr_block", "destination_ipv6_cidr_block"]),
    ("aws_route_table", &["vpc_id"]),
    ("aws_route_table_association", &["subnet_id", "gateway_id"]),
    ("aws_s3_bucket", &["bucket", "bucket_prefix"]),
    ("aws_s3_bucket_policy", &["bucket"]),
    ("aws_s3_bucket_versioning", &["bucket"]),
    ("aws_security_group", &["name", "name_prefix", "description", "vpc_id"]),
    ("aws_sqs_queue", &["name", "name_prefix"]),
    ("aws_sqs_queue_policy", &["queue_url"]),
    ("aws_subnet", &["vpc_id", "cidr_block", "availability_zone", "availability_zone_id", "ipv6_native"]),
    ("aws_vpc", &["cidr_block"]),
    ("aws_vpc_endpoint", &["vpc_id", "service_name", "vpc_endpoint_type"]),
    ("aws_vpc_ipv4_cidr_block_association", &["vpc_id", "cidr_block"]),
    ("aws_vpc_security_group_egress_rule", &["security_group_id"]),
    ("aws_vpc_security_group_ingress_rule", &["security_group_id"]),
];

/// The arguments of a resource that differ and cannot be changed, by their outermost name.
pub(crate) fn replaced(ty: &str, prior: &Value, planned: &Value) -> Vec<&'static str> {
    if prior.is_nil() || planned.is_nil() {
        return Vec::new();
    }
    let paths = REPLACES.iter().filter(|(of, _)| *of == ty).flat_map(|(_, paths)| *paths);
    let differ = paths.filter(|path| at(prior, path) != at(planned, path));
    differ.map(|path| path.split('.').next().unwrap_or(path)).collect()
}

/// The values at a dotted path, in every element of the blocks on the way.
fn at<'a>(value: &'a Value, path: &str) -> Vec<&'a Value> {
    match path.split_once('.') {
        None => vec![field(value, path)],
        Some((first, rest)) => {
            elements(field(value, first)).iter().flat_map(|block| at(block, rest)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terraform::provider::value::text;

    fn object(fields: &[(&str, Value)]) -> Value {
        Value::Map(fields.iter().map(|(name, value)| (text(*name), value.clone())).collect())
    }

    /// A misspelt argument would never differ, and nobody would notice.
    #[test]
    fn every_argument_is_one_of_the_schema() {
        let schema: serde_json::Value =
            serde_json::from_str(include_str!("../../../data/provider-schemas/aws.json")).expect("JSON");
        for (ty, paths) in REPLACES {
            for path in *paths {
                let mut block = &schema["resources"][ty]["block"];
                for name in path.split('.') {
                    let nested = &block["block_types"][name];
                    assert!(!block["attributes"][name].is_null() || !nested.is_null(), "{ty} has no {path}");
                    block = &nested["block"];
                }
            }
        }
    }

    #[test]
    fn only_what_cannot_be_changed_replaces() {
        let subnet = |cidr: &str, public: bool| {
            object(&[("cidr_block", text(cidr)), ("map_public_ip_on_launch", Value::Boolean(public))])
        };
        let prior = subnet("10.0.0.0/24", false);
        assert!(replaced("aws_subnet", &prior, &subnet("10.0.0.0/24", true)).is_empty());
        assert_eq!(replaced("aws_subnet", &prior, &subnet("10.0.1.0/24", true)), ["cidr_block"]);
        assert!(replaced("aws_subnet", &prior, &Value::Nil).is_empty());
    }

    #[test]
    fn blocks_are_looked_into() {
        let cluster = |family: &str| {
            let network = Value::Array(vec![object(&[("ip_family", text(family))])]);
            object(&[("kubernetes_network_config", network)])
        };
        let replaced = |family: &str| replaced("aws_eks_cluster", &cluster("ipv4"), &cluster(family));
        assert_eq!(replaced("ipv6"), ["kubernetes_network_config"]);
        assert!(replaced("ipv4").is_empty());
    }
}
