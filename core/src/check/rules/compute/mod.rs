//! Node groups.

pub(in crate::check) mod amazon_linux_2_retired;
pub(in crate::check) mod scaling_inconsistent;
