//! `access_entries.tf`: who may do what in the cluster beside the administrator, as the module takes it.

use super::super::File;
use super::super::text::constant;
use crate::design::{Design, Subject};

/// The file, where the design has entries.
pub(super) fn file(design: &Design) -> Option<File> {
    let template = include_str!("../../../templates/infrastructure/access_entries.tf");
    let some = !design.access.entries.is_empty();
    some.then(|| constant("infrastructure/access_entries.tf", template, &[Subject::Access]))
}
