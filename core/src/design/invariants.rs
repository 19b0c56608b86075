//! What every design holds, however bad it is.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Design, Subject};
use crate::sorted;

/// The longest lists that a design takes. They bound what an opened file can cost, and lie far above
/// what AWS allows by default (200 subnets a VPC, 30 managed node groups a cluster).
pub mod limits {
    /// Zones; no region has more than 6.
    pub const ZONES: usize = 8;
    /// Subnets.
    pub const SUBNETS: usize = 400;
    /// Node groups.
    pub const NODE_GROUPS: usize = 450;
    /// Instance types of one group; EKS takes 20.
    pub const INSTANCE_TYPES: usize = 50;
    /// Labels of one group.
    pub const LABELS: usize = 100;
    /// Taints of one group; EKS takes 50.
    pub const TAINTS: usize = 50;
    /// Blocks that may use the public endpoint; EKS takes 40.
    pub const PUBLIC_CIDRS: usize = 100;
    /// Tags of a design, or of a subnet; AWS takes 50 a resource.
    pub const TAGS: usize = 50;
    /// Further blocks of the VPC; AWS raises its quota of 5 in all to 50.
    pub const SECONDARY_CIDRS: usize = 49;
    /// Blocks of connected networks.
    pub const PEERS: usize = 100;
    /// Accepted findings.
    pub const WAIVERS: usize = 500;
}

impl Design {
    /// The first invariant that does not hold, as a sentence; `None` for every design made by edits.
    pub fn broken_invariant(&self) -> Option<String> {
        let network = &self.network;
        let groups = &self.compute.node_groups;
        let lists = [
            ("zones", network.zones.len(), limits::ZONES),
            ("subnets", network.subnets.len(), limits::SUBNETS),
            ("node groups", groups.len(), limits::NODE_GROUPS),
            ("public endpoint blocks", self.cluster.endpoint.public_cidrs.len(), limits::PUBLIC_CIDRS),
            ("tags", self.tags.len(), limits::TAGS),
            ("secondary CIDRs", network.secondary_cidrs.len(), limits::SECONDARY_CIDRS),
            ("connected networks", network.peers.len(), limits::PEERS),
            ("waivers", self.waivers.len(), limits::WAIVERS),
        ];
        let of_groups = groups.iter().flat_map(|g| {
            [
                ("instance types in a node group", g.instance_types.len(), limits::INSTANCE_TYPES),
                ("labels in a node group", g.labels.len(), limits::LABELS),
                ("taints in a node group", g.taints.len(), limits::TAINTS),
            ]
        });
        let of_subnets = network.subnets.iter().map(|s| ("tags of a subnet", s.tags.len(), limits::TAGS));
        if let Some((what, count, limit)) =
            lists.into_iter().chain(of_groups).chain(of_subnets).find(|&(_, n, max)| n > max)
        {
            return Some(format!("There are {count} {what}; a design takes at most {limit}."));
        }
        if sorted::set(&network.zones).len() != network.zones.len() {
            return Some("The network names a zone twice.".to_owned());
        }
        let mut ids = BTreeSet::new();
        for id in network.subnets.iter().map(|s| s.id.0).chain(groups.iter().map(|g| g.id.0)) {
            if id >= self.next_id || !ids.insert(id) {
                return Some(format!("The id {id} is used twice or is not below next_id {}.", self.next_id));
            }
        }
        if let Some(subnet) = network.subnets.iter().find(|s| !network.zones.contains(&s.zone)) {
            return Some(format!("Subnet {} lies in {}, which is not in zones.", subnet.name, subnet.zone));
        }
        if let Some(stray) = self.stray_waiver() {
            return Some(stray);
        }
        let known = sorted::set(network.subnets.iter().map(|s| s.id));
        groups
            .iter()
            .find(|g| !g.subnets.is_subset(&known))
            .map(|group| format!("Node group {} names a subnet that does not exist.", group.name))
    }
    /// What is wrong with a waiver: its object is gone, or there is another one for the same finding.
    fn stray_waiver(&self) -> Option<String> {
        if self.waivers.is_empty() {
            return None;
        }
        let objects = self.object_keys();
        let mut found = BTreeSet::new();
        self.waivers.iter().find_map(|waiver| {
            let (rule, object) = (&waiver.rule, &waiver.object);
            if !objects.contains(object.as_str()) {
                return Some(format!("{rule} is waived for {object}, which does not exist."));
            }
            (!found.insert((rule, object))).then(|| format!("{rule} is waived twice for {object}."))
        })
    }

    /// The keys of all that the design has.
    fn object_keys(&self) -> BTreeSet<String> {
        sorted::set(self.subjects().iter().map(Subject::key))
    }

    /// Drops the waivers of objects that are gone.
    pub(crate) fn drop_stray_waivers(&mut self) {
        if self.waivers.is_empty() {
            return;
        }
        let objects = self.object_keys();
        if self.waivers.iter().any(|w| !objects.contains(w.object.as_str())) {
            Arc::make_mut(&mut self.waivers).retain(|w| objects.contains(w.object.as_str()));
        }
    }
}
