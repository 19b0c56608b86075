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
mod kind;
mod node;
mod pods;
mod resources;
mod scale;
mod serverless;
mod spread;
mod subnets;
mod surge;

#[cfg(test)]
mod page;
#[cfg(test)]
mod tests;

pub use addresses::{taken_by_branch_interfaces, taken_by_node, taken_by_windows, taken_with_pod_subnet};
pub use demand::{Demand, PrefixBlocks, blocks_of_empty};
pub use fargate::fargate_size;
pub use fleet::Fleet;
pub use group::{DEFAULT_TYPE, GroupCapacity, Moments, NodeCapacity};
pub use growth::RunsOut;
pub use kind::{NodeKind, PodSettings, Taken};
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
pub use serverless::{AutoModeCapacity, FargateCapacity};
pub use subnets::{
    CONTROL_PLANE_ADDRESSES, Consumer, LOAD_BALANCER_ADDRESSES, NAT_GATEWAY_ADDRESSES, Part, SubnetAddresses,
    UPGRADE_ADDRESSES,
};
pub use surge::{MaxUnavailable, surge};

use crate::design::{Design, FargateProfileId, NodeGroup, NodeGroupId, SubnetId};
use crate::sorted;
use spread::Spread;

/// How far a design carries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Capacity {
    /// Its node groups by id.
    pub groups: Vec<GroupCapacity>,
    /// Its Fargate profiles by id.
    pub fargate: Vec<FargateCapacity>,
    /// EKS Auto Mode, where it is on.
    pub auto_mode: Option<AutoModeCapacity>,
    /// Its subnets by id.
    pub subnets: Vec<SubnetAddresses>,
    /// All nodes and Fargate pods together.
    pub fleet: PerScale<Fleet>,
    /// Whether the types of all nodes are known; if not, the sums hold nodes without their pods, and there is more.
    pub is_complete: bool,
    /// The subnet that is fullest at the peak, of those with nodes or pods.
    pub tightest: Option<SubnetId>,
    /// The first subnet to run out; `None` where all have enough until every group is as large as it may be.
    pub first_to_run_out: Option<RunsOut>,
}

impl Capacity {
    /// The figures of a group.
    pub fn group(&self, id: NodeGroupId) -> Option<&GroupCapacity> {
        self.groups.binary_search_by_key(&id, |g| g.group).ok().map(|place| &self.groups[place])
    }

    /// The figures of a Fargate profile.
    pub fn profile(&self, id: FargateProfileId) -> Option<&FargateCapacity> {
        self.fargate.binary_search_by_key(&id, |p| p.profile).ok().map(|place| &self.fargate[place])
    }

    /// How many pods with an address of their own run when the groups are as large as at creation, and all nodes are full.
    pub fn pods_with_address(&self) -> u64 {
        let groups = self.groups.iter().map(|g| (g.node, g.fleet.desired.nodes));
        let nodes = groups.chain(self.auto_mode.map(|a| (a.node, a.nodes)));
        let on_nodes =
            nodes.map(|(node, nodes)| node.map_or(0, |n| n.pods_with_address).saturating_mul(nodes));
        on_nodes.chain(self.fargate.iter().map(|f| f.pods)).fold(0, u64::saturating_add)
    }

    /// The figures of a subnet.
    pub fn subnet(&self, id: SubnetId) -> Option<&SubnetAddresses> {
        self.subnets.binary_search_by_key(&id, |s| s.subnet).ok().map(|place| &self.subnets[place])
    }

    /// Who takes the addresses of a subnet of `design`, whose figures these are: the control plane first, then gateways,
    /// load balancers and endpoints, then Fargate, Auto Mode and node groups in their order. The parts make up the whole.
    pub fn parts(&self, design: &Design, id: SubnetId) -> Vec<Part> {
        let mut parts: Vec<Part> =
            self.subnet(id).into_iter().flat_map(SubnetAddresses::fixed_parts).collect();
        let profiles = design.compute.fargate_profiles.iter().filter(|p| p.subnets.contains(&id));
        parts.extend(
            profiles
                .filter_map(|p| self.profile(p.id))
                .map(|p| Part { consumer: Consumer::Fargate(p.profile), taken: p.taken_from_each_subnet() }),
        );
        if let Some(auto_mode) = self.auto_mode.filter(|_| design.control_plane_subnets().any(|s| s.id == id))
        {
            parts.push(Part { consumer: Consumer::AutoMode, taken: auto_mode.taken_from_each_subnet() });
        }
        for group in &design.compute.node_groups {
            let (has_nodes, pods_of) = (group.subnets.contains(&id), spread::served(design, group, id));
            let Some(capacity) = self.group(group.id).filter(|_| has_nodes || pods_of > 0) else { continue };
            let taken = capacity.taken_for_each_subnet();
            let taken = taken.map(|t| t.node.times(has_nodes.into()).plus(t.pods.times(pods_of)));
            parts.push(Part { consumer: Consumer::Group(group.id), taken });
        }
        parts
    }
}

