//! `node_groups.tf`: the managed node groups, as the object that the module takes.

use super::super::text::Draft;
use super::super::{File, names};
use crate::design::{Design, NodeGroup, Subject};
use crate::hcl::{Block, Body, Object, list, reference};
use crate::value::{Taint, VolumeSize};

/// The file, where there are groups.
pub(super) fn file(design: &Design) -> Option<File> {
    let groups = &design.compute.node_groups;
    let all = Object::new().each(groups, |object, group| {
        object.blank().marked(Subject::NodeGroup(group.id), |object| {
            object.entry(group.name.as_str(), node_group(design, group))
        })
    });
    let locals = Block::new("locals")
        .comment("Managed node groups by name: one that is added or removed touches no other.")
        .attr("node_groups", all)
        .blank()
        .comment("What all groups share.")
        .blank()
        .comment(
            "Credentials of the node are only given to who asks with a token (IMDSv2), and the answer does not reach into pods:\n\
             a pod gets a role of its own, by Pod Identity or a service account.",
        )
        .attr(
            "node_metadata_options",
            Object::new()
                .entry("http_endpoint", "enabled")
                .entry("http_tokens", "required")
                .entry("http_put_response_hop_limit", 1u32),
        )
        .blank()
        .comment("During an update at most a third of the nodes is away.")
        .attr("node_update_config", Object::new().entry("max_unavailable_percentage", 33u32));
    let body = Body::new().block(locals);
    (!groups.is_empty()).then(|| Draft::new("infrastructure/node_groups.tf").body(&body).file())
}

fn node_group(design: &Design, group: &NodeGroup) -> Object<Subject> {
    let subnets =
        design.subnets_of_group(group).map(|s| reference("local.subnet_ids").index(s.name.as_str()));
    Object::new()
        .with_names(group)
        .entry("instance_types", list(group.instance_types.iter().map(|t| t.as_str())))
        .entry("capacity_type", group.capacity_type.as_str())
        .entry("ami_type", group.ami_type.as_str())
        .blank()
        .comment("desired_size is for the creation: afterwards Terraform leaves it to the autoscaler and ignores changes here.")
        .entry("desired_size", group.scaling.desired)
        .entry("min_size", group.scaling.min)
        .entry("max_size", group.scaling.max)
        .blank()
        .entry("subnet_ids", list(subnets))
        .blank()
        .when(!group.labels.is_empty(), |object| {
            let labels = Object::new()
                .each(&group.labels, |labels, (key, value)| labels.entry(key.as_str(), value.as_str()));
            object.entry("labels", labels).blank()
        })
        .when(!group.taints.is_empty(), |object| object.entry("taints", taints(&group.taints)).blank())
        .entry("block_device_mappings", disks(group))
        .blank()
        .entry("metadata_options", reference("local.node_metadata_options"))
        .entry("update_config", reference("local.node_update_config"))
}

trait WithNames {
    fn with_names(self, group: &NodeGroup) -> Self;
}

impl WithNames for Object<Subject> {
    /// Names for a group whose own is too long for a random suffix.
    fn with_names(self, group: &NodeGroup) -> Self {
        let role = names::short_role_name(&group.name);
        let name = names::short_group_name(&group.name);
        let cut = role.is_some() || name.is_some();
        self.when(cut, |object| object.comment("Cut, so that a random suffix fits: it keeps names apart."))
            .each(name, |object, name| object.entry("name", name))
            .each(role, |object, role| object.entry("iam_role_name", role))
            .when(cut, |object| object.blank())
    }
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

/// The volumes, all encrypted. Bottlerocket keeps images, logs and pods' data on a second one; its root stays as
/// small as the AMI has it.
/// Source: https://bottlerocket.dev/en/os/latest/#/concepts/restricted-filesystem/
fn disks(group: &NodeGroup) -> Object<Subject> {
    if !group.ami_type.is_bottlerocket() {
        return Object::new().entry("root", disk("/dev/xvda", Some(group.disk_size_gib)));
    }
    Object::new()
        .comment("Bottlerocket's system, read-only and as small as the AMI has it.")
        .entry("root", disk("/dev/xvda", None))
        .comment("Images, logs and the pods' data.")
        .entry("data", disk("/dev/xvdb", Some(group.disk_size_gib)))
}

fn disk(device: &'static str, size: Option<VolumeSize>) -> Object<Subject> {
    let ebs = Object::new()
        .each(size, |ebs, size| ebs.entry("volume_size", size.gib()))
        .entry("volume_type", "gp3")
        .entry("encrypted", true)
        .entry("delete_on_termination", true);
    Object::new().entry("device_name", device).entry("ebs", ebs)
}
