//! The control plane and its endpoint.

pub(in crate::check) mod endpoint_cidr_not_public;
pub(in crate::check) mod endpoint_cidrs_inert;
pub(in crate::check) mod endpoint_cidrs_too_many;
pub(in crate::check) mod endpoint_closed;
pub(in crate::check) mod endpoint_misses_nodes;
pub(in crate::check) mod endpoint_not_private;
pub(in crate::check) mod endpoint_open_to_all;
pub(in crate::check) mod endpoint_private_only;
pub(in crate::check) mod key_in_another_region;
pub(in crate::check) mod logs_off;
pub(in crate::check) mod secrets_key_of_aws;
pub(in crate::check) mod version_near_end;
pub(in crate::check) mod version_retired;
pub(in crate::check) mod version_unknown;
