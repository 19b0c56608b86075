//! The model: what the user edits, and the only state that counts. Everything else is computed from it.
//!
//! Invariants, held by [`crate::edit`] and checked when a file is opened ([`Design::broken_invariant`]):
//! ids are unique and below `next_id`; every subnet lies in one of the network's zones; every node group
//! names existing subnets only; no list is longer than its limit in [`limits`]. Whether the design makes
//! sense is not an invariant but the business of [`crate::check`]: bad designs are data.

mod access;
mod addons;
pub mod boundary;
mod cluster;
mod compute;
mod delivery;
mod endpoints;
mod fargate;
mod invariants;
mod needs;
mod network;
mod nodes;
mod pod_addresses;
mod routing;
mod space;
pub mod starters;
mod state;
mod subject;
mod usage;
mod waiver;

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::Arc;

use serde::Serialize;

pub use access::{
    Access, AccessEntry, PolicyAssociation, RbacPermissions, RbacRole, SshAccess, Statement, Workload,
    WorkloadIdentity,
};
pub use addons::{Addon, Addons, Identity};
pub use cluster::{Cluster, Endpoint, Flavour, SecretsEncryption};
pub use compute::{Compute, NodeGroup, NodeGroupId, Scaling};
pub use delivery::Delivery;
pub use endpoints::{ExistingVpc, VpcEndpoints};
pub use fargate::{AutoMode, FargatePods, FargateProfile, FargateProfileId, FargateSelector, Karpenter};
pub use invariants::limits;
pub(crate) use invariants::{lists_of_entry, lists_of_group, lists_of_profile, lists_of_workload};
pub use needs::EndpointNeed;
pub use network::{
    Dns, FlowLogTraffic, FlowLogs, LoadBalancerRole, Nat, Network, Peer, Subnet, SubnetId, Tier,
};
pub use nodes::{
    CustomAmi, InstanceMetadata, ManagedNodes, NodeGroupKind, NodeSettings, SelfManagedNodes, Unavailable,
    Volume,
};
pub use pod_addresses::PodAddresses;
pub use routing::{NatGateway, RouteTable, RouteTableId, WayOut};
pub use space::{SUBNET_PREFIX_LENS, first_free};
pub use state::{StateBackend, StateLock};
pub use subject::Subject;
pub use usage::{NotPercent, Percent, Usage};
pub use waiver::Waiver;

use crate::json::Read;
use crate::value::{Cidr, Region, TagKey, TagValue};

/// The version of the model as it is written to files. It goes up when an older file would no longer be read as it is.
pub const VERSION: u64 = 4;

/// A cluster and everything around it. Cheap to clone: the parts are shared until they are edited.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct Design {
    /// What the cluster is for.
    pub intent: Intent,
    /// The region that holds everything.
    pub region: Region,
    /// VPC, zones, subnets, ways out.
    pub network: Arc<Network>,
    /// The control plane.
    pub cluster: Arc<Cluster>,
    /// What runs the pods.
    pub compute: Arc<Compute>,
    /// Who may do what.
    pub access: Arc<Access>,
    /// Tags of every resource.
    pub tags: Arc<BTreeMap<TagKey, TagValue>>,
    /// Where Terraform keeps its state.
    pub state: Arc<StateBackend>,
    /// The pipelines that roll the bundle out, where there are some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
    /// What is expected of the cluster once it runs.
    #[serde(default, skip_serializing_if = "Usage::is_default")]
    pub usage: Usage,
    /// Findings that are accepted, with the reason: by rule, then object.
    #[serde(default, skip_serializing_if = "no_waivers")]
    pub waivers: Arc<Vec<Waiver>>,
    /// The number that the next object gets; ids are never used twice.
    pub next_id: u32,
}

/// What a design is for: rules judge a production cluster harder than an experiment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct Intent {
    /// How much depends on it.
    pub environment: Environment,
    /// Whether load balancers that the internet reaches will be created from inside the cluster.
    pub internet_facing_load_balancers: bool,
    /// Whether load balancers that only the network reaches will be created from inside the cluster.
    pub internal_load_balancers: bool,
    /// Whether Karpenter will be installed: it finds subnets and security groups by a tag.
    pub karpenter: bool,
}

