//! VPC, subnets, routes, NAT gateways, flow logs.
//! Source: Terraform AWS provider and EC2 API documentation, read 2026-11-23; provider "aws_vpc" and
//! "aws_subnet", read 2026-11-27: IPv6. Which gateway carries which family is known of the API. The provider's
//! "verify.ValidRegionName", read 2026-11-27: a region's name; longer words and numbers of two digits are newer.

use super::super::provider::{Value, field};
use super::Check::{Ipv4Network, Ipv6Network, NumberOneOf, OneOf, Range, Text};
use super::names::id;
use super::relations::Together::{AtLeastOneOf, ConflictsWith, Custom, ExactlyOneOf};
use super::relations::{Relation, top};
use super::rule::{Rule, rule};
use super::text::{any_ipv4_network, arn, ipv6_network, region};

const VPC: &[&str] = &["aws_vpc"];
const SUBNET: &[&str] = &["aws_subnet"];
const ROUTE: &[&str] = &["aws_route"];
const ROUTES: &[&str] = &["aws_route", "aws_route_table_association"];
const IN_VPC: &[&str] = &[
    "aws_default_security_group",
    "aws_egress_only_internet_gateway",
    "aws_flow_log",
    "aws_internet_gateway",
    "aws_route_table",
    "aws_security_group",
    "aws_subnet",
    "aws_vpc_endpoint",
    "aws_vpc_ipv4_cidr_block_association",
];
const IN_SUBNET: &[&str] = &["aws_flow_log", "aws_nat_gateway", "aws_route_table_association"];
const FLOW_LOG: &[&str] = &["aws_flow_log"];

pub(super) const RULES: &[Rule] = &[
    rule(
        &["aws_vpc", "aws_subnet", "aws_vpc_ipv4_cidr_block_association"],
        "cidr_block",
        Ipv4Network(16, 28),
    ),
    rule(VPC, "instance_tenancy", OneOf(&["default", "dedicated"])),
    rule(VPC, "ipv6_cidr_block", Ipv6Network),
    rule(VPC, "ipv6_netmask_length", NumberOneOf(&[44, 48, 52, 56, 60])),
    rule(SUBNET, "ipv6_cidr_block", Text(ipv6_subnet)),
    rule(IN_VPC, "vpc_id", Text(|text| id(text, "vpc"))),
    rule(IN_SUBNET, "subnet_id", Text(|text| id(text, "subnet"))),
    rule(ROUTES, "route_table_id", Text(|text| id(text, "rtb"))),
    rule(&["provider.aws"], "region", Text(region)),
    rule(&["data.aws_vpc"], "id", Text(|text| id(text, "vpc"))),
    rule(&["data.aws_subnet"], "id", Text(|text| id(text, "subnet"))),
    rule(&["data.aws_security_group"], "id", Text(|text| id(text, "sg"))),
    rule(&["data.aws_route_tables", "data.aws_subnet"], "vpc_id", Text(|text| id(text, "vpc"))),
    rule(SUBNET, "private_dns_hostname_type_on_launch", OneOf(&["ip-name", "resource-name"])),
    rule(&["aws_subnet", "data.aws_subnet"], "availability_zone_id", Text(zone_id)),
    rule(&["aws_subnet", "data.aws_subnet"], "availability_zone", Text(zone_name)),
    rule(&["data.aws_subnet"], "cidr_block", Ipv4Network(16, 28)),
    rule(&["data.aws_subnet"], "ipv6_cidr_block", Text(ipv6_subnet)),
    rule(ROUTE, "destination_cidr_block", Text(any_ipv4_network)),
    rule(ROUTE, "destination_ipv6_cidr_block", Ipv6Network),
    rule(ROUTE, "destination_prefix_list_id", Text(|text| id(text, "pl"))),
    rule(ROUTE, "egress_only_gateway_id", Text(|text| id(text, "eigw"))),
    rule(ROUTE, "gateway_id", Text(gateway)),
    rule(ROUTE, "nat_gateway_id", Text(|text| id(text, "nat"))),
    rule(ROUTE, "network_interface_id", Text(|text| id(text, "eni"))),
    rule(ROUTE, "transit_gateway_id", Text(|text| id(text, "tgw"))),
    rule(ROUTE, "vpc_endpoint_id", Text(|text| id(text, "vpce"))),
    rule(ROUTE, "vpc_peering_connection_id", Text(|text| id(text, "pcx"))),
    rule(&["aws_route_table", "aws_default_route_table"], "route.cidr_block", Text(empty_or_ipv4_network)),
    rule(&["aws_nat_gateway"], "allocation_id", Text(|text| id(text, "eipalloc"))),
    rule(&["aws_nat_gateway"], "connectivity_type", OneOf(&["private", "public"])),
    rule(&["aws_nat_gateway"], "availability_mode", OneOf(&["regional", "zonal"])),
    rule(&["aws_eip"], "domain", OneOf(&["standard", "vpc"])),
    rule(FLOW_LOG, "traffic_type", OneOf(&["ACCEPT", "ALL", "REJECT"])),
    rule(FLOW_LOG, "log_destination_type", OneOf(&["cloud-watch-logs", "kinesis-data-firehose", "s3"])),
    rule(FLOW_LOG, "max_aggregation_interval", NumberOneOf(&[60, 600])),
    rule(FLOW_LOG, "log_destination", Text(arn)),
    rule(FLOW_LOG, "iam_role_arn", Text(arn)),
    rule(FLOW_LOG, "destination_options.file_format", OneOf(&["parquet", "plain-text"])),
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
    top(VPC, Custom("assign_generated_ipv6_cidr_block", ipv6_of_vpc)),
    top(SUBNET, ConflictsWith(&["availability_zone", "availability_zone_id"])),
    top(SUBNET, AtLeastOneOf(&["cidr_block", "ipv4_ipam_pool_id", "ipv6_native"])),
    top(SUBNET, Custom("ipv6_cidr_block", ipv6_of_subnet)),
    top(ROUTE, Custom("destination_ipv6_cidr_block", target_of_family)),
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
            "odb_network_arn",
            "transit_gateway_id",
            "vpc_endpoint_id",
            "vpc_peering_connection_id",
        ]),
    ),
    top(&["aws_route_table_association"], ExactlyOneOf(&["gateway_id", "subnet_id"])),
    top(&["aws_nat_gateway"], Custom("allocation_id", nat_address)),
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

