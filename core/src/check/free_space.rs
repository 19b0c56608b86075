//! Where a subnet could go instead, found in one walk over all blocks.

use std::net::Ipv4Addr;

use crate::design::{SUBNET_PREFIX_LENS, SubnetId};
use crate::sorted;
use crate::value::Cidr;

/// A VPC's blocks in their order, and its subnets' blocks sorted by address.
pub(super) struct FreeSpace {
    vpc: Vec<Cidr>,
    taken: Vec<(Cidr, SubnetId)>,
}

impl FreeSpace {
    pub(super) fn new(
        vpc: impl Iterator<Item = Cidr>,
        subnets: impl Iterator<Item = (SubnetId, Cidr)>,
    ) -> Self {
        let mut taken: Vec<_> = subnets.map(|(id, c)| (c, id)).collect();
        sorted::sort(&mut taken);
        Self { vpc: vpc.collect(), taken }
    }

    /// The first free block of `prefix_len`, or of the largest smaller size there is room for, where the
    /// block of `moving` counts as free. Sizes that AWS does not make are brought to the nearest one.
    pub(super) fn for_subnet(&self, moving: Option<SubnetId>, prefix_len: u8) -> Option<Cidr> {
        let found = self.vpc.iter().filter_map(|block| self.inside(*block, moving, prefix_len));
        // Of blocks of one size the first is kept: it lies in the earlier block of the VPC.
        found.reduce(|best, other| if other.prefix_len() < best.prefix_len() { other } else { best })
    }

    /// [`Self::for_subnet`] in one of the VPC's blocks.
    fn inside(&self, vpc: Cidr, moving: Option<SubnetId>, prefix_len: u8) -> Option<Cidr> {
        let wanted =
            prefix_len.max(vpc.prefix_len()).clamp(*SUBNET_PREFIX_LENS.start(), *SUBNET_PREFIX_LENS.end());
        let mut best: Option<Cidr> = None;
        let mut start = vpc.start();
        let ends = [(vpc.end(), vpc.end())];
        let others = self.taken.iter().filter(|(c, id)| Some(*id) != moving && c.overlaps(vpc));
        for (from, to) in others.map(|(c, _)| (c.start(), c.end())).chain(ends) {
            if let Some(found) = first_in(start, from, wanted, best.map_or(29, Cidr::prefix_len)) {
                if found.prefix_len() == wanted {
                    return Some(found);
                }
                best = Some(found);
            }
            start = start.max(to);
        }
        best
    }

    /// Whether no subnet but `except` has an address of `block`, and the VPC has all of them.
    pub(super) fn is_free(&self, block: Cidr, except: SubnetId) -> bool {
        self.vpc.iter().any(|v| v.contains(block))
            && !self.taken.iter().any(|(c, id)| *id != except && c.overlaps(block))
    }
}

/// The first block of the largest size from `wanted` down to, but without, `below` that lies in `from..to`.
fn first_in(from: u64, to: u64, wanted: u8, below: u8) -> Option<Cidr> {
    (wanted..below).find_map(|prefix_len| {
        let size = 1u64 << (32 - u32::from(prefix_len));
        let start = from.next_multiple_of(size);
        let address = u32::try_from(start).ok().filter(|_| start + size <= to)?;
        Cidr::new(Ipv4Addr::from(address), prefix_len)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::first_free;
    use proptest::prelude::*;

    fn cidr(text: &str) -> Cidr {
        text.parse().unwrap()
    }

    #[test]
    fn takes_the_next_smaller_size_where_there_is_no_room() {
        let blocks = ["10.0.0.0/24", "10.0.0.128/26"].map(cidr);
        let space = FreeSpace::new([cidr("10.0.0.0/23")].into_iter(), (1..).map(SubnetId).zip(blocks));
        assert_eq!(space.for_subnet(None, 24), Some(cidr("10.0.1.0/24")));
        assert_eq!(space.for_subnet(Some(SubnetId(1)), 30), Some(cidr("10.0.0.0/28")));
        assert_eq!(space.for_subnet(None, 20), None.or(space.for_subnet(None, 23)));
        let full = FreeSpace::new(
            [cidr("10.0.0.0/28")].into_iter(),
            [(SubnetId(1), cidr("10.0.0.0/28"))].into_iter(),
        );
        assert_eq!(full.for_subnet(None, 24), None);
        assert_eq!(full.for_subnet(Some(SubnetId(1)), 24), Some(cidr("10.0.0.0/28")));
    }

    proptest! {
        /// The walk finds what asking for each size in turn finds.
        #[test]
        fn agrees_with_the_simple_search(
            blocks in prop::collection::vec((0u32..512, 16u8..=30), 0..20), prefix_len in 12u8..=30,
        ) {
            let vpc = cidr("10.0.0.0/16");
            let taken: Vec<Cidr> = blocks.iter().filter_map(|&(third, len)| {
                let size = 1u32 << (32 - len);
                Cidr::new(Ipv4Addr::from((0x0a00_0000 + third * 256) / size * size), len)
            }).collect();
            let space = FreeSpace::new([vpc].into_iter(), (1..).map(SubnetId).zip(taken.iter().copied()));
            let simple = (prefix_len.clamp(16, 28)..=28)
                .find_map(|len| first_free(vpc, taken.iter().copied(), len));
            prop_assert_eq!(space.for_subnet(None, prefix_len), simple);
        }
    }
}
