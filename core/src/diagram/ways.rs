//! The ways out of a design's subnets, looked up once, and the one that is lit.

use std::collections::{BTreeMap, BTreeSet};

use crate::design::{Design, RouteTableId, Subject, SubnetId, Tier};
use crate::sorted;
use crate::value::{EndpointService, ZoneId};

/// Who gets out how.
pub(super) struct Ways<'a> {
    /// The NAT gateway that the private subnets of each zone use.
    nats: BTreeMap<&'a ZoneId, Option<SubnetId>>,
    /// The public subnets with a NAT gateway.
    pub(super) gateways: BTreeSet<SubnetId>,
    /// Whether there is an internet gateway.
    pub(super) has_door: bool,
    /// Whether there is a public subnet.
    pub(super) has_public: bool,
    /// The zones that have nodes in private subnets without a way out, nor the endpoints that nodes need.
    pub(super) broken: BTreeSet<&'a ZoneId>,
    /// Whether there are VPC endpoints.
    pub(super) has_endpoints: bool,
}

impl<'a> Ways<'a> {
    /// Looks the ways up.
    pub(super) fn new(design: &'a Design) -> Self {
        let network = &design.network;
        let nats =
            sorted::map(network.zones.iter().map(|z| (z, network.nat_gateway_for(z).map(|n| n.subnet))));
        let with_nodes =
            sorted::set(design.compute.node_groups.iter().flat_map(|g| g.subnets.iter().copied()));
        let services = &network.endpoints.services;
        let suffices = EndpointService::FOR_NODES.iter().all(|s| services.contains(s));
        let cut_off = network.subnets.iter().filter(|s| {
            let nat = nats.get(&s.zone).copied().flatten();
            s.tier == Tier::Private && nat.is_none() && !suffices && with_nodes.contains(&s.id)
        });
        Self {
            broken: sorted::set(cut_off.map(|s| &s.zone)),
            gateways: sorted::set(network.nat_gateways().map(|n| n.subnet)),
            nats,
            has_endpoints: !services.is_empty(),
            has_door: network.internet_gateway,
            has_public: network.subnets.iter().any(|s| s.tier == Tier::Public),
        }
    }

    /// The public subnet with the NAT gateway that private subnets of `zone` use.
    pub(super) fn nat_of(&self, zone: &ZoneId) -> Option<SubnetId> {
        self.nats.get(zone).copied().flatten()
    }

    /// Whether nodes somewhere cannot get out.
    pub(super) fn is_broken(&self) -> bool {
        !self.broken.is_empty()
    }
}

/// The objects on the way from `subject` to the internet, itself first: a subnet, its route table, the NAT
/// gateway, that one's route table, the internet gateway; or, where no NAT gateway leads there, the VPC endpoints.
/// Ends early where the way does; empty for what no traffic leaves from.
pub fn way_out(design: &Design, subject: &Subject) -> Vec<Subject> {
    let network = &design.network;
    let door = network.internet_gateway.then_some(Subject::InternetGateway);
    let from_public = || [Subject::RouteTable(RouteTableId::Public)].into_iter().chain(door.clone());
    let endpoints = || (!network.endpoints.services.is_empty()).then_some(Subject::Endpoints);
    let from_intra = || [Subject::RouteTable(RouteTableId::Intra)].into_iter().chain(endpoints());
    let from_private = |zone: &ZoneId| {
        let mut hops = vec![Subject::RouteTable(RouteTableId::Private(zone.clone()))];
        if let Some(nat) = network.nat_gateway_for(zone) {
            hops.push(Subject::NatGateway(nat.subnet));
            hops.extend(from_public());
        } else {
            hops.extend(endpoints());
        }
        hops
    };
    match subject {
        Subject::Subnet(id) => {
            let Some(subnet) = design.subnet(*id) else { return Vec::new() };
            let mut hops = vec![subject.clone()];
            match subnet.tier {
                Tier::Public => hops.extend(from_public()),
                Tier::Private | Tier::Pod => hops.extend(from_private(&subnet.zone)),
                Tier::Intra => hops.extend(from_intra()),
            }
            hops
        }
        Subject::NatGateway(_) if design.has(subject) => {
            [subject.clone()].into_iter().chain(from_public()).collect()
        }
        Subject::RouteTable(RouteTableId::Public) if design.has(subject) => from_public().collect(),
        Subject::RouteTable(RouteTableId::Private(zone)) if design.has(subject) => from_private(zone),
        Subject::RouteTable(RouteTableId::Intra) if design.has(subject) => from_intra().collect(),
        Subject::InternetGateway => door.into_iter().collect(),
        Subject::NatGateway(_)
        | Subject::RouteTable(_)
        | Subject::Design
        | Subject::Vpc
        | Subject::Zone(_)
        | Subject::Endpoints
        | Subject::Cluster
        | Subject::Addons
        | Subject::NodeGroup(_)
        | Subject::FargateProfile(_)
        | Subject::AutoMode
        | Subject::Karpenter
        | Subject::Access
        | Subject::Workloads
        | Subject::State => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::starters;

    fn hops(design: &Design, subject: &Subject) -> Vec<String> {
        way_out(design, subject).iter().map(|s| design.name_of(s)).collect()
    }

    #[test]
    fn a_private_subnet_goes_by_nat() {
        let design = starters::reference();
        let way = ["private-az2", "rt-private-az2", "nat-az1", "rt-public", "internet gateway"];
        assert_eq!(hops(&design, &Subject::Subnet(SubnetId(2))), way);
        assert_eq!(hops(&design, &Subject::NatGateway(SubnetId(4))), way[2..]);
        assert_eq!(hops(&design, &Subject::Subnet(SubnetId(5))), ["public-az2", "rt-public", way[4]]);
        assert_eq!(hops(&design, &Subject::Cluster), [""; 0]);
    }

    #[test]
    fn a_way_ends_where_it_is_cut() {
        let design = starters::reference_original();
        assert_eq!(hops(&design, &Subject::Subnet(SubnetId(1))), ["private-az1", "rt-private-az1"]);
        assert_eq!(hops(&design, &Subject::Subnet(SubnetId(9))), [""; 0]);
        assert!(Ways::new(&design).is_broken());
        assert!(!Ways::new(&starters::reference()).is_broken());
    }
}
