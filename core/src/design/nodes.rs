//! What the nodes of a group are made of, and who looks after them.

use serde::Serialize;

use super::Percent;
use crate::json::Read;
use crate::value::{
    AmiId, HopLimit, MaxPods, SomePercent, SpotAllocation, StartScript, UnavailableNodes, VolumeType,
};

/// What managed and self-managed nodes have in common beside their type: volume, metadata, monitoring, start.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Read)]
#[serde(deny_unknown_fields, default)]
pub struct NodeSettings {
    /// The volume's type and speed.
    #[serde(skip_serializing_if = "is_default")]
    pub volume: Volume,
    /// Who may ask the instance metadata service.
    #[serde(skip_serializing_if = "is_default")]
    pub metadata: InstanceMetadata,
    /// Whether CloudWatch gets the figures of instances every minute instead of every five, for a charge.
    #[serde(skip_serializing_if = "is_default")]
    pub detailed_monitoring: bool,
    /// What nodes run before they join: a shell script, or TOML settings on Bottlerocket.
    #[serde(skip_serializing_if = "is_default")]
    pub start_script: Option<StartScript>,
    /// An image of one's own, made from the group's AMI type.
    #[serde(skip_serializing_if = "is_default")]
    pub custom_ami: Option<CustomAmi>,
}

/// The type and speed of a node's volume. Its size is a field of the group.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields, default)]
pub struct Volume {
    /// The type.
    pub kind: VolumeType,
    /// IOPS; without, what the type brings (3,000 for gp3). io1 and io2 need them (rule NG019).
    #[serde(skip_serializing_if = "is_default")]
    pub iops: Option<u32>,
    /// Throughput in MiB a second, of gp3 alone; without, 125.
    #[serde(skip_serializing_if = "is_default")]
    pub throughput_mibps: Option<u32>,
}

impl Default for Volume {
    fn default() -> Self {
        Self { kind: VolumeType::Gp3, iops: None, throughput_mibps: None }
    }
}

/// The options of the instance metadata service, which hands out the node's credentials. It can tell no instance its tags:
/// EC2 takes no `/` in their keys then, and EKS and Auto Scaling tag nodes with such keys (terraform-aws-eks issue 1785).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields, default)]
pub struct InstanceMetadata {
    /// Whether one must ask with a token (IMDSv2).
    pub tokens_required: bool,
    /// How far an answer reaches: 1 keeps it from pods.
    pub hop_limit: HopLimit,
}

impl Default for InstanceMetadata {
    fn default() -> Self {
        Self { tokens_required: true, hop_limit: HopLimit::known(1) }
    }
}

/// An image of one's own. The kubelet's pod limit can be chosen with one only: otherwise EKS sets it, so that rule
/// POD002 cannot be broken.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct CustomAmi {
    /// The image, which lies in the design's region.
    pub id: AmiId,
    /// How many pods the kubelet takes; without, what nodeadm works out from the interfaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_pods: Option<MaxPods>,
}

/// Who looks after the nodes of a group, and how.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum NodeGroupKind {
    /// EKS: it runs the Auto Scaling group, drains nodes on updates and can replace broken ones.
    Managed(ManagedNodes),
    /// The design's owner, through an Auto Scaling group: EKS only lets the nodes in.
    SelfManaged(SelfManagedNodes),
}

impl Default for NodeGroupKind {
    fn default() -> Self {
        Self::Managed(ManagedNodes::default())
    }
}

/// What EKS is told about updates and repair.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Read)]
#[serde(deny_unknown_fields, default)]
pub struct ManagedNodes {
    /// How many nodes may be away at once during an update.
    #[serde(skip_serializing_if = "is_default")]
    pub unavailable: Unavailable,
    /// Whether an update starts no nodes beyond the group's size (`MINIMAL`): it saves addresses and takes capacity away.
    #[serde(skip_serializing_if = "is_default")]
    pub minimal_surge: bool,
    /// Whether EKS replaces or reboots nodes that it finds broken.
    #[serde(skip_serializing_if = "is_default")]
    pub repair: bool,
}

/// How many nodes may be away: exactly one of number and share, so that rule NG015 cannot be broken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum Unavailable {
    /// So many.
    Nodes(UnavailableNodes),
    /// A share of the group, in percent.
    Percent(SomePercent),
}

impl Default for Unavailable {
    fn default() -> Self {
        Self::Percent(SomePercent::known(33))
    }
}

/// How the Auto Scaling group of self-managed nodes buys and replaces them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields, default)]
pub struct SelfManagedNodes {
    /// How many nodes are on demand before any is spot; counts where the group's capacity type is spot.
    #[serde(skip_serializing_if = "is_default")]
    pub on_demand_base: u16,
    /// The share of the nodes above the base that is on demand; counts where the group's capacity type is spot.
    #[serde(skip_serializing_if = "is_default")]
    pub on_demand_percent: Percent,
    /// How spot pools are chosen.
    pub spot_allocation: SpotAllocation,
    /// Whether a new launch template replaces the nodes one after the other (instance refresh).
    pub refresh: bool,
    /// The share of the group that stays healthy meanwhile, in percent.
    pub min_healthy_percent: SomePercent,
}

impl Default for SelfManagedNodes {
    fn default() -> Self {
        Self {
            on_demand_base: 0,
            on_demand_percent: Percent::default(),
            spot_allocation: SpotAllocation::PriceCapacityOptimized,
            refresh: true,
            min_healthy_percent: SomePercent::known(66),
        }
    }
}

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
