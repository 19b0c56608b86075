//! Lines of node groups: instances, volumes, public addresses.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Draft, Each, Note, Part, Quantity, Share, Unit};
use crate::capacity::{DEFAULT_TYPE, PerScale};
use crate::catalog::{Price, Service, on_demand_price, service_price};
use crate::design::{Design, NodeGroup, SelfManagedNodes, Subject, SubnetId, Tier};
use crate::value::{CapacityType, InstanceType, Region, VolumeType};

/// Operations a second and MiB/s that come with a gp3 volume. Source: EBS user guide, general purpose volumes.
const INCLUDED: (u32, u32) = (3000, 125);

/// Adds them, group by group.
pub(super) fn lines(draft: &mut Draft<'_>) {
    let design = draft.design;
    let public = public_subnets(design);
    let mut prices = Prices { region: &design.region, found: BTreeMap::new() };
    for group in &design.compute.node_groups {
        let nodes = Quantity {
            count: PerScale::from(group.scaling),
            unit: Unit::Node,
            each: Each::Hours,
            share: Share::WHOLE,
        };
        instances(draft, group, nodes, &mut prices);
        disks(draft, group, nodes);
        if group.settings.detailed_monitoring {
            let metrics = Quantity { each: Each::One, ..nodes };
            let line = draft.line(Part::Monitoring(group.id), Subject::NodeGroup(group.id), metrics, None);
            line.note = Some(Note::NotListed);
        }
        let in_public = public.iter().filter(|id| group.subnets.contains(id)).count();
        if in_public > 0 {
            // An Auto Scaling group spreads its nodes evenly over its subnets.
            let share = Share::of(in_public, group.subnets.len());
            let addresses = Quantity { unit: Unit::Address, share, ..nodes };
            let part = Part::NodeAddresses(group.id);
            draft.service(part, Subject::NodeGroup(group.id), addresses, Service::PublicIpv4Hour);
        }
    }
}

/// The volumes: their size, and what of gp3 is beyond what is included. Other types have no known price.
fn disks(draft: &mut Draft<'_>, group: &NodeGroup, nodes: Quantity) {
    let volume = &group.settings.volume;
    let is_gp3 = volume.kind == VolumeType::Gp3;
    let mut add = |part, each, service| {
        let price = service_price(service, &draft.design.region).filter(|_| is_gp3);
        let quantity = Quantity { each, ..nodes };
        let line = draft.line(part, Subject::NodeGroup(group.id), quantity, price);
        line.note = match (is_gp3, group.ami_type.is_bottlerocket()) {
            (false, _) => Some(Note::VolumeType),
            (true, true) => Some(Note::SystemVolume),
            (true, false) => None,
        };
    };
    add(Part::Disks(group.id), Each::Gib(group.disk_size_gib.gib()), Service::Gp3GbMonth);
    if !is_gp3 {
        return;
    }
    let beyond =
        |chosen: Option<u32>, included| chosen.and_then(|n| n.checked_sub(included)).filter(|more| *more > 0);
    if let Some(more) = beyond(volume.iops, INCLUDED.0) {
        add(Part::DiskIops(group.id), Each::Iops(more), Service::Gp3IopsMonth);
    }
    if let Some(more) = beyond(volume.throughput_mibps, INCLUDED.1) {
        add(Part::DiskThroughput(group.id), Each::Mibps(more), Service::Gp3ThroughputMonth);
    }
}

