//! What only a plan can refuse: the inputs of a module are not known before.

use super::{Case, case};

/// Refused where what goes into the module reaches a resource, which only a plan can tell.
pub(crate) const PLAN: &[Case] = &[
    case("log_type", eks!("  enabled_log_types = [\"apiserver\"]"), ("apiserver", "api"), "got apiserver"),
    case(
        "authentication_mode",
        eks!("  authentication_mode = \"IAM\""),
        ("\"IAM\"", "\"API\""),
        "expected authentication_mode to be one of",
    ),
    case(
        "service_range",
        eks!("  service_ipv4_cidr = \"100.64.0.0/16\""),
        ("100.64.0.0", "172.20.0.0"),
        "must be within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
    ),
    case(
        "public_access_host_bits",
        eks!("  endpoint_public_access_cidrs = [\"203.0.113.7/24\"]"),
        ("113.7/24", "113.7/32"),
        "did you mean \"203.0.113.0/24\"?",
    ),
    case(
        "module_retention",
        eks!("  cloudwatch_log_group_retention_in_days = 10"),
        ("10", "14"),
        "expected retention_in_days to be one of",
    ),
    case(
        "ami_type",
        eks!("  eks_managed_node_groups = { a = { ami_type = \"AL2023\" } }"),
        ("\"AL2023\"", "\"AL2023_x86_64_STANDARD\""),
        "got AL2023",
    ),
    case(
        "capacity_type",
        eks!("  eks_managed_node_groups = { a = { capacity_type = \"spot\" } }"),
        ("spot", "SPOT"),
        "expected capacity_type to be one of",
    ),
    case(
        "taint_effect",
        eks!(
            "  eks_managed_node_groups = { a = { taints = { t = { key = \"k\", effect = \"NoSchedule\" } } } }"
        ),
        ("NoSchedule", "NO_SCHEDULE"),
        "got NoSchedule",
    ),
    case(
        "sizes_out_of_order",
        eks!("  eks_managed_node_groups = { a = { min_size = 4, max_size = 3, desired_size = 4 } }"),
        ("max_size = 3", "max_size = 5"),
        "desired_size (4) must not be greater than max_size (3)",
    ),
    case(
        "volume_type",
        eks!(
            "  eks_managed_node_groups = { a = { block_device_mappings = { root = { ebs = { volume_type = \"ssd\" } } } } }"
        ),
        ("ssd", "gp3"),
        "expected volume_type to be one of",
    ),
    case(
        "ssh_with_launch_template",
        eks!("  eks_managed_node_groups = { a = { remote_access = { ec2_ssh_key = \"key\" } } }"),
        ("remote_access = { ec2_ssh_key = \"key\" }", "key_name = \"key\""),
        "conflicts with launch_template",
    ),
    case(
        "node_group_name_too_long",
        eks!("  eks_managed_node_groups = { a-name-of-23-characters = {} }"),
        ("a-name-of-23-characters", "a-name-of-22-character"),
        "expected length to be in the range (1 - 38), got 39",
    ),
    case(
        "cluster_name_too_long",
        "module \"NAME\" {\n  source  = \"terraform-aws-modules/eks/aws\"\n  version = \"21.19.0\"\n  name = \"cluster-name-of-30-characters-\"\n  subnet_ids = [\"subnet-1\", \"subnet-2\"]\n}\n",
        ("characters-", "characters"),
        "expected length to be in the range (1 - 38), got 39",
    ),
    case(
        "access_scope",
        eks!(
            "  access_entries = { a = { principal_arn = \"arn:aws:iam::111122223333:role/a\", policy_associations = { view = { policy_arn = \"arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy\", access_scope = { type = \"namespace\" } } } } }"
        ),
        ("type = \"namespace\"", "type = \"cluster\""),
        "a scope of type namespace needs namespaces",
    ),
    case(
        "system_group",
        eks!(
            "  access_entries = { a = { principal_arn = \"arn:aws:iam::111122223333:role/a\", kubernetes_groups = [\"system:masters\"] } }"
        ),
        ("system:masters", "masters"),
        "must not begin with system:",
    ),
    case(
        "addon_configuration",
        eks!("  addons = { vpc-cni = { configuration_values = \"env: {}\" } }"),
        ("env: {}", "{}"),
        "contains an invalid JSON",
    ),
    case(
        "name_known_while_planning",
        "data \"aws_caller_identity\" \"NAME\" {}\nresource \"aws_s3_bucket\" \"NAME\" {\n  bucket = \"State-${data.aws_caller_identity.NAME.account_id}\"\n}\n",
        ("State-", "state-"),
        "lowercase letters",
    ),
];
