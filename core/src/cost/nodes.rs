//! Lines of node groups: instances, volumes, public addresses.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Draft, Each, Note, Part, Quantity, Share, Unit};
use crate::capacity::{DEFAULT_TYPE, PerScale};
use crate::catalog::{Price, Service, on_demand_price, service_price};
use crate::design::{Design, NodeGroup, Subject, SubnetId, Tier};
use crate::value::{CapacityType, InstanceType, Region};

/// Adds them, group by group.
pub(super) fn lines(draft: &mut Draft<'_>) {
    let design = draft.design;
    let disk = service_price(Service::Gp3GbMonth, &design.region);
    let public = public_subnets(design);
    let mut prices = Prices { region: &design.region, found: BTreeMap::new() };
    for group in &design.compute.node_groups {
        let subject = Subject::NodeGroup(group.id);
        let nodes = Quantity {
            count: PerScale::from(group.scaling),
            unit: Unit::Node,
            each: Each::Hours,
            share: Share::WHOLE,
        };
        instances(draft, group, nodes, prices.counted(group));
        let volumes = Quantity { each: Each::Gib(group.disk_size_gib.gib()), ..nodes };
        let line = draft.line(Part::Disks(group.id), subject.clone(), volumes, disk);
        line.note = group.ami_type.is_bottlerocket().then_some(Note::SystemVolume);
        let in_public = public.iter().filter(|id| group.subnets.contains(id)).count();
        if in_public > 0 {
            // An Auto Scaling group spreads its nodes evenly over its subnets.
            let share = Share::of(in_public, group.subnets.len());
            let addresses = Quantity { unit: Unit::Address, share, ..nodes };
            draft.service(Part::NodeAddresses(group.id), subject, addresses, Service::PublicIpv4Hour);
        }
    }
}

fn instances(draft: &mut Draft<'_>, group: &NodeGroup, nodes: Quantity, counted: Counted) {
    let discount = draft.design.usage.spot_discount_percent;
    let (share, note) = match group.capacity_type {
        CapacityType::Spot => {
            let paid = discount.map_or(Share::WHOLE, |d| Share::percent(100 - u64::from(d.get())));
            (paid, Some(Note::Spot(discount)))
        }
        CapacityType::OnDemand => {
            let several = group.instance_types.len() > 1;
            (Share::WHOLE, several.then_some(Note::FirstOfSeveral))
        }
    };
    let Counted { instance_type, price } = counted;
    let part = Part::Nodes { group: group.id, instance_type };
    let line = draft.line(part, Subject::NodeGroup(group.id), Quantity { share, ..nodes }, price);
    line.note = if group.instance_types.is_empty() { Some(Note::DefaultType) } else { note };
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
