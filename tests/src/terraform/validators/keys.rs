//! Key pairs: a public key in OpenSSH's format.
//! Source: RFC 4253 section 6.6 and RFC 8709 section 4, of what a key consists; neither was read again. EC2 API
//! reference "ImportKeyPair" of API version 2013-02-01, read 2026-11-27: "Supported lengths: 1024, 2048, and 4096";
//! of the present version it gives none. The provider judges no length, and a user tells of a key of 8192 bits that
//! EC2 took (terraform-aws-key-pair issue 16): what AWS does not promise is refused all the same.

use super::Check::Text;
use super::relations::Together::ConflictsWith;
use super::relations::{Relation, top};
use super::rule::{Rule, rule};
use super::text::{from_base64, length};

const KEY_PAIR: &[&str] = &["aws_key_pair"];
/// The lengths of RSA keys that EC2 imports, in bits.
const RSA_BITS: [usize; 3] = [1024, 2048, 4096];

pub(super) const RULES: &[Rule] = &[
    rule(KEY_PAIR, "key_name", Text(|name| key_name(name, 255))),
    rule(KEY_PAIR, "key_name_prefix", Text(|name| key_name(name, 255 - 26))),
    rule(KEY_PAIR, "public_key", Text(public_key)),
];

pub(super) const RELATIONS: &[Relation] = &[top(KEY_PAIR, ConflictsWith(&["key_name", "key_name_prefix"]))];

fn key_name(text: &str, most: usize) -> Result<(), String> {
    length(text, 1, most)?;
    if text.is_ascii() && text.trim() == text {
        return Ok(());
    }
    Err(format!("a key's name is ASCII without white space at its ends, got: {text:?}"))
}

/// `ssh-ed25519 AAAA… comment`, and within the base64 the same type once more and a key of its size.
fn public_key(text: &str) -> Result<(), String> {
    let mut words = text.split_whitespace();
    let kind = words.next().unwrap_or_default();
    if !["ssh-ed25519", "ssh-rsa"].contains(&kind) {
        return Err(format!("expected an ssh-ed25519 or ssh-rsa public key, got: {kind:?}"));
    }
    let encoded = words.next().ok_or("the key itself is missing behind its type")?;
    let bytes = from_base64(encoded).map_err(|why| format!("the key {why}"))?;
    let mut rest = bytes.as_slice();
    if part(&mut rest)? != kind.as_bytes() {
        return Err(format!("the key is not of the type {kind} that stands before it"));
    }
    if kind == "ssh-ed25519" {
        return match (part(&mut rest)?.len(), rest.len()) {
            (32, 0) => Ok(()),
            (other, _) => Err(format!("an ed25519 key has 32 bytes, got {other}")),
        };
    }
    let (_exponent, modulus) = (part(&mut rest)?, part(&mut rest)?);
    let bits = modulus.iter().skip_while(|byte| **byte == 0).count() * 8;
    if RSA_BITS.contains(&bits) && rest.is_empty() {
        return Ok(());
    }
    Err(format!("an RSA key has 1024, 2048 or 4096 bits, got {bits}"))
}

/// A length of four bytes, and that many bytes.
fn part<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], String> {
    let cut_short = || "the key is cut short".to_owned();
    let (length, tail) = rest.split_first_chunk::<4>().ok_or_else(cut_short)?;
    let length = u32::from_be_bytes(*length) as usize;
    let (part, tail) = tail.split_at_checked(length).ok_or_else(cut_short)?;
    *rest = tail;
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ED25519: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

    #[test]
    fn a_key_is_read_to_its_end() {
        assert_eq!(public_key(ED25519), Ok(()));
        assert_eq!(public_key(&format!("{ED25519} me@example.com")), Ok(()));
        for (from, to) in
            [("ssh-ed25519 ", "ssh-rsa "), ("ssh-ed25519 ", "ssh-dss "), ("HR4f", "H"), ("AAAA", "AA?A")]
        {
            let wrong = ED25519.replacen(from, to, 1);
            assert!(public_key(&wrong).is_err(), "{wrong}");
        }
        assert!(public_key("ssh-ed25519").is_err());
    }
}
