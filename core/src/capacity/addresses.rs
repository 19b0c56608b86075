//! How many addresses one node takes from its subnet.
//!
//! Sources: amazon-vpc-cni-k8s, README, docs/eni-and-ip-target.md and docs/prefix-and-ip-target.md, whose tables the
//! tests repeat.

use super::demand::Demand;
use super::node::{ADDRESSES_OF_BLOCK, NodeShape, PodNetwork};
use crate::design::PodAddresses;

/// What a node takes for itself and for `pods` with addresses of their own. It never takes more than its interfaces
/// hold, whatever the settings ask for.
pub fn taken_by_node(shape: &NodeShape, settings: PodAddresses, pods: u64) -> Demand {
    let network = PodNetwork { prefixes: settings.prefix_delegation, own_subnets: false };
    taken_by_interfaces(shape, settings, network, pods)
}

/// The same where pods live in subnets of their own (custom networking): what the node takes from its subnet, and what
/// from that of the pods.
pub fn taken_with_pod_subnet(shape: &NodeShape, settings: PodAddresses, pods: u64) -> (Demand, Demand) {
    let network = PodNetwork { prefixes: settings.prefix_delegation, own_subnets: true };
    (Demand::singles(1), taken_by_interfaces(shape, settings, network, pods))
}

/// Addresses that a Windows node keeps beyond those of its pods, and the fewest that it has for pods.
/// Source: amazon-vpc-resource-controller-k8s, docs/windows/secondary_ip_mode_config_options.md (both are 3).
const WARM_ON_WINDOWS: u64 = 3;

/// The same on Windows, where one interface serves all and the settings of the VPC CNI do not count.
pub fn taken_by_windows(shape: &NodeShape, pods: u64) -> Demand {
    Demand::singles(1 + pods.saturating_add(WARM_ON_WINDOWS).min(shape.slots()))
}

/// What pods with security groups of their own take beside that: an address each, and one for the trunk interface.
pub fn taken_by_branch_interfaces(pods: u64) -> Demand {
    Demand::singles(if pods == 0 { 0 } else { pods.saturating_add(1) })
}

