//! `node_groups.tf`: managed and self-managed node groups, as the objects that the module takes.

use super::super::File;
use super::super::text::Draft;
use super::nodes::{self, Nodes, metadata_options, shares_metadata};
use super::{cluster, native, self_managed, user_data};
use crate::design::{Design, InstanceMetadata, ManagedNodes, NodeGroup, Subject, Unavailable};
use crate::hcl::{Block, Body, Object, Value, code, list, reference, template};
use crate::value::Taint;

/// Whether there are managed groups.
pub(super) fn some(design: &Design) -> bool {
    managed(design).next().is_some()
}

fn managed(design: &Design) -> impl Iterator<Item = (&NodeGroup, &ManagedNodes)> {
    design.compute.node_groups.iter().filter_map(|group| Some((group, group.managed()?)))
}

/// The file, where there are groups.
pub(super) fn file(design: &Design) -> Option<File> {
    let groups = managed(design).fold(Object::new(), |object, (group, kind)| {
        object.blank().marked(Subject::NodeGroup(group.id), |object| {
            object.entry(group.name.as_str(), node_group(design, group, kind))
        })
    });
    let locals = Block::new("locals")
        .when(some(design), |body| {
            body.comment("Managed node groups by name: one that is added or removed touches no other.")
                .attr("node_groups", groups)
        })
        .with(|body| self_managed::groups(body, design))
        .with(|body| shared(body, design));
    let body = Body::new().block(locals);
    let some = !design.compute.node_groups.is_empty();
    some.then(|| {
        let draft = Draft::new("infrastructure/node_groups.tf").body(&body);
        if native::is_chosen(design) { native::group_resources(draft, design).file() } else { draft.file() }
    })
}

/// What several groups share, as far as any does.
fn shared(body: Body<Subject>, design: &Design) -> Body<Subject> {
    let metadata = design.compute.node_groups.iter().any(shares_metadata);
    let update = managed(design).any(|(_, kind)| shares_update(kind));
    let policies = nodes::has_policies(design) && !native::is_chosen(design);
    let (ipv6, shells) = (cluster::nodes_assign_ipv6(design), design.access.session_manager);
    body.when(metadata || update || policies, |body| body.blank().comment("What groups share."))
        .when(metadata, |body| {
            body.blank()
                .comment(
                    "Credentials of the node are given only to callers with a token (IMDSv2), and the answer does not reach into pods:\n\
                     a pod gets a role of its own, by Pod Identity or a service account.",
                )
                .attr("node_metadata_options", metadata_options(&InstanceMetadata::default()))
        })
        .when(update, |body| {
            body.blank()
                .comment("During an update at most a third of the nodes is away.")
                .attr("node_update_config", update_options(&ManagedNodes::default()))
        })
        .when(policies, |body| {
            let ssm = template([
                "arn:".into(),
                code("data.aws_partition.current.partition").into(),
                ":iam::aws:policy/AmazonSSMManagedInstanceCore".into(),
            ]);
            let all = Object::new()
                .when(ipv6, |object| {
                    object
                        .comment("They give pods their IPv6 addresses.")
                        .entry("cni_ipv6", reference("aws_iam_policy.cni_ipv6.arn"))
                })
                .when(ipv6 && shells, |object| object.blank())
                .when(shells, |object| {
                    object
                        .comment("Session Manager opens shells on nodes, without an open port or a key.")
                        .entry("ssm", ssm)
                });
            body.blank()
                .comment("What nodes may do beside the usual.")
                .attr("node_role_policies", all)
        })
}

fn node_group(design: &Design, group: &NodeGroup, kind: &ManagedNodes) -> Object<Subject> {
    let (name, role) = nodes::managed_names(group);
    let object = Object::new()
        .named(name, role)
        .entry("instance_types", list(group.instance_types.iter().map(|t| t.as_str())))
        .entry("capacity_type", group.capacity_type.as_str())
        .image(design, group)
        .when(!native::is_chosen(design) && group.settings.custom_ami.is_none(), |object| {
            object.entry("use_latest_ami_release_version", false)
        })
        .blank()
        .scaled(group)
        .blank()
        .entry("subnet_ids", nodes::subnets(design, group))
        .blank()
        .when(!group.labels.is_empty(), |object| {
            let labels = Object::new()
                .each(&group.labels, |labels, (key, value)| labels.entry(key.as_str(), value.as_str()));
            object.entry("labels", labels).blank()
        })
        .when(!group.taints.is_empty(), |object| object.entry("taints", taints(&group.taints)).blank())
        .instances(group)
        .when(!shares_update(kind), |object| object.blank())
        .entry("update_config", update(kind))
        .when(kind.repair, |object| {
            object
                .blank()
                .comment("EKS replaces or reboots nodes that it finds broken.")
                .entry("node_repair_config", Object::new().entry("enabled", true))
        })
        .rights(design, group);
    user_data::start(object, design, group)
}

/// Taints by key and effect, which together Kubernetes allows once.
fn taints(taints: &[Taint]) -> Object<Subject> {
    Object::new().each(taints, |object, taint| {
        let value = Object::new()
            .entry("key", taint.key.as_str())
            .each(&taint.value, |object, value| object.entry("value", value.as_str()))
            .entry("effect", taint.effect.as_str());
        object.entry(format!("{}:{}", taint.key, taint.effect.as_str()), value)
    })
}

fn shares_update(kind: &ManagedNodes) -> bool {
    let usual = ManagedNodes::default();
    kind.unavailable == usual.unavailable && kind.minimal_surge == usual.minimal_surge
}

fn update(kind: &ManagedNodes) -> Value<Subject> {
    if shares_update(kind) {
        return reference("local.node_update_config").into();
    }
    update_options(kind).into()
}

/// How many nodes may be away during an update, and whether others come first.
fn update_options(kind: &ManagedNodes) -> Object<Subject> {
    let object = match kind.unavailable {
        Unavailable::Nodes(nodes) => Object::new().entry("max_unavailable", nodes.get()),
        Unavailable::Percent(share) => Object::new().entry("max_unavailable_percentage", share.get()),
    };
    object.when(kind.minimal_surge, |object| {
        object
            .comment(
                "No node beyond the group's size is started: it saves addresses, and takes capacity away.",
            )
            .entry("update_strategy", "MINIMAL")
    })
}
