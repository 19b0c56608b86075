//! `eks.tf`: the control plane, through the module.

use super::super::File;
use super::super::text::Draft;
use super::network::{KARPENTER, is_ipv6};
use super::{EKS_MODULE, addons, auto_mode, fargate, has_own_key, node_groups, self_managed};
use crate::design::{Design, SecretsEncryption, Subject};
use crate::hcl::{Block, Body, List, Object, Value, call, code, reference, template};
use crate::value::{AuthenticationMode, SupportType};

/// What happens when standard support ends.
pub(super) const STANDARD_SUPPORT: &str = "When standard support ends, EKS upgrades the cluster by itself instead of charging for extended support.\n\
     https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html";
/// The same, where extended support is bought.
pub(super) const EXTENDED_SUPPORT: &str = "When standard support ends, the version stays for a year more, and the control plane costs six times as much.\n\
     https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html";
/// What zonal shift is.
pub(super) const ZONAL_SHIFT: &str =
    "AWS may shift traffic away from a zone that fails, and so may we (Application Recovery Controller).";

/// The file.
pub(super) fn file(design: &Design) -> File {
    let (source, version) = EKS_MODULE;
    let block = Block::labelled("module", ["eks"])
        .comment("checkov:skip=CKV_TF_1:A registry module is pinned by its exact version; a commit would need the git source.")
        .attr("source", source)
        .attr("version", version)
        .blank()
        .attr("name", reference("var.cluster_name"))
        .attr("kubernetes_version", reference("var.kubernetes_version"))
        .attr("deletion_protection", reference("var.deletion_protection"))
        .blank()
        .comment(match design.cluster.upgrade_policy {
            SupportType::Standard => STANDARD_SUPPORT,
            SupportType::Extended => EXTENDED_SUPPORT,
        })
        .attr("upgrade_policy", Object::new().entry("support_type", design.cluster.upgrade_policy.as_str()))
        .when(design.cluster.zonal_shift, |body| {
            body.blank()
                .comment(ZONAL_SHIFT)
                .attr("zonal_shift_config", Object::new().entry("enabled", true))
        })
        .with(|body| addresses(body, design))
        .blank()
        .with(endpoint)
        .blank()
        .with(|body| subnets(body, design))
        .blank()
        .with(|body| encryption(body, design))
        .blank()
        .with(|body| logs(body, design))
        .blank()
        .marked(Subject::Access, |body| access(body, design))
        .blank()
        .comment("A provider in IAM that trusts the cluster's service accounts (IAM roles for service accounts). It costs nothing.")
        .attr("enable_irsa", true)
        .blank()
        .comment("IAM role names take 64 characters, of which a random suffix needs 26.")
        .attr("iam_role_name", code("\"${substr(var.cluster_name, 0, 29)}-cluster\""))
        .with(|body| roles(body, design))
        .with(|body| resource_controller(body, design))
        .blank()
        .marked(Subject::Addons, |body| body.attr("addons", addons::input(design)))
        .with(|body| compute(body, design))
        .blank()
        .comment("The provider's default tags do not reach what Auto Scaling makes: instances, volumes, interfaces.")
        .attr("tags", reference("var.tags"));
    let body = Body::new()
        .comment(
            "The cluster. Documentation of the module: https://github.com/terraform-aws-modules/terraform-aws-eks/tree/v21.19.0\n\
             No depends_on here: it would keep Terraform from planning. Whatever must be there first is referred to.",
        )
        .marked(Subject::Cluster, |body| body.block(block));
    Draft::new("infrastructure/eks.tf").body(&body).file()
}

type Lines = Body<Subject>;

/// Who may use the public address. EKS never gives the list up: asked for an empty one, it refuses a change that changes
/// nothing (containers-roadmap 2002), on every roll-out anew.
pub(super) const PUBLIC_CIDRS: &str = "var.endpoint_public_access ? var.endpoint_public_access_cidrs : null";

/// What is said above it.
pub(super) const WHY_NO_CIDRS: &str = "null: without a public address EKS keeps the list that it has.";

fn endpoint(body: Lines) -> Lines {
    body.attr("endpoint_private_access", reference("var.endpoint_private_access"))
        .attr("endpoint_public_access", reference("var.endpoint_public_access"))
        .blank()
        .comment(WHY_NO_CIDRS)
        .attr("endpoint_public_access_cidrs", code(PUBLIC_CIDRS))
}

/// Whether nodes give pods their IPv6 addresses in their own role: the VPC CNI has none.
pub(super) fn nodes_assign_ipv6(design: &Design) -> bool {
    is_ipv6(design) && !addons::cni_has_role(design) && has_node_group(design)
}

