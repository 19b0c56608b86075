//! What a string must look like: networks, ARNs, JSON, names.

use serde_json::Value as Json;
use std::net::{Ipv4Addr, Ipv6Addr};

/// An IPv4 network without host bits; returns its prefix length.
pub(super) fn ipv4_network(text: &str) -> Result<u8, String> {
    let invalid = || format!("expected a valid CIDR, got: {text}");
    let (address, prefix) = text.split_once('/').ok_or_else(invalid)?;
    let address: Ipv4Addr = address.parse().map_err(|_| invalid())?;
    let prefix: u8 = prefix.parse().map_err(|_| invalid())?;
    let host_bits = 32_u32.checked_sub(prefix.into()).ok_or_else(invalid)?;
    let network = u32::from(address).checked_shr(host_bits).unwrap_or(0).checked_shl(host_bits).unwrap_or(0);
    if network == u32::from(address) {
        return Ok(prefix);
    }
    let meant = Ipv4Addr::from(network);
    Err(format!("\"{text}\" has host bits set; did you mean \"{meant}/{prefix}\"?"))
}

/// Any IPv4 network, as in a security group's rule.
pub(super) fn any_ipv4_network(text: &str) -> Result<(), String> {
    ipv4_network(text).map(drop)
}

/// An IPv6 network without host bits.
pub(super) fn ipv6_network(text: &str) -> Result<(), String> {
    let invalid = || format!("expected a valid IPv6 CIDR, got: {text}");
    let (address, prefix) = text.split_once('/').ok_or_else(invalid)?;
    let address: Ipv6Addr = address.parse().map_err(|_| invalid())?;
    let prefix: u32 = prefix.parse().map_err(|_| invalid())?;
    let host_bits = 128_u32.checked_sub(prefix).ok_or_else(invalid)?;
    let network = u128::from(address).checked_shr(host_bits).unwrap_or(0).checked_shl(host_bits).unwrap_or(0);
    if network == u128::from(address) { Ok(()) } else { Err(format!("\"{text}\" has host bits set")) }
}

/// The service range of a cluster: private, between /12 and /24.
pub(super) fn service_network(text: &str) -> Result<(), String> {
    let prefix = ipv4_network(text)?;
    if !(12..=24).contains(&prefix) {
        return Err(format!("expected a network with between 12 and 24 significant bits, got: {prefix}"));
    }
    let address = text.split('/').next().unwrap_or_default();
    match address.parse::<Ipv4Addr>() {
        Ok(address) if address.is_private() => Ok(()),
        _ => Err(format!("must be within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, got: {text}")),
    }
}

/// `arn:<partition>:<service>:<region>:<account>:<resource>`.
pub(super) fn arn(text: &str) -> Result<(), String> {
    let fail = |why: &str| Err(format!("({text}) is an invalid ARN: {why}"));
    let parts: Vec<_> = text.splitn(6, ':').collect();
    let [prefix, partition, service, region, account, resource] = parts[..] else {
        return fail("not enough sections");
    };
    if prefix != "arn" {
        return fail("invalid prefix");
    }
    if !(partition == "aws" || partition.starts_with("aws-")) {
        return fail("invalid partition value");
    }
    if service.is_empty()
        || !service.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    {
        return fail("invalid service value");
    }
    let region_like = region.split('-').count() >= 3 && region.ends_with(|c: char| c.is_ascii_digit());
    if !(region.is_empty() || region_like) {
        return fail("invalid region value");
    }
    let digits = account.len() == 12 && account.chars().all(|c| c.is_ascii_digit());
    if !(account.is_empty() || account == "aws" || account == "aws-managed" || digits) {
        return fail("invalid account ID value");
    }
    if resource.is_empty() { fail("missing resource value") } else { Ok(()) }
}

/// Any JSON.
pub(super) fn json(text: &str) -> Result<(), String> {
    serde_json::from_str::<Json>(text).map(drop).map_err(|error| format!("contains an invalid JSON: {error}"))
}