/// A subnet's part of the VPC's IPv6 block is always a /64.
fn ipv6_subnet(text: &str) -> Result<(), String> {
    match ipv6_network(text)? {
        64 => Ok(()),
        other => Err(format!("an IPv6 subnet is a /64, got: /{other}")),
    }
}

/// An internet gateway, a virtual private gateway, or `local`.
fn gateway(text: &str) -> Result<(), String> {
    if text == "local" || id(text, "igw").is_ok() || id(text, "vgw").is_ok() {
        return Ok(());
    }
    Err(format!("expected an internet gateway, a virtual private gateway or local, got: {text}"))
}

fn is_set(block: &Value, name: &str) -> bool {
    let value = field(block, name);
    !value.is_nil() && value.as_str() != Some("")
}

/// Amazon's IPv6 block and one from a pool exclude one another; a given block or size comes from a pool.
fn ipv6_of_vpc(vpc: &Value) -> Result<(), String> {
    let generated = field(vpc, "assign_generated_ipv6_cidr_block").as_bool() == Some(true);
    let pool = is_set(vpc, "ipv6_ipam_pool_id");
    if generated && pool {
        return Err("\"assign_generated_ipv6_cidr_block\": conflicts with ipv6_ipam_pool_id".into());
    }
    for name in ["ipv6_cidr_block", "ipv6_netmask_length"] {
        if is_set(vpc, name) && !pool {
            return Err(format!("\"{name}\": needs ipv6_ipam_pool_id"));
        }
    }
    if is_set(vpc, "ipv6_cidr_block_network_border_group") && !generated {
        return Err("ipv6_cidr_block_network_border_group needs assign_generated_ipv6_cidr_block".into());
    }
    Ok(())
}

/// Addresses can only be handed out from a block that is there, and a subnet has one family or both.
fn ipv6_of_subnet(subnet: &Value) -> Result<(), String> {
    let on = |name: &str| field(subnet, name).as_bool() == Some(true);
    let ipv6 = is_set(subnet, "ipv6_cidr_block") || is_set(subnet, "ipv6_ipam_pool_id");
    if !ipv6 {
        let needs = ["assign_ipv6_address_on_creation", "ipv6_native"];
        if let Some(name) = needs.into_iter().find(|name| on(name)) {
            return Err(format!("\"{name}\": needs an ipv6_cidr_block"));
        }
    }
    if on("ipv6_native") {
        if is_set(subnet, "cidr_block") {
            return Err("\"ipv6_native\": conflicts with cidr_block".into());
        }
        if !on("assign_ipv6_address_on_creation") {
            return Err("an IPv6-only subnet needs assign_ipv6_address_on_creation".into());
        }
        if on("map_public_ip_on_launch") {
            return Err("an IPv6-only subnet has no public IPv4 addresses to map".into());
        }
    }
    Ok(())
}

/// An egress-only gateway carries IPv6 alone, a NAT gateway IPv6 to the NAT64 prefix alone.
fn target_of_family(route: &Value) -> Result<(), String> {
    if is_set(route, "egress_only_gateway_id") && is_set(route, "destination_cidr_block") {
        return Err("an egress-only internet gateway takes destination_ipv6_cidr_block only".into());
    }
    match field(route, "destination_ipv6_cidr_block").as_str() {
        Some(network) if is_set(route, "nat_gateway_id") && network != "64:ff9b::/96" => {
            Err(format!("a NAT gateway takes IPv6 to 64:ff9b::/96 only, got: {network}"))
        }
        _ => Ok(()),
    }
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

fn flow_log_role(log: &Value) -> Result<(), String> {
    let to_logs =
        field(log, "log_destination_type").as_str().unwrap_or("cloud-watch-logs") == "cloud-watch-logs";
    match field(log, "iam_role_arn").is_nil() {
        true if to_logs => Err("a flow log to CloudWatch Logs needs an iam_role_arn".into()),
        false if !to_logs => Err("iam_role_arn applies to CloudWatch Logs only".into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::refuses;

    #[test]
    fn identifiers_and_places_have_a_form() {
        for (ty, path, right, wrong) in [
            ("aws_nat_gateway", "allocation_id", "eipalloc-0a", "eip-0a"),
            ("provider.aws", "region", "eu-west-1", "eu-west-1a"),
            ("data.aws_subnet", "availability_zone", "eu-west-1a", "euw1-az1"),
            ("data.aws_subnet", "availability_zone_id", "euw1-az1", "eu-west-1a"),
            ("data.aws_subnet", "cidr_block", "10.0.0.0/24", "10.0.0.1/24"),
            ("data.aws_subnet", "ipv6_cidr_block", "2001:db8::/64", "2001:db8::/56"),
        ] {
            refuses(ty, path, right, wrong);
        }
    }
}