/// The family of the addresses of pods and services, and the block of the latter.
fn addresses(body: Lines, design: &Design) -> Lines {
    if is_ipv6(design) {
        return body
            .blank()
            .comment(
                "Pods and services have IPv6 addresses; nodes have an IPv4 one beside. EKS cannot change that.",
            )
            .attr("ip_family", "ipv6");
    }
    body.when(design.cluster.service_cidr.is_some(), |body| {
        body.blank()
            .comment("Addresses of Kubernetes services, which mean nothing outside the cluster. EKS cannot change them.")
            .attr("service_ipv4_cidr", reference("var.service_cidr"))
    })
}

/// The subnets in which the control plane has its network interfaces.
pub(super) fn control_plane_subnets(design: &Design) -> Value<Subject> {
    let mut names: Vec<_> = design.control_plane_subnets().map(|s| s.name.as_str()).collect();
    names.sort_unstable();
    let each = names.into_iter().map(|name| reference("local.subnet_ids").index(name));
    each.fold(List::new(), List::item).into()
}

/// What is said above its subnets. Source: EKS user guide, network-reqs: subnets that are added later must be in the same
/// zones as those at the start.
pub(super) fn where_control_plane_is(design: &Design) -> &'static str {
    if design.compute.auto_mode.is_some() {
        "Where the control plane has its network interfaces, and Auto Mode its nodes. By name: EKS takes no zone that was not\n\
         there when it made the cluster, and gives none back."
    } else {
        "Where the control plane has its network interfaces. By name: EKS takes no zone that was not there when it made the\n\
         cluster, and gives none back. Nodes can be in others."
    }
}

fn subnets(body: Lines, design: &Design) -> Lines {
    body.attr("vpc_id", reference("local.vpc_id"))
        .blank()
        .comment(where_control_plane_is(design))
        .attr("control_plane_subnet_ids", control_plane_subnets(design))
}

fn encryption(body: Lines, design: &Design) -> Lines {
    let key = match design.cluster.secrets_encryption {
        SecretsEncryption::New {} => Some("aws_kms_key.cluster.arn"),
        SecretsEncryption::Existing { .. } => Some("var.secrets_kms_key_arn"),
        SecretsEncryption::AwsOwned {} => None,
    };
    let body = match key {
        Some(_) => body.comment(
            "Kubernetes secrets are encrypted with our own key. EKS cannot turn this off or change the key later.\n\
             The module's key is not used: its policy follows whoever runs Terraform.",
        ),
        None => body.comment("null: Kubernetes secrets are encrypted with the key that AWS owns."),
    };
    let config: Value<Subject> = match key {
        Some(arn) => Object::new()
            .entry("provider_key_arn", reference(arn))
            .entry("resources", List::new().item("secrets"))
            .into(),
        None => Value::null(),
    };
    body.attr("create_kms_key", false).attr("encryption_config", config)
}

fn logs(body: Lines, design: &Design) -> Lines {
    if design.cluster.log_types.is_empty() {
        return body
            .comment("No control-plane logs.")
            .attr("enabled_log_types", List::new())
            .attr("create_cloudwatch_log_group", false);
    }
    body.attr("enabled_log_types", reference("var.enabled_log_types"))
        .attr("cloudwatch_log_group_retention_in_days", reference("var.log_retention_in_days"))
        .when(has_own_key(design), |body| {
            body.attr("cloudwatch_log_group_kms_key_id", reference("aws_kms_key.cluster.arn"))
        })
}

/// Path and boundary of what the module makes in IAM for the cluster itself; groups and profiles have theirs.
fn roles(body: Lines, design: &Design) -> Lines {
    body.attr("iam_role_path", reference("local.iam_path"))
        .attr("iam_role_permissions_boundary", reference("local.permissions_boundary_arn"))
        .attr("encryption_policy_path", reference("local.iam_path"))
        .when(design.compute.auto_mode.is_some(), |body| {
            body.attr("node_iam_role_name", code("\"${substr(var.cluster_name, 0, 28)}-eks-auto\""))
                .attr("node_iam_role_path", reference("local.iam_path"))
                .attr("node_iam_role_permissions_boundary", reference("local.permissions_boundary_arn"))
        })
}

