//! What `terraform validate` refuses: first by the schema, then by the rules of provider and API.

use super::{Case, case};

/// Refused without asking any data source.
pub(crate) const VALIDATE: &[Case] = &[
    // What the schema refuses.
    case(
        "unknown_argument",
        resource!("aws_vpc", "cidr_block = \"10.0.0.0/16\"\nenable_dns_hostname = true"),
        ("enable_dns_hostname ", "enable_dns_hostnames "),
        "Unsupported argument",
    ),
    case(
        "missing_argument",
        resource!("aws_subnet", "cidr_block = \"10.0.0.0/24\""),
        ("cidr_block", "vpc_id = \"vpc-1\"\ncidr_block"),
        "The argument \"vpc_id\" is required",
    ),
    case(
        "wrong_type",
        resource!("aws_vpc", "cidr_block = \"10.0.0.0/16\"\nenable_dns_support = \"perhaps\""),
        ("\"perhaps\"", "true"),
        "a bool is required",
    ),
    case(
        "block_for_attribute",
        resource!("aws_vpc", "cidr_block = \"10.0.0.0/16\"\ntags {\nName = \"a\"\n}"),
        ("tags {", "tags = {"),
        "Blocks of type \"tags\" are not expected here",
    ),
    case(
        "attribute_for_block",
        resource!(
            "aws_s3_bucket_versioning",
            "bucket = \"demo\"\nversioning_configuration = {\nstatus = \"Enabled\"\n}"
        ),
        ("versioning_configuration = {", "versioning_configuration {"),
        "An argument named \"versioning_configuration\" is not expected here",
    ),
    case(
        "too_many_blocks",
        resource!(
            "aws_s3_bucket_versioning",
            "bucket = \"demo\"\nversioning_configuration {\nstatus = \"Enabled\"\n}\nversioning_configuration {\nstatus = \"Suspended\"\n}"
        ),
        ("versioning_configuration {\nstatus = \"Suspended\"\n}", ""),
        "No more than 1 \"versioning_configuration\" blocks are allowed",
    ),
    case(
        "unknown_reference",
        concat!(
            "resource \"aws_vpc\" \"NAME\" {\ncidr_block = \"10.0.0.0/16\"\n}\n",
            "output \"NAME\" {\nvalue = aws_vpc.missing.id\n}\n"
        ),
        ("aws_vpc.missing", "aws_vpc.NAME"),
        "Reference to undeclared resource",
    ),
    case(
        "unknown_attribute",
        concat!(
            "resource \"aws_vpc\" \"NAME\" {\ncidr_block = \"10.0.0.0/16\"\n}\n",
            "output \"NAME\" {\nvalue = aws_vpc.NAME.vpc_id\n}\n"
        ),
        ("NAME.vpc_id", "NAME.id"),
        "Unsupported attribute",
    ),
    case(
        "unknown_module_output",
        concat!(
            "module \"NAME\" {\n  source  = \"terraform-aws-modules/eks/aws\"\n  version = \"21.19.0\"\n}\n",
            "output \"NAME\" {\n  value = module.NAME.cluster_nam\n}\n"
        ),
        ("cluster_nam\n", "cluster_name\n"),
        "This object does not have an attribute named \"cluster_nam\"",
    ),
    case(
        "read_only_attribute",
        resource!("aws_vpc", "cidr_block = \"10.0.0.0/16\"\nowner_id = \"111122223333\""),
        ("owner_id = \"111122223333\"", ""),
        "Value for unconfigurable attribute",
    ),
    // What only the provider, or the API behind it, refuses.
    case(
        "host_bits",
        resource!("aws_vpc", "cidr_block = \"10.0.1.0/16\""),
        ("10.0.1.0", "10.0.0.0"),
        "did you mean \"10.0.0.0/16\"?",
    ),
    case(
        "not_a_network",
        resource!("aws_subnet", "vpc_id = \"vpc-1\"\ncidr_block = \"10.0.300.0/24\""),
        ("300", "30"),
        "expected a valid CIDR, got: 10.0.300.0/24",
    ),
    case(
        "vpc_too_large",
        resource!("aws_vpc", "cidr_block = \"10.0.0.0/8\""),
        ("/8", "/16"),
        "between 16 and 28 significant bits, got: 8",
    ),
    case(
        "zone_given_twice",
        resource!(
            "aws_subnet",
            "vpc_id = \"vpc-1\"\ncidr_block = \"10.0.0.0/24\"\navailability_zone = \"eu-west-1a\"\navailability_zone_id = \"euw1-az1\""
        ),
        ("availability_zone = \"eu-west-1a\"", ""),
        "\"availability_zone\": conflicts with availability_zone_id",
    ),
    case(
        "route_to_two_targets",
        resource!(
            "aws_route",
            "route_table_id = \"rtb-1\"\ndestination_cidr_block = \"0.0.0.0/0\"\ngateway_id = \"igw-1\"\nnat_gateway_id = \"nat-1\""
        ),
        ("nat_gateway_id = \"nat-1\"", ""),
        "but [\"gateway_id\", \"nat_gateway_id\"] were",
    ),
    case(
        "route_without_target",
        resource!("aws_route", "route_table_id = \"rtb-1\"\ndestination_cidr_block = \"0.0.0.0/0\""),
        ("destination_cidr_block", "gateway_id = \"igw-1\"\ndestination_cidr_block"),
        "must be specified",
    ),
    case(
        "gateway_endpoint_with_subnets",
        resource!(
            "aws_vpc_endpoint",
            "vpc_id = \"vpc-1\"\nservice_name = \"com.amazonaws.eu-west-1.s3\"\nsubnet_ids = [\"subnet-1\"]"
        ),
        ("subnet_ids = [\"subnet-1\"]", "route_table_ids = [\"rtb-1\"]"),
        "a Gateway endpoint takes neither subnet_ids",
    ),
    case(
        "security_group_description",
        resource!("aws_security_group", "description = \"Nodes' traffic\""),
        ("Nodes'", "Nodes"),
        "'\\'' is not",
    ),
    case(
        "ports_of_every_protocol",
        resource!(
            "aws_vpc_security_group_egress_rule",
            "security_group_id = \"sg-1\"\ncidr_ipv4 = \"0.0.0.0/0\"\nip_protocol = \"-1\"\nfrom_port = 0\nto_port = 0"
        ),
        ("from_port = 0\nto_port = 0", ""),
        "should not be defined when ip_protocol is -1",
    ),
    case(
        "flow_log_interval",
        resource!(
            "aws_flow_log",
            "vpc_id = \"vpc-1\"\nlog_destination_type = \"s3\"\nlog_destination = \"arn:aws:s3:::logs\"\nmax_aggregation_interval = 300"
        ),
        ("300", "600"),
        "expected max_aggregation_interval to be one of [60, 600], got 300",
    ),
    case(
        "retention",
        resource!("aws_cloudwatch_log_group", "name = \"/aws/demo\"\nretention_in_days = 100"),
        ("100", "90"),
        "expected retention_in_days to be one of",
    ),
    case(
        "bucket_name",
        resource!("aws_s3_bucket", "bucket = \"Demo_State\""),
        ("Demo_State", "demo-state"),
        "lowercase letters, digits, periods and hyphens",
    ),
    case(
        "policy_not_json",
        resource!("aws_iam_policy", "policy = \"{ Version: 2012-10-17 }\""),
        ("\"{ Version: 2012-10-17 }\"", "jsonencode({ Statement = [] })"),
        "contains an invalid JSON policy",
    ),
    case(
        "trust_without_principal",
        resource!(
            "aws_iam_role",
            "assume_role_policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"sts:AssumeRole\" }] })"
        ),
        ("\"sts:AssumeRole\" }", "\"sts:AssumeRole\", Principal = { Service = \"ec2.amazonaws.com\" } }"),
        "needs a Principal",
    ),
    case(
        "malformed_arn",
        resource!(
            "aws_iam_role_policy_attachment",
            "role = \"a\"\npolicy_arn = \"arn:aws:iam:policy/ReadOnlyAccess\""
        ),
        ("iam:policy", "iam::aws:policy"),
        "is an invalid ARN",
    ),
    case(
        "deletion_window",
        resource!("aws_kms_key", "deletion_window_in_days = 5"),
        ("5", "7"),
        "expected deletion_window_in_days to be in the range (7 - 30), got 5",
    ),
    case(
        "alias_prefix",
        resource!("aws_kms_alias", "name = \"demo\"\ntarget_key_id = \"key\""),
        ("\"demo\"", "\"alias/demo\""),
        "must begin with 'alias/'",
    ),
    case(
        "role_name_prefix_too_long",
        resource!(
            "aws_iam_role",
            "name_prefix = \"a-prefix-that-is-longer-than-iam-allows\"\nassume_role_policy = jsonencode({ Statement = [] })"
        ),
        ("-allows", ""),
        "expected length to be in the range (1 - 38), got 39",
    ),
    case(
        "undeclared_table_key",
        resource!(
            "aws_dynamodb_table",
            "name = \"lock\"\nbilling_mode = \"PAY_PER_REQUEST\"\nhash_key = \"LockId\"\nattribute {\nname = \"LockID\"\ntype = \"S\"\n}"
        ),
        ("\"LockId\"", "\"LockID\""),
        "the key LockId is not declared",
    ),
    case(
        "cluster_in_one_subnet",
        resource!(
            "aws_eks_cluster",
            "name = \"demo\"\nrole_arn = \"arn:aws:iam::111122223333:role/a\"\nvpc_config {\nsubnet_ids = [\"subnet-1\"]\n}"
        ),
        ("[\"subnet-1\"]", "[\"subnet-1\", \"subnet-2\"]"),
        "at least two zones",
    ),
    case(
        "iam_policy_as_access_policy",
        resource!(
            "aws_eks_access_policy_association",
            "cluster_name = \"demo\"\nprincipal_arn = \"arn:aws:iam::111122223333:role/a\"\npolicy_arn = \"arn:aws:iam::aws:policy/AmazonEKSViewPolicy\"\naccess_scope {\ntype = \"cluster\"\n}"
        ),
        ("iam::aws:policy", "eks::aws:cluster-access-policy"),
        "expected an EKS access policy",
    ),
    case(
        "reserved_tag",
        resource!("aws_eip", "domain = \"vpc\"\ntags = { \"aws:owner\" = \"me\" }"),
        ("aws:owner", "owner"),
        "are reserved",
    ),
];