impl Intent {
    /// Which load balancers a new subnet of `tier` is for.
    pub fn load_balancer_role(self, tier: Tier) -> LoadBalancerRole {
        match tier {
            Tier::Public if self.internet_facing_load_balancers => LoadBalancerRole::InternetFacing,
            Tier::Private if self.internal_load_balancers => LoadBalancerRole::Internal,
            Tier::Public | Tier::Private | Tier::Intra | Tier::Pod => LoadBalancerRole::None,
        }
    }

    /// Whether Karpenter is to find a new subnet of `tier`.
    pub fn karpenter_discovery(self, tier: Tier) -> bool {
        self.karpenter && tier == Tier::Private
    }
}

fn no_waivers(waivers: &Arc<Vec<Waiver>>) -> bool {
    waivers.is_empty()
}

/// How much depends on a cluster.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// May be lost.
    Development,
    /// Like production, with nobody waiting.
    Staging,
    /// Somebody is waiting.
    Production,
}

impl Environment {
    /// All values, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Development, Self::Staging, Self::Production];

    /// The value as it stands in the design file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Development => "development",
            Self::Staging => "staging",
            Self::Production => "production",
        }
    }

    /// The value as a word of its own.
    pub fn words(self) -> &'static str {
        match self {
            Self::Development => "Development",
            Self::Staging => "Staging",
            Self::Production => "Production",
        }
    }
}

impl Design {
    /// The subnet with this id.
    pub fn subnet(&self, id: SubnetId) -> Option<&Subnet> {
        self.network.subnets.iter().find(|s| s.id == id)
    }

    /// The node group with this id.
    pub fn node_group(&self, id: NodeGroupId) -> Option<&NodeGroup> {
        self.compute.node_groups.iter().find(|g| g.id == id)
    }

    /// The Fargate profile with this id.
    pub fn fargate_profile(&self, id: FargateProfileId) -> Option<&FargateProfile> {
        self.compute.fargate_profiles.iter().find(|p| p.id == id)
    }

    /// The subnets in which EKS places the control plane's network interfaces, in the network's order.
    pub fn control_plane_subnets(&self) -> impl Iterator<Item = &Subnet> {
        self.network.subnets.iter().filter(|s| self.takes_control_plane(s))
    }

    /// Whether EKS places network interfaces of the control plane in `subnet`.
    pub fn takes_control_plane(&self, subnet: &Subnet) -> bool {
        let cluster = &self.cluster;
        subnet.tier == cluster.control_plane_tier
            && !cluster.zones_without_control_plane.contains(&subnet.zone)
    }

    /// The subnets that a node group uses, in the network's order.
    pub fn subnets_of_group<'a>(&'a self, group: &'a NodeGroup) -> impl Iterator<Item = &'a Subnet> {
        self.network.subnets.iter().filter(|s| group.subnets.contains(&s.id))
    }

    /// The subnets that a Fargate profile uses, in the network's order.
    pub fn subnets_of_profile<'a>(&'a self, profile: &'a FargateProfile) -> impl Iterator<Item = &'a Subnet> {
        self.network.subnets.iter().filter(|s| profile.subnets.contains(&s.id))
    }

    /// The block that services get their addresses from: the chosen one, or the one that EKS takes by default. The
    /// latter is not guaranteed by AWS: it is what clusters in such VPCs were seen to have.
    /// Sources: EKS API, `KubernetesNetworkConfigRequest` (the two candidates); containers-roadmap issue 216.
    pub fn service_cidr(&self) -> Cidr {
        let candidate = |second: u8, third: u8| {
            Cidr::containing(Ipv4Addr::new(second, third, 0, 0), 16)
                .unwrap_or_else(|| unreachable!("a mask of 16"))
        };
        let in_ten = |block: Cidr| block.address().octets()[0] == 10 && block.prefix_len() >= 8;
        self.cluster.service_cidr.unwrap_or_else(|| {
            if self.network.blocks().any(in_ten) { candidate(172, 20) } else { candidate(10, 100) }
        })
    }

    /// The accepted finding of `rule` about `object`, if it is.
    pub fn waiver(&self, rule: &str, object: &Subject) -> Option<&Waiver> {
        let mut of_rule = self.waivers.iter().filter(|w| w.rule.as_str() == rule).peekable();
        of_rule.peek()?;
        let key = object.key();
        of_rule.find(|w| w.object.as_str() == key)
    }

