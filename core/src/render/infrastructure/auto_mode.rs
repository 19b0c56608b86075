//! EKS Auto Mode: the module's input, and `auto_mode.tf` where it brings no node pool.

use super::super::File;
use super::super::text::constant;
use crate::design::{AutoMode, Design, Subject};
use crate::hcl::{Body, Object, list};

/// The file, where all node pools are of one's own.
pub(super) fn file(design: &Design) -> Option<File> {
    let template = include_str!("../../../templates/infrastructure/auto_mode.tf");
    let own_pools = design.compute.auto_mode.as_ref().is_some_and(|auto| auto.node_pools.is_empty());
    own_pools.then(|| constant("infrastructure/auto_mode.tf", template, &[Subject::AutoMode]))
}

/// Adds the module's input, where it is on.
pub(super) fn input(body: Body<Subject>, design: &Design) -> Body<Subject> {
    let Some(auto) = &design.compute.auto_mode else { return body };
    let config = Object::new().entry("enabled", true).when(!auto.node_pools.is_empty(), |object| {
        object.entry("node_pools", list(auto.node_pools.iter().map(|pool| pool.as_str())))
    });
    body.blank().marked(Subject::AutoMode, |body| comment(body, auto).attr("compute_config", config))
}

/// Says what Auto Mode is.
pub(super) fn comment(body: Body<Subject>, auto: &AutoMode) -> Body<Subject> {
    body.comment("EKS Auto Mode: AWS runs nodes, their network, volumes and load balancers.").when(
        auto.node_pools.is_empty(),
        |body| {
            body.comment("Without its node pools EKS wants no node role named here; auto_mode.tf lets the role's nodes in.")
        },
    )
}
