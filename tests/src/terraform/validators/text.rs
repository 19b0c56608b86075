//! What a string must look like: networks, ARNs, JSON, base64.

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

/// A network of either family.
pub(super) fn any_network(text: &str) -> Result<(), String> {
    if text.contains(':') { ipv6_network(text).map(drop) } else { any_ipv4_network(text) }
}

/// An IPv6 network without host bits; returns its prefix length.
pub(super) fn ipv6_network(text: &str) -> Result<u32, String> {
    let invalid = || format!("expected a valid IPv6 CIDR, got: {text}");
    let (address, prefix) = text.split_once('/').ok_or_else(invalid)?;
    let address: Ipv6Addr = address.parse().map_err(|_| invalid())?;
    let prefix: u32 = prefix.parse().map_err(|_| invalid())?;
    let host_bits = 128_u32.checked_sub(prefix).ok_or_else(invalid)?;
    let network = u128::from(address).checked_shr(host_bits).unwrap_or(0).checked_shl(host_bits).unwrap_or(0);
    if network == u128::from(address) { Ok(prefix) } else { Err(format!("\"{text}\" has host bits set")) }
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

/// `eu-west-1`: words, and a number behind them.
pub(super) fn region(text: &str) -> Result<(), String> {
    let (words, number) = text.rsplit_once('-').unwrap_or((text, ""));
    let word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase());
    let area = words.split('-').next().unwrap_or_default();
    if words.contains('-')
        && words.split('-').all(word)
        && (2..=4).contains(&area.len())
        && (1..=2).contains(&number.len())
        && number.chars().all(|c| c.is_ascii_digit())
    {
        return Ok(());
    }
    Err(format!("region name is malformed: {text}"))
}

/// A KMS key by its id or its ARN, or an alias by its name or its ARN. Of an id KMS tells the length alone.
pub(super) fn kms_key(text: &str) -> Result<(), String> {
    length(text, 1, 2048)?;
    if !text.starts_with("arn:") {
        return Ok(());
    }
    arn(text)?;
    let resource = text.splitn(6, ':').last().unwrap_or_default();
    if text.contains(":kms:") && (resource.starts_with("key/") || resource.starts_with("alias/")) {
        return Ok(());
    }
    Err(format!("expected the ARN of a KMS key or an alias, got: {text}"))
}

/// The ARN of a role.
pub(super) fn role_arn(text: &str) -> Result<(), String> {
    arn(text)?;
    if text.contains(":iam::") && text.contains(":role/") {
        return Ok(());
    }
    Err(format!("expected the ARN of an IAM role, got: {text}"))
}

/// A JSON object.
pub(super) fn json_object(text: &str) -> Result<(), String> {
    json(text)?;
    match serde_json::from_str(text) {
        Ok(Json::Object(_)) => Ok(()),
        _ => Err(format!("expected a JSON object, got: {text}")),
    }
}

/// The bytes that base64 stands for.
pub(super) fn from_base64(text: &str) -> Result<Vec<u8>, String> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let body = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - body.len() > 2 {
        return Err("is not base64".into());
    }
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0_u32);
    for digit in body.bytes() {
        let value = DIGITS.iter().position(|known| *known == digit).ok_or("is not base64")?;
        held = held << 6 | value as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    Ok(bytes)
}

/// Any JSON.
pub(super) fn json(text: &str) -> Result<(), String> {
    serde_json::from_str::<Json>(text).map(drop).map_err(|error| format!("contains an invalid JSON: {error}"))
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
        assert_eq!(ipv6_network("2001:db8::/56"), Ok(56));
        assert_eq!(ipv6_network("::/0"), Ok(0));
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
    fn regions_are_words_and_a_number() {
        for right in ["eu-west-1", "us-gov-west-1", "cn-north-1", "ap-southeast-5", "eusc-de-east-1"] {
            assert_eq!(region(right), Ok(()));
        }
        for wrong in ["", "eu-west", "eu-west-1a", "euw1-az1", "EU-west-1", "eu--1", "west-1"] {
            assert!(region(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn keys_have_an_id_an_alias_or_an_arn() {
        for right in
            ["1234abcd-12ab-34cd-56ef-1234567890ab", "alias/a", "arn:aws:kms:eu-west-1:111122223333:key/a"]
        {
            assert_eq!(kms_key(right), Ok(()));
        }
        for wrong in ["", "arn:aws:kms:eu-west-1:111122223333:a", "arn:aws:s3:::key/a"] {
            assert!(kms_key(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn base64_is_read_back() {
        assert_eq!(from_base64("c3NoLXJzYQ=="), Ok(b"ssh-rsa".to_vec()));
        assert_eq!(from_base64(""), Ok(Vec::new()));
        for wrong in ["a", "a===", "?aaa", "aa=a"] {
            assert!(from_base64(wrong).is_err(), "{wrong}");
        }
    }
}
