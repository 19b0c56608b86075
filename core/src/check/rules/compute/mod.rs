//! Node groups.

pub(in crate::check) mod amazon_linux_2_retired;
pub(in crate::check) mod disk_smaller_than_image;
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
pub(in crate::check) mod no_instance_type;
pub(in crate::check) mod no_place_for_coredns;
pub(in crate::check) mod no_room_for_pods;
pub(in crate::check) mod node_group_made_anew;
pub(in crate::check) mod node_group_quota;
pub(in crate::check) mod node_group_without_subnets;
pub(in crate::check) mod prefixes_without_nitro;
pub(in crate::check) mod quota_of_vcpus;
pub(in crate::check) mod reserved_label;
pub(in crate::check) mod scaling_inconsistent;
pub(in crate::check) mod spot_with_one_type;
pub(in crate::check) mod too_many_instance_types;
pub(in crate::check) mod type_not_known;
pub(in crate::check) mod type_not_offered;

use crate::design::NodeGroup;
use crate::edit::ComputeEdit;

/// The edit that removes the labels that `goes` picks by their keys.
fn without_labels(group: &NodeGroup, goes: impl Fn(&str) -> bool) -> ComputeEdit {
    let kept = group.labels.iter().filter(|(key, _)| !goes(key.as_str()));
    ComputeEdit::SetLabels { group: group.id, labels: kept.map(|(k, v)| (k.clone(), v.clone())).collect() }
}
