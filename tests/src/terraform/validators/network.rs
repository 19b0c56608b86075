//! VPC, subnets, routes, security groups, endpoints, flow logs.
//! Source: Terraform AWS provider and EC2 API documentation, read 2026-11-23.

use super::super::provider::{Value, field};
use super::Check::{Ipv4Network, Ipv6Network, NumberOneOf, OneOf, Range, Text};
use super::items;
use super::relations::Together::{Ascending, AtLeastOneOf, ConflictsWith, Custom, ExactlyOneOf};
use super::relations::{Relation, top};
use super::rule::{Rule, rule};
use super::text::{any_ipv4_network, arn, length, only, policy};

const VPC: &[&str] = &["aws_vpc"];
const SUBNET: &[&str] = &["aws_subnet"];
const ROUTE: &[&str] = &["aws_route"];
const SECURITY_GROUP: &[&str] = &["aws_security_group"];
const OLD_RULE: &[&str] = &["aws_security_group_rule"];
const NEW_RULES: &[&str] = &["aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule"];
const FLOW_LOG: &[&str] = &["aws_flow_log"];
const ENDPOINT: &[&str] = &["aws_vpc_endpoint"];
const INLINE_RULES: &[&str] = &["aws_security_group", "aws_default_security_group"];

pub(super) const RULES: &[Rule] = &[
    rule(
        &["aws_vpc", "aws_subnet", "aws_vpc_ipv4_cidr_block_association"],
        "cidr_block",
        Ipv4Network(16, 28),
    ),
    rule(VPC, "instance_tenancy", OneOf(&["default", "dedicated"])),
    rule(&["aws_vpc", "aws_subnet"], "ipv6_cidr_block", Ipv6Network),
    rule(SUBNET, "private_dns_hostname_type_on_launch", OneOf(&["ip-name", "resource-name"])),
    rule(SUBNET, "availability_zone_id", Text(zone_id)),
    rule(SUBNET, "availability_zone", Text(zone_name)),
    rule(ROUTE, "destination_cidr_block", Text(any_ipv4_network)),
    rule(ROUTE, "destination_ipv6_cidr_block", Ipv6Network),
    rule(&["aws_route_table", "aws_default_route_table"], "route.cidr_block", Text(empty_or_ipv4_network)),
    rule(&["aws_nat_gateway"], "connectivity_type", OneOf(&["private", "public"])),
    rule(&["aws_nat_gateway"], "availability_mode", OneOf(&["regional", "zonal"])),
    rule(&["aws_eip"], "domain", OneOf(&["standard", "vpc"])),
    rule(
        ENDPOINT,
        "vpc_endpoint_type",
        OneOf(&["Gateway", "GatewayLoadBalancer", "Interface", "Resource", "ServiceNetwork"]),
    ),
    rule(ENDPOINT, "ip_address_type", OneOf(&["dualstack", "ipv4", "ipv6"])),
    rule(&["aws_vpc_endpoint", "aws_vpc_endpoint_policy"], "policy", Text(policy)),
    rule(ENDPOINT, "service_name", Text(endpoint_service)),
    rule(FLOW_LOG, "traffic_type", OneOf(&["ACCEPT", "ALL", "REJECT"])),
    rule(FLOW_LOG, "log_destination_type", OneOf(&["cloud-watch-logs", "kinesis-data-firehose", "s3"])),
    rule(FLOW_LOG, "max_aggregation_interval", NumberOneOf(&[60, 600])),
    rule(FLOW_LOG, "log_destination", Text(arn)),
    rule(FLOW_LOG, "iam_role_arn", Text(arn)),
    rule(FLOW_LOG, "destination_options.file_format", OneOf(&["parquet", "plain-text"])),
    rule(SECURITY_GROUP, "name", Text(group_name)),
    rule(SECURITY_GROUP, "name_prefix", Text(group_name_prefix)),
    rule(SECURITY_GROUP, "description", Text(group_description)),
    rule(INLINE_RULES, "ingress.cidr_blocks", Text(any_ipv4_network)),
    rule(INLINE_RULES, "egress.cidr_blocks", Text(any_ipv4_network)),
    rule(INLINE_RULES, "ingress.description", Text(group_description)),
    rule(INLINE_RULES, "egress.description", Text(group_description)),
    rule(OLD_RULE, "type", OneOf(&["egress", "ingress"])),
    rule(OLD_RULE, "protocol", Text(protocol)),
    rule(OLD_RULE, "cidr_blocks", Text(any_ipv4_network)),
    rule(OLD_RULE, "ipv6_cidr_blocks", Ipv6Network),
    rule(OLD_RULE, "description", Text(group_description)),
    rule(OLD_RULE, "from_port", Range(-1.0, 65535.0)),
    rule(OLD_RULE, "to_port", Range(-1.0, 65535.0)),
    rule(NEW_RULES, "ip_protocol", Text(protocol)),
    rule(NEW_RULES, "cidr_ipv4", Text(any_ipv4_network)),
    rule(NEW_RULES, "cidr_ipv6", Ipv6Network),
    rule(NEW_RULES, "description", Text(group_description)),
    rule(NEW_RULES, "from_port", Range(-1.0, 65535.0)),
    rule(NEW_RULES, "to_port", Range(-1.0, 65535.0)),
    rule(&["aws_network_acl_rule"], "rule_number", Range(1.0, 32766.0)),
    rule(&["aws_network_acl_rule"], "rule_action", OneOf(&["allow", "deny"])),
    rule(&["aws_network_acl_rule"], "cidr_block", Text(any_ipv4_network)),
    rule(&["aws_network_acl_rule"], "ipv6_cidr_block", Ipv6Network),
    rule(
        &["data.aws_availability_zones"],
        "state",
        OneOf(&["available", "constrained", "impaired", "information", "unavailable"]),
    ),
];

