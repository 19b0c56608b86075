//! What managed and self-managed nodes have in common: names, images, volumes, metadata, roles, ways in.

use super::super::names;
use super::cluster::nodes_assign_ipv6;
use super::{addons, native, ssh};
use crate::design::{Design, InstanceMetadata, NodeGroup, Subject, Volume};
use crate::hcl::{Object, Value, list, reference};
use crate::value::{TaintEffect, VolumeSize};

/// What is added to the object of a group, in the order in which it reads best.
pub(super) trait Nodes: Sized {
    /// Names for a group whose own is too long for a random suffix.
    fn named(self, name: Option<&str>, role: Option<String>) -> Self;

    /// The image: the family that AWS keeps, or one's own that was made from it.
    fn image(self, design: &Design, group: &NodeGroup) -> Self;

    /// How many nodes.
    fn scaled(self, group: &NodeGroup) -> Self;

    /// Volumes, metadata service, monitoring.
    fn instances(self, group: &NodeGroup) -> Self;

    /// Who logs in, and what the role of the nodes may do.
    fn rights(self, design: &Design, group: &NodeGroup) -> Self;
}

impl Nodes for Object<Subject> {
    fn named(self, name: Option<&str>, role: Option<String>) -> Self {
        let cut = role.is_some() || name.is_some();
        self.when(cut, |object| object.comment("Cut, so that a random suffix fits: it keeps names apart."))
            .each(name, |object, name| object.entry("name", name))
            .each(role, |object, role| object.entry("iam_role_name", role))
            .when(cut, |object| object.blank())
    }

    fn image(self, design: &Design, group: &NodeGroup) -> Self {
        let Some(ami) = &group.settings.custom_ami else {
            return self.entry("ami_type", group.ami_type.as_str());
        };
        let told = group.managed().is_some() && !native::is_chosen(design);
        self.comment("An image of our own. The type tells what it was made from, and with it how its nodes start.")
            .entry("ami_id", ami.id.as_str())
            .entry("ami_type", group.ami_type.as_str())
            .when(told, |object| {
                object
                    .comment("EKS tells nodes of such images nothing: where the cluster is, the module writes into their start.")
                    .entry("enable_bootstrap_user_data", true)
            })
    }

    fn scaled(self, group: &NodeGroup) -> Self {
        self.comment("desired_size is for the creation: afterwards Terraform leaves it to the autoscaler and ignores changes here.")
            .entry("desired_size", group.scaling.desired)
            .entry("min_size", group.scaling.min)
            .entry("max_size", group.scaling.max)
    }

    fn instances(self, group: &NodeGroup) -> Self {
        self.entry("block_device_mappings", disks(group))
            .blank()
            .entry("metadata_options", metadata(&group.settings.metadata))
            .when(!shares_metadata(group), |object| object.blank())
            .when(group.settings.detailed_monitoring, |object| {
                object
                    .comment("CloudWatch gets the figures of instances every minute, for a charge.")
                    .entry("enable_monitoring", true)
            })
    }

    fn rights(self, design: &Design, group: &NodeGroup) -> Self {
        let ssh = ssh::is_open(design) && ssh::reaches(group);
        let by_module = !native::is_chosen(design);
        self.when(by_module, |object| role(object.blank()))
            .when(ssh, |object| {
                object
                    .blank()
                    .entry("key_name", reference("aws_key_pair.nodes.key_name"))
                    .entry("vpc_security_group_ids", list([reference("aws_security_group.ssh.id")]))
            })
            .when(by_module && addons::cni_has_role(design), |object| {
                object
                    .blank()
                    .comment("The VPC CNI has a role of its own.")
                    .entry("iam_role_attach_cni_policy", false)
            })
            .when(by_module && nodes_assign_ipv6(design), |object| {
                object
                    .blank()
                    .comment("Not the module's, which an account can have once: that of cni_ipv6.tf.")
                    .entry("iam_role_attach_cni_policy", false)
            })
            .when(by_module && has_policies(design), |object| {
                object.blank().entry("iam_role_additional_policies", reference("local.node_role_policies"))
            })
    }
}

