//! The cluster as resources of the AWS provider, for teams that may not use the module of the registry. What both
//! flavours make of a design is compared in `tests/tests/native_flavour.rs`; `docs/native.md` explains the differences.
//!
//! Objects of groups, profiles and add-ons are those that the module takes, but for keys that are its own, so that a design
//! reads alike in both; here resources with `for_each` over them take the module's place. What does not vary is in
//! `core/templates/`.

mod cluster;
mod groups;
pub(super) mod start;

use super::super::File;
use super::super::text::{Draft, label};
use super::{access_entries, addons};
use crate::design::{Design, Flavour, Identity, Subject};
use crate::hcl::{Block, Body, Object, call, reference};
use crate::value::IpFamily;

pub(super) use groups::resources as group_resources;

/// Whether the design is written so.
pub(super) fn is_chosen(design: &Design) -> bool {
    design.cluster.flavour == Flavour::Native
}

/// What the outputs of the module are in resources.
const OUTPUTS: [(&str, &str); 11] = [
    ("module.eks.cluster_arn", "aws_eks_cluster.this.arn"),
    ("module.eks.cluster_certificate_authority_data", "aws_eks_cluster.this.certificate_authority[0].data"),
    ("module.eks.cluster_endpoint", "aws_eks_cluster.this.endpoint"),
    ("module.eks.cluster_name", "aws_eks_cluster.this.name"),
    (
        "module.eks.cluster_primary_security_group_id",
        "aws_eks_cluster.this.vpc_config[0].cluster_security_group_id",
    ),
    ("module.eks.cluster_version", "aws_eks_cluster.this.version"),
    ("module.eks.node_iam_role_arn", "aws_iam_role.auto_node.arn"),
    ("module.eks.node_iam_role_name", "aws_iam_role.auto_node.name"),
    ("module.eks.node_security_group_id", "aws_security_group.node.id"),
    // Before the shorter one, which it begins with.
    ("module.eks.oidc_provider_arn", "aws_iam_openid_connect_provider.cluster.arn"),
    ("module.eks.oidc_provider", "local.oidc_provider"),
];

/// The file with references to resources where it refers to the module. Only for files without text that users typed.
pub(super) fn referring(mut file: File) -> File {
    for (output, resource) in OUTPUTS {
        file.text = file.text.replace(output, resource);
    }
    file
}

/// The files that take the module's place; those of groups and profiles have their resources themselves.
pub(super) fn files(design: &Design) -> Vec<File> {
    let cluster = [Subject::Cluster];
    let template = |path: &str, text: &'static str, keep: &dyn Fn(&'static str) -> bool| {
        Draft::new(path).template(text, |header| keep(header).then(|| cluster.to_vec())).file()
    };
    let ipv6 = design.cluster.ip_family == IpFamily::Ipv6;
    let mut files = vec![
        cluster::file(design),
        cluster::role(design),
        template(
            "infrastructure/irsa.tf",
            include_str!("../../../../templates/infrastructure/native/oidc.tf"),
            &|header| header != "locals {" || trusts_issuer(design),
        ),
        access(design),
        addons(design),
    ];
    if super::cluster::has_node_group(design) {
        let mut groups = template(
            "infrastructure/security_groups.tf",
            include_str!("../../../../templates/infrastructure/native/security_groups.tf"),
            &|header| ipv6 || label(header, 1) != "node_ipv6",
        );
        if !design.intent.karpenter {
            let line = "    \"karpenter.sh/discovery\"                    = var.cluster_name\n";
            groups = without_line(groups, line);
        }
        files.push(groups);
    }
    files
}

/// Whether a role is for service accounts by the cluster's issuer.
fn trusts_issuer(design: &Design) -> bool {
    addons::with_role(design).any(|(identity, _)| identity == Identity::Irsa)
        || !design.access.workloads.is_empty()
        || design.intent.karpenter && !super::karpenter::is_by_pod_identity(design)
}

