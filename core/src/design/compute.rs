//! What runs the pods.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

use super::nodes::{ManagedNodes, NodeGroupKind, NodeSettings, SelfManagedNodes, is_default};
use super::{AutoMode, FargateProfile, Karpenter, SubnetId};
use crate::json::Read;
use crate::value::{
    AmiType, CapacityType, InstanceType, LabelKey, LabelValue, NodeGroupName, Taint, VolumeSize,
};

/// All compute of a design.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct Compute {
    /// The node groups, managed and self-managed, in the order in which they were added.
    pub node_groups: Vec<NodeGroup>,
    /// The Fargate profiles, in the order in which they were added.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fargate_profiles: Vec<FargateProfile>,
    /// EKS Auto Mode, where it is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auto_mode: Option<AutoMode>,
    /// How Karpenter is set up, where it is planned.
    #[serde(default, skip_serializing_if = "is_default")]
    pub karpenter: Karpenter,
}

/// Names a node group for as long as the design lives, whatever it is called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Read)]
#[serde(transparent)]
pub struct NodeGroupId(pub u32);

impl fmt::Display for NodeGroupId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A node group: nodes of one kind, made and counted together.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct NodeGroup {
    /// Its id.
    pub id: NodeGroupId,
    /// Its name.
    pub name: NodeGroupName,
    /// Who looks after its nodes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: NodeGroupKind,
    /// The instance types it may use; the first is preferred on demand.
    pub instance_types: Vec<InstanceType>,
    /// How capacity is bought.
    pub capacity_type: CapacityType,
    /// The AMI family.
    pub ami_type: AmiType,
    /// How many nodes.
    pub scaling: Scaling,
    /// The size of the root volume (the data volume on Bottlerocket), in GiB.
    pub disk_size_gib: VolumeSize,
    /// Labels of every node.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<LabelKey, LabelValue>,
    /// Taints of every node.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taints: Vec<Taint>,
    /// The subnets that its nodes run in.
    pub subnets: BTreeSet<SubnetId>,
    /// Volume, metadata, monitoring, start.
    #[serde(default, skip_serializing_if = "is_default")]
    pub settings: NodeSettings,
}

impl NodeGroup {
    /// What EKS is told about the group, where EKS manages it.
    pub fn managed(&self) -> Option<&ManagedNodes> {
        match &self.kind {
            NodeGroupKind::Managed(managed) => Some(managed),
            NodeGroupKind::SelfManaged(_) => None,
        }
    }

    /// How its Auto Scaling group works, where EKS does not manage it.
    pub fn self_managed(&self) -> Option<&SelfManagedNodes> {
        match &self.kind {
            NodeGroupKind::Managed(_) => None,
            NodeGroupKind::SelfManaged(nodes) => Some(nodes),
        }
    }
}

/// How many nodes a group has. EKS wants `0 <= min <= desired <= max` and `max >= 1` (rule NG001).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct Scaling {
    /// Never fewer.
    pub min: u32,
    /// At creation; later the autoscaler decides.
    pub desired: u32,
    /// Never more.
    pub max: u32,
}