/// How far `design` carries.
pub fn capacity(design: &Design) -> Capacity {
    let settings = PodSettings::of(design);
    let mut subnets = subnets::without_nodes(design);
    let ids: Vec<SubnetId> = subnets.iter().map(|s| s.subnet).collect();
    let zones = zones(design, &ids);
    let (fargate, auto_mode) = expected(design, settings, &mut subnets);
    let profiles = fargate.iter().map(FargateCapacity::fleet);
    let always = auto_mode.map(|a| a.fleet()).into_iter().chain(profiles).fold(Fleet::default(), Fleet::plus);
    let mut design_groups: Vec<&NodeGroup> = design.compute.node_groups.iter().collect();
    sorted::sort_by_key(&mut design_groups, |g| g.id);
    let spread = Spread::new(&design_groups, &ids).with_pods_apart(design, &design_groups, &ids, &zones);
    let mut groups = Vec::with_capacity(design_groups.len());
    let mut fleet = PerScale::same(always);
    for (group, places) in design_groups.iter().zip(spread.iter()) {
        let zones = places.iter().fold(0u64, |all, &place| all | zones[place as usize]).count_ones();
        let capacity = GroupCapacity::of(group, settings, places.len() as u64, zones.into());
        let (taken, nodes) = (capacity.taken_for_each_subnet(), capacity.nodes_in_each_subnet.at_peak);
        let taken = taken.map(|taken| taken.node);
        for &place in places {
            let subnet = &mut subnets[place as usize];
            subnet.groups += 1;
            subnet.add(taken, nodes, capacity.node.is_some());
        }
        fleet = fleet.with(capacity.fleet, Fleet::plus);
        groups.push(capacity);
    }
    for apart in &spread.apart {
        let group: &GroupCapacity = &groups[apart.group];
        let taken = group.taken_for_each_subnet().map(|taken| taken.pods.times(apart.subnets));
        subnets[apart.place].add(taken, 0, group.node.is_some());
    }
    Capacity {
        is_complete: groups.iter().all(|g| g.node.is_some()) && auto_mode.is_none_or(|a| a.node.is_some()),
        tightest: subnets::tightest(&subnets),
        first_to_run_out: growth::first_to_run_out(&subnets, &groups, &spread, always),
        groups,
        fargate,
        auto_mode,
        subnets,
        fleet,
    }
}

/// What is expected on capacity of AWS's, added to the subnets that it takes addresses from.
fn expected(
    design: &Design,
    settings: PodSettings,
    subnets: &mut [SubnetAddresses],
) -> (Vec<FargateCapacity>, Option<AutoModeCapacity>) {
    let mut add = |id: SubnetId, taken, nodes, is_known| {
        if let Ok(place) = subnets.binary_search_by_key(&id, |s| s.subnet) {
            subnets[place].add_expected(taken, nodes, is_known);
        }
    };
    let mut fargate = Vec::with_capacity(design.compute.fargate_profiles.len());
    for profile in &design.compute.fargate_profiles {
        let capacity = FargateCapacity::of(profile, design.subnets_of_profile(profile).count() as u64);
        for subnet in &profile.subnets {
            add(*subnet, capacity.taken_from_each_subnet(), 0, true);
        }
        fargate.push(capacity);
    }
    sorted::sort_by_key(&mut fargate, |p| p.profile);
    let auto_mode = design.compute.auto_mode.as_ref().map(|auto_mode| {
        let capacity =
            AutoModeCapacity::of(auto_mode, settings, design.control_plane_subnets().count() as u64);
        for subnet in design.control_plane_subnets() {
            let (taken, nodes) = (capacity.taken_from_each_subnet(), capacity.nodes_in_each_subnet);
            add(subnet.id, taken, nodes, capacity.node.is_some());
        }
        capacity
    });
    (fargate, auto_mode)
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
