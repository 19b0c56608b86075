//! IPv4 blocks.

use std::fmt;
use std::net::Ipv4Addr;
use std::str::FromStr;

use ipnet::Ipv4Net;
use serde::Serialize;
use serde_json::Value;

use crate::json::{Read, Reading};

/// An IPv4 block in CIDR notation whose host bits are zero, such as `10.0.16.0/20`.
///
/// Orders by address, then by size. Host bits are refused rather than cleared: Terraform rejects them, and
/// EC2 would silently store another address than the one that was typed (rule CID002).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(into = "String")]
pub struct Cidr(Ipv4Net);

/// Why a text is not a [`Cidr`].
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CidrError {
    /// Nothing was given.
    #[error("A CIDR block is missing; write it like 10.0.0.0/16.")]
    Empty,
    /// No `/`.
    #[error("The mask is missing; write it like {0}/16.")]
    NoMask(String),
    /// The part before the `/` is not four numbers of 0 to 255.
    #[error("An address has four parts, each from 0 to 255, like 10.0.0.0.")]
    Address,
    /// The part after the `/` is not a number of 0 to 32.
    #[error("The mask goes from /0 to /32.")]
    Mask,
    /// The address is inside the block, not its first one.
    #[error("{given} is not the start of its block; use {network}.")]
    HostBits {
        /// What was given.
        given: String,
        /// The block that holds it.
        network: Cidr,
    },
}

impl Cidr {
    /// The block of `prefix_len` bits that begins at `address`; `None` where the address is not its start
    /// or the length is over 32.
    pub fn new(address: Ipv4Addr, prefix_len: u8) -> Option<Self> {
        let net = Ipv4Net::new(address, prefix_len).ok()?;
        (net.network() == address).then_some(Self(net))
    }

    /// The block of `prefix_len` bits that holds `address`; `None` where the length is over 32.
    pub fn containing(address: Ipv4Addr, prefix_len: u8) -> Option<Self> {
        Some(Self(Ipv4Net::new(address, prefix_len).ok()?.trunc()))
    }

    /// The first address.
    pub fn address(self) -> Ipv4Addr {
        self.0.network()
    }

    /// The last address.
    pub fn last_address(self) -> Ipv4Addr {
        self.0.broadcast()
    }

    /// The number after the slash.
    pub fn prefix_len(self) -> u8 {
        self.0.prefix_len()
    }

    /// How many addresses the block spans.
    pub fn size(self) -> u64 {
        1u64 << (32 - u32::from(self.prefix_len()))
    }

    /// How many addresses a subnet of this block can give out: AWS keeps the first four and the last.
    /// Source: EC2 API, `CreateSubnet` (rule SUB004).
    pub fn usable_addresses(self) -> u64 {
        self.size().saturating_sub(5)
    }

    /// Whether `other` lies wholly inside this block.
    pub fn contains(self, other: Cidr) -> bool {
        self.0.contains(&other.0)
    }

    /// Whether the two blocks share an address.
    pub fn overlaps(self, other: Cidr) -> bool {
        self.contains(other) || other.contains(self)
    }

    /// The block of the same start with another length; `None` where the start does not fit that length.
    pub fn resized(self, prefix_len: u8) -> Option<Self> {
        Self::new(self.address(), prefix_len)
    }

    /// The block of the same start and twice the size; `None` where the start does not fit it.
    pub fn doubled(self) -> Option<Self> {
        self.resized(self.prefix_len().checked_sub(1)?)
    }

    /// The first half; `None` of a single address.
    pub fn halved(self) -> Option<Self> {
        self.resized(self.prefix_len() + 1)
    }

    /// Where this block would lie if `from` were moved to `to`; `None` where it would not lie inside `to`
    /// at the same distance from the start.
    pub fn rebased(self, from: Cidr, to: Cidr) -> Option<Self> {
        let offset = self.start().checked_sub(from.start())?;
        let start = u32::try_from(to.start() + offset).ok()?;
        let moved = Self::new(Ipv4Addr::from(start), self.prefix_len())?;
        to.contains(moved).then_some(moved)
    }

    /// The first address as a number.
    pub(crate) fn start(self) -> u64 {
        u64::from(u32::from(self.address()))
    }

    /// The first address after the block as a number.
    pub(crate) fn end(self) -> u64 {
        self.start() + self.size()
    }
}

impl FromStr for Cidr {
    type Err = CidrError;

