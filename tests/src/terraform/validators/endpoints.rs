//! VPC endpoints.
//! Source: Terraform AWS provider "aws_vpc_endpoint", CloudFormation reference "AWS::EC2::VPCEndpoint",
//! read 2026-11-27; the provider's data source "aws_vpc_endpoint_service" is known, and was not read again.

use super::super::provider::{Value, field};
use super::Check::{OneOf, Text};
use super::items;
use super::names::id;
use super::policy::resource_policy;
use super::relations::Together::{Custom, ExactlyOneOf};
use super::relations::{Relation, top};
use super::rule::{Rule, rule};

const ENDPOINT: &[&str] = &["aws_vpc_endpoint"];

pub(super) const RULES: &[Rule] = &[
    rule(
        ENDPOINT,
        "vpc_endpoint_type",
        OneOf(&["Gateway", "GatewayLoadBalancer", "Interface", "Resource", "ServiceNetwork"]),
    ),
    rule(ENDPOINT, "ip_address_type", OneOf(&["dualstack", "ipv4", "ipv6"])),
    rule(
        &["data.aws_vpc_endpoint_service"],
        "service_type",
        OneOf(&["Gateway", "GatewayLoadBalancer", "Interface"]),
    ),
    rule(&["aws_vpc_endpoint", "aws_vpc_endpoint_policy"], "policy", Text(resource_policy)),
    rule(ENDPOINT, "service_name", Text(endpoint_service)),
    rule(ENDPOINT, "route_table_ids", Text(|text| id(text, "rtb"))),
    rule(ENDPOINT, "subnet_ids", Text(|text| id(text, "subnet"))),
    rule(ENDPOINT, "security_group_ids", Text(|text| id(text, "sg"))),
    rule(ENDPOINT, "subnet_configuration.subnet_id", Text(|text| id(text, "subnet"))),
    rule(
        ENDPOINT,
        "dns_options.dns_record_ip_type",
        OneOf(&["dualstack", "ipv4", "ipv6", "service-defined"]),
    ),
];

pub(super) const RELATIONS: &[Relation] = &[
    top(ENDPOINT, ExactlyOneOf(&["resource_configuration_arn", "service_name", "service_network_arn"])),
    top(ENDPOINT, Custom("vpc_endpoint_type", arguments_of_type)),
    top(ENDPOINT, Custom("service_name", gateway_service)),
    top(ENDPOINT, Custom("dns_options", dns_options)),
];

fn endpoint_service(text: &str) -> Result<(), String> {
    if ["com.amazonaws.", "cn.com.amazonaws.", "aws."].iter().any(|p| text.starts_with(p)) {
        return Ok(());
    }
    Err(format!("expected a service such as com.amazonaws.eu-west-1.s3, got: {text}"))
}

fn arguments_of_type(endpoint: &Value) -> Result<(), String> {
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

/// Gateway endpoints there are for S3 and DynamoDB.
fn gateway_service(endpoint: &Value) -> Result<(), String> {
    let gateway = field(endpoint, "vpc_endpoint_type").as_str().unwrap_or("Gateway") == "Gateway";
    let Some(name) = field(endpoint, "service_name").as_str().filter(|_| gateway) else { return Ok(()) };
    let service = name.rsplit('.').next().unwrap_or_default();
    if ["dynamodb", "s3", "s3express"].contains(&service) {
        return Ok(());
    }
    Err(format!("there are Gateway endpoints for S3 and DynamoDB only, got: {name}"))
}

/// Private names, and what is made of them, are for endpoints that have any.
fn dns_options(endpoint: &Value) -> Result<(), String> {
    let named = field(endpoint, "private_dns_enabled");
    for options in items(endpoint, "dns_options") {
        let inbound =
            field(options, "private_dns_only_for_inbound_resolver_endpoint").as_bool() == Some(true);
        if inbound && (named.is_nil() || named.as_bool() == Some(false)) {
            return Err("private_dns_only_for_inbound_resolver_endpoint needs private_dns_enabled".into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::refuses;

    #[test]
    fn services_are_of_a_kind() {
        refuses("data.aws_vpc_endpoint_service", "service_type", "Interface", "interface");
    }
}
