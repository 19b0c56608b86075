//! The control plane and its endpoint.

pub(in crate::check) mod endpoint_cidr_not_public;
pub(in crate::check) mod endpoint_closed;
pub(in crate::check) mod endpoint_not_private;
pub(in crate::check) mod endpoint_open_to_all;
pub(in crate::check) mod version_near_end;
pub(in crate::check) mod version_retired;
