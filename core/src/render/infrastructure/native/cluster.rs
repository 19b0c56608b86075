//! `eks.tf` and `cluster_role.tf`: the control plane, its log group and its role.

use super::super::super::File;
use super::super::super::text::{Draft, label};
use super::super::{auto_mode, cluster, has_own_key};
use crate::design::{Design, SecretsEncryption, Subject};
use crate::hcl::{Block, Body, List, Value, code, list, reference};
use crate::value::{IpFamily, SupportType};

/// The key of Kubernetes secrets, where it is not AWS's own.
fn secrets_key(design: &Design) -> Option<&'static str> {
    match design.cluster.secrets_encryption {
        SecretsEncryption::New {} => Some("aws_kms_key.cluster.arn"),
        SecretsEncryption::Existing { .. } => Some("var.secrets_kms_key_arn"),
        SecretsEncryption::AwsOwned {} => None,
    }
}

/// `eks.tf`.
pub(super) fn file(design: &Design) -> File {
    let body = Body::new().comment("The cluster.").marked(Subject::Cluster, |body| {
        body.block(resource(design))
            .when(!design.cluster.log_types.is_empty(), |body| body.blank().block(log_group(design)))
    });
    Draft::new("infrastructure/eks.tf")
        .body(&body)
        .template(include_str!("../../../../templates/infrastructure/native/tags.tf"), |_| {
            Some(vec![Subject::Cluster])
        })
        .file()
}

fn resource(design: &Design) -> Block<Subject> {
    let cluster = &design.cluster;
    let logs = !cluster.log_types.is_empty();
    Block::labelled("resource", ["aws_eks_cluster", "this"])
        .attr("name", reference("var.cluster_name"))
        .attr("version", reference("var.kubernetes_version"))
        .attr("role_arn", reference("aws_iam_role.cluster.arn"))
        .attr("deletion_protection", reference("var.deletion_protection"))
        .blank()
        .comment("The network add-ons come by addons.tf, which pins them.")
        .attr("bootstrap_self_managed_addons", false)
        .blank()
        .with(|body| {
            let types: Value<Subject> =
                if logs { reference("var.enabled_log_types").into() } else { List::new().into() };
            body.attr("enabled_cluster_log_types", types)
        })
        .blank()
        .marked(Subject::Access, |body| {
            body.block(
                Block::new("access_config")
                    .attr("authentication_mode", design.access.authentication_mode.as_str())
                    .attr("bootstrap_cluster_creator_admin_permissions", false),
            )
        })
        .blank()
        .block(network_interfaces(design))
        .blank()
        .with(|body| addresses(body, design))
        .with(|body| encryption(body, design))
        .blank()
        .comment(match cluster.upgrade_policy {
            SupportType::Standard => cluster::STANDARD_SUPPORT,
            SupportType::Extended => cluster::EXTENDED_SUPPORT,
        })
        .block(Block::new("upgrade_policy").attr("support_type", cluster.upgrade_policy.as_str()))
        .when(cluster.zonal_shift, |body| {
            body.blank()
                .comment(cluster::ZONAL_SHIFT)
                .block(Block::new("zonal_shift_config").attr("enabled", true))
        })
        .with(|body| auto(body, design))
        .blank()
        .comment("The control plane works from its first minute on, and to its last.")
        .attr("depends_on", needed(design))
        .blank()
        .block(
            Block::new("lifecycle")
                .comment("Only read when EKS makes the cluster: after an import they would make it anew.")
                .attr(
                    "ignore_changes",
                    list(
                        [
                            "access_config[0].bootstrap_cluster_creator_admin_permissions",
                            "bootstrap_self_managed_addons",
                        ]
                        .map(reference),
                    ),
                ),
        )
}

/// What must be there as long as the cluster is.
fn needed(design: &Design) -> List<Subject> {
    let policies = [
        Some("aws_iam_role_policy_attachment.cluster"),
        secrets_key(design).map(|_| "aws_iam_role_policy.cluster_key"),
        (!design.cluster.log_types.is_empty()).then_some("aws_cloudwatch_log_group.cluster"),
    ];
    let rules = [
        "aws_vpc_security_group_ingress_rule.cluster_from_nodes",
        "aws_vpc_security_group_ingress_rule.node_from_cluster",
        "aws_vpc_security_group_ingress_rule.node_from_nodes",
        "aws_vpc_security_group_egress_rule.node",
    ];
    let rules = rules.into_iter().filter(|_| cluster::has_node_group(design));
    list(policies.into_iter().flatten().chain(rules).map(reference))
}

