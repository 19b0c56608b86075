//! Ready edits for the things that people add: the next zone, a tier, a node group. They pick names and free
//! space, so that one click gives something that works.

use std::collections::BTreeMap;

use super::{ComputeEdit, Edit, NetworkEdit, free_subnet_name};
use crate::catalog;
use crate::design::{Design, NodeGroup, NodeGroupId, Scaling, Tier};
use crate::sorted;
use crate::value::{AmiType, CapacityType, InstanceType, NodeGroupName, TableName, VolumeSize, ZoneId};

/// The zones of the region that the design does not use yet, and whether the control plane accepts them.
pub fn free_zones(design: &Design) -> Vec<(ZoneId, bool)> {
    let Some(region) = catalog::region(&design.region) else { return Vec::new() };
    let unused = region.zones.iter().filter(|z| !design.network.zones.contains(z));
    unused.map(|z| (z.clone(), !region.zones_without_control_plane.contains(z))).collect()
}

/// Adds the next zone that the control plane accepts; `None` where the region has no other.
pub fn next_zone(design: &Design) -> Option<Edit> {
    let (zone, _) = free_zones(design).into_iter().find(|(_, accepted)| *accepted)?;
    Some(NetworkEdit::AddZone { zone }.into())
}

/// Adds a subnet of `tier` in every zone that has none; `None` where every zone has one or there is no room.
pub fn add_tier(design: &Design, tier: Tier) -> Option<Edit> {
    let network = &design.network;
    let mut taken = Vec::new();
    let bare = network.zones.iter().filter(|z| network.subnets_of(tier).all(|s| &s.zone != *z));
    let edits: Option<Vec<Edit>> = bare
        .map(|zone| {
            let cidr =
                (tier.usual_prefix_len()..=28).find_map(|len| network.first_free_beside(&taken, len))?;
            taken.push(cidr);
            let name = free_subnet_name(design, tier, zone);
            Some(NetworkEdit::AddSubnet { name, zone: zone.clone(), tier, cidr }.into())
        })
        .collect();
    edits.filter(|edits| !edits.is_empty()).map(|edits| Edit::Batch { edits })
}

/// Adds a node group that spans the private subnets (the public ones where there are no private ones).
pub fn add_node_group(design: &Design) -> Option<Edit> {
    let tier =
        [Tier::Private, Tier::Public].into_iter().find(|t| design.network.subnets_of(*t).next().is_some());
    let subnets = tier.map(|t| sorted::set(design.network.subnets_of(t).map(|s| s.id))).unwrap_or_default();
    let taken = |name: &NodeGroupName| design.compute.node_groups.iter().any(|g| &g.name == name);
    let mut names = ["general".to_owned()].into_iter().chain((2..).map(|n| format!("general-{n}")));
    let name = names.find_map(|n| n.parse().ok().filter(|n| !taken(n)))?;
    // The size of the reference design: two cores and 8 GiB, in every region, on demand.
    let instance_types: Vec<InstanceType> = vec!["m5.large".parse().ok()?];
    let group = NodeGroup {
        id: NodeGroupId(0),
        name,
        instance_types,
        capacity_type: CapacityType::OnDemand,
        ami_type: AmiType::Al2023X86,
        scaling: Scaling { min: 2, desired: 2, max: 4 },
        disk_size_gib: VolumeSize::try_from(50).ok()?,
        labels: BTreeMap::new(),
        taints: Vec::new(),
        subnets,
    };
    Some(ComputeEdit::AddNodeGroup { group }.into())
}

/// A name for the lock table of the design's state, made of the cluster's.
pub fn lock_table(design: &Design) -> Option<TableName> {
    format!("{}-tfstate-lock", design.cluster.name).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::starters;

    #[test]
    fn what_is_suggested_fits() {
        let mut design = starters::reference();
        let edits: [fn(&Design) -> Option<Edit>; 4] =
            [next_zone, |d| add_tier(d, Tier::Intra), add_node_group, add_node_group];
        for edit in edits {
            design = design.edited(&edit(&design).unwrap()).unwrap();
        }
        let names: Vec<_> = design.compute.node_groups.iter().map(|g| g.name.as_str()).collect();
        assert_eq!(names, ["general", "general-2", "general-3"]);
        assert_eq!(design.network.zones.len(), 3);
        assert_eq!(design.network.subnets.len(), 9);
        assert!(design.compute.node_groups.iter().all(|g| g.subnets.len() == 3), "groups span the new zone");
        assert_eq!(add_tier(&design, Tier::Intra), None);
        assert_eq!(next_zone(&design), None);
        let cidrs: Vec<_> = design.network.subnets.iter().map(|s| s.cidr).collect();
        for (i, a) in cidrs.iter().enumerate() {
            assert!(cidrs[i + 1..].iter().all(|b| !a.overlaps(*b)));
        }
    }

    #[test]
    fn every_cluster_has_a_lock_table() {
        let mut design = starters::reference();
        std::sync::Arc::make_mut(&mut design.cluster).name = "a".repeat(100).parse().unwrap();
        assert!(lock_table(&design).is_some());
    }

    /// Adding a zone renumbers and rebuilds nothing that is there.
    #[test]
    fn a_new_zone_leaves_subnets_alone() {
        let before = starters::reference();
        let after = before.edited(&next_zone(&before).unwrap()).unwrap();
        assert_eq!(after.network.subnets[..before.network.subnets.len()], before.network.subnets[..]);
    }
}
