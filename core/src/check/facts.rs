//! What rules ask again and again about one design, worked out once.
//!
//! Lists are sorted by id, not by their place in the design, so findings do not depend on that place.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::free_space::FreeSpace;
use crate::catalog::{self, RegionFacts};
use crate::design::{Design, Environment, NodeGroup, Subject, Subnet, SubnetId, Tier, WayOut};
use crate::value::{Date, ZoneId};

/// A design, and what follows from it.
pub(super) struct Facts<'a> {
    pub(super) design: &'a Design,
    /// The day on which it is judged.
    pub(super) today: Option<Date>,
    /// The facts of its region.
    pub(super) region: Option<&'static RegionFacts>,
    /// Its subnets by id.
    pub(super) subnets: Vec<&'a Subnet>,
    /// Its node groups by id.
    pub(super) groups: Vec<&'a NodeGroup>,
    /// How traffic leaves each subnet, in the order of `subnets`.
    ways_out: Vec<WayOut>,
    /// How many node groups use each subnet, in the order of `subnets`.
    group_counts: Vec<u32>,
    free_space: OnceCell<FreeSpace>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(design: &'a Design, context: &Context) -> Self {
        let mut subnets: Vec<&Subnet> = design.network.subnets.iter().collect();
        subnets.sort_unstable_by_key(|s| s.id);
        let mut groups: Vec<&NodeGroup> = design.compute.node_groups.iter().collect();
        groups.sort_unstable_by_key(|g| g.id);
        // One look-up for each zone and tier: all subnets of both share their way out.
        let mut by_place: BTreeMap<(&ZoneId, Tier), WayOut> = BTreeMap::new();
        let way_out =
            |s: &&'a Subnet| *by_place.entry((&s.zone, s.tier)).or_insert_with(|| design.network.way_out(s));
        let ways_out = subnets.iter().map(way_out).collect();
        let mut group_counts = vec![0; subnets.len()];
        for group in &groups {
            // Both lists are sorted, so one walk along them finds all matches.
            let mut used = group.subnets.iter().peekable();
            for (subnet, count) in subnets.iter().zip(&mut group_counts) {
                while used.next_if(|&&u| u < subnet.id).is_some() {}
                match used.peek() {
                    None => break,
                    Some(&&u) if u == subnet.id => *count += 1,
                    Some(_) => {}
                }
            }
        }
        Self {
            design,
            today: context.today,
            region: catalog::region(&design.region),
            subnets,
            groups,
            ways_out,
            group_counts,
            free_space: OnceCell::new(),
        }
    }

    pub(super) fn is_production(&self) -> bool {
        self.design.intent.environment == Environment::Production
    }

    /// The subnets that nodes run in.
    pub(super) fn node_subnets(&self) -> impl Iterator<Item = &'a Subnet> {
        self.node_subnets_with_ways_out().map(|(subnet, _)| subnet)
    }

    /// The subnets that nodes run in, and how traffic leaves each.
    pub(super) fn node_subnets_with_ways_out(&self) -> impl Iterator<Item = (&'a Subnet, WayOut)> {
        let all = self.subnets.iter().zip(&self.ways_out).zip(&self.group_counts);
        all.filter(|&(_, &count)| count > 0).map(|((subnet, way_out), _)| (*subnet, *way_out))
    }

    /// The zones that nodes run in.
    pub(super) fn node_zones(&self) -> BTreeSet<&'a ZoneId> {
        self.node_subnets().map(|s| &s.zone).collect()
    }

    /// The subnets of a tier by id.
    pub(super) fn subnets_of(&self, tier: Tier) -> impl Iterator<Item = &'a Subnet> {
        self.subnets.iter().copied().filter(move |s| s.tier == tier)
    }

    /// The node groups, as subjects, that use one of `subnets`.
    pub(super) fn groups_in(&self, subnets: &BTreeSet<SubnetId>) -> Vec<Subject> {
        let uses = |g: &&&NodeGroup| !g.subnets.is_disjoint(subnets);
        self.groups.iter().filter(uses).map(|g| Subject::NodeGroup(g.id)).collect()
    }

    /// The zones of the region that take the control plane and that the design does not use.
    pub(super) fn unused_zones(&self) -> impl Iterator<Item = &'static ZoneId> {
        usable_zones(self.region).filter(|z| !self.design.network.zones.contains(z))
    }

    /// The addresses of the VPC that no subnet has.
    pub(super) fn free_space(&self) -> &FreeSpace {
        self.free_space.get_or_init(|| {
            FreeSpace::new(self.design.network.cidr, self.subnets.iter().map(|s| (s.id, s.cidr)))
        })
    }
}

/// The zones of a region that take the control plane.
pub(super) fn usable_zones(region: Option<&'static RegionFacts>) -> impl Iterator<Item = &'static ZoneId> {
    region.into_iter().flat_map(|r| r.zones.iter().filter(|z| !r.zones_without_control_plane.contains(z)))
}