/// Where the control plane is reached, and from where.
fn network_interfaces(design: &Design) -> Block<Subject> {
    Block::new("vpc_config")
        .comment(cluster::where_control_plane_is(design))
        .attr("subnet_ids", cluster::control_plane_subnets(design))
        .when(cluster::has_node_group(design), |body| {
            body.attr("security_group_ids", list([reference("aws_security_group.cluster.id")]))
        })
        .attr("endpoint_private_access", reference("var.endpoint_private_access"))
        .attr("endpoint_public_access", reference("var.endpoint_public_access"))
        .blank()
        .comment(cluster::WHY_NO_CIDRS)
        .attr("public_access_cidrs", code(cluster::PUBLIC_CIDRS))
}

fn addresses(body: Body<Subject>, design: &Design) -> Body<Subject> {
    let ipv6 = design.cluster.ip_family == IpFamily::Ipv6;
    let auto = design.compute.auto_mode.is_some();
    let config = Block::new("kubernetes_network_config")
        .when(ipv6, |body| {
            body.comment(
                "Pods and services have IPv6 addresses; nodes have an IPv4 one beside. EKS cannot change that.",
            )
            .attr("ip_family", "ipv6")
        })
        .when(!ipv6, |body| body.attr("ip_family", "ipv4"))
        .when(!ipv6 && design.cluster.service_cidr.is_some(), |body| {
            body.blank().comment(
                "Addresses of Kubernetes services, which mean nothing outside the cluster. EKS cannot change them.",
            )
            .attr("service_ipv4_cidr", reference("var.service_cidr"))
        })
        .when(auto, |body| {
            body.blank().block(Block::new("elastic_load_balancing").attr("enabled", true))
        });
    body.block(config).blank()
}

fn encryption(body: Body<Subject>, design: &Design) -> Body<Subject> {
    match secrets_key(design) {
        Some(key) => body
            .comment("Kubernetes secrets are encrypted with our own key. EKS cannot turn this off or change the key later.")
            .block(
                Block::new("encryption_config")
                    .attr("resources", list(["secrets"]))
                    .blank()
                    .block(Block::new("provider").attr("key_arn", reference(key))),
            ),
        None => body.comment("Without encryption_config Kubernetes secrets are encrypted with the key that AWS owns."),
    }
}

/// EKS Auto Mode: compute, storage and load balancing go together.
fn auto(body: Body<Subject>, design: &Design) -> Body<Subject> {
    let Some(auto) = &design.compute.auto_mode else { return body };
    let pools = !auto.node_pools.is_empty();
    let compute = Block::new("compute_config").attr("enabled", true).when(pools, |body| {
        body.attr("node_pools", list(auto.node_pools.iter().map(|pool| pool.as_str())))
            .attr("node_role_arn", reference("aws_iam_role.auto_node.arn"))
    });
    body.blank().marked(Subject::AutoMode, |body| {
        auto_mode::comment(body, auto)
            .block(compute)
            .blank()
            .block(Block::new("storage_config").block(Block::new("block_storage").attr("enabled", true)))
    })
}

fn log_group(design: &Design) -> Block<Subject> {
    Block::labelled("resource", ["aws_cloudwatch_log_group", "cluster"])
        .when(!has_own_key(design), |body| {
            body.comment("checkov:skip=CKV_AWS_158:The design makes no key of its own: CloudWatch encrypts with one of AWS's.")
        })
        .attr("name", crate::hcl::code("\"/aws/eks/${var.cluster_name}/cluster\""))
        .attr("retention_in_days", reference("var.log_retention_in_days"))
        .when(has_own_key(design), |body| body.attr("kms_key_id", reference("aws_kms_key.cluster.arn")))
}

/// `cluster_role.tf`, with the role of Auto Mode's nodes where it is on.
pub(super) fn role(design: &Design) -> File {
    let auto = design.compute.auto_mode.is_some();
    let policies = List::new()
        .item("AmazonEKSClusterPolicy")
        .when(auto, |list| {
            list.item("AmazonEKSBlockStoragePolicy")
                .item("AmazonEKSComputePolicy")
                .item("AmazonEKSLoadBalancingPolicy")
                .item("AmazonEKSNetworkingPolicy")
        })
        .each(cluster::why_resource_controller(design), |list, why| {
            list.comment(why).item("AmazonEKSVPCResourceController")
        });
    let locals = Block::new("locals")
        .attr("cluster_role_policies", policies)
        .each(secrets_key(design), |body, key| body.attr("secrets_key_arn", reference(key)));
    let draft = Draft::new("infrastructure/cluster_role.tf")
        .body(&Body::new().marked(Subject::Cluster, |body| body.block(locals)))
        .template(include_str!("../../../../templates/infrastructure/native/cluster_role.tf"), |header| {
            let there = label(header, 0) != "aws_iam_role_policy" || secrets_key(design).is_some();
            there.then(|| vec![Subject::Cluster])
        });
    if !auto {
        return draft.file();
    }
    let role = include_str!("../../../../templates/infrastructure/native/auto_mode_role.tf");
    draft.template(role, |_| Some(vec![Subject::AutoMode])).file()
}
