//! The model: what the user edits, and the only state that counts. Everything else is computed from it.
//!
//! Invariants, held by [`crate::edit`] and checked when a file is opened ([`Design::broken_invariant`]):
//! ids are unique and below `next_id`; every subnet lies in one of the network's zones; every node group
//! names existing subnets only; no list is longer than its limit in [`limits`]. Whether the design makes
//! sense is not an invariant but the business of [`crate::check`]: bad designs are data.

mod access;
mod cluster;
mod compute;
mod invariants;
mod network;
mod routing;
mod space;
pub mod starters;
mod state;
mod subject;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use access::Access;
pub use cluster::{Cluster, Endpoint, SecretsEncryption};
pub use compute::{Compute, NodeGroup, NodeGroupId, Scaling};
pub use invariants::limits;
pub use network::{Nat, Network, Subnet, SubnetId, Tier};
pub use routing::{NatGateway, RouteTable, RouteTableId, WayOut};
pub use space::first_free;
pub use state::{StateBackend, StateLock};
pub use subject::Subject;

use crate::value::{Region, TagKey, TagValue};

/// A cluster and everything around it. Cheap to clone: the parts are shared until they are edited.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
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
    /// The number that the next object gets; ids are never used twice.
    pub next_id: u32,
}

/// What a design is for: rules judge a production cluster harder than an experiment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intent {
    /// How much depends on it.
    pub environment: Environment,
    /// Whether load balancers will be created from inside the cluster: subnets get their role tags.
    pub load_balancers: bool,
}

/// How much depends on a cluster.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
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

    /// The subnets in which EKS places the control plane's network interfaces, in the network's order.
    pub fn control_plane_subnets(&self) -> impl Iterator<Item = &Subnet> {
        self.network.subnets_of(self.cluster.control_plane_tier)
    }

    /// The subnets that a node group uses, in the network's order.
    pub fn subnets_of_group<'a>(&'a self, group: &'a NodeGroup) -> impl Iterator<Item = &'a Subnet> {
        self.network.subnets.iter().filter(|s| group.subnets.contains(&s.id))
    }

    /// Whether the design still has what `subject` names.
    pub fn has(&self, subject: &Subject) -> bool {
        match subject {
            Subject::Design | Subject::Vpc | Subject::Cluster | Subject::Access | Subject::State => true,
            Subject::InternetGateway => self.network.internet_gateway,
            Subject::Zone(zone) => self.network.zones.contains(zone),
            Subject::Subnet(id) => self.subnet(*id).is_some(),
            Subject::NatGateway(id) => self.network.nat_gateways().any(|n| n.subnet == *id),
            Subject::RouteTable(id) => self.network.route_tables().iter().any(|t| &t.id == id),
            Subject::NodeGroup(id) => self.node_group(*id).is_some(),
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
            Subject::Access => "access".to_owned(),
            Subject::State => "state".to_owned(),
        }
    }
}
