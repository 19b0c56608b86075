//! `ssh.tf`: who may log in to nodes, where anybody may.

use super::super::File;
use super::super::text::constant;
use crate::design::{Design, NodeGroup, Subject};

/// Whether there are nodes of EC2 that somebody may log in to.
pub(super) fn is_open(design: &Design) -> bool {
    design.access.ssh.is_some() && design.compute.node_groups.iter().any(reaches)
}

/// Whether one may log in to nodes of `group` so. Windows has no SSH, and EC2 refuses it keys of the kind ED25519.
pub(super) fn reaches(group: &NodeGroup) -> bool {
    !group.ami_type.is_windows()
}

/// The file, where somebody may.
pub(super) fn file(design: &Design) -> Option<File> {
    let template = include_str!("../../../templates/infrastructure/ssh.tf");
    is_open(design).then(|| constant("infrastructure/ssh.tf", template, &[Subject::Access]))
}
