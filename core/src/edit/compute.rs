//! Edits of node groups.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Edit, Refusal, all_bounded, bounded};
use crate::design::{
    AutoMode, Design, FargateProfile, FargateProfileId, Karpenter, NodeGroup, NodeGroupId, NodeGroupKind,
    NodeSettings, Scaling, SubnetId, limits, lists_of_group, lists_of_profile,
};
use crate::value::{
    AmiType, CapacityType, InstanceType, LabelKey, LabelValue, NodeGroupName, Taint, VolumeSize,
};

/// A change of what runs the pods.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ComputeEdit {
    /// Adds a node group; its id is given by the design, whatever the value carries.
    AddNodeGroup {
        /// The new group.
        group: NodeGroup,
    },
    /// Removes a node group.
    RemoveNodeGroup {
        /// The group.
        group: NodeGroupId,
    },
    /// Gives a node group another name.
    RenameNodeGroup {
        /// The group.
        group: NodeGroupId,
        /// Its new name.
        name: NodeGroupName,
    },
    /// Chooses the instance types.
    SetInstanceTypes {
        /// The group.
        group: NodeGroupId,
        /// The new types, preferred first.
        instance_types: Vec<InstanceType>,
    },
    /// Chooses how capacity is bought.
    SetCapacityType {
        /// The group.
        group: NodeGroupId,
        /// The new way.
        capacity_type: CapacityType,
    },
    /// Chooses the AMI family.
    SetAmiType {
        /// The group.
        group: NodeGroupId,
        /// The new family.
        ami_type: AmiType,
    },
    /// Chooses how many nodes.
    SetScaling {
        /// The group.
        group: NodeGroupId,
        /// The new numbers.
        scaling: Scaling,
    },
    /// Chooses the size of the disk.
    SetDiskSize {
        /// The group.
        group: NodeGroupId,
        /// The new size.
        disk_size_gib: VolumeSize,
    },
    /// Replaces the labels.
    SetLabels {
        /// The group.
        group: NodeGroupId,
        /// The new labels.
        labels: BTreeMap<LabelKey, LabelValue>,
    },
    /// Replaces the taints.
    SetTaints {
        /// The group.
        group: NodeGroupId,
        /// The new taints.
        taints: Vec<Taint>,
    },
    /// Chooses the subnets that the nodes run in.
    PlaceNodeGroup {
        /// The group.
        group: NodeGroupId,
        /// The new subnets; all must exist.
        subnets: BTreeSet<SubnetId>,
    },
    /// Chooses who looks after the nodes, and how.
    SetNodeGroupKind {
        /// The group.
        group: NodeGroupId,
        /// The new way.
        kind: NodeGroupKind,
    },
    /// Chooses volume, metadata, monitoring and start of the nodes.
    SetNodeSettings {
        /// The group.
        group: NodeGroupId,
        /// The new settings.
        settings: NodeSettings,
    },
    /// Adds a Fargate profile; its id is given by the design, whatever the value carries.
    AddFargateProfile {
        /// The new profile.
        profile: FargateProfile,
    },
    /// Replaces the Fargate profile of the same id.
    SetFargateProfile {
        /// What takes its place.
        profile: FargateProfile,
    },
    /// Removes a Fargate profile.
    RemoveFargateProfile {
        /// The profile.
        profile: FargateProfileId,
    },
    /// Turns EKS Auto Mode on, off, or sets it up otherwise.
    SetAutoMode {
        /// The new way; none turns it off.
        auto_mode: Option<AutoMode>,
    },
    /// Sets Karpenter up.
    SetKarpenter {
        /// The new way.
        karpenter: Karpenter,
    },
}

impl From<ComputeEdit> for Edit {
    fn from(edit: ComputeEdit) -> Self {
        Self::Compute(edit)
    }
}