pub(super) const RELATIONS: &[Relation] = &[
    top(VPC, ConflictsWith(&["cidr_block", "ipv4_netmask_length"])),
    top(VPC, AtLeastOneOf(&["cidr_block", "ipv4_ipam_pool_id"])),
    top(SUBNET, ConflictsWith(&["availability_zone", "availability_zone_id"])),
    top(
        ROUTE,
        ExactlyOneOf(&[
            "destination_cidr_block",
            "destination_ipv6_cidr_block",
            "destination_prefix_list_id",
        ]),
    ),
    top(
        ROUTE,
        ExactlyOneOf(&[
            "carrier_gateway_id",
            "core_network_arn",
            "egress_only_gateway_id",
            "gateway_id",
            "local_gateway_id",
            "nat_gateway_id",
            "network_interface_id",
            "transit_gateway_id",
            "vpc_endpoint_id",
            "vpc_peering_connection_id",
        ]),
    ),
    top(&["aws_route_table_association"], ExactlyOneOf(&["gateway_id", "subnet_id"])),
    top(&["aws_nat_gateway"], Custom("allocation_id", nat_address)),
    top(ENDPOINT, ExactlyOneOf(&["resource_configuration_arn", "service_name", "service_network_arn"])),
    top(ENDPOINT, Custom("vpc_endpoint_type", endpoint_arguments)),
    top(
        FLOW_LOG,
        ExactlyOneOf(&[
            "eni_id",
            "regional_nat_gateway_id",
            "subnet_id",
            "transit_gateway_attachment_id",
            "transit_gateway_id",
            "vpc_id",
        ]),
    ),
    top(FLOW_LOG, Custom("iam_role_arn", flow_log_role)),
    top(SECURITY_GROUP, ConflictsWith(&["name", "name_prefix"])),
    top(OLD_RULE, ConflictsWith(&["source_security_group_id", "cidr_blocks", "ipv6_cidr_blocks", "self"])),
    top(OLD_RULE, ConflictsWith(&["self", "cidr_blocks", "ipv6_cidr_blocks"])),
    top(
        OLD_RULE,
        AtLeastOneOf(&[
            "cidr_blocks",
            "ipv6_cidr_blocks",
            "prefix_list_ids",
            "self",
            "source_security_group_id",
        ]),
    ),
    top(OLD_RULE, Ascending(&["from_port", "to_port"])),
    top(
        NEW_RULES,
        ExactlyOneOf(&["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"]),
    ),
    top(NEW_RULES, Ascending(&["from_port", "to_port"])),
    top(NEW_RULES, Custom("ip_protocol", ports_of_protocol)),
];

