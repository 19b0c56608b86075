//! Node groups.

pub(in crate::check) mod amazon_linux_2_retired;
pub(in crate::check) mod dense_nodes;
pub(in crate::check) mod duplicate_node_group_name;
pub(in crate::check) mod duplicate_taint;
pub(in crate::check) mod family_without_image;
pub(in crate::check) mod few_nodes_in_production;
pub(in crate::check) mod image_of_another_architecture;
pub(in crate::check) mod image_without_drivers;
pub(in crate::check) mod kubelet_of_own_image;
pub(in crate::check) mod label_refused_by_kubelet;
pub(in crate::check) mod minimum_above_running;
pub(in crate::check) mod mixed_architectures;
pub(in crate::check) mod mixed_sizes;
pub(in crate::check) mod more_away_than_nodes;
pub(in crate::check) mod no_instance_type;
pub(in crate::check) mod no_place_for_coredns;
pub(in crate::check) mod no_room_for_pods;
pub(in crate::check) mod node_credentials_open;
pub(in crate::check) mod node_group_made_anew;
pub(in crate::check) mod node_group_quota;
pub(in crate::check) mod node_group_without_subnets;
pub(in crate::check) mod pods_without_addresses;
pub(in crate::check) mod quota_of_vcpus;
pub(in crate::check) mod reserved_label;
pub(in crate::check) mod scaling_inconsistent;
pub(in crate::check) mod spot_with_one_type;
pub(in crate::check) mod too_many_instance_types;
pub(in crate::check) mod type_not_known;
pub(in crate::check) mod type_not_offered;
pub(in crate::check) mod type_twice;
pub(in crate::check) mod type_without_feature;
pub(in crate::check) mod user_data_too_long;
pub(in crate::check) mod volume_refused;
pub(in crate::check) mod volumes_in_one_zone;
pub(in crate::check) mod windows_alone;

use crate::check::draft::Draft;
use crate::check::facts::Facts;
use crate::check::finding::Fix;
use crate::design::{CustomAmi, NodeGroup, NodeSettings, Tier};
use crate::edit::{ComputeEdit, suggest};

/// The edit that removes the labels that `goes` picks by their keys.
fn without_labels(group: &NodeGroup, goes: impl Fn(&str) -> bool) -> ComputeEdit {
    let kept = group.labels.iter().filter(|(key, _)| !goes(key.as_str()));
    ComputeEdit::SetLabels { group: group.id, labels: kept.map(|(k, v)| (k.clone(), v.clone())).collect() }
}

/// Adds a small group for a start, of Linux in all private subnets; `None` where there are none.
fn linux_group(facts: &Facts<'_>) -> Option<Fix> {
    facts.subnets_of(Tier::Private).next()?;
    let mut draft = Draft::of(facts.design);
    draft.apply(suggest::add_node_group(facts.design)?)?;
    draft.into_fix("Add a node group")
}

/// Tells the kubelet of a group with an image of its own to take so many pods.
fn with_max_pods(group: &NodeGroup, pods: u64) -> Option<ComputeEdit> {
    let max_pods = Some(u32::try_from(pods).ok()?.try_into().ok()?);
    let ami = group.settings.custom_ami.as_ref()?;
    let custom_ami = Some(CustomAmi { max_pods, ..ami.clone() });
    let settings = NodeSettings { custom_ami, ..group.settings.clone() };
    Some(ComputeEdit::SetNodeSettings { group: group.id, settings })
}
