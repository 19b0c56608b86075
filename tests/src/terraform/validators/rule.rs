//! Rules on one value, as data: which types, which attribute, which check.

use super::super::provider::Value;
use super::text;

/// A check on an attribute, named by its dotted path through nested blocks.
pub(super) struct Rule {
    pub(super) types: &'static [&'static str],
    pub(super) path: &'static str,
    pub(super) check: Check,
}

/// A rule for one table row.
pub(super) const fn rule(types: &'static [&'static str], path: &'static str, check: Check) -> Rule {
    Rule { types, path, check }
}

/// What a value must be.
pub(super) enum Check {
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// One of these numbers.
    NumberOneOf(&'static [i64]),
    /// A number in this range, both ends included.
    Range(f64, f64),
    /// A string of so many characters.
    Length(usize, usize),
    /// A network in CIDR notation, without host bits, with a prefix length in this range.
    Ipv4Network(u8, u8),
    /// An IPv6 network in CIDR notation, without host bits.
    Ipv6Network,
    /// A string that this function accepts.
    Text(fn(&str) -> Result<(), String>),
}

impl Check {
    /// Judges a known value; null and unknown pass.
    pub(super) fn judge(&self, name: &str, value: &Value) -> Result<(), String> {
        match self {
            Self::NumberOneOf(allowed) => match value.as_i64() {
                Some(number) if !allowed.contains(&number) => {
                    Err(format!("expected {name} to be one of {allowed:?}, got {number}"))
                }
                _ => Ok(()),
            },
            Self::Range(low, high) => match value.as_f64() {
                Some(number) if number < *low || number > *high => {
                    Err(format!("expected {name} to be in the range ({low} - {high}), got {number}"))
                }
                _ => Ok(()),
            },
            _ => value.as_str().map_or(Ok(()), |string| self.judge_text(name, string)),
        }
    }

    fn judge_text(&self, name: &str, string: &str) -> Result<(), String> {
        match self {
            Self::OneOf(allowed) if !allowed.contains(&string) => {
                Err(format!("expected {name} to be one of {allowed:?}, got {string}"))
            }
            Self::Length(low, high) => {
                let length = string.chars().count();
                if (*low..=*high).contains(&length) {
                    return Ok(());
                }
                Err(format!(
                    "expected length of {name} to be in the range ({low} - {high}), got {length}: {string}"
                ))
            }
            Self::Ipv4Network(low, high) => {
                let prefix = text::ipv4_network(string).map_err(|why| format!("{name}: {why}"))?;
                if (*low..=*high).contains(&prefix) {
                    return Ok(());
                }
                Err(format!(
                    "expected {name} to contain a network with between {low} and {high} significant bits, got: {prefix}"
                ))
            }
            Self::Ipv6Network => text::ipv6_network(string).map(drop).map_err(|why| format!("{name}: {why}")),
            Self::Text(accept) => accept(string).map_err(|why| format!("{name}: {why}")),
            _ => Ok(()),
        }
    }
}
