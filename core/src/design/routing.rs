//! What follows from the network's tiers: NAT gateways, route tables and each subnet's way out.
//!
//! Private subnets have one route table a zone even where all share one NAT gateway: so going from one
//! gateway to one a zone changes routes only, and no table or association is ever rebuilt.

use super::{Nat, Network, Subnet, SubnetId, Tier};
use crate::value::ZoneId;

/// A NAT gateway, which lives in a public subnet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NatGateway<'a> {
    /// The public subnet that holds it.
    pub subnet: SubnetId,
    /// The zone of that subnet.
    pub zone: &'a ZoneId,
}

/// Names a route table.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RouteTableId {
    /// The one of all public subnets.
    Public,
    /// The one of a zone's private subnets, and of its pod subnets.
    Private(ZoneId),
    /// The one of all intra subnets, which routes nowhere.
    Intra,
}

impl RouteTableId {
    /// What the drawing calls it.
    pub fn name(&self) -> String {
        match self {
            Self::Public => "rt-public".to_owned(),
            Self::Private(zone) => format!("rt-private-{}", zone.short()),
            Self::Intra => "rt-intra".to_owned(),
        }
    }
}

/// A route table: which subnets use it and where its default route leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RouteTable {
    /// Its name.
    pub id: RouteTableId,
    /// The subnets associated with it.
    pub subnets: Vec<SubnetId>,
    /// Where `0.0.0.0/0` goes.
    pub default_route: WayOut,
}

/// The way from a subnet to the internet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WayOut {
    /// There is none.
    None,
    /// Through the internet gateway.
    InternetGateway,
    /// Through the NAT gateway in this public subnet.
    Nat {
        /// The public subnet that holds the gateway.
        gateway: SubnetId,
        /// Whether the gateway itself can get out: false without an internet gateway.
        reaches_internet: bool,
    },
}

impl Network {
    /// The NAT gateways: the first public subnet of each zone that has subnets to use it holds one, or only the first of
    /// all.
    pub fn nat_gateways(&self) -> impl Iterator<Item = NatGateway<'_>> {
        let count = match self.nat {
            Nat::None => 0,
            Nat::Single => 1,
            Nat::PerZone => usize::MAX,
        };
        self.zones
            .iter()
            .filter(|zone| self.nat == Nat::Single || self.uses_private_routes(zone))
            .filter_map(|zone| {
                let subnet = self.oldest_of(Tier::Public, zone)?;
                Some(NatGateway { subnet: subnet.id, zone })
            })
            .take(count)
    }

    /// The zones with private or pod subnets, which share a route table in each.
    pub fn private_zones(&self) -> impl Iterator<Item = &ZoneId> {
        self.zones.iter().filter(|zone| self.uses_private_routes(zone))
    }

    fn uses_private_routes(&self, zone: &ZoneId) -> bool {
        self.subnets.iter().any(|s| matches!(s.tier, Tier::Private | Tier::Pod) && &s.zone == zone)
    }

    /// The NAT gateway that private subnets of `zone` use: their own zone's, or the single one.
    pub fn nat_gateway_for(&self, zone: &ZoneId) -> Option<NatGateway<'_>> {
        self.nat_gateways().find(|nat| self.nat == Nat::Single || nat.zone == zone)
    }

    /// How traffic leaves `subnet`.
    pub fn way_out(&self, subnet: &Subnet) -> WayOut {
        match subnet.tier {
            Tier::Public => self.public_way_out(),
            Tier::Private | Tier::Pod => self.private_way_out(&subnet.zone),
            Tier::Intra => WayOut::None,
        }
    }

    fn public_way_out(&self) -> WayOut {
        if self.internet_gateway { WayOut::InternetGateway } else { WayOut::None }
    }

    fn private_way_out(&self, zone: &ZoneId) -> WayOut {
        self.nat_gateway_for(zone).map_or(WayOut::None, |nat| WayOut::Nat {
            gateway: nat.subnet,
            reaches_internet: self.internet_gateway,
        })
    }

    /// The route table that `subnet` is associated with.
    pub fn route_table_of(&self, subnet: &Subnet) -> RouteTableId {
        match subnet.tier {
            Tier::Public => RouteTableId::Public,
            Tier::Private | Tier::Pod => RouteTableId::Private(subnet.zone.clone()),
            Tier::Intra => RouteTableId::Intra,
        }
    }

    /// The route tables in use: public, private by zone, intra.
    pub fn route_tables(&self) -> Vec<RouteTable> {
        let private = self.zones.iter().map(|z| RouteTableId::Private(z.clone()));
        let ids = [RouteTableId::Public].into_iter().chain(private).chain([RouteTableId::Intra]);
        ids.filter_map(|id| {
            let subnets: Vec<SubnetId> =
                self.subnets_in_order().filter(|s| self.route_table_of(s) == id).map(|s| s.id).collect();
            let default_route = match &id {
                RouteTableId::Public => self.public_way_out(),
                RouteTableId::Private(zone) => self.private_way_out(zone),
                RouteTableId::Intra => WayOut::None,
            };
            (!subnets.is_empty()).then_some(RouteTable { id, subnets, default_route })
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::starters;
    use std::sync::Arc;

    #[test]
    fn a_zone_without_subnets_that_use_it_has_no_gateway() {
        let mut design = starters::production();
        let network = Arc::make_mut(&mut design.network);
        network.nat = Nat::PerZone;
        let zone = network.zones[1].clone();
        let zones = |network: &Network| network.nat_gateways().map(|n| n.zone.clone()).collect::<Vec<_>>();
        assert_eq!(zones(network), network.zones);
        network.subnets.retain(|s| s.zone != zone || matches!(s.tier, Tier::Public | Tier::Intra));
        let others: Vec<_> = network.zones.iter().filter(|z| **z != zone).cloned().collect();
        assert_eq!(zones(network), others);
        assert_eq!(network.private_zones().cloned().collect::<Vec<_>>(), others);
        // A single one serves all zones, wherever it stands.
        network.nat = Nat::Single;
        network.zones.swap(0, 1);
        assert_eq!(zones(network), [zone]);
    }
}