    /// Everything that the design has, in the order of the outline.
    pub fn subjects(&self) -> Vec<Subject> {
        let network = &self.network;
        let mut subjects = vec![Subject::Design, Subject::Vpc];
        subjects.extend(network.zones.iter().cloned().map(Subject::Zone));
        subjects.extend(network.internet_gateway.then_some(Subject::InternetGateway));
        subjects.extend(network.subnets_in_order().map(|s| Subject::Subnet(s.id)));
        subjects.extend(network.nat_gateways().map(|n| Subject::NatGateway(n.subnet)));
        subjects.extend(network.route_tables().into_iter().map(|t| Subject::RouteTable(t.id)));
        subjects.extend([Subject::Endpoints, Subject::Cluster, Subject::Addons]);
        let compute = &self.compute;
        subjects.extend(compute.node_groups.iter().map(|g| Subject::NodeGroup(g.id)));
        subjects.extend(compute.fargate_profiles.iter().map(|p| Subject::FargateProfile(p.id)));
        subjects.extend(compute.auto_mode.is_some().then_some(Subject::AutoMode));
        subjects.extend(self.intent.karpenter.then_some(Subject::Karpenter));
        subjects.extend([Subject::Access, Subject::Workloads, Subject::State]);
        subjects
    }

    /// Whether the design still has what `subject` names.
    pub fn has(&self, subject: &Subject) -> bool {
        match subject {
            Subject::Design
            | Subject::Vpc
            | Subject::Endpoints
            | Subject::Cluster
            | Subject::Addons
            | Subject::Access
            | Subject::Workloads
            | Subject::State => true,
            Subject::InternetGateway => self.network.internet_gateway,
            Subject::Zone(zone) => self.network.zones.contains(zone),
            Subject::Subnet(id) => self.subnet(*id).is_some(),
            Subject::NatGateway(id) => self.network.nat_gateways().any(|n| n.subnet == *id),
            Subject::RouteTable(id) => self.network.route_tables().iter().any(|t| &t.id == id),
            Subject::NodeGroup(id) => self.node_group(*id).is_some(),
            Subject::FargateProfile(id) => self.fargate_profile(*id).is_some(),
            Subject::AutoMode => self.compute.auto_mode.is_some(),
            Subject::Karpenter => self.intent.karpenter,
        }
    }

    /// What people call `subject` in this design: its name where it has one.
    pub fn name_of(&self, subject: &Subject) -> String {
        match subject {
            Subject::Design => "design".to_owned(),
            Subject::Vpc => "VPC".to_owned(),
            Subject::Zone(zone) => zone.to_string(),
            Subject::Subnet(id) => self.subnet(*id).map_or_else(String::new, |s| s.name.to_string()),
            Subject::InternetGateway => "internet gateway".to_owned(),
            Subject::NatGateway(id) => {
                self.subnet(*id).map_or_else(String::new, |s| format!("nat-{}", s.zone.short()))
            }
            Subject::RouteTable(id) => id.name(),
            Subject::Cluster => self.cluster.name.to_string(),
            Subject::NodeGroup(id) => self.node_group(*id).map_or_else(String::new, |g| g.name.to_string()),
            Subject::FargateProfile(id) => {
                self.fargate_profile(*id).map_or_else(String::new, |p| p.name.to_string())
            }
            Subject::Endpoints => "VPC endpoints".to_owned(),
            Subject::Addons => "add-ons".to_owned(),
            Subject::AutoMode => "Auto Mode".to_owned(),
            Subject::Karpenter => "Karpenter".to_owned(),
            Subject::Access => "access".to_owned(),
            Subject::Workloads => "workload roles".to_owned(),
            Subject::State => "state".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_block_of_services_that_eks_takes() {
        for (vpc, services) in [
            ("10.0.0.0/16", "172.20.0.0/16"),
            ("172.31.0.0/16", "10.100.0.0/16"),
            ("100.64.0.0/16", "10.100.0.0/16"),
        ] {
            let mut design = starters::reference();
            Arc::make_mut(&mut design.network).cidr = vpc.parse().unwrap();
            assert_eq!(design.service_cidr().to_string(), services);
        }
    }
}