/// A file without a line, before which no object but one begins.
fn without_line(mut file: File, line: &str) -> File {
    let Some(at) = file.text.find(line) else { return file };
    let index = file.text[..at].lines().count();
    file.text.replace_range(at..at + line.len(), "");
    for mark in &mut file.marks {
        let before = |end: usize| if end > index { end - 1 } else { end };
        mark.lines = before(mark.lines.start)..before(mark.lines.end);
    }
    file
}

/// `access_entries.tf`: the entries, the administrator's too, and their policies.
fn access(design: &Design) -> File {
    let administrator = Object::new().entry("administrator", super::cluster::administrator());
    let all = if access_entries::some(design) {
        call("merge").arg(reference("local.access_entries")).arg(administrator).into()
    } else {
        crate::hcl::Value::from(administrator)
    };
    let locals = Block::new("locals")
        .comment("Creating the cluster grants no access, so that it does not matter who runs this.")
        .attr("cluster_access_entries", all);
    let draft = Draft::new("infrastructure/access_entries.tf");
    let draft = if access_entries::some(design) {
        draft.paragraph(access_entries::TEMPLATE, &[Subject::Access])
    } else {
        draft
    };
    draft
        .body(&Body::new().marked(Subject::Access, |body| body.block(locals)))
        .template(include_str!("../../../../templates/infrastructure/native/access.tf"), |_| {
            Some(vec![Subject::Access])
        })
        .file()
}

/// `addons.tf`: what EKS installs before the nodes, and after them.
fn addons(design: &Design) -> File {
    let has = |before: bool| design.cluster.addons.values().any(|a| a.before_compute == before);
    let locals = Block::new("locals")
        .when(has(true), |body| {
            body.comment("Before the nodes: without a network plugin they never become ready.")
                .attr("addons_before_compute", addons::of(design, true))
        })
        .when(has(false), |body| {
            let after = if has(true) { addons::AFTER_THEM } else { addons::AFTER_NODES };
            body.blank().comment(after).attr("addons", addons::of(design, false))
        });
    let text = include_str!("../../../../templates/infrastructure/native/addons.tf");
    let (before, after) =
        text.split_once("\n\n# The same for those that run on nodes.\n").unwrap_or((text, ""));
    let mut draft = Draft::new("infrastructure/addons.tf").body(
        &Body::new()
            .marked(Subject::Addons, |body| body.when(has(true) || has(false), |body| body.block(locals))),
    );
    let rights = addons::rights(design);
    if has(true) {
        draft = draft.paragraph(&waiting(before, &rights), &[Subject::Addons]);
    }
    if has(false) {
        let others: Vec<_> = groups::all_compute(design).into_iter().chain(rights).collect();
        let (preserved, _) = before.split_once('\n').unwrap_or_default();
        let said = if has(true) { "# The same for those that run on nodes." } else { preserved };
        draft = draft.paragraph(&waiting(&format!("{said}\n{after}"), &others), &[Subject::Addons]);
    }
    draft.file()
}

/// Add-ons that wait for others, as the end of their block says; where there are none it says nothing.
fn waiting(block: &str, others: &[&str]) -> String {
    if others.is_empty() {
        let (before, _) = block.rsplit_once("\n\n  # ").unwrap_or((block, ""));
        return format!("{before}\n}}");
    }
    block.replace("depends.on.others", &others.join(", "))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::design::starters;
    use crate::file::from_json;
    use crate::render::render;

    #[test]
    fn nothing_tells_of_a_module() {
        let files = [
            include_str!("../../../../../tests/designs/every-field.json"),
            include_str!("../../../../../tests/designs/ipv6.json"),
            include_str!("../../../../../tests/designs/all-compute.json"),
            include_str!("../../../../../tests/designs/karpenter.json"),
        ];
        let files = files.into_iter().map(|text| from_json(text).unwrap());
        for mut design in files.chain([starters::production()]) {
            Arc::make_mut(&mut design.cluster).flavour = Flavour::Native;
            let tells = |text: &str| text.replace("path.module", "").to_lowercase().contains("module");
            let told: Vec<_> =
                render(&design).files.into_iter().filter(|f| tells(&f.text)).map(|f| f.path).collect();
            assert!(told.is_empty(), "{told:?}");
        }
    }
}