fn zone_id(text: &str) -> Result<(), String> {
    let number = text.rsplit_once("-az").map(|(_, number)| number).unwrap_or_default();
    if !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) {
        return Ok(());
    }
    Err(format!("expected a zone ID such as euw1-az1, got: {text}"))
}

fn zone_name(text: &str) -> Result<(), String> {
    let letter_after_digit = matches!(text.as_bytes(), [.., digit, letter] if digit.is_ascii_digit() && letter.is_ascii_lowercase());
    if letter_after_digit { Ok(()) } else { Err(format!("expected a zone such as eu-west-1a, got: {text}")) }
}

/// A table's inline routes hold an empty string where nothing was given.
fn empty_or_ipv4_network(text: &str) -> Result<(), String> {
    if text.is_empty() { Ok(()) } else { any_ipv4_network(text) }
}

fn endpoint_service(text: &str) -> Result<(), String> {
    if ["com.amazonaws.", "cn.com.amazonaws.", "aws."].iter().any(|p| text.starts_with(p)) {
        return Ok(());
    }
    Err(format!("expected a service such as com.amazonaws.eu-west-1.s3, got: {text}"))
}

fn group_name(text: &str) -> Result<(), String> {
    if text.starts_with("sg-") {
        return Err(format!("cannot begin with 'sg-': {text}"));
    }
    length(text, 1, 255)?;
    group_description(text)
}

fn group_name_prefix(text: &str) -> Result<(), String> {
    length(text, 1, 255 - 26)?;
    group_name(text)
}

fn group_description(text: &str) -> Result<(), String> {
    length(text, 0, 255)?;
    let allowed = |c: char| c.is_ascii_alphanumeric() || " ._-:/()#,@[]+=&;{}!$*".contains(c);
    only(text, allowed, "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*")
}

fn protocol(text: &str) -> Result<(), String> {
    let named = ["tcp", "udp", "icmp", "icmpv6", "all", "-1"].contains(&text.to_lowercase().as_str());
    if named || text.parse::<u8>().is_ok() { Ok(()) } else { Err(format!("unknown protocol: {text}")) }
}

fn nat_address(nat: &Value) -> Result<(), String> {
    let private = field(nat, "connectivity_type").as_str() == Some("private");
    let regional = field(nat, "availability_mode").as_str() == Some("regional");
    match (field(nat, "allocation_id").is_nil(), private) {
        (true, false) if !regional => Err("a public NAT gateway needs an allocation_id".into()),
        (false, true) => Err("allocation_id is not supported with private connectivity".into()),
        _ => Ok(()),
    }
}

fn endpoint_arguments(endpoint: &Value) -> Result<(), String> {
    let ty = field(endpoint, "vpc_endpoint_type").as_str().unwrap_or("Gateway");
    let given = |name: &str| !items(endpoint, name).is_empty();
    if ty == "Gateway" && (given("subnet_ids") || given("security_group_ids")) {
        return Err("a Gateway endpoint takes neither subnet_ids nor security_group_ids".into());
    }
    if ty == "Gateway" && field(endpoint, "private_dns_enabled").as_bool() == Some(true) {
        return Err("private_dns_enabled applies to Interface endpoints only".into());
    }
    if ty != "Gateway" && given("route_table_ids") {
        return Err(format!("route_table_ids apply to Gateway endpoints only, not to {ty}"));
    }
    Ok(())
}

fn flow_log_role(log: &Value) -> Result<(), String> {
    let to_logs =
        field(log, "log_destination_type").as_str().unwrap_or("cloud-watch-logs") == "cloud-watch-logs";
    match field(log, "iam_role_arn").is_nil() {
        true if to_logs => Err("a flow log to CloudWatch Logs needs an iam_role_arn".into()),
        false if !to_logs => Err("iam_role_arn applies to CloudWatch Logs only".into()),
        _ => Ok(()),
    }
}

fn ports_of_protocol(rule: &Value) -> Result<(), String> {
    let ports = !field(rule, "from_port").is_nil() || !field(rule, "to_port").is_nil();
    match field(rule, "ip_protocol").as_str() {
        Some("-1") if ports => {
            Err("from_port and to_port should not be defined when ip_protocol is -1".into())
        }
        Some("tcp" | "udp") if !ports => Err("tcp and udp need from_port and to_port".into()),
        _ => Ok(()),
    }
}
