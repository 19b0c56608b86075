//! What lies in subnets.

use std::collections::BTreeSet;

use crate::design::{Compute, Design, SubnetId, Tier};

/// What lies in subnets, by the number of its id: node groups and Fargate profiles.
pub(super) fn placed(compute: &mut Compute) -> impl Iterator<Item = (u32, &mut BTreeSet<SubnetId>)> {
    let groups = compute.node_groups.iter_mut().map(|g| (g.id.0, &mut g.subnets));
    groups.chain(compute.fargate_profiles.iter_mut().map(|p| (p.id.0, &mut p.subnets)))
}

/// The node groups and Fargate profiles that use every subnet of `tier`: a new zone is meant for them too.
pub(super) fn spanning(design: &Design, tier: Tier) -> Vec<u32> {
    let all: Vec<SubnetId> = design.network.subnets_of(tier).map(|s| s.id).collect();
    let groups = design.compute.node_groups.iter().map(|g| (g.id.0, &g.subnets));
    let placed = groups.chain(design.compute.fargate_profiles.iter().map(|p| (p.id.0, &p.subnets)));
    placed.filter(|(_, s)| !all.is_empty() && all.iter().all(|a| s.contains(a))).map(|(id, _)| id).collect()
}
