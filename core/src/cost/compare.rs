//! Ways out of private subnets against each other: one NAT gateway or one a zone, NAT or interface endpoints.

use super::Share;
use super::break_even::{Comparison, Tariff};
use super::network::{cross_zone_price, share_from_other_zones, zones_behind_nat};
use crate::catalog::{Service, service_price};
use crate::design::{Design, Nat, Tier};
use crate::value::{Rate, ZoneId};

/// What NAT gateways ask.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NatRates {
    /// For an hour of a gateway.
    pub hour: Rate,
    /// For an hour of its public address.
    pub address_hour: Rate,
    /// For a GB that goes through it.
    pub gb: Rate,
    /// For a GB that comes to it from another zone.
    pub cross_zone_gb: Rate,
}

impl NatRates {
    fn of(design: &Design) -> Option<Self> {
        let rate = |service| service_price(service, &design.region).map(|price| price.rate);
        Some(Self {
            hour: rate(Service::NatHour)?,
            address_hour: rate(Service::PublicIpv4Hour)?,
            gb: rate(Service::NatGb)?,
            cross_zone_gb: cross_zone_price(&design.region)?.rate,
        })
    }

    /// So many gateways, to which a share of the traffic comes from other zones.
    fn gateways(self, count: usize, from_other_zones: Share) -> Tariff {
        let count = count as u64;
        Tariff::new(count, self.hour, self.gb)
            .and_hourly(count, self.address_hour)
            .and_for(from_other_zones, self.cross_zone_gb)
    }
}

/// One NAT gateway (first) against so many that no traffic to them crosses zones (second), at `gb` a month.
///
/// With A zones that send alike, (A − 1)/A of the traffic to one gateway crosses zones.
pub fn one_nat_against_several(
    gateways: usize,
    from_other_zones: Share,
    rates: NatRates,
    gb: u32,
) -> Comparison {
    rates.gateways(1, from_other_zones).against(rates.gateways(gateways, Share::NONE), gb)
}

/// One NAT gateway for the design (first) against one in each zone that has a public subnet (second), whichever it has
/// now, at the traffic expected. `None` where fewer than two zones have a public subnet, or a price is not known.
pub fn single_nat_against_per_zone(design: &Design) -> Option<Comparison> {
    let zones = zones_for_gateways(design);
    let &first = zones.first()?;
    let share = share_from_other_zones(design, first);
    let rates = NatRates::of(design)?;
    (zones.len() > 1).then(|| one_nat_against_several(zones.len(), share, rates, design.usage.nat_gb))
}

/// Interface endpoints that traffic to AWS could take instead of NAT.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Endpoints {
    /// For how many services; each has an endpoint in every zone with nodes.
    pub services: u32,
    /// How much traffic goes to these services, in GB a month.
    pub gb: u32,
    /// Whether NAT gateways stay for other traffic; if not, what they cost by the hour is saved too.
    pub nat_stays: bool,
}

/// NAT (first) against interface endpoints (second) for traffic to services of AWS. The gateways are those that the
/// design has, or a single one where it has none. `None` where a price is not known.
pub fn nat_against_endpoints(design: &Design, endpoints: Endpoints) -> Option<Comparison> {
    let rate = |service| service_price(service, &design.region).map(|price| price.rate);
    let network = &design.network;
    let share = match zones_for_gateways(design).first() {
        Some(zone) if network.nat != Nat::PerZone => share_from_other_zones(design, zone),
        Some(_) | None => Share::NONE,
    };
    let gateways = if endpoints.nat_stays { 0 } else { network.nat_gateways().count().max(1) };
    let nat = NatRates::of(design)?.gateways(gateways, share);
    let zones = zones_behind_nat(design).len() as u64;
    let count = zones * u64::from(endpoints.services);
    let second =
        Tariff::new(count, rate(Service::InterfaceEndpointHour)?, rate(Service::InterfaceEndpointGb)?);
    Some(nat.against(second, endpoints.gb))
}

/// The zones in which a NAT gateway can be: those with a public subnet.
fn zones_for_gateways(design: &Design) -> Vec<&ZoneId> {
    let network = &design.network;
    let public = |zone: &ZoneId| network.subnets.iter().any(|s| s.tier == Tier::Public && &s.zone == zone);
    network.zones.iter().filter(|zone| public(zone)).collect()
}
