//! `access_entries.tf`: who may do what in the cluster beside the administrator, as the module takes it.

use super::super::File;
use super::super::text::constant;
use crate::design::{Design, Subject};

/// The entries as the module takes them, from the values.
pub(super) const TEMPLATE: &str = include_str!("../../../templates/infrastructure/access_entries.tf");

/// Whether the design has entries beside the administrator's.
pub(super) fn some(design: &Design) -> bool {
    !design.access.entries.is_empty()
}

/// The file, where the design has entries.
pub(super) fn file(design: &Design) -> Option<File> {
    some(design).then(|| constant("infrastructure/access_entries.tf", TEMPLATE, &[Subject::Access]))
}
