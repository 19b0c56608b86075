//! How many addresses each subnet gives out, and to whom.

use super::demand::{Demand, PrefixBlocks};
use super::group::Moments;
use crate::design::{Design, FargateProfileId, LoadBalancerRole, NodeGroupId, Subnet, SubnetId};
use crate::sorted;
use crate::value::Cidr;

/// Addresses that the control plane needs in each of its subnets, those of an upgrade included; AWS recommends 16.
/// Source: EKS user guide, network-reqs.
pub const CONTROL_PLANE_ADDRESSES: u64 = 6;
/// Addresses that an upgrade of the control plane may need in all of its subnets together.
/// Source: EKS user guide, update-cluster.
pub const UPGRADE_ADDRESSES: u64 = 5;
/// Free addresses that a subnet needs before AWS puts a load balancer there.
/// Source: AWS Load Balancer Controller, pkg/networking/subnet_resolver.go.
pub const LOAD_BALANCER_ADDRESSES: u64 = 8;
/// Addresses of a NAT gateway in its subnet.
pub const NAT_GATEWAY_ADDRESSES: u64 = 1;

/// The addresses of one subnet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SubnetAddresses {
    /// The subnet.
    pub subnet: SubnetId,
    /// Its block.
    pub cidr: Cidr,
    /// How many node groups have nodes in it.
    pub groups: u32,
    /// How many node groups, Fargate profiles and Auto Mode have nodes or pods in it.
    pub users: u32,
    /// How many nodes it holds at most, updates aside.
    pub nodes: u64,
    /// Addresses kept for the control plane; 0 where it has none here.
    pub control_plane: u64,
    /// Addresses of NAT gateways.
    pub nat_gateway: u64,
    /// Addresses kept for the load balancers that are planned here.
    pub load_balancers: u64,
    /// Addresses of the interfaces of VPC endpoints.
    pub endpoints: u64,
    /// What Fargate pods and nodes of Auto Mode take at the peak.
    pub expected: Demand,
    /// What all of them take together.
    pub taken: Moments<Demand>,
    /// Whether the types of all nodes and pods here are known; if not, more than `taken` is.
    pub is_complete: bool,
}

/// Who takes addresses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Consumer {
    /// The control plane's network interfaces.
    ControlPlane,
    /// A NAT gateway.
    NatGateway,
    /// Load balancers made from inside the cluster.
    LoadBalancers,
    /// The interfaces of VPC endpoints.
    Endpoints,
    /// Pods of a Fargate profile.
    Fargate(FargateProfileId),
    /// Nodes of EKS Auto Mode, and their pods.
    AutoMode,
    /// The nodes of a group and their pods, or one of both where pods have subnets of their own.
    Group(NodeGroupId),
}

/// What one of them takes from a subnet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part {
    /// Who.
    pub consumer: Consumer,
    /// How much.
    pub taken: Moments<Demand>,
}

impl SubnetAddresses {
    /// A subnet before any node or pod is in it.
    fn empty(design: &Design, subnet: &Subnet, nat_gateways: &[SubnetId], endpoints: u64) -> Self {
        let intent = design.intent;
        let balanced = match subnet.load_balancers {
            LoadBalancerRole::None => false,
            LoadBalancerRole::InternetFacing => intent.internet_facing_load_balancers,
            LoadBalancerRole::Internal => intent.internal_load_balancers,
        };
        let when = |needed: bool, addresses| if needed { addresses } else { 0 };
        let control_plane = design.takes_control_plane(subnet);
        let mut addresses = Self {
            subnet: subnet.id,
            cidr: subnet.cidr,
            groups: 0,
            users: 0,
            nodes: 0,
            control_plane: when(control_plane, CONTROL_PLANE_ADDRESSES),
            nat_gateway: when(nat_gateways.contains(&subnet.id), NAT_GATEWAY_ADDRESSES),
            load_balancers: when(balanced, LOAD_BALANCER_ADDRESSES),
            endpoints,
            expected: Demand::default(),
            taken: Moments::default(),
            is_complete: true,
        };
        addresses.taken = Moments::same(addresses.without_groups());
        addresses
    }

