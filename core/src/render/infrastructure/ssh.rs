//! `ssh.tf`: who may log in to nodes, where anybody may.

use super::super::File;
use super::super::text::constant;
use crate::design::{Design, Subject};

/// Whether there are nodes of EC2 that somebody may log in to.
pub(super) fn is_open(design: &Design) -> bool {
    design.access.ssh.is_some() && !design.compute.node_groups.is_empty()
}

/// The file, where somebody may.
pub(super) fn file(design: &Design) -> Option<File> {
    let template = include_str!("../../../templates/infrastructure/ssh.tf");
    is_open(design).then(|| constant("infrastructure/ssh.tf", template, &[Subject::Access]))
}