/// Whether nodes have policies beside those that the module gives them.
pub(super) fn has_policies(design: &Design) -> bool {
    design.access.session_manager || nodes_assign_ipv6(design)
}

/// The subnets of a group.
pub(super) fn subnets(design: &Design, group: &NodeGroup) -> Value<Subject> {
    let subnets = design.subnets_of_group(group);
    list(subnets.map(|s| reference("local.subnet_ids").index(s.name.as_str()))).into()
}

/// Names of a managed group and its role, where its own name is too long.
pub(super) fn managed_names(group: &NodeGroup) -> (Option<&str>, Option<String>) {
    (names::short_group_name(&group.name), names::short_role_name(&group.name))
}

/// The name of the role of a self-managed group, where the group's own name is too long.
pub(super) fn self_managed_names(group: &NodeGroup) -> (Option<&str>, Option<String>) {
    (None, names::short_self_managed_role_name(&group.name))
}

/// Whether a group has the metadata options that all groups share.
pub(super) fn shares_metadata(group: &NodeGroup) -> bool {
    group.settings.metadata == InstanceMetadata::default()
}

fn metadata(options: &InstanceMetadata) -> Value<Subject> {
    if *options == InstanceMetadata::default() {
        return reference("local.node_metadata_options").into();
    }
    metadata_options(options).into()
}

/// Path and boundary of a role that the module makes.
pub(super) fn role(object: Object<Subject>) -> Object<Subject> {
    object
        .entry("iam_role_path", reference("local.iam_path"))
        .entry("iam_role_permissions_boundary", reference("local.permissions_boundary_arn"))
}

/// The options of the instance metadata service.
pub(super) fn metadata_options(options: &InstanceMetadata) -> Object<Subject> {
    Object::new()
        .entry("http_endpoint", "enabled")
        .entry("http_tokens", if options.tokens_required { "required" } else { "optional" })
        .entry("http_put_response_hop_limit", options.hop_limit.get())
}

/// The volumes, all encrypted. Bottlerocket keeps images, logs and pods' data on a second one; its root stays as
/// small as the AMI has it.
/// Source: https://bottlerocket.dev/en/os/latest/#/concepts/restricted-filesystem/
fn disks(group: &NodeGroup) -> Object<Subject> {
    let volume = &group.settings.volume;
    let size = Some(group.disk_size_gib);
    if !group.ami_type.is_bottlerocket() {
        let device = if group.ami_type.is_windows() { "/dev/sda1" } else { "/dev/xvda" };
        return Object::new().entry("root", disk(device, volume, size));
    }
    Object::new()
        .comment("Bottlerocket's system, read-only and as small as the AMI has it.")
        .entry("root", disk("/dev/xvda", &Volume::default(), None))
        .comment("Images, logs and the pods' data.")
        .entry("data", disk("/dev/xvdb", volume, size))
}

fn disk(device: &'static str, volume: &Volume, size: Option<VolumeSize>) -> Object<Subject> {
    let ebs = Object::new()
        .each(size, |ebs, size| ebs.entry("volume_size", size.gib()))
        .entry("volume_type", volume.kind.as_str())
        .each(volume.iops, |ebs, iops| ebs.entry("iops", iops))
        .each(volume.throughput_mibps, |ebs, throughput| ebs.entry("throughput", throughput))
        .entry("encrypted", true)
        .entry("delete_on_termination", true);
    Object::new().entry("device_name", device).entry("ebs", ebs)
}

/// An effect as Kubernetes spells it; the EKS API has a spelling of its own.
pub(super) fn effect(effect: TaintEffect) -> &'static str {
    match effect {
        TaintEffect::NoSchedule => "NoSchedule",
        TaintEffect::NoExecute => "NoExecute",
        TaintEffect::PreferNoSchedule => "PreferNoSchedule",
    }
}
