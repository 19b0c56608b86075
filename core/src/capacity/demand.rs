//! Addresses taken from a subnet, one by one and in blocks.

use std::net::Ipv4Addr;

use super::node::ADDRESSES_OF_BLOCK;
use crate::design::SUBNET_PREFIX_LENS;
use crate::value::Cidr;

/// Addresses that somebody takes from a subnet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Demand {
    /// Addresses taken one by one: primary ones of interfaces, those of pods without prefix delegation, and others.
    pub singles: u64,
    /// Aligned blocks of 16 addresses (/28), taken with prefix delegation.
    pub blocks: u64,
}

impl Demand {
    /// Addresses one by one.
    pub const fn singles(singles: u64) -> Self {
        Self { singles, blocks: 0 }
    }

    /// All addresses, those of blocks included.
    pub fn addresses(self) -> u64 {
        self.singles.saturating_add(self.blocks.saturating_mul(ADDRESSES_OF_BLOCK))
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            singles: self.singles.saturating_add(other.singles),
            blocks: self.blocks.saturating_add(other.blocks),
        }
    }

    /// The larger of each.
    pub(super) fn most(self, other: Self) -> Self {
        Self { singles: self.singles.max(other.singles), blocks: self.blocks.max(other.blocks) }
    }

    /// So many times.
    #[must_use]
    pub fn times(self, count: u64) -> Self {
        Self { singles: self.singles.saturating_mul(count), blocks: self.blocks.saturating_mul(count) }
    }

    /// How much is needed of a subnet and how much it has, in the measure that runs out first: addresses, or blocks
    /// where any is taken.
    pub(super) fn measured(self, subnet: Cidr) -> (u64, u64) {
        if self.blocks == 0 {
            (self.singles, subnet.usable_addresses())
        } else {
            // 16 × (blocks + singles) covers all addresses, so these are enough where blocks are.
            (self.blocks.saturating_add(self.singles), blocks_of_empty(subnet))
        }
    }

    /// Whether `subnet` has room for it: the addresses, and the blocks where each single address breaks one.
    pub fn fits(self, subnet: Cidr) -> bool {
        let (needed, available) = self.measured(subnet);
        needed <= available
    }

    /// The smallest subnet, as the number after the slash, that has room for it; `None` where the largest has not.
    pub fn smallest_prefix_len(self) -> Option<u8> {
        let lengths = SUBNET_PREFIX_LENS.rev();
        lengths.into_iter().find(|&l| Cidr::new(Ipv4Addr::UNSPECIFIED, l).is_some_and(|c| self.fits(c)))
    }
}

/// How many whole blocks an empty subnet has: AWS keeps the first four addresses and the last, so neither the first block
/// nor the last is whole. Source: EKS best practices guide, networking/prefix-mode; the rest is arithmetic.
pub fn blocks_of_empty(subnet: Cidr) -> u64 {
    (subnet.size() / ADDRESSES_OF_BLOCK).saturating_sub(2)
}

/// The blocks of a subnet whose nodes take any.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PrefixBlocks {
    /// How many are taken.
    pub needed: u64,
    /// How many are there for sure: those of the empty subnet without one for each single address, because AWS places
    /// those anywhere. A reservation of the subnet for prefixes would keep them together.
    pub available: u64,
    /// How many the empty subnet has: no luck gives more.
    pub in_empty: u64,
}

impl PrefixBlocks {
    /// Those of `subnet` under `demand`; `None` where no block is taken.
    pub fn of(demand: Demand, subnet: Cidr) -> Option<Self> {
        let in_empty = blocks_of_empty(subnet);
        let available = in_empty.saturating_sub(demand.singles);
        (demand.blocks > 0).then_some(Self { needed: demand.blocks, available, in_empty })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of_len(prefix_len: u8) -> Cidr {
        Cidr::containing(Ipv4Addr::new(10, 0, 0, 0), prefix_len).unwrap()
    }

    #[test]
    fn blocks_of_empty_subnets() {
        assert_eq!([28, 27, 26, 24, 20].map(|l| blocks_of_empty(of_len(l))), [0, 0, 2, 14, 254]);
        assert_eq!([29, 32].map(|l| blocks_of_empty(of_len(l))), [0, 0]);
    }

    /// Seventeen addresses are fewer than 27, and yet a /27 has no whole block.
    #[test]
    fn addresses_are_not_blocks() {
        let node = Demand { singles: 1, blocks: 1 };
        assert_eq!((node.addresses(), of_len(27).usable_addresses()), (17, 27));
        assert!(!node.fits(of_len(27)) && node.fits(of_len(26)));
        let blocks = PrefixBlocks { needed: 1, available: 0, in_empty: 0 };
        assert_eq!(PrefixBlocks::of(node, of_len(27)), Some(blocks));
        assert_eq!(PrefixBlocks::of(Demand::singles(17), of_len(27)), None);
        assert_eq!(node.smallest_prefix_len(), Some(26));
    }

    #[test]
    fn the_smallest_subnet_that_fits() {
        let smallest =
            [0, 11, 12, 251, 252, 65_531, 65_532].map(|n| Demand::singles(n).smallest_prefix_len());
        assert_eq!(smallest, [Some(28), Some(28), Some(27), Some(24), Some(23), Some(16), None]);
        let most = Demand { singles: u64::MAX, blocks: u64::MAX };
        assert_eq!((most.smallest_prefix_len(), most.times(7).plus(most)), (None, most));
    }

    proptest! {
        #[test]
        fn a_larger_subnet_has_room_too(singles in 0u64..5000, blocks in 0u64..300, len in 16u8..=27) {
            let demand = Demand { singles, blocks };
            prop_assert!(!demand.fits(of_len(len + 1)) || demand.fits(of_len(len)));
            // Where there are blocks enough, there are addresses enough.
            prop_assert!(!demand.fits(of_len(len)) || demand.addresses() <= of_len(len).usable_addresses());
        }
    }
}
