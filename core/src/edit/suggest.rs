//! Ready edits for the things that people add: the next zone, a tier, a node group. They pick names and free
//! space, so that one click gives something that works.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use super::{ComputeEdit, Edit, NetworkEdit, free_subnet_name};
use crate::catalog;
use crate::design::{
    AutoMode, Design, FargatePods, FargateProfile, FargateProfileId, FargateSelector, NodeGroup, NodeGroupId,
    NodeGroupKind, NodeSettings, Scaling, SelfManagedNodes, Tier, first_free,
};
use crate::sorted;
use crate::value::{
    AmiType, AutoNodePool, CapacityType, Cidr, FargateProfileName, InstanceType, NodeGroupName, TableName,
    VolumeSize, ZoneId,
};

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
            let (edit, cidr) = subnet_beside(design, &taken, zone, tier)?;
            taken.push(cidr);
            Some(edit)
        })
        .collect();
    edits.filter(|edits| !edits.is_empty()).map(|edits| Edit::Batch { edits })
}

/// Adds one more subnet of `tier` in `zone`; `None` where there is no room.
pub fn add_subnet(design: &Design, zone: &ZoneId, tier: Tier) -> Option<Edit> {
    subnet_beside(design, &[], zone, tier).map(|(edit, _)| edit)
}

/// A new subnet in free space, where `taken` is not free: of the usual size, or else of the largest that fits.
fn subnet_beside(design: &Design, taken: &[Cidr], zone: &ZoneId, tier: Tier) -> Option<(Edit, Cidr)> {
    let cidr = (tier.usual_prefix_len()..=28).find_map(|len| design.network.first_free_beside(taken, len))?;
    let name = free_subnet_name(design, tier, zone);
    Some((NetworkEdit::AddSubnet { name, zone: zone.clone(), tier, cidr }.into(), cidr))
}

/// Adds a /16 of 100.64.0.0/10 to the VPC, for pods: the range that AWS takes beside any other. `None` where the VPC
/// has a block of it, or the networks that are connected with it leave none.
/// Source: VPC user guide, VPC CIDR blocks (IPv4 CIDR block association restrictions).
pub fn add_pod_block(design: &Design) -> Option<(Edit, Cidr)> {
    let shared = Cidr::containing(Ipv4Addr::new(100, 64, 0, 0), 10)?;
    let network = &design.network;
    if network.blocks().any(|block| block.overlaps(shared)) {
        return None;
    }
    let cidr = first_free(shared, network.peers.iter().map(|p| p.cidr), 16)?;
    let cidrs = network.secondary_cidrs.iter().copied().chain([cidr]).collect();
    Some((NetworkEdit::SetSecondaryCidrs { cidrs }.into(), cidr))
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
        kind: NodeGroupKind::default(),
        instance_types,
        capacity_type: CapacityType::OnDemand,
        ami_type: AmiType::Al2023X86,
        scaling: Scaling { min: 2, desired: 2, max: 4 },
        disk_size_gib: VolumeSize::try_from(50).ok()?,
        labels: BTreeMap::new(),
        taints: Vec::new(),
        subnets,
        settings: NodeSettings::default(),
    };
    Some(ComputeEdit::AddNodeGroup { group }.into())
}

/// Adds a node group like [`add_node_group`], of self-managed nodes.
pub fn add_self_managed_group(design: &Design) -> Option<Edit> {
    let Edit::Compute(ComputeEdit::AddNodeGroup { mut group }) = add_node_group(design)? else { return None };
    group.kind = NodeGroupKind::SelfManaged(SelfManagedNodes::default());
    Some(ComputeEdit::AddNodeGroup { group }.into())
}

/// Adds a Fargate profile in the private subnets: for CoreDNS first, then for namespaces named like the profile.
pub fn add_fargate_profile(design: &Design) -> Option<Edit> {
    let profiles = &design.compute.fargate_profiles;
    let taken = |name: &FargateProfileName| profiles.iter().any(|p| &p.name == name);
    let mut names = ["kube-system".to_owned(), "workloads".to_owned()]
        .into_iter()
        .chain((2..).map(|n| format!("workloads-{n}")));
    let name: FargateProfileName = names.find_map(|n| n.parse().ok().filter(|n| !taken(n)))?;
    let namespace = name.as_str().parse().ok()?;
    let profile = FargateProfile {
        id: FargateProfileId(0),
        name,
        selectors: vec![FargateSelector { namespace, labels: BTreeMap::new() }],
        subnets: sorted::set(design.network.subnets_of(Tier::Private).map(|s| s.id)),
        expected: FargatePods::default(),
    };
    Some(ComputeEdit::AddFargateProfile { profile }.into())
}

/// Turns Auto Mode on with both of its node pools; `None` where it is on.
pub fn add_auto_mode(design: &Design) -> Option<Edit> {
    let auto_mode = AutoMode {
        node_pools: sorted::set(AutoNodePool::ALL.iter().copied()),
        expected_nodes: 2,
        expected_type: "m5.large".parse().ok()?,
    };
    let edit = ComputeEdit::SetAutoMode { auto_mode: Some(auto_mode) };
    design.compute.auto_mode.is_none().then(|| edit.into())
}

/// Adds the VPC endpoints that nodes and the chosen features need where there is no way to the internet, beside those
/// that are there; `None` where all are. Where the endpoints' tier has no subnets, a tier that has some takes its place.
pub fn add_needed_endpoints(design: &Design) -> Option<Edit> {
    let network = &design.network;
    let mut endpoints = network.endpoints.clone();
    endpoints.services.extend(design.endpoint_needs().map(|need| need.service));
    let mut tiers = [endpoints.tier, Tier::Private, Tier::Intra, Tier::Public].into_iter();
    endpoints.tier = tiers.find(|t| network.subnets_of(*t).next().is_some()).unwrap_or(endpoints.tier);
    let is_new = endpoints.services != network.endpoints.services;
    is_new.then(|| NetworkEdit::SetEndpoints { endpoints }.into())
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
    fn a_second_subnet_takes_another_name_and_block() {
        let mut design = starters::reference();
        let zone = design.network.zones[0].clone();
        design = design.edited(&add_subnet(&design, &zone, Tier::Public).unwrap()).unwrap();
        let added = design.network.subnets.last().unwrap();
        assert_eq!((added.name.as_str(), added.cidr.to_string()), ("public-az1-2", "10.0.2.0/24".to_owned()));
        let network = std::sync::Arc::make_mut(&mut design.network);
        network.cidr = network.subnets[0].cidr;
        assert_eq!(add_subnet(&design, &zone, Tier::Public), None, "no room");
    }

    #[test]
    fn pods_get_a_block_once() {
        let mut design = starters::reference();
        let peer =
            crate::design::Peer { name: "hub".parse().unwrap(), cidr: "100.64.0.0/15".parse().unwrap() };
        std::sync::Arc::make_mut(&mut design.network).peers = vec![peer];
        let (edit, cidr) = add_pod_block(&design).unwrap();
        assert_eq!(cidr.to_string(), "100.66.0.0/16");
        design = design.edited(&edit).unwrap();
        assert_eq!(design.network.secondary_cidrs, [cidr]);
        assert_eq!(add_pod_block(&design), None);
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