impl ComputeEdit {
    pub(super) fn apply(&self, design: &mut Design) -> Result<(), Refusal> {
        match self {
            Self::AddNodeGroup { group } => add(design, group)?,
            Self::RemoveNodeGroup { group } => {
                group_mut(design, *group)?;
                Arc::make_mut(&mut design.compute).node_groups.retain(|g| g.id != *group);
            }
            Self::RenameNodeGroup { group, name } => group_mut(design, *group)?.name = name.clone(),
            Self::SetInstanceTypes { group, instance_types } => {
                bounded("instance types in a node group", instance_types.len(), limits::INSTANCE_TYPES)?;
                group_mut(design, *group)?.instance_types = instance_types.clone();
            }
            Self::SetCapacityType { group, capacity_type } => {
                group_mut(design, *group)?.capacity_type = *capacity_type;
            }
            Self::SetAmiType { group, ami_type } => group_mut(design, *group)?.ami_type = *ami_type,
            Self::SetScaling { group, scaling } => group_mut(design, *group)?.scaling = *scaling,
            Self::SetDiskSize { group, disk_size_gib } => {
                group_mut(design, *group)?.disk_size_gib = *disk_size_gib;
            }
            Self::SetLabels { group, labels } => {
                bounded("labels in a node group", labels.len(), limits::LABELS)?;
                group_mut(design, *group)?.labels = labels.clone();
            }
            Self::SetTaints { group, taints } => {
                bounded("taints in a node group", taints.len(), limits::TAINTS)?;
                group_mut(design, *group)?.taints = taints.clone();
            }
            Self::PlaceNodeGroup { group, subnets } => {
                all_exist(design, subnets)?;
                group_mut(design, *group)?.subnets = subnets.clone();
            }
            Self::SetNodeGroupKind { group, kind } => group_mut(design, *group)?.kind = kind.clone(),
            Self::SetNodeSettings { group, settings } => {
                group_mut(design, *group)?.settings = settings.clone()
            }
            Self::AddFargateProfile { profile } => {
                if design.compute.fargate_profiles.len() >= limits::FARGATE_PROFILES {
                    return Err(Refusal::full("Fargate profiles", limits::FARGATE_PROFILES));
                }
                fits(design, profile)?;
                let id = FargateProfileId(design.take_id()?);
                Arc::make_mut(&mut design.compute)
                    .fargate_profiles
                    .push(FargateProfile { id, ..profile.clone() });
            }
            Self::SetFargateProfile { profile } => {
                fits(design, profile)?;
                *profile_mut(design, profile.id)? = profile.clone();
            }
            Self::RemoveFargateProfile { profile } => {
                profile_mut(design, *profile)?;
                Arc::make_mut(&mut design.compute).fargate_profiles.retain(|p| p.id != *profile);
            }
            Self::SetAutoMode { auto_mode } => {
                Arc::make_mut(&mut design.compute).auto_mode = auto_mode.clone()
            }
            Self::SetKarpenter { karpenter } => {
                bounded("instance categories", karpenter.categories.len(), limits::CATEGORIES)?;
                Arc::make_mut(&mut design.compute).karpenter = karpenter.clone();
            }
        }
        Ok(())
    }
}

fn add(design: &mut Design, group: &NodeGroup) -> Result<(), Refusal> {
    if design.compute.node_groups.len() >= limits::NODE_GROUPS {
        return Err(Refusal::full("node groups", limits::NODE_GROUPS));
    }
    all_bounded(lists_of_group(group))?;
    all_exist(design, &group.subnets)?;
    let id = NodeGroupId(design.take_id()?);
    Arc::make_mut(&mut design.compute).node_groups.push(NodeGroup { id, ..group.clone() });
    Ok(())
}

fn fits(design: &Design, profile: &FargateProfile) -> Result<(), Refusal> {
    all_bounded(lists_of_profile(profile))?;
    all_exist(design, &profile.subnets)
}

fn profile_mut(design: &mut Design, id: FargateProfileId) -> Result<&mut FargateProfile, Refusal> {
    let compute = Arc::make_mut(&mut design.compute);
    compute.fargate_profiles.iter_mut().find(|p| p.id == id).ok_or_else(|| Refusal::gone("Fargate profile"))
}

fn group_mut(design: &mut Design, id: NodeGroupId) -> Result<&mut NodeGroup, Refusal> {
    let compute = Arc::make_mut(&mut design.compute);
    compute.node_groups.iter_mut().find(|g| g.id == id).ok_or_else(|| Refusal::gone("node group"))
}

fn all_exist(design: &Design, subnets: &BTreeSet<SubnetId>) -> Result<(), Refusal> {
    if subnets.iter().all(|&s| design.subnet(s).is_some()) { Ok(()) } else { Err(Refusal::gone("subnet")) }
}
