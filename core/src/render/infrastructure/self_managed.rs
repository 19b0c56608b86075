//! The self-managed node groups in `node_groups.tf`: Auto Scaling groups that the module makes, with a role that an
//! access entry of type `EC2_LINUX` or `EC2_WINDOWS` lets in and the tag `kubernetes.io/cluster/<name>` (rule NG028).

use super::nodes::{self, Nodes};
use super::{native, user_data};
use crate::design::{Design, NodeGroup, SelfManagedNodes, Subject};
use crate::hcl::{Body, List, Object};
use crate::value::CapacityType;

/// Whether there are self-managed groups.
pub(super) fn some(design: &Design) -> bool {
    all(design).next().is_some()
}

fn all(design: &Design) -> impl Iterator<Item = (&NodeGroup, &SelfManagedNodes)> {
    design.compute.node_groups.iter().filter_map(|group| Some((group, group.self_managed()?)))
}

/// Adds the local that holds them, where there are some.
pub(super) fn groups(body: Body<Subject>, design: &Design) -> Body<Subject> {
    let groups = all(design).fold(Object::new(), |object, (group, kind)| {
        object.blank().marked(Subject::NodeGroup(group.id), |object| {
            object.entry(group.name.as_str(), node_group(design, group, kind))
        })
    });
    body.when(some(design), |body| {
        body.blank()
            .comment(
                "Self-managed node groups by name. EKS lets their nodes in by an access entry of their role and does nothing else:\n\
                 updates and broken nodes are the Auto Scaling group's business.",
            )
            .attr("self_managed_node_groups", groups)
    })
}

fn node_group(design: &Design, group: &NodeGroup, kind: &SelfManagedNodes) -> Object<Subject> {
    let (name, role) = nodes::self_managed_names(group);
    let first = group.instance_types.first();
    let mixed = group.instance_types.len() > 1 || group.capacity_type == CapacityType::Spot;
    let object = Object::new()
        .named(name, role)
        .each(first, |object, first| object.entry("instance_type", first.as_str()))
        .image(design, group)
        .blank()
        .when(mixed, |object| {
            object
                .when(!native::is_chosen(design), |object| object.entry("use_mixed_instances_policy", true))
                .entry("mixed_instances_policy", mixture(group, kind))
                .blank()
        })
        .scaled(group)
        .blank()
        .entry("subnet_ids", nodes::subnets(design, group))
        .blank()
        .with_refresh(kind)
        .blank()
        .instances(group)
        .rights(design, group);
    user_data::start(object, design, group)
}

/// On-demand and spot nodes beside each other. On demand Auto Scaling takes the first type that there is.
fn mixture(group: &NodeGroup, kind: &SelfManagedNodes) -> Object<Subject> {
    let distribution = match group.capacity_type {
        CapacityType::OnDemand => Object::new().entry("on_demand_percentage_above_base_capacity", 100u8),
        CapacityType::Spot => Object::new()
            .entry("on_demand_base_capacity", kind.on_demand_base)
            .entry("on_demand_percentage_above_base_capacity", u32::from(kind.on_demand_percent.get()))
            .entry("spot_allocation_strategy", kind.spot_allocation.as_str()),
    };
    let types = List::new().each(&group.instance_types, |list, instance_type| {
        list.item(Object::new().entry("instance_type", instance_type.as_str()))
    });
    Object::new()
        .entry("instances_distribution", distribution)
        .entry("launch_template", Object::new().entry("override", types))
}

trait WithRefresh {
    fn with_refresh(self, kind: &SelfManagedNodes) -> Self;
}

impl WithRefresh for Object<Subject> {
    /// What happens to the nodes when their launch template changes. Left out, the module refreshes.
    fn with_refresh(self, kind: &SelfManagedNodes) -> Self {
        if !kind.refresh {
            return self
                .comment("A new launch template reaches new nodes only: those that run are replaced by hand.")
                .entry("instance_refresh", Object::new());
        }
        let healthy = Object::new().entry("min_healthy_percentage", kind.min_healthy_percent.get());
        self.comment("A new launch template replaces the nodes, one after the other. Nobody drains them.")
            .entry(
                "instance_refresh",
                Object::new().entry("strategy", "Rolling").entry("preferences", healthy),
            )
    }
}
