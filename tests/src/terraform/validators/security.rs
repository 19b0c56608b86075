//! Security groups and their rules.
//! Source: Terraform AWS provider and EC2 API documentation, read 2026-11-23.

use super::super::provider::{Value, field};
use super::Check::{Ipv6Network, OneOf, Range, Text};
use super::names::id;
use super::relations::Together::{Ascending, AtLeastOneOf, ConflictsWith, Custom, ExactlyOneOf};
use super::relations::{Relation, top};
use super::rule::{Rule, rule};
use super::text::{any_ipv4_network, length, only};

const SECURITY_GROUP: &[&str] = &["aws_security_group"];
const OLD_RULE: &[&str] = &["aws_security_group_rule"];
const NEW_RULES: &[&str] = &["aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule"];
const ANY_RULE: &[&str] =
    &["aws_security_group_rule", "aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule"];
const INLINE_RULES: &[&str] = &["aws_security_group", "aws_default_security_group"];

pub(super) const RULES: &[Rule] = &[
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
    rule(OLD_RULE, "source_security_group_id", Text(referenced_group)),
    rule(OLD_RULE, "prefix_list_ids", Text(|text| id(text, "pl"))),
    rule(ANY_RULE, "security_group_id", Text(|text| id(text, "sg"))),
    rule(NEW_RULES, "prefix_list_id", Text(|text| id(text, "pl"))),
    rule(NEW_RULES, "referenced_security_group_id", Text(referenced_group)),
    rule(NEW_RULES, "ip_protocol", Text(protocol)),
    rule(NEW_RULES, "cidr_ipv4", Text(any_ipv4_network)),
    rule(NEW_RULES, "cidr_ipv6", Ipv6Network),
    rule(NEW_RULES, "description", Text(group_description)),
    rule(NEW_RULES, "from_port", Range(-1.0, 65535.0)),
    rule(NEW_RULES, "to_port", Range(-1.0, 65535.0)),
];

pub(super) const RELATIONS: &[Relation] = &[
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

/// A group, of another account with the account before it.
fn referenced_group(text: &str) -> Result<(), String> {
    id(text.rsplit('/').next().unwrap_or_default(), "sg")
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
