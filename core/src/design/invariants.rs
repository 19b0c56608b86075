//! What every design holds, however bad it is.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{AccessEntry, Design, FargateProfile, NodeGroup, Subject, Workload};
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
    /// Fargate profiles; EKS takes 10 a cluster.
    pub const FARGATE_PROFILES: usize = 50;
    /// Selectors of one Fargate profile; EKS takes 5.
    pub const SELECTORS: usize = 20;
    /// Labels of one selector; EKS takes 5.
    pub const SELECTOR_LABELS: usize = 20;
    /// Add-ons.
    pub const ADDONS: usize = 60;
    /// Access entries.
    pub const ENTRIES: usize = 200;
    /// Policies, groups or namespaces of one access entry, and namespaces of a role.
    pub const OF_AN_ENTRY: usize = 50;
    /// Kubernetes roles.
    pub const RBAC: usize = 100;
    /// Workloads with a role.
    pub const WORKLOADS: usize = 200;
    /// Policies or statements of a workload's role, and actions or resources of a statement.
    pub const OF_A_WORKLOAD: usize = 50;
    /// Blocks that may use SSH.
    pub const SSH_CIDRS: usize = 50;
    /// Instance categories of Karpenter's pool: there are 26 letters.
    pub const CATEGORIES: usize = 26;
    /// Accepted findings.
    pub const WAIVERS: usize = 500;
}

/// A list: what it holds, how much, and how much it may hold.
type List = (&'static str, usize, usize);

/// The lists of a node group.
pub(crate) fn lists_of_group(group: &NodeGroup) -> [List; 3] {
    [
        ("instance types in a node group", group.instance_types.len(), limits::INSTANCE_TYPES),
        ("labels in a node group", group.labels.len(), limits::LABELS),
        ("taints in a node group", group.taints.len(), limits::TAINTS),
    ]
}

/// The lists of a Fargate profile.
pub(crate) fn lists_of_profile(profile: &FargateProfile) -> [List; 2] {
    let labels = profile.selectors.iter().map(|s| s.labels.len()).max().unwrap_or_default();
    [
        ("selectors in a Fargate profile", profile.selectors.len(), limits::SELECTORS),
        ("labels in a selector", labels, limits::SELECTOR_LABELS),
    ]
}

/// The lists of an access entry.
pub(crate) fn lists_of_entry(entry: &AccessEntry) -> [List; 3] {
    let namespaces = entry.policies.iter().map(|p| p.namespaces.len()).max().unwrap_or_default();
    [
        ("policies in an access entry", entry.policies.len(), limits::OF_AN_ENTRY),
        ("groups in an access entry", entry.groups.len(), limits::OF_AN_ENTRY),
        ("namespaces of an access policy", namespaces, limits::OF_AN_ENTRY),
    ]
}

/// The lists of a workload's role.
pub(crate) fn lists_of_workload(workload: &Workload) -> [List; 3] {
    let parts =
        workload.statements.iter().map(|s| s.actions.len().max(s.resources.len())).max().unwrap_or_default();
    [
        ("policies of a workload", workload.policies.len(), limits::OF_A_WORKLOAD),
        ("statements of a workload", workload.statements.len(), limits::OF_A_WORKLOAD),
        ("actions or resources of a statement", parts, limits::OF_A_WORKLOAD),
    ]
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
        let access = &self.access;
        let profiles = &self.compute.fargate_profiles;
        let further = [
            ("Fargate profiles", profiles.len(), limits::FARGATE_PROFILES),
            ("add-ons", self.cluster.addons.len(), limits::ADDONS),
            ("access entries", access.entries.len(), limits::ENTRIES),
            ("Kubernetes roles", access.rbac.len(), limits::RBAC),
            ("workload roles", access.workloads.len(), limits::WORKLOADS),
            ("SSH blocks", access.ssh.as_ref().map_or(0, |s| s.cidrs.len()), limits::SSH_CIDRS),
            ("instance categories", self.compute.karpenter.categories.len(), limits::CATEGORIES),
        ];
        let lists = lists.into_iter().chain(further);
        let lists = lists.chain(groups.iter().flat_map(lists_of_group));
        let lists =
            lists.chain(network.subnets.iter().map(|s| ("tags of a subnet", s.tags.len(), limits::TAGS)));
        let lists = lists.chain(profiles.iter().flat_map(lists_of_profile));
        let lists = lists.chain(access.entries.iter().flat_map(lists_of_entry));
        let mut lists = lists.chain(access.workloads.iter().flat_map(lists_of_workload));
        if let Some((what, count, limit)) = lists.find(|&(_, n, max)| n > max) {
            return Some(format!("There are {count} {what}; a design takes at most {limit}."));
        }
        if sorted::set(&network.zones).len() != network.zones.len() {
            return Some("The network names a zone twice.".to_owned());
        }
        let mut ids = BTreeSet::new();
        let of_groups = groups.iter().map(|g| g.id.0).chain(profiles.iter().map(|p| p.id.0));
        for id in network.subnets.iter().map(|s| s.id.0).chain(of_groups) {
            if id >= self.next_id || !ids.insert(id) {
                return Some(format!("The id {id} is used twice or is not below next_id {}.", self.next_id));
            }
        }
        let mut blocks = BTreeSet::new();
        if let Some(subnet) = network.subnets.iter().find(|s| s.ipv6.is_some_and(|b| !blocks.insert(b))) {
            return Some(format!("Subnet {} has the IPv6 block of another one.", subnet.name));
        }
        if let Some(subnet) = network.subnets.iter().find(|s| !network.zones.contains(&s.zone)) {
            return Some(format!("Subnet {} lies in {}, which is not in zones.", subnet.name, subnet.zone));
        }
        if let Some(stray) = self.stray_waiver() {
            return Some(stray);
        }
        let known = sorted::set(network.subnets.iter().map(|s| s.id));
        let stray = groups.iter().find(|g| !g.subnets.is_subset(&known));
        let stray =
            stray.map(|group| format!("Node group {} names a subnet that does not exist.", group.name));
        stray.or_else(|| {
            let profile = profiles.iter().find(|p| !p.subnets.is_subset(&known))?;
            Some(format!("Fargate profile {} names a subnet that does not exist.", profile.name))
        })
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
