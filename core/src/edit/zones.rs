//! Edits of zones.

use std::sync::Arc;

use super::Refusal;
use super::network::{add_subnet, free_subnet_name, remove_subnets};
use super::placed::{placed, spanning};
use crate::catalog;
use crate::design::{Design, Network, Tier, limits};
use crate::value::ZoneId;

/// Takes the zone in as a column.
pub(super) fn push_zone(network: &mut Network, zone: &ZoneId) -> Result<(), Refusal> {
    if network.zones.len() >= limits::ZONES {
        return Err(Refusal::full("zones", limits::ZONES));
    }
    network.zones.push(zone.clone());
    Ok(())
}

/// Adds a zone with a subnet in each tier that the design uses.
pub(super) fn add_zone(design: &mut Design, zone: &ZoneId) -> Result<(), Refusal> {
    is_new_zone(design, zone)?;
    push_zone(Arc::make_mut(&mut design.network), zone)?;
    for tier in Tier::ALL {
        let network = &design.network;
        let Some(model) = network.subnets_of(tier).next() else { continue };
        let wanted = model.cidr.prefix_len();
        // A smaller subnet is better than none; below /28 AWS has none.
        let Some(cidr) = (wanted..=28).find_map(|len| network.first_free(len)) else {
            return Err(Refusal::new(format!(
                "The VPC {} has no room for a {} subnet in {zone}; enlarge it or shrink a subnet.",
                network.cidr,
                tier.as_str()
            )));
        };
        let name = free_subnet_name(design, tier, zone);
        let spanning = spanning(design, tier);
        let id = add_subnet(design, name, zone.clone(), tier, cidr)?;
        let compute = Arc::make_mut(&mut design.compute);
        for (_, subnets) in placed(compute).filter(|(placed, _)| spanning.contains(placed)) {
            subnets.insert(id);
        }
    }
    Ok(())
}

/// `zone` belongs to the region and is not in use.
fn is_new_zone(design: &Design, zone: &ZoneId) -> Result<(), Refusal> {
    if design.network.zones.contains(zone) {
        return Err(Refusal::new(format!("Zone {zone} is already in use; choose another one.")));
    }
    if catalog::region(&design.region).is_some_and(|r| !r.zones.contains(zone)) {
        return Err(Refusal::new(format!(
            "Zone {zone} is not in {}; choose one of its zones.",
            design.region
        )));
    }
    Ok(())
}

/// Puts `to` in the place of `zone`.
pub(super) fn move_zone(design: &mut Design, zone: &ZoneId, to: &ZoneId) -> Result<(), Refusal> {
    if !design.network.zones.contains(zone) {
        return Err(Refusal::gone("zone"));
    }
    is_new_zone(design, to)?;
    let network = Arc::make_mut(&mut design.network);
    let named = network.zones.iter_mut().chain(network.subnets.iter_mut().map(|s| &mut s.zone));
    named.filter(|z| *z == zone).for_each(|z| *z = to.clone());
    if leave_zone(design, zone) {
        Arc::make_mut(&mut design.cluster).zones_without_control_plane.insert(to.clone());
    }
    Ok(())
}

/// Removes a zone and its subnets.
pub(super) fn remove_zone(design: &mut Design, zone: &ZoneId) -> Result<(), Refusal> {
    if !design.network.zones.contains(zone) {
        return Err(Refusal::gone("zone"));
    }
    remove_subnets(design, |s| &s.zone == zone);
    Arc::make_mut(&mut design.network).zones.retain(|z| z != zone);
    leave_zone(design, zone);
    Ok(())
}

/// Takes `zone` out of those that the control plane leaves alone, and tells whether it was there.
fn leave_zone(design: &mut Design, zone: &ZoneId) -> bool {
    let known = design.cluster.zones_without_control_plane.contains(zone);
    known && Arc::make_mut(&mut design.cluster).zones_without_control_plane.remove(zone)
}