/// A policy that IAM would take: statements with an effect and either actions or their complement.
pub(super) fn policy(text: &str) -> Result<(), String> {
    let policy: Json =
        serde_json::from_str(text).map_err(|error| format!("contains an invalid JSON policy: {error}"))?;
    let malformed = |why: &str| Err(format!("contains a malformed policy: {why}"));
    let Some(document) = policy.as_object() else { return malformed("it is not an object") };
    let statements: Vec<&Json> = match document.get("Statement") {
        Some(Json::Array(statements)) => statements.iter().collect(),
        Some(statement @ Json::Object(_)) => vec![statement],
        _ => return malformed("it has no Statement"),
    };
    let version = document.get("Version").and_then(Json::as_str).unwrap_or("2012-10-17");
    if !["2012-10-17", "2008-10-17"].contains(&version) {
        return malformed("its Version is not one that IAM knows");
    }
    for statement in statements {
        if !matches!(statement["Effect"].as_str(), Some("Allow" | "Deny")) {
            return malformed("a statement's Effect is neither Allow nor Deny");
        }
        if statement["Action"].is_null() == statement["NotAction"].is_null() {
            return malformed("a statement needs either Action or NotAction");
        }
        let actions = [&statement["Action"], &statement["NotAction"]];
        for action in actions.into_iter().flat_map(one_or_many) {
            if action != "*" && !action.contains(':') {
                return malformed(&format!("the action {action} names no service"));
            }
        }
    }
    Ok(())
}

/// A policy of who may assume a role: it has a principal and no resource.
pub(super) fn trust_policy(text: &str) -> Result<(), String> {
    policy(text)?;
    let policy: Json = serde_json::from_str(text).unwrap_or_default();
    for statement in policy["Statement"].as_array().into_iter().flatten() {
        if statement["Principal"].is_null() && statement["NotPrincipal"].is_null() {
            return Err("contains a malformed policy: a trust policy's statement needs a Principal".into());
        }
        if !statement["Resource"].is_null() {
            return Err("contains a malformed policy: a trust policy's statement takes no Resource".into());
        }
    }
    Ok(())
}

fn one_or_many(value: &Json) -> Vec<&str> {
    match value {
        Json::String(one) => vec![one.as_str()],
        Json::Array(many) => many.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Only characters that `allowed` accepts.
pub(super) fn only(text: &str, allowed: fn(char) -> bool, described: &str) -> Result<(), String> {
    match text.chars().find(|c| !allowed(*c)) {
        Some(c) => Err(format!("must consist of {described}; {c:?} is not, in: {text}")),
        None => Ok(()),
    }
}

/// A length in characters.
pub(super) fn length(text: &str, low: usize, high: usize) -> Result<(), String> {
    let length = text.chars().count();
    if (low..=high).contains(&length) {
        return Ok(());
    }
    Err(format!("expected length to be in the range ({low} - {high}), got {length}: {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_have_no_host_bits() {
        assert_eq!(ipv4_network("10.0.0.0/16"), Ok(16));
        assert_eq!(ipv4_network("0.0.0.0/0"), Ok(0));
        for wrong in ["10.0.0.1/16", "10.0.0.0/33", "10.0.0.0", "300.0.0.0/8", "10.0.0/8"] {
            assert!(ipv4_network(wrong).is_err(), "{wrong}");
        }
        assert_eq!(ipv6_network("2001:db8::/56"), Ok(()));
        assert_eq!(ipv6_network("::/0"), Ok(()));
        assert!(ipv6_network("2001:db8::1/56").is_err());
    }

    #[test]
    fn arns_have_six_parts() {
        for right in [
            "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy",
            "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
            "arn:aws:s3:::bucket",
            "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/abc",
        ] {
            assert_eq!(arn(right), Ok(()));
        }
        for wrong in ["", "arn:aws:iam", "aws:iam::x:y:z:role/a", "arn:aws:iam::1234:role/a", "arn:aws:s3:::"]
        {
            assert!(arn(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn policies_are_judged_beyond_json() {
        assert_eq!(policy(r#"{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#), Ok(()));
        assert!(policy("not json").is_err());
        assert!(policy(r#"{"Statement":[{"Effect":"allow","Action":"s3:*"}]}"#).is_err());
        assert!(policy(r#"{"Statement":[{"Effect":"Allow","Action":"GetObject"}]}"#).is_err());
        assert!(trust_policy(r#"{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole"}]}"#).is_err());
    }
}
