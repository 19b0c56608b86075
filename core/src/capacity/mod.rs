//! How far a design carries: how many pods fit, what they get, and which subnet runs out of addresses first.
//!
//! All figures are whole numbers: thousandths of a processor, MiB, addresses. A type that the catalog does not know has
//! none, and what is summed then says that it is incomplete. `docs/capacity.md` explains the formulas in words.

mod addresses;
mod demand;
mod fargate;
mod fleet;
mod group;
mod growth;
mod node;
mod pods;
mod resources;
mod scale;
mod spread;
mod subnets;
mod surge;

#[cfg(test)]
mod page;
#[cfg(test)]
mod tests;

pub use addresses::{taken_by_branch_interfaces, taken_by_node, taken_with_pod_subnet};
pub use demand::{Demand, PrefixBlocks, blocks_of_empty};
pub use fargate::fargate_size;
pub use fleet::Fleet;
pub use group::{DEFAULT_TYPE, GroupCapacity, Moments, NodeCapacity};
pub use growth::RunsOut;
pub use node::{ADDRESSES_OF_BLOCK, NodeShape, PodNetwork};
pub use pods::{
    HOST_NETWORK_PODS, PodLimit, PodLimitReason, auto_mode_pods, managed_pods, pods_by_interfaces,
    self_managed_pods, windows_pods,
};
pub use resources::{
    EVICTION_MIB, Resources, allocatable, allocatable_disk_mib, kube_reserved, node_capacity,
    pods_of_reservation,
};
pub use scale::PerScale;
pub use subnets::{
    CONTROL_PLANE_ADDRESSES, Consumer, LOAD_BALANCER_ADDRESSES, NAT_GATEWAY_ADDRESSES, Part, SubnetAddresses,
    UPGRADE_ADDRESSES,
};
pub use surge::{MaxUnavailable, surge};

use crate::design::{Design, NodeGroup, NodeGroupId, SubnetId};
use crate::sorted;
use spread::Spread;

/// How far a design carries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Capacity {
    /// Its node groups by id.
    pub groups: Vec<GroupCapacity>,
    /// Its subnets by id.
    pub subnets: Vec<SubnetAddresses>,
    /// All nodes together.
    pub fleet: PerScale<Fleet>,
    /// Whether the types of all groups are known; if not, the sums hold nodes without their pods, and there is more.
    pub is_complete: bool,
    /// The subnet that is fullest at the peak, of those with nodes.
    pub tightest: Option<SubnetId>,
    /// The first subnet to run out; `None` where all have enough until every group is as large as it may be.
    pub first_to_run_out: Option<RunsOut>,
}

impl Capacity {
    /// The figures of a group.
    pub fn group(&self, id: NodeGroupId) -> Option<&GroupCapacity> {
        self.groups.binary_search_by_key(&id, |g| g.group).ok().map(|place| &self.groups[place])
    }

    /// The figures of a subnet.
    pub fn subnet(&self, id: SubnetId) -> Option<&SubnetAddresses> {
        self.subnets.binary_search_by_key(&id, |s| s.subnet).ok().map(|place| &self.subnets[place])
    }

    /// Who takes the addresses of a subnet of `design`, whose figures these are: the control plane first, then gateways
    /// and load balancers, then node groups in their order. The parts make up the whole.
    pub fn parts(&self, design: &Design, id: SubnetId) -> Vec<Part> {
        let groups = design.compute.node_groups.iter().filter(|g| g.subnets.contains(&id));
        let groups = groups
            .filter_map(|g| self.group(g.id))
            .map(|g| Part { consumer: Consumer::Group(g.group), taken: g.taken_from_each_subnet() });
        self.subnet(id).into_iter().flat_map(SubnetAddresses::fixed_parts).chain(groups).collect()
    }
}

/// How far `design` carries.
pub fn capacity(design: &Design) -> Capacity {
    let mut subnets = subnets::without_nodes(design);
    let ids: Vec<SubnetId> = subnets.iter().map(|s| s.subnet).collect();
    let zones = zones(design, &ids);
    let mut design_groups: Vec<&NodeGroup> = design.compute.node_groups.iter().collect();
    sorted::sort_by_key(&mut design_groups, |g| g.id);
    let spread = Spread::new(&design_groups, &ids);
    let mut groups = Vec::with_capacity(design_groups.len());
    let mut fleet = PerScale::default();
    for (group, places) in design_groups.iter().zip(spread.iter()) {
        let zones = places.iter().fold(0u64, |all, &place| all | zones[place as usize]).count_ones();
        let capacity =
            GroupCapacity::of(group, design.network.pod_addresses, places.len() as u64, zones.into());
        let taken = capacity.taken_from_each_subnet();
        places.iter().for_each(|&place| subnets[place as usize].add(&capacity, &taken));
        fleet = fleet.with(capacity.fleet, Fleet::plus);
        groups.push(capacity);
    }
    Capacity {
        is_complete: groups.iter().all(|g| g.node.is_some()),
        tightest: subnets::tightest(&subnets),
        first_to_run_out: growth::first_to_run_out(&subnets, &groups, &spread),
        groups,
        subnets,
        fleet,
    }
}

/// The zone of each subnet, given by their sorted ids, as a bit of its own.
fn zones(design: &Design, ids: &[SubnetId]) -> Vec<u64> {
    let network = &design.network;
    let mut zones = vec![0; ids.len()];
    for subnet in &network.subnets {
        let zone = network.zones.iter().position(|zone| zone == &subnet.zone);
        if let (Ok(place), Some(zone)) = (ids.binary_search(&subnet.id), zone) {
            zones[place] = 1 << zone.min(63);
        }
    }
    zones
}