    /// How many addresses it can give out.
    pub fn usable(&self) -> u64 {
        self.cidr.usable_addresses()
    }

    /// Its blocks at the peak; `None` where nodes take none.
    pub fn blocks_at_peak(&self) -> Option<PrefixBlocks> {
        PrefixBlocks::of(self.taken.at_peak, self.cidr)
    }

    /// Its blocks at the peak during an update; `None` where nodes take none.
    pub fn blocks_with_surge(&self) -> Option<PrefixBlocks> {
        PrefixBlocks::of(self.taken.with_surge, self.cidr)
    }

    /// How much more would be needed at the peak than is there: addresses, or blocks where nodes take any.
    pub(super) fn lacks(&self) -> u64 {
        let (needed, available) = self.taken.at_peak.measured(self.cidr);
        needed.saturating_sub(available)
    }

    /// Whether nodes or pods are in it.
    pub fn is_used(&self) -> bool {
        self.users > 0
    }

    /// What is taken at the peak whatever the groups do.
    pub fn without_groups(&self) -> Demand {
        let fixed = self.control_plane + self.nat_gateway + self.load_balancers + self.endpoints;
        self.expected.plus(Demand::singles(fixed))
    }

    /// Adds nodes or pods; `is_known` says whether their types are.
    pub(super) fn add(&mut self, taken: Moments<Demand>, nodes: u64, is_known: bool) {
        self.users += 1;
        self.nodes = self.nodes.saturating_add(nodes);
        self.is_complete &= is_known;
        self.taken = self.taken.plus(taken);
    }

    /// Adds nodes or pods that are expected whatever the groups do.
    pub(super) fn add_expected(&mut self, taken: Moments<Demand>, nodes: u64, is_known: bool) {
        self.expected = self.expected.plus(taken.at_peak);
        self.add(taken, nodes, is_known);
    }

    /// What no node and no pod takes, by who takes it.
    pub(super) fn fixed_parts(&self) -> impl Iterator<Item = Part> {
        let fixed = [
            (Consumer::ControlPlane, self.control_plane),
            (Consumer::NatGateway, self.nat_gateway),
            (Consumer::LoadBalancers, self.load_balancers),
            (Consumer::Endpoints, self.endpoints),
        ];
        let fixed = fixed.into_iter().filter(|(_, addresses)| *addresses > 0);
        fixed.map(|(consumer, addresses)| Part { consumer, taken: Moments::same(Demand::singles(addresses)) })
    }

    /// Whether it is fuller at its peak than `other`.
    fn is_fuller(&self, other: &Self) -> bool {
        let (a, b) = (self.taken.at_peak.measured(self.cidr), other.taken.at_peak.measured(other.cidr));
        u128::from(a.0) * u128::from(b.1) > u128::from(b.0) * u128::from(a.1)
    }
}

/// The subnet with nodes or pods that is fullest at the peak; of equals the one with the lowest id.
pub(super) fn tightest(subnets: &[SubnetAddresses]) -> Option<SubnetId> {
    let used = subnets.iter().filter(|s| s.is_used());
    used.reduce(|most, s| if s.is_fuller(most) { s } else { most }).map(|s| s.subnet)
}

/// All subnets by id, before any node or pod is in them.
pub(super) fn without_nodes(design: &Design) -> Vec<SubnetAddresses> {
    let network = &design.network;
    let nat_gateways: Vec<SubnetId> = network.nat_gateways().map(|nat| nat.subnet).collect();
    let interfaces = network.endpoints.interfaces().count() as u64;
    let with_endpoints: Vec<SubnetId> = network.endpoint_subnets().map(|s| s.id).collect();
    let of = |subnet: &Subnet| {
        let endpoints = if with_endpoints.contains(&subnet.id) { interfaces } else { 0 };
        SubnetAddresses::empty(design, subnet, &nat_gateways, endpoints)
    };
    let mut subnets = network.subnets.iter().map(of).collect();
    sorted::sort_by_key(&mut subnets, |s| s.subnet);
    subnets
}
