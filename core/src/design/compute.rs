//! What runs the pods.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::SubnetId;
use crate::value::{
    AmiType, CapacityType, InstanceType, LabelKey, LabelValue, NodeGroupName, Taint, VolumeSize,
};

/// All compute of a design.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compute {
    /// The managed node groups, in the order in which they were added.
    pub node_groups: Vec<NodeGroup>,
}

/// Names a node group for as long as the design lives, whatever it is called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NodeGroupId(pub u32);

impl fmt::Display for NodeGroupId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A managed node group: AWS runs the Auto Scaling group, drains nodes on updates and replaces broken ones.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NodeGroup {
    /// Its id.
    pub id: NodeGroupId,
    /// Its name.
    pub name: NodeGroupName,
    /// The instance types it may use; the first is preferred on demand.
    pub instance_types: Vec<InstanceType>,
    /// How capacity is bought.
    pub capacity_type: CapacityType,
    /// The AMI family.
    pub ami_type: AmiType,
    /// How many nodes.
    pub scaling: Scaling,
    /// The root volume (the data volume on Bottlerocket), in GiB.
    pub disk_size_gib: VolumeSize,
    /// Labels of every node.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<LabelKey, LabelValue>,
    /// Taints of every node.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taints: Vec<Taint>,
    /// The subnets that its nodes run in.
    pub subnets: BTreeSet<SubnetId>,
}

impl NodeGroup {
    /// How much of a group may be away during an update, in percent: the same for all groups.
    pub const MAX_UNAVAILABLE_PERCENT: u32 = 33;
}

/// How many nodes a group has. EKS wants `0 <= min <= desired <= max` and `max >= 1` (rule NG001).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scaling {
    /// Never fewer.
    pub min: u32,
    /// At creation; later the autoscaler decides.
    pub desired: u32,
    /// Never more.
    pub max: u32,
}
