//! Access, tags, state.

pub(in crate::check) mod example_key;
pub(in crate::check) mod example_values;
