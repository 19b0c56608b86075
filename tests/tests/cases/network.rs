//! What provider and API refuse of networks, endpoints, security groups and keys.

use super::{Case, case};

/// Refused without asking any data source.
pub(crate) const NETWORK: &[Case] = &[
    // Two families of addresses.
    case(
        "ipv6_subnet_size",
        resource!(
            "aws_subnet",
            "vpc_id = \"vpc-1\"\ncidr_block = \"10.0.0.0/24\"\nipv6_cidr_block = \"2a05:d018:1:100::/60\""
        ),
        ("::/60", "::/64"),
        "an IPv6 subnet is a /64, got: /60",
    ),
    case(
        "ipv6_host_bits",
        resource!(
            "aws_subnet",
            "vpc_id = \"vpc-1\"\ncidr_block = \"10.0.0.0/24\"\nipv6_cidr_block = \"2a05:d018:1:100::1/64\""
        ),
        ("::1/64", "::/64"),
        "has host bits set",
    ),
    case(
        "ipv6_handed_out_from_nothing",
        resource!(
            "aws_subnet",
            "vpc_id = \"vpc-1\"\ncidr_block = \"10.0.0.0/24\"\nassign_ipv6_address_on_creation = true"
        ),
        ("= true", "= true\nipv6_cidr_block = \"2a05:d018:1:100::/64\""),
        "needs an ipv6_cidr_block",
    ),
    case(
        "ipv6_only_with_ipv4",
        resource!(
            "aws_subnet",
            "vpc_id = \"vpc-1\"\ncidr_block = \"10.0.0.0/24\"\nipv6_native = true\nassign_ipv6_address_on_creation = true\nipv6_cidr_block = \"2a05:d018:1:100::/64\""
        ),
        ("cidr_block = \"10.0.0.0/24\"\nipv6_native", "ipv6_native"),
        "conflicts with cidr_block",
    ),
    case(
        "ipv6_only_by_hand",
        resource!(
            "aws_subnet",
            "vpc_id = \"vpc-1\"\nipv6_native = true\nipv6_cidr_block = \"2a05:d018:1:100::/64\""
        ),
        ("ipv6_native = true", "ipv6_native = true\nassign_ipv6_address_on_creation = true"),
        "needs assign_ipv6_address_on_creation",
    ),
    case(
        "ipv6_block_without_pool",
        resource!("aws_vpc", "cidr_block = \"10.0.0.0/16\"\nipv6_cidr_block = \"2a05:d018:1:100::/56\""),
        ("ipv6_cidr_block = \"2a05:d018:1:100::/56\"", "assign_generated_ipv6_cidr_block = true"),
        "needs ipv6_ipam_pool_id",
    ),
    case(
        "ipv4_through_egress_only_gateway",
        resource!(
            "aws_route",
            "route_table_id = \"rtb-1\"\ndestination_cidr_block = \"0.0.0.0/0\"\negress_only_gateway_id = \"eigw-1\""
        ),
        ("destination_cidr_block = \"0.0.0.0/0\"", "destination_ipv6_cidr_block = \"::/0\""),
        "takes destination_ipv6_cidr_block only",
    ),
    case(
        "ipv6_through_nat_gateway",
        resource!(
            "aws_route",
            "route_table_id = \"rtb-1\"\ndestination_ipv6_cidr_block = \"::/0\"\nnat_gateway_id = \"nat-1\""
        ),
        ("\"::/0\"", "\"64:ff9b::/96\""),
        "a NAT gateway takes IPv6 to 64:ff9b::/96 only",
    ),
    case(
        "route_to_two_destinations",
        resource!(
            "aws_route",
            "route_table_id = \"rtb-1\"\ndestination_cidr_block = \"0.0.0.0/0\"\ndestination_ipv6_cidr_block = \"::/0\"\ngateway_id = \"igw-1\""
        ),
        ("destination_ipv6_cidr_block = \"::/0\"\n", ""),
        "but [\"destination_cidr_block\", \"destination_ipv6_cidr_block\"] were",
    ),
    case(
        "nat_as_internet_gateway",
        resource!(
            "aws_route",
            "route_table_id = \"rtb-1\"\ndestination_cidr_block = \"0.0.0.0/0\"\ngateway_id = \"nat-1\""
        ),
        ("gateway_id = \"nat-1\"", "nat_gateway_id = \"nat-1\""),
        "expected an internet gateway",
    ),
    case(
        "vpc_by_name",
        resource!("aws_egress_only_internet_gateway", "vpc_id = \"main\""),
        ("\"main\"", "\"vpc-1\""),
        "expected an identifier such as vpc-0123456789abcdef0, got: main",
    ),
    case(
        "existing_subnet_by_name",
        "data \"aws_subnet\" \"NAME\" {\n  id = \"private-az1\"\n}\n",
        ("private-az1", "subnet-0123456789abcde01"),
        "expected an identifier such as subnet-0123456789abcdef0, got: private-az1",
    ),
    // Endpoints.
    case(
        "interface_endpoint_with_route_tables",
        resource!(
            "aws_vpc_endpoint",
            "vpc_id = \"vpc-1\"\nvpc_endpoint_type = \"Interface\"\nservice_name = \"com.amazonaws.eu-west-1.ecr.api\"\nroute_table_ids = [\"rtb-1\"]"
        ),
        ("route_table_ids = [\"rtb-1\"]", "subnet_ids = [\"subnet-1\"]"),
        "route_table_ids apply to Gateway endpoints only",
    ),
    case(
        "gateway_endpoint_of_another_service",
        resource!(
            "aws_vpc_endpoint",
            "vpc_id = \"vpc-1\"\nvpc_endpoint_type = \"Gateway\"\nservice_name = \"com.amazonaws.eu-west-1.sts\""
        ),
        ("eu-west-1.sts", "eu-west-1.dynamodb"),
        "for S3 and DynamoDB only",
    ),
    case(
        "private_names_of_gateway_endpoint",
        resource!(
            "aws_vpc_endpoint",
            "vpc_id = \"vpc-1\"\nservice_name = \"com.amazonaws.eu-west-1.s3\"\nprivate_dns_enabled = true"
        ),
        ("\nprivate_dns_enabled = true", ""),
        "private_dns_enabled applies to Interface endpoints only",
    ),
    case(
        "endpoint_type",
        resource!(
            "aws_vpc_endpoint",
            "vpc_id = \"vpc-1\"\nvpc_endpoint_type = \"interface\"\nservice_name = \"com.amazonaws.eu-west-1.sts\""
        ),
        ("\"interface\"", "\"Interface\""),
        "got interface",
    ),
    case(
        "endpoint_policy_without_principal",
        resource!(
            "aws_vpc_endpoint",
            "vpc_id = \"vpc-1\"\nservice_name = \"com.amazonaws.eu-west-1.s3\"\npolicy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = \"s3:*\", Resource = \"*\" }] })"
        ),
        ("Resource = \"*\"", "Resource = \"*\", Principal = \"*\""),
        "needs a Principal in every statement",
    ),
    case(
        "names_for_inbound_resolvers_alone",
        resource!(
            "aws_vpc_endpoint",
            "vpc_id = \"vpc-1\"\nvpc_endpoint_type = \"Interface\"\nservice_name = \"com.amazonaws.eu-west-1.s3\"\ndns_options {\nprivate_dns_only_for_inbound_resolver_endpoint = true\n}"
        ),
        ("dns_options", "private_dns_enabled = true\ndns_options"),
        "needs private_dns_enabled",
    ),
    // Security groups.
    case(
        "group_by_name",
        resource!(
            "aws_vpc_security_group_ingress_rule",
            "security_group_id = \"sg-1\"\nreferenced_security_group_id = \"nodes\"\nip_protocol = \"-1\""
        ),
        ("\"nodes\"", "\"sg-2\""),
        "expected an identifier such as sg-0123456789abcdef0, got: nodes",
    ),
    case(
        "rule_without_source",
        resource!(
            "aws_vpc_security_group_ingress_rule",
            "security_group_id = \"sg-1\"\nip_protocol = \"-1\""
        ),
        ("ip_protocol", "cidr_ipv6 = \"::/0\"\nip_protocol"),
        "must be specified",
    ),
    case(
        "ports_out_of_order",
        resource!(
            "aws_vpc_security_group_egress_rule",
            "security_group_id = \"sg-1\"\ncidr_ipv4 = \"10.0.0.0/8\"\nip_protocol = \"tcp\"\nfrom_port = 443\nto_port = 80"
        ),
        ("to_port = 80", "to_port = 443"),
        "from_port (443) must not be greater than to_port (80)",
    ),
    // Keys.
    case(
        "key_of_another_kind",
        resource!("aws_key_pair", "key_name = \"a\"\npublic_key = \"ecdsa-sha2-nistp256 AAAA\""),
        ("ecdsa-sha2-nistp256 AAAA", ED25519),
        "expected an ssh-ed25519 or ssh-rsa public key",
    ),
    case(
        "key_cut_short",
        resource!(
            "aws_key_pair",
            "key_name = \"a\"\npublic_key = \"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgME\""
        ),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgME", ED25519),
        "the key is cut short",
    ),
];

/// A key whose bytes count from 0 to 31: nobody has its private half.
const ED25519: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f nobody";