fn taken_by_interfaces(shape: &NodeShape, settings: PodAddresses, network: PodNetwork, pods: u64) -> Demand {
    let (interfaces, slots) = (shape.pod_interfaces(network), shape.slots());
    // Each pod of a node takes a slot at most, so more are not asked for.
    let pods = pods.min(interfaces * slots * ADDRESSES_OF_BLOCK);
    let interfaces_for = |slots_taken: u64| slots_taken.div_ceil(slots.max(1)).max(1).min(interfaces);
    let number = |setting: Option<u16>, default| setting.map_or(default, u64::from);
    // The CNI takes 0 for not set; once one of the two is set, the other settings do nothing.
    let (warm, minimum) = (number(settings.warm_ip_target, 0), number(settings.minimum_ip_target, 0));
    let wanted = (warm + minimum > 0).then(|| (pods + warm).max(minimum));
    if shape.takes_blocks(network) {
        let warm_blocks = number(settings.warm_prefix_target, 1);
        let blocks = match wanted {
            Some(addresses) => addresses.div_ceil(ADDRESSES_OF_BLOCK),
            None => pods.div_ceil(ADDRESSES_OF_BLOCK) + warm_blocks,
        };
        let blocks = blocks.min(interfaces * slots);
        return Demand { singles: interfaces_for(blocks), blocks };
    }
    match wanted {
        Some(addresses) => {
            let addresses = addresses.min(interfaces * slots);
            Demand::singles(addresses + interfaces_for(addresses))
        }
        None => {
            let warm_interfaces = number(settings.warm_eni_target, 1);
            let taken = interfaces_for(pods.saturating_add(warm_interfaces * slots));
            Demand::singles(taken * u64::from(shape.ipv4_per_eni))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::node::shapes::*;
    use super::*;
    use proptest::prelude::*;

    const DEFAULT: PodAddresses = PodAddresses {
        prefix_delegation: false,
        warm_ip_target: None,
        minimum_ip_target: None,
        warm_eni_target: None,
        warm_prefix_target: None,
        ..PodAddresses::DEFAULT
    };
    const BLOCKS: PodAddresses = PodAddresses { prefix_delegation: true, ..DEFAULT };

    fn targets(warm: u16, minimum: u16) -> PodAddresses {
        PodAddresses { warm_ip_target: Some(warm), minimum_ip_target: Some(minimum), ..DEFAULT }
    }

    #[test]
    fn whole_interfaces_by_default() {
        let taken = [0, 1, 9, 10, 20, 27].map(|pods| taken_by_node(&M5_LARGE, DEFAULT, pods).singles);
        assert_eq!(taken, [10, 20, 20, 30, 30, 30]);
        let none_warm = PodAddresses { warm_eni_target: Some(0), ..DEFAULT };
        assert_eq!([0, 9, 10].map(|pods| taken_by_node(&M5_LARGE, none_warm, pods).singles), [10, 10, 20]);
    }

    #[test]
    fn as_many_as_asked_for() {
        assert_eq!(taken_by_node(&M5_LARGE, targets(2, 20), 20), Demand::singles(25));
        // Not set and 0 are the same.
        assert_eq!(taken_by_node(&M5_LARGE, targets(0, 0), 9), Demand::singles(20));
        // More than the node holds: 27 addresses and three primary ones.
        assert_eq!(taken_by_node(&M5_LARGE, targets(u16::MAX, u16::MAX), u64::MAX), Demand::singles(30));
    }

    /// Interfaces and addresses of t3.small in docs/eni-and-ip-target.md.
    #[test]
    fn the_table_of_single_addresses() {
        let node = |settings, pods| taken_by_node(&T3_SMALL, settings, pods).singles;
        assert_eq!([0, 3, 5, 9].map(|pods| node(DEFAULT, pods)), [4, 8, 12, 12]);
        assert_eq!([0, 4, 5].map(|pods| node(targets(1, 0), pods)), [1 + 1, 5 + 2, 6 + 2]);
        assert_eq!([0, 4].map(|pods| node(targets(2, 5), pods)), [5 + 2, 6 + 2]);
    }

    #[test]
    fn blocks_of_sixteen() {
        let m5 = |settings, pods| taken_by_node(&M5_LARGE, settings, pods);
        let full = m5(BLOCKS, 108);
        assert_eq!((full, full.addresses()), (Demand { singles: 1, blocks: 8 }, 129));
        assert_eq!(m5(BLOCKS, 0), Demand { singles: 1, blocks: 1 });
        // One block and one primary address: 17 addresses.
        let targets = PodAddresses { prefix_delegation: true, ..targets(1, 10) };
        assert_eq!(m5(targets, 10).addresses(), 17);
        assert_eq!(m5(targets, 16), Demand { singles: 1, blocks: 2 });
        let warm = PodAddresses { warm_prefix_target: Some(u16::MAX), ..BLOCKS };
        assert_eq!(m5(warm, 0), Demand { singles: 3, blocks: 27 });
        assert_eq!(taken_by_node(&M4_LARGE, BLOCKS, 1), Demand::singles(20));
    }

    #[test]
    fn pods_in_subnets_of_their_own() {
        let (node, pods) = taken_with_pod_subnet(&M5_LARGE, DEFAULT, 18);
        assert_eq!((node, pods), (Demand::singles(1), Demand::singles(20)));
        let one = NodeShape { enis: 1, ..M5_LARGE };
        assert_eq!(taken_with_pod_subnet(&one, BLOCKS, 5), (Demand::singles(1), Demand::default()));
        assert_eq!([0, 5].map(|pods| taken_by_branch_interfaces(pods).singles), [0, 6]);
    }

    proptest! {
            /// More pods never take fewer addresses, none goes without, and no node takes more than it holds.
            #[test]
            fn takes_enough_and_never_too_much(
                enis in any::<u16>(), ipv4_per_eni in any::<u16>(), is_nitro: bool, prefix_delegation: bool,
                targets in any::<[Option<u16>; 4]>(), pods in prop_oneof![0u64..300, any::<u64>()], more in 0u64..50,
            ) {
                let shape = NodeShape { enis, ipv4_per_eni, is_nitro, ..M5_LARGE };
                let [warm_ip_target, minimum_ip_target, warm_eni_target, warm_prefix_target] = targets;
                let settings = PodAddresses {
                    prefix_delegation, warm_ip_target, minimum_ip_target, warm_eni_target, warm_prefix_target,
     ..PodAddresses::DEFAULT
    };
                let few = taken_by_node(&shape, settings, pods);
                let many = taken_by_node(&shape, settings, pods.saturating_add(more));
                prop_assert!(few.singles <= many.singles && few.blocks <= many.blocks);
                let network = PodNetwork { prefixes: prefix_delegation, own_subnets: false };
                let room = shape.pod_interfaces(network) * shape.slots();
                let slots = if few.blocks > 0 { few.blocks } else { few.singles };
                prop_assert!(slots <= room + u64::from(enis));
                let for_pods = few.blocks * 16 + few.singles;
                let held = if few.blocks > 0 { room * 16 } else { room };
                // Where no block is kept warm and no pod is there, none is taken.
                prop_assert!(for_pods >= pods.min(held) || (few.blocks == 0 && prefix_delegation && is_nitro));
                let (_, apart) = taken_with_pod_subnet(&shape, settings, pods);
                prop_assert!(apart.singles <= few.singles.max(1) && apart.blocks <= few.blocks);
            }
        }
}
