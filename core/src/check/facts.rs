//! What rules ask again and again about one design, worked out once.
//!
//! Lists are sorted by id, not by their place in the design, so findings do not depend on that place.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::free_space::FreeSpace;
use super::{Account, Context};
use crate::capacity::{Capacity, capacity};
use crate::catalog::{self, RegionFacts};
use crate::design::{Design, Environment, NodeGroup, Subnet, Tier, WayOut};
use crate::sorted;
use crate::value::{Cidr, Date, IpFamily, ZoneId};

/// A design, and what follows from it.
pub(super) struct Facts<'a> {
    pub(super) design: &'a Design,
    /// The day on which it is judged.
    pub(super) today: Option<Date>,
    /// The design as it is rolled out.
    pub(super) deployed: Option<&'a Design>,
    /// What else the account holds.
    pub(super) account: Account,
    /// The facts of its region.
    pub(super) region: Option<&'static RegionFacts>,
    /// Its subnets by id.
    pub(super) subnets: Vec<&'a Subnet>,
    /// Its node groups by id.
    pub(super) groups: Vec<&'a NodeGroup>,
    ways_out: OnceCell<Vec<WayOut>>,
    capacity: OnceCell<Capacity>,
    free_space: OnceCell<FreeSpace>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(design: &'a Design, context: &'a Context) -> Self {
        let mut subnets: Vec<&Subnet> = design.network.subnets.iter().collect();
        sorted::sort_by_key(&mut subnets, |s| s.id);
        let mut groups: Vec<&NodeGroup> = design.compute.node_groups.iter().collect();
        sorted::sort_by_key(&mut groups, |g| g.id);
        Self {
            design,
            today: context.today,
            deployed: context.deployed.as_deref(),
            account: context.account,
            region: catalog::region(&design.region),
            subnets,
            groups,
            ways_out: OnceCell::new(),
            capacity: OnceCell::new(),
            free_space: OnceCell::new(),
        }
    }

    /// How traffic leaves each subnet, in the order of `subnets`.
    pub(super) fn ways_out(&self) -> &[WayOut] {
        self.ways_out.get_or_init(|| {
            // One look-up for each zone and tier: all subnets of both share their way out.
            let mut by_place: BTreeMap<(&ZoneId, Tier), WayOut> = BTreeMap::new();
            let network = &self.design.network;
            let subnets = self.subnets.iter();
            subnets
                .map(|s| *by_place.entry((&s.zone, s.tier)).or_insert_with(|| network.way_out(s)))
                .collect()
        })
    }

    /// How far the design carries; its subnets and groups are in the order of `subnets` and `groups`.
    pub(super) fn capacity(&self) -> &Capacity {
        self.capacity.get_or_init(|| capacity(self.design))
    }

    pub(super) fn is_production(&self) -> bool {
        self.design.intent.environment == Environment::Production
    }

    /// Whether pods and services have IPv6 addresses.
    pub(super) fn is_ipv6(&self) -> bool {
        self.design.cluster.ip_family == IpFamily::Ipv6
    }

    /// The chosen block of services; with IPv6 there is none to choose (rule CTL006).
    pub(super) fn ipv4_service_cidr(&self) -> Option<Cidr> {
        self.design.cluster.service_cidr.filter(|_| !self.is_ipv6())
    }

    /// The subnets that nodes run in.
    pub(super) fn node_subnets(&self) -> impl Iterator<Item = &'a Subnet> {
        self.node_subnets_with_ways_out().map(|(subnet, _)| subnet)
    }

    /// The subnets that nodes run in, and how traffic leaves each.
    pub(super) fn node_subnets_with_ways_out(&self) -> impl Iterator<Item = (&'a Subnet, WayOut)> {
        let all = self.subnets.iter().zip(self.ways_out()).zip(&self.capacity().subnets);
        all.filter(|(_, addresses)| addresses.groups > 0).map(|((subnet, way_out), _)| (*subnet, *way_out))
    }

    /// The zones that nodes run in.
    pub(super) fn node_zones(&self) -> BTreeSet<&'a ZoneId> {
        sorted::set(self.node_subnets().map(|s| &s.zone))
    }

    /// The subnets of a tier by id.
    pub(super) fn subnets_of(&self, tier: Tier) -> impl Iterator<Item = &'a Subnet> {
        self.subnets.iter().copied().filter(move |s| s.tier == tier)
    }

    /// The zones of the region that take the control plane and that the design does not use.
    pub(super) fn unused_zones(&self) -> impl Iterator<Item = &'static ZoneId> {
        usable_zones(self.region).filter(|z| !self.design.network.zones.contains(z))
    }

    /// The addresses of the VPC that no subnet has.
    pub(super) fn free_space(&self) -> &FreeSpace {
        self.free_space.get_or_init(|| {
            FreeSpace::new(self.design.network.blocks(), self.subnets.iter().map(|s| (s.id, s.cidr)))
        })
    }
}

/// The zones of a region that take the control plane.
pub(super) fn usable_zones(region: Option<&'static RegionFacts>) -> impl Iterator<Item = &'static ZoneId> {
    region.into_iter().flat_map(|r| r.zones.iter().filter(|z| !r.zones_without_control_plane.contains(z)))
}