    fn from_str(text: &str) -> Result<Self, CidrError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(CidrError::Empty);
        }
        let (address, mask) = match text.split_once('/') {
            Some((address, mask)) => (address, Some(mask)),
            None => (text, None),
        };
        let address: Ipv4Addr = address.parse().map_err(|_| CidrError::Address)?;
        let mask = mask.ok_or_else(|| CidrError::NoMask(address.to_string()))?;
        let prefix_len = Some(mask)
            .filter(|m| (1..=2).contains(&m.len()) && m.bytes().all(|b| b.is_ascii_digit()))
            .and_then(|m| m.parse::<u8>().ok())
            .ok_or(CidrError::Mask)?;
        let net = Ipv4Net::new(address, prefix_len).map_err(|_| CidrError::Mask)?;
        if net.network() != address {
            return Err(CidrError::HostBits { given: text.to_owned(), network: Self(net.trunc()) });
        }
        Ok(Self(net))
    }
}

impl Read for Cidr {
    fn read<'a>(value: &'a Value, reading: &mut Reading<'a>) -> Self {
        reading.parsed(value).unwrap_or(Cidr(Ipv4Net::default()))
    }
}

impl From<Cidr> for String {
    fn from(cidr: Cidr) -> Self {
        cidr.to_string()
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cidr(text: &str) -> Cidr {
        text.parse().unwrap()
    }

    #[test]
    fn says_what_is_wrong() {
        let cases = [
            ("", "A CIDR block is missing; write it like 10.0.0.0/16."),
            ("10.0.0.0", "The mask is missing; write it like 10.0.0.0/16."),
            ("10.0.0.0/33", "The mask goes from /0 to /32."),
            ("10.0.0.0/", "The mask goes from /0 to /32."),
            ("10.0.0.0/-1", "The mask goes from /0 to /32."),
            ("10.0.0.0/+8", "The mask goes from /0 to /32."),
            ("10.0.0/16", "An address has four parts, each from 0 to 255, like 10.0.0.0."),
            ("10.0.0.256/16", "An address has four parts, each from 0 to 255, like 10.0.0.0."),
            ("10.0.1.0/16", "10.0.1.0/16 is not the start of its block; use 10.0.0.0/16."),
        ];
        for (text, message) in cases {
            assert_eq!(text.parse::<Cidr>().unwrap_err().to_string(), message, "{text}");
        }
    }

    /// Vectors of "usable IPs" for /28, /27, /26, /24, /20.
    #[test]
    fn usable_addresses() {
        for (prefix_len, usable) in [(28, 11), (27, 27), (26, 59), (24, 251), (20, 4091)] {
            let block = cidr("10.0.0.0/8").resized(prefix_len).unwrap();
            assert_eq!(block.usable_addresses(), usable);
        }
        assert_eq!(cidr("10.0.0.0/30").usable_addresses(), 0);
        assert_eq!(cidr("0.0.0.0/0").size(), 1 << 32);
    }

    #[test]
    fn doubles_and_halves() {
        assert_eq!(cidr("10.0.32.0/20").doubled(), Some(cidr("10.0.32.0/19")));
        assert_eq!(cidr("10.0.16.0/20").doubled(), None);
        assert_eq!(cidr("0.0.0.0/0").doubled(), None);
        assert_eq!(cidr("10.0.16.0/20").halved(), Some(cidr("10.0.16.0/21")));
        assert_eq!(cidr("10.0.16.1/32").halved(), None);
    }

    #[test]
    fn rebases_by_offset() {
        let (from, to) = (cidr("10.0.0.0/16"), cidr("10.1.0.0/16"));
        assert_eq!(cidr("10.0.16.0/20").rebased(from, to), Some(cidr("10.1.16.0/20")));
        assert_eq!(cidr("10.0.16.0/20").rebased(from, cidr("10.1.0.0/20")), None);
        assert_eq!(cidr("9.0.0.0/20").rebased(from, to), None);
    }

    proptest! {
        #[test]
        fn parsing_never_panics(text in ".{0,40}") {
            let _ = text.parse::<Cidr>();
        }

        #[test]
        fn printing_round_trips(start: u32, prefix_len in 0u8..=32) {
            let net = Ipv4Net::new(Ipv4Addr::from(start), prefix_len).unwrap().trunc();
            prop_assert_eq!(net.to_string().parse::<Cidr>().unwrap().to_string(), net.to_string());
        }
    }
}
