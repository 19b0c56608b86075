//! Access, tags, state.

pub(in crate::check) mod access_entries_refused;
pub(in crate::check) mod administrator_in_another_partition;
pub(in crate::check) mod config_map_beside_access_entries;
pub(in crate::check) mod dynamodb_lock;
pub(in crate::check) mod example_key;
pub(in crate::check) mod example_values;
pub(in crate::check) mod quota_of_clusters;
pub(in crate::check) mod quota_of_elastic_ips;
pub(in crate::check) mod quota_of_vpcs;
pub(in crate::check) mod tags_differ_in_case_only;
pub(in crate::check) mod too_many_tags;