fn instances<'a>(draft: &mut Draft<'_>, group: &'a NodeGroup, nodes: Quantity, prices: &mut Prices<'a>) {
    let (instance_type, price) = {
        let counted = prices.counted(group);
        // The list holds prices of Linux.
        (counted.instance_type, counted.price.filter(|_| !group.ami_type.is_windows()))
    };
    let discount = draft.design.usage.spot_discount_percent;
    let paid = discount.map_or(Share::WHOLE, |d| Share::percent(100 - u64::from(d.get())));
    let on_demand = match group.self_managed() {
        _ if group.capacity_type == CapacityType::OnDemand => nodes.count,
        Some(own) => nodes.count.map(|count| on_demand(own, count)),
        None => PerScale::same(0),
    };
    let spot = nodes.count.with(on_demand, |all, some| all.saturating_sub(some));
    // A design may have a maximum below its minimum: a rule's business.
    let some = |count: PerScale<u64>| count.min.max(count.desired).max(count.max) > 0;
    let has_spot = some(spot);
    let is_mixed = some(on_demand) && has_spot;
    let note = |usual: Option<Note>| match () {
        () if group.ami_type.is_windows() => Some(Note::Windows),
        () if group.instance_types.is_empty() => Some(Note::DefaultType),
        () => usual,
    };
    let (id, subject) = (group.id, Subject::NodeGroup(group.id));
    if is_mixed || group.capacity_type == CapacityType::OnDemand {
        let part = Part::Nodes { group: id, instance_type: instance_type.clone() };
        let several = group.instance_types.len() > 1;
        let count = Quantity { count: on_demand, ..nodes };
        let line = draft.line(part, subject.clone(), count, price);
        line.note = note(several.then_some(Note::FirstOfSeveral));
    }
    if group.capacity_type == CapacityType::Spot {
        let (part, count) = match is_mixed {
            true => (Part::SpotNodes { group: id, instance_type }, spot),
            false => (Part::Nodes { group: id, instance_type }, nodes.count),
        };
        let share = if has_spot { paid } else { Share::WHOLE };
        let line = draft.line(part, subject, Quantity { count, share, ..nodes }, price);
        line.note = note(has_spot.then_some(Note::Spot(discount)));
    }
}

/// How many of so many nodes an Auto Scaling group buys on demand: its base, and its share of the others, rounded up.
/// Source: Amazon EC2 Auto Scaling user guide, mixed instances groups.
fn on_demand(own: &SelfManagedNodes, nodes: u64) -> u64 {
    let base = nodes.min(own.on_demand_base.into());
    base + ((nodes - base) * u64::from(own.on_demand_percent.get())).div_ceil(100)
}

/// The type that stands for all of a group, with its on-demand price.
struct Counted {
    instance_type: InstanceType,
    price: Option<Price>,
}

/// On-demand prices in one region. Groups share types, and each is looked up once.
struct Prices<'a> {
    region: &'a Region,
    found: BTreeMap<&'a InstanceType, Option<Price>>,
}

impl<'a> Prices<'a> {
    fn of(&mut self, instance_type: &'a InstanceType) -> Option<Price> {
        let region = self.region;
        *self.found.entry(instance_type).or_insert_with(|| on_demand_price(instance_type, region))
    }

    /// The type that counts for a group.
    ///
    /// On demand EKS takes the types in their order, so the first counts. Spot capacity comes from whichever pool is
    /// deepest and cheapest at the time (`price-capacity-optimized`): no list knows which, and the dearest of the types
    /// whose price is known counts, so that the bill does not promise too little. Without types EKS takes t3.medium.
    /// Sources: Amazon EKS user guide, managed node group capacity types; EKS API, `CreateNodegroup`.
    fn counted(&mut self, group: &'a NodeGroup) -> Counted {
        let types = group.instance_types.iter();
        let eligible = match group.capacity_type {
            CapacityType::OnDemand => 1,
            CapacityType::Spot => usize::MAX,
        };
        // Of several that cost the same, the first; a price that is not known is lower than any.
        let chosen =
            types.take(eligible).map(|t| (t, self.of(t))).min_by_key(|(_, p)| Reverse(p.map(|p| p.rate)));
        match chosen {
            Some((instance_type, price)) => Counted { instance_type: instance_type.clone(), price },
            None => {
                let instance_type = default_type();
                Counted { price: on_demand_price(&instance_type, self.region), instance_type }
            }
        }
    }
}

fn default_type() -> InstanceType {
    DEFAULT_TYPE.parse().unwrap_or_else(|_| unreachable!("it reads like an instance type"))
}

/// The subnets that give nodes public addresses.
fn public_subnets(design: &Design) -> Vec<SubnetId> {
    design.network.subnets.iter().filter(|s| s.tier == Tier::Public).map(|s| s.id).collect()
}
