//! Lines of the network: NAT gateways and their traffic, traffic across zones, flow logs.

use super::{Draft, Each, Note, Part, Quantity, Share, Unit};
use crate::catalog::{Price, Quality, Service, region};
use crate::design::{Design, FlowLogs, Nat, Subject, SubnetId, Tier};
use crate::sorted;
use crate::value::{Rate, Region, ZoneId};

/// The volume above which vended logs cost less, in TB a month. Source: Amazon CloudWatch pricing.
const CHEAPER_VENDED_LOGS_TB: u32 = 10;

/// Adds them.
pub(super) fn lines(draft: &mut Draft<'_>) {
    let design = draft.design;
    let usage = &design.usage;
    nat(draft);
    endpoints(draft);
    if usage.cross_zone_gb > 0 || design.network.zones.len() > 1 {
        let price = cross_zone_price(&design.region);
        let line = draft.line(Part::CrossZone, Subject::Vpc, Quantity::gb(usage.cross_zone_gb), price);
        line.note = (usage.cross_zone_gb == 0).then_some(Note::NoVolume);
    }
    if design.network.flow_logs != (FlowLogs::Off {}) {
        let line = draft.volume(Part::FlowLogs, Subject::Vpc, usage.flow_log_gb, Service::LogsVendedGb);
        if usage.flow_log_gb > CHEAPER_VENDED_LOGS_TB * 1000 {
            line.note = Some(Note::CheaperAbove { tb: CHEAPER_VENDED_LOGS_TB });
        }
    }
}

fn nat(draft: &mut Draft<'_>) {
    let network = &draft.design.network;
    let Some(first) = network.nat_gateways().next() else { return };
    let gateways = network.nat_gateways().count() as u64;
    let gb = draft.design.usage.nat_gb;
    let subject = || Subject::NatGateway(first.subnet);
    let hours = |unit| Quantity::fixed(gateways, unit, Each::Hours);
    // Where the VPC exists, its gateways are paid for already; what goes through them is not.
    let exist = network.existing.is_some();
    if !exist {
        draft.service(Part::NatHours, subject(), hours(Unit::Gateway), Service::NatHour);
        draft.service(Part::NatAddresses, subject(), hours(Unit::Address), Service::PublicIpv4Hour);
    }
    draft.volume(Part::NatData, subject(), gb, Service::NatGb);
    if exist {
        draft.note(Note::GatewaysExist);
    }
    let share = share_from_other_zones(draft.design, first.zone);
    if network.nat == Nat::Single && share.part > 0 {
        let price = cross_zone_price(&draft.design.region);
        let across = Quantity { share, ..Quantity::gb(gb) };
        let line = draft.line(Part::NatCrossZone, subject(), across, price);
        line.note = (gb == 0).then_some(Note::NoVolume);
    }
}

/// Interface endpoints; gateway endpoints are free.
fn endpoints(draft: &mut Draft<'_>) {
    let network = &draft.design.network;
    let count = network.endpoints.interfaces().count() * network.endpoint_subnets().count();
    if count > 0 {
        let hours = Quantity::fixed(count as u64, Unit::Endpoint, Each::Hours);
        draft.service(Part::EndpointHours, Subject::Endpoints, hours, Service::InterfaceEndpointHour);
        let gb = draft.design.usage.endpoint_gb;
        draft.volume(Part::EndpointData, Subject::Endpoints, gb, Service::InterfaceEndpointGb);
    }
}

/// The part of the traffic to a gateway in `zone` that comes from other zones, where each zone with nodes in private
/// subnets sends as much as any other: (A − 1)/A for A zones of which one holds the gateway.
pub(super) fn share_from_other_zones(design: &Design, zone: &ZoneId) -> Share {
    let zones = zones_behind_nat(design);
    Share::of(zones.iter().filter(|&&z| z != zone).count(), zones.len())
}

/// The zones whose private subnets hold nodes or Fargate pods; before there are any, the zones that have private subnets.
pub(super) fn zones_behind_nat(design: &Design) -> Vec<&ZoneId> {
    let network = &design.network;
    let private = |zone: &ZoneId| -> Vec<SubnetId> {
        let subnets = network.subnets.iter().filter(|s| s.tier == Tier::Private && &s.zone == zone);
        subnets.map(|s| s.id).collect()
    };
    let compute = &design.compute;
    let groups = compute.node_groups.iter().map(|g| &g.subnets);
    let used: Vec<_> = groups.chain(compute.fargate_profiles.iter().map(|p| &p.subnets)).collect();
    // Auto Mode runs in the subnets of the control plane.
    let auto_mode = sorted::set(
        design.control_plane_subnets().filter(|_| compute.auto_mode.is_some()).map(|subnet| subnet.id),
    );
    let has_nodes = |subnets: &[SubnetId]| {
        let is_used = used.iter().any(|used| subnets.iter().any(|id| used.contains(id)));
        is_used || subnets.iter().any(|id| auto_mode.contains(id))
    };
    let with_nodes: Vec<&ZoneId> = network.zones.iter().filter(|zone| has_nodes(&private(zone))).collect();
    if with_nodes.is_empty() {
        return network.zones.iter().filter(|zone| !private(zone).is_empty()).collect();
    }
    with_nodes
}

/// What a GB from one zone to another costs: 0.01 USD where it leaves and 0.01 USD where it arrives. AWS lists it for
/// each region, and our tables have it for none, so it is an estimate; outside the partition `aws` it is not known.
/// Source: AWS samples, EKS cost intelligence, networking costs ("0.01 USD/GB each direction").
pub(super) fn cross_zone_price(of: &Region) -> Option<Price> {
    region(of).filter(|facts| facts.partition == "aws")?;
    Some(Price {
        rate: Rate::of_nano(2 * 10_000_000),
        quality: Quality::Estimated,
        date: "2026-11-23",
        source: "0.01 USD in each direction, taken for all regions",
    })
}
