//! `fargate.tf`: the Fargate profiles, as the object that the module takes.

use super::super::text::Draft;
use super::super::{File, names};
use super::{native, nodes};
use crate::design::{Design, FargateProfile, FargateSelector, Subject};
use crate::hcl::{Block, Body, List, Object, list, reference};

/// Whether there are profiles.
pub(super) fn some(design: &Design) -> bool {
    !design.compute.fargate_profiles.is_empty()
}

/// Whether the cluster starts without a node of its own, so that what must run first runs on Fargate.
pub(super) fn runs_first(design: &Design) -> bool {
    let compute = &design.compute;
    some(design) && compute.node_groups.is_empty() && compute.auto_mode.is_none()
}

/// The file, where there are profiles.
pub(super) fn file(design: &Design) -> Option<File> {
    let profiles = Object::new().each(&design.compute.fargate_profiles, |object, p| {
        object
            .blank()
            .marked(Subject::FargateProfile(p.id), |object| object.entry(p.name.as_str(), profile(design, p)))
    });
    let locals = Block::new("locals")
        .comment(
            "Fargate profiles by name: which pods run on AWS's own capacity, each in its own machine. EKS cannot change a\n\
             profile; every edit makes it anew. Each has a role of its own, which no node shares.",
        )
        .attr("fargate_profiles", profiles);
    let resources = include_str!("../../../templates/infrastructure/native/fargate_profiles.tf");
    some(design).then(|| {
        let draft = Draft::new("infrastructure/fargate.tf").body(&Body::new().block(locals));
        if !native::is_chosen(design) {
            return draft.file();
        }
        let profiles = design.compute.fargate_profiles.iter().map(|p| Subject::FargateProfile(p.id));
        draft.template(resources, |_| Some(profiles.clone().collect())).file()
    })
}

fn profile(design: &Design, profile: &FargateProfile) -> Object<Subject> {
    let role = names::short_profile_role_name(&profile.name);
    let subnets = design.subnets_of_profile(profile);
    let subnets = subnets.map(|s| reference("local.subnet_ids").index(s.name.as_str()));
    let object = Object::new()
        .each(role, |object, role| {
            object
                .comment("Cut, so that a random suffix fits: it keeps names apart.")
                .entry("iam_role_name", role)
                .blank()
        })
        .entry("selectors", List::new().each(&profile.selectors, |list, s| list.item(selector(s))))
        .blank()
        .entry("subnet_ids", list(subnets))
        .blank();
    // The plain resources say both where the role is made.
    object.when(!native::is_chosen(design), |object| {
        nodes::role(object)
            .comment("On Fargate AWS gives pods their addresses: the role needs no rights of the VPC CNI.")
            .entry("iam_role_attach_cni_policy", false)
    })
}

fn selector(selector: &FargateSelector) -> Object<Subject> {
    let labels = Object::new()
        .each(&selector.labels, |labels, (key, value)| labels.entry(key.as_str(), value.as_str()));
    Object::new()
        .entry("namespace", selector.namespace.as_str())
        .when(!selector.labels.is_empty(), |object| object.entry("labels", labels))
}
