//! Free addresses: where the next subnet fits.

use std::net::Ipv4Addr;

use super::Network;
use crate::sorted;
use crate::value::Cidr;

/// The subnets that AWS makes, from the largest to the smallest, by the number after the slash.
/// Source: EC2 API, `CreateSubnet` (rule SUB001).
pub const SUBNET_PREFIX_LENS: std::ops::RangeInclusive<u8> = 16..=28;

/// The first aligned block of `prefix_len` inside `space` that overlaps none of `taken`.
pub fn first_free(space: Cidr, taken: impl IntoIterator<Item = Cidr>, prefix_len: u8) -> Option<Cidr> {
    if prefix_len > 32 || prefix_len < space.prefix_len() {
        return None;
    }
    let size = 1u64 << (32 - u32::from(prefix_len));
    let mut taken: Vec<Cidr> = taken.into_iter().filter(|t| t.overlaps(space)).collect();
    sorted::sort(&mut taken);
    let mut start = space.start();
    for block in taken {
        if start + size <= block.start() {
            break;
        }
        start = start.max(block.end().next_multiple_of(size));
    }
    (start + size <= space.end())
        .then(|| u32::try_from(start).ok().and_then(|s| Cidr::new(Ipv4Addr::from(s), prefix_len)))
        .flatten()
}

impl Network {
    /// The addresses of all blocks of the VPC.
    pub fn addresses(&self) -> u64 {
        self.blocks().map(Cidr::size).sum()
    }

    /// The addresses of the VPC that no subnet takes; overlapping subnets count once.
    pub fn free_addresses(&self) -> u64 {
        let mut blocks: Vec<_> = self.subnets.iter().map(|s| s.cidr).collect();
        sorted::sort(&mut blocks);
        self.blocks().map(|space| free_in(space, &blocks)).sum()
    }

    /// The first aligned block of `prefix_len` that no subnet overlaps, in the primary block or else in a later one.
    pub fn first_free(&self, prefix_len: u8) -> Option<Cidr> {
        self.first_free_beside(&[], prefix_len)
    }

    /// [`Self::first_free`], where `also` is taken too.
    pub fn first_free_beside(&self, also: &[Cidr], prefix_len: u8) -> Option<Cidr> {
        let taken = || self.subnets.iter().map(|s| s.cidr).chain(also.iter().copied());
        self.blocks().find_map(|space| first_free(space, taken(), prefix_len))
    }
}

/// The addresses of `space` that none of `blocks`, which are sorted, takes.
fn free_in(space: Cidr, blocks: &[Cidr]) -> u64 {
    let (start, end) = (space.start(), space.end());
    let mut free = 0;
    let mut at = start;
    for block in blocks {
        free += block.start().min(end).saturating_sub(at);
        at = at.max(block.end().min(end));
    }
    free + end.saturating_sub(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::starters;
    use proptest::prelude::*;

    fn cidr(text: &str) -> Cidr {
        text.parse().unwrap()
    }

    #[test]
    fn finds_the_first_gap() {
        let vpc = cidr("10.0.0.0/16");
        let taken = ["10.0.16.0/20", "10.0.32.0/20", "10.0.0.0/24"].map(cidr);
        assert_eq!(first_free(vpc, taken, 24), Some(cidr("10.0.1.0/24")));
        assert_eq!(first_free(vpc, taken, 20), Some(cidr("10.0.48.0/20")));
        assert_eq!(first_free(vpc, [], 16), Some(vpc));
        assert_eq!(first_free(vpc, [vpc], 28), None);
        assert_eq!(first_free(vpc, [cidr("10.0.0.0/8")], 28), None);
        assert_eq!(first_free(vpc, [], 15), None);
        assert_eq!(
            first_free(cidr("255.255.255.0/24"), [cidr("255.255.255.0/25")], 25),
            Some(cidr("255.255.255.128/25"))
        );
    }

    #[test]
    fn counts_free_addresses() {
        let mut network = (*starters::reference().network).clone();
        assert_eq!(network.free_addresses(), 65_536 - 2 * 4096 - 2 * 256);
        // Outside, and overlapping: neither counts twice.
        network.subnets[0].cidr = cidr("192.168.0.0/16");
        network.subnets[1].cidr = cidr("10.0.0.0/20");
        assert_eq!(network.free_addresses(), 65_536 - 4096);
        network.secondary_cidrs = vec![cidr("100.64.0.0/16")];
        assert_eq!(network.free_addresses(), 2 * 65_536 - 4096);
        assert_eq!(network.addresses(), 2 * 65_536);
    }

    proptest! {
        #[test]
        fn what_is_found_is_free(blocks in prop::collection::vec((0u32..256, 20u8..=28), 0..20), prefix_len in 16u8..=28) {
            let vpc = cidr("10.0.0.0/16");
            let taken: Vec<Cidr> = blocks.iter().filter_map(|&(third, len)| {
                let size = 1u32 << (32 - len);
                Cidr::new(Ipv4Addr::from((0x0a00_0000 + third * 256) / size * size), len)
            }).collect();
            if let Some(found) = first_free(vpc, taken.iter().copied(), prefix_len) {
                prop_assert!(vpc.contains(found));
                prop_assert!(taken.iter().all(|t| !t.overlaps(found)));
            }
        }
    }
}
