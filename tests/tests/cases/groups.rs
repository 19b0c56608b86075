//! What a plan refuses of nodes, profiles, access and add-ons that are inputs of the module.

use super::{Case, case};

/// A call of the module with one managed node group.
macro_rules! managed {
    ($body:literal) => {
        eks!(concat!("  eks_managed_node_groups = { a = { ", $body, " } }"))
    };
}

/// A call of the module with one self-managed node group.
macro_rules! self_managed {
    ($body:literal) => {
        eks!(concat!("  self_managed_node_groups = { a = { ", $body, " } }"))
    };
}

/// A call of the module with one access entry of a role.
macro_rules! entry {
    ($body:literal) => {
        eks!(concat!(
            "  access_entries = { a = { principal_arn = \"arn:aws:iam::111122223333:role/a\", ",
            $body,
            " } }"
        ))
    };
}

/// Refused where what goes into the module reaches a resource.
pub(crate) const GROUPS: &[Case] = &[
    // Self-managed node groups.
    case(
        "self_managed_spot_strategy",
        self_managed!(
            "use_mixed_instances_policy = true, mixed_instances_policy = { instances_distribution = { spot_allocation_strategy = \"diversified\" }, launch_template = { override = [{ instance_type = \"m7i.large\" }] } }"
        ),
        ("diversified", "price-capacity-optimized"),
        "got diversified",
    ),
    case(
        "self_managed_type",
        self_managed!(
            "use_mixed_instances_policy = true, mixed_instances_policy = { launch_template = { override = [{ instance_type = \"m7i_large\" }] } }"
        ),
        ("m7i_large", "m7i.large"),
        "expected an instance type such as m7i.large",
    ),
    case(
        "mixed_policy_dropped",
        self_managed!(
            "mixed_instances_policy = { launch_template = { override = [{ instance_type = \"m7i.large\" }] } }"
        ),
        ("mixed_instances_policy = {", "use_mixed_instances_policy = true, mixed_instances_policy = {"),
        "the module drops a mixed_instances_policy without",
    ),
    case(
        "self_managed_refresh",
        self_managed!(
            "instance_refresh = { strategy = \"Rolling\", preferences = { min_healthy_percentage = 166 } }"
        ),
        ("166", "66"),
        "in the range (0 - 100), got 166",
    ),
    case(
        "self_managed_volume",
        self_managed!(
            "block_device_mappings = { root = { device_name = \"/dev/xvda\", ebs = { volume_type = \"gp3\", throughput = 1000 } } }"
        ),
        ("throughput = 1000", "iops = 4000, throughput = 1000"),
        "throughput is at most a quarter of iops",
    ),
    case(
        "self_managed_hop_limit",
        self_managed!("metadata_options = { http_put_response_hop_limit = 0 }"),
        ("= 0", "= 2"),
        "in the range (1 - 64), got 0",
    ),
    case(
        "self_managed_group",
        eks!(
            "  create_node_security_group = false\n  node_security_group_id = \"sg-2\"\n  self_managed_node_groups = { a = { key_name = \"key\", vpc_security_group_ids = [\"nodes\"] } }"
        ),
        ("\"nodes\"", "\"sg-1\""),
        "expected an identifier such as sg-0123456789abcdef0, got: nodes",
    ),
    case(
        "self_managed_script",
        self_managed!(
            "cloudinit_pre_nodeadm = [{ content_type = \"text/x-shellscript\", content = \"echo\" }]"
        ),
        ("\"echo\"", "\"#!/bin/sh\""),
        "does not begin as one",
    ),
    case(
        "self_managed_bootstrap",
        self_managed!("ami_type = \"AL2023_x86_64_STANDARD\", bootstrap_extra_args = \"--a\""),
        (", bootstrap_extra_args = \"--a\"", ""),
        "bootstrap_extra_args to AL2023",
    ),
    // Managed node groups.
    case(
        "own_image_without_bootstrap",
        managed!("ami_id = \"ami-0123456789abcdef0\""),
        ("\" } }", "\", enable_bootstrap_user_data = true } }"),
        "nodes join only with enable_bootstrap_user_data",
    ),
    case(
        "bootstrap_without_own_image",
        managed!("enable_bootstrap_user_data = true"),
        ("enable_bootstrap_user_data = true", ""),
        "enable_bootstrap_user_data is for groups with an ami_id",
    ),
    case(
        "cloudinit_of_bottlerocket",
        managed!(
            "ami_type = \"BOTTLEROCKET_x86_64\", cloudinit_pre_nodeadm = [{ content_type = \"text/x-shellscript\", content = \"#!/bin/sh\" }]"
        ),
        ("BOTTLEROCKET_x86_64", "AL2023_x86_64_STANDARD"),
        "to AL2023 only",
    ),
    case(
        "managed_part",
        managed!(
            "cloudinit_pre_nodeadm = [{ content_type = \"application/node.eks.aws\", content = \"kind: Node\" }]"
        ),
        ("kind: Node\"", "apiVersion: node.eks.aws/v1alpha1\\nkind: NodeConfig\""),
        "a part of type application/node.eks.aws does not begin as one",
    ),
    case(
        "managed_repair",
        managed!(
            "enable_monitoring = true, node_repair_config = { enabled = true, max_parallel_nodes_repaired_percentage = 0 }"
        ),
        ("= 0", "= 10"),
        "in the range (1 - 100), got 0",
    ),
    case(
        "managed_update",
        managed!("update_config = { max_unavailable = 1, max_unavailable_percentage = 33 }"),
        (", max_unavailable_percentage = 33", ""),
        "only one of",
    ),
    case(
        "managed_rule",
        managed!("security_group_ingress_rules = { a = { cidr_ipv4 = \"10.0.0.1/8\", from_port = \"22\" } }"),
        ("10.0.0.1/8", "10.0.0.0/8"),
        "did you mean \"10.0.0.0/8\"?",
    ),
    case(
        "managed_policy",
        managed!("iam_role_additional_policies = { a = \"AmazonSSMManagedInstanceCore\" }"),
        ("\"AmazonSSM", "\"arn:aws:iam::aws:policy/AmazonSSM"),
        "is an invalid ARN",
    ),
    // Fargate profiles.
    case(
        "fargate_namespace",
        eks!(
            "  fargate_profiles = { a = { selectors = [{ namespace = \"kube system\", labels = { a = \"b\" } }] } }"
        ),
        ("kube system", "kube-system"),
        "lowercase letters, digits, hyphens, * and ?",
    ),
    case(
        "fargate_without_selector",
        eks!("  fargate_profiles = { a = { subnet_ids = [\"subnet-1\"], selectors = [] } }"),
        ("[] }", "[{ namespace = \"default\" }] }"),
        "At least 1 \"selector\" blocks are required",
    ),
    case(
        "fargate_name",
        eks!("  fargate_profiles = { eks-a = { selectors = [{ namespace = \"default\" }] } }"),
        ("eks-a", "a"),
        "names that begin with eks- are reserved",
    ),
    // Access.
    case(
        "entry_of_nodes_with_policy",
        entry!(
            "type = \"EC2_LINUX\", policy_associations = { a = { policy_arn = \"arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy\", access_scope = { type = \"cluster\" } } }"
        ),
        ("EC2_LINUX", "STANDARD"),
        "an entry of type EC2_LINUX takes no policy_associations",
    ),
    case(
        "entry_of_nodes_with_groups",
        entry!("type = \"EC2_LINUX\", kubernetes_groups = [\"nodes\"]"),
        ("EC2_LINUX", "STANDARD"),
        "an access entry of type EC2_LINUX takes no kubernetes_groups",
    ),
    case(
        "entry_of_session_name",
        entry!("user_name = \"{{SessionName}}\""),
        ("{{SessionName}}", "team:{{SessionName}}"),
        "needs a colon somewhere before",
    ),
    case(
        "scope_of_cluster_with_namespaces",
        entry!(
            "policy_associations = { a = { policy_arn = \"arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy\", access_scope = { type = \"cluster\", namespaces = [\"a\"] } } }"
        ),
        ("\"cluster\"", "\"namespace\""),
        "a scope of type cluster takes no namespaces",
    ),
    case(
        "scope_namespace",
        entry!(
            "policy_associations = { a = { policy_arn = \"arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy\", access_scope = { type = \"namespace\", namespaces = [\"team_a\"] } } }"
        ),
        ("team_a", "team-*"),
        "lowercase letters, digits and hyphens",
    ),
    // Add-ons.
    case(
        "configuration_not_an_object",
        eks!("  addons = { coredns = { configuration_values = jsonencode([1]) } }"),
        ("[1]", "{ replicaCount = 2 }"),
        "expected a JSON object",
    ),
    case(
        "addon_service_account",
        eks!(
            "  addons = { aws-ebs-csi-driver = { pod_identity_association = [{ role_arn = \"arn:aws:iam::111122223333:role/a\", service_account = \"ebs csi\" }] } }"
        ),
        ("ebs csi", "ebs-csi-controller-sa"),
        "lowercase letters, digits and hyphens",
    ),
    case(
        "addon_role",
        eks!(
            "  addons = { vpc-cni = { service_account_role_arn = \"arn:aws:iam::111122223333:policy/a\" } }"
        ),
        ("policy/a", "role/a"),
        "expected the ARN of an IAM role",
    ),
    // The cluster.
    case(
        "node_pools_of_auto_mode",
        eks!("  compute_config = { enabled = true, node_pools = [\"gpu\"] }"),
        ("gpu", "general-purpose"),
        "got gpu",
    ),
    case(
        "node_pools_without_auto_mode",
        eks!("  compute_config = { enabled = false, node_pools = [\"system\"] }"),
        ("false", "true"),
        "node_pools need compute_config.enabled",
    ),
    case(
        "ipv4_services_of_ipv6",
        eks!(
            "  ip_family = \"ipv6\"\n  create_cni_ipv6_iam_policy = true\n  service_ipv4_cidr = \"172.20.0.0/16\""
        ),
        ("\n  service_ipv4_cidr = \"172.20.0.0/16\"", ""),
        "service_ipv4_cidr applies to ip_family ipv4 only",
    ),
    case(
        "ipv6_services_chosen",
        eks!("  ip_family = \"ipv6\"\n  service_ipv6_cidr = \"fd00:1::/108\""),
        ("\n  service_ipv6_cidr = \"fd00:1::/108\"", ""),
        "Value for unconfigurable attribute",
    ),
    case(
        "ipv6_source_of_ipv4",
        eks!("  endpoint_public_access_cidrs = [\"2001:db8::/32\"]"),
        ("  endpoint", "  ip_family = \"ipv6\"\n  endpoint"),
        "public_access_cidrs take IPv6 with ip_family ipv6 only",
    ),
    case(
        "node_rule",
        eks!(
            "  node_security_group_additional_rules = { a = { from_port = 0, to_port = 70000, cidr_blocks = [\"10.0.0.0/8\"] } }"
        ),
        ("70000", "65535"),
        "in the range (-1 - 65535), got 70000",
    ),
    case(
        "node_rule_without_source",
        eks!("  node_security_group_additional_rules = { a = { from_port = 0, to_port = 65535 } }"),
        ("65535 }", "65535, self = true }"),
        "must be specified",
    ),
];
