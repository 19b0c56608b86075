//! Fargate profiles.

pub(in crate::check) mod addons_without_nodes;
pub(in crate::check) mod many_selector_labels;
pub(in crate::check) mod no_profile_for_coredns;
pub(in crate::check) mod pod_identity_on_fargate;
pub(in crate::check) mod pod_too_large;
pub(in crate::check) mod profile_not_private;
pub(in crate::check) mod profile_quota;
pub(in crate::check) mod profiles_overlap;
pub(in crate::check) mod region_without_fargate;
pub(in crate::check) mod selector_count;