/// The right of the control plane to give pods network interfaces, which it does for security groups of their own and
/// on Windows. Source: EKS user guide, security-groups-pods-deployment and windows-support; the module attaches
/// `AmazonEKSClusterPolicy` alone (v21.19.0, `main.tf`).
pub(super) fn why_resource_controller(design: &Design) -> Option<&'static str> {
    let windows = design.compute.node_groups.iter().any(|g| g.ami_type.is_windows());
    Some(match (windows, design.network.pod_addresses.security_groups) {
        (false, false) => return None,
        (true, false) => "The control plane gives pods on Windows their addresses.",
        (false, true) => {
            "The control plane gives pods with security groups of their own a network interface each."
        }
        (true, true) => {
            "The control plane gives pods on Windows their addresses, and those with security groups of their own an \
             interface each."
        }
    })
}

fn resource_controller(body: Lines, design: &Design) -> Lines {
    let Some(why) = why_resource_controller(design) else { return body };
    let policy = template([
        "arn:".into(),
        code("data.aws_partition.current.partition").into(),
        ":iam::aws:policy/AmazonEKSVPCResourceController".into(),
    ]);
    body.blank()
        .comment(why)
        .attr("iam_role_additional_policies", Object::new().entry("vpc_resource_controller", policy))
}

/// What runs the pods.
fn compute(body: Lines, design: &Design) -> Lines {
    let (managed, self_managed) = (node_groups::some(design), self_managed::some(design));
    let body = body
        .when(managed || self_managed || fargate::some(design), |body| body.blank())
        .when(managed, |body| body.attr("eks_managed_node_groups", reference("local.node_groups")))
        .when(self_managed, |body| {
            body.attr("self_managed_node_groups", reference("local.self_managed_node_groups"))
        })
        .when(fargate::some(design), |body| {
            body.attr("fargate_profiles", reference("local.fargate_profiles"))
        });
    let all_ports = Object::new()
        .entry("description", "Pods to pods")
        .entry("protocol", "-1")
        .entry("from_port", 0u16)
        .entry("to_port", 0u16)
        .entry("self", true);
    auto_mode::input(body, design)
        .when(!has_node_group(design), |body| {
            body.blank()
                .comment(
                    "Pods on Fargate and nodes of Auto Mode are in the security group that EKS makes for the cluster; there are no\n\
                     nodes for others.",
                )
                .attr("create_security_group", false)
                .attr("create_node_security_group", false)
        })
        .when(has_node_group(design), |body| {
            body.blank()
                .comment(
                    "Pods on different nodes reach each other at any port, where the module opens those above 1024: which of them may\n\
                     is for network policies to say.",
                )
                .attr("node_security_group_additional_rules", Object::new().entry("pods", all_ports))
        })
        .when(design.intent.karpenter, |body| {
            body.blank()
                .comment("By this tag Karpenter finds the security group of its nodes.")
                .attr(
                    "node_security_group_tags",
                    Object::new().entry(KARPENTER, reference("var.cluster_name")),
                )
        })
}

/// Whether nodes are in a security group of their own: those of groups, and those that Karpenter starts.
pub(super) fn has_node_group(design: &Design) -> bool {
    !design.compute.node_groups.is_empty() || design.intent.karpenter
}

/// The entry of the administrator.
pub(super) fn administrator() -> Object<Subject> {
    let policy = template([
        "arn:".into(),
        code("data.aws_partition.current.partition").into(),
        ":eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy".into(),
    ]);
    let admin = Object::new()
        .entry("policy_arn", policy)
        .entry("access_scope", Object::new().entry("type", "cluster"));
    Object::new()
        .entry("principal_arn", reference("var.administrator_arn"))
        .blank()
        .entry("policy_associations", Object::new().entry("admin", admin))
}

/// Who may do what. The policy's ARN has neither region nor account.
fn access(body: Lines, design: &Design) -> Lines {
    let mode = design.access.authentication_mode;
    let alone = match mode {
        AuthenticationMode::Api => "Access is by these entries alone.",
        AuthenticationMode::ApiAndConfigMap => {
            "Access is by these entries, and by the ConfigMap aws-auth beside them."
        }
        AuthenticationMode::ConfigMap => {
            "Access is by the ConfigMap aws-auth alone: EKS refuses these entries."
        }
    };
    let built_in = Object::new().entry("administrator", administrator());
    let entries: Value<Subject> = if design.access.entries.is_empty() {
        built_in.into()
    } else {
        call("merge").arg(reference("local.access_entries")).arg(built_in).into()
    };
    body.comment(format!(
        "{alone} Creating the cluster grants no access, so that it does not matter who runs this."
    ))
    .attr("authentication_mode", mode.as_str())
    .attr("enable_cluster_creator_admin_permissions", false)
    .blank()
    .attr("access_entries", entries)
}
