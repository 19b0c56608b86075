//! `workloads.tf`: pods that have rights in AWS, by a role each.

use super::super::File;
use super::super::text::Draft;
use crate::design::{Design, Subject};

/// The file, where the design has workloads. It does all that the variable of theirs may ask, whatever they ask today: a
/// value that nothing reads would be a role without rights.
pub(super) fn file(design: &Design) -> Option<File> {
    let template = include_str!("../../../templates/infrastructure/workloads.tf");
    let draft =
        Draft::new("infrastructure/workloads.tf").template(template, |_| Some(vec![Subject::Workloads]));
    (!design.access.workloads.is_empty()).then(|| draft.file())
}
