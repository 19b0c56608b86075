//! The form of a node group.

use configurator_core::design::{Design, NodeGroup, NodeGroupId};
use configurator_core::edit::ComputeEdit;
use configurator_core::value::{AmiType, InstanceType, VolumeSize};
use leptos::prelude::*;

use super::fields::{Field, Options, fields};
use super::kinds::KindsCompared;
use super::nodes::{KIND, LIFE, SETTINGS};
use super::parse::{joined, parsed, set, whole};
use super::remove::Remove;
use super::taints;
use crate::session::Session;
use crate::widgets::{Group, List, Look, pairs};

type F = Field<NodeGroup>;

const NAME: &[F] =
    &[F::text("Name", "group-name", |g| g.name.to_string(), |g, t| set(&mut g.name, parsed(t)))
        .help("Renaming a group that is rolled out replaces its nodes.")];

const MACHINES: &[F] = &[
    F::text(
        "Instance types",
        "instance-types",
        |g| joined(&g.instance_types, ", "),
        |g, t| set(&mut g.instance_types, instance_types(t)),
    )
    .look(Look::Mono)
    .help("Separated by commas, preferred first; for spot, several of the same size. Changing them later replaces the nodes."),
    F::segments(
        "Capacity",
        "capacity-type",
        &[("ON_DEMAND", "On-demand"), ("SPOT", "Spot")],
        |g| g.capacity_type.to_string(),
        |g, t| set(&mut g.capacity_type, parsed(t)),
    )
    .help("Spot costs less and may be taken back with two minutes' notice. Changing it later replaces the nodes."),
    F::choice(
        "AMI",
        "ami-type",
        Options::Of(|_, _| AmiType::ALL.iter().map(|a| (a.to_string(), a.words().to_owned())).collect()),
        |g| g.ami_type.to_string(),
        |g, t| set(&mut g.ami_type, parsed(t)),
    )
    .unless(not_built)
    .help("The image of the nodes. Changing it later replaces the nodes.")
    .default_words_of(|_, _| AmiType::Al2023X86.words().to_owned()),
    F::number(
        "Disk",
        "disk-size",
        |g| g.disk_size_gib.gib().to_string(),
        |g, t| set(&mut g.disk_size_gib, disk(t)),
    )
    .unit("GiB, encrypted")
    .help("For each node, charged by the month. Images and logs of pods lie here too; at least 20."),
];

const SCALING: &[F] = &[
    F::number("Min", "scaling-min", |g| g.scaling.min.to_string(), |g, t| set(&mut g.scaling.min, nodes(t))),
    F::number(
        "Desired",
        "scaling-desired",
        |g| g.scaling.desired.to_string(),
        |g, t| set(&mut g.scaling.desired, nodes(t)),
    ),
    F::number("Max", "scaling-max", |g| g.scaling.max.to_string(), |g, t| set(&mut g.scaling.max, nodes(t))),
];

const PLACEMENT: &[F] = &[F::subnets("Subnets", "group-subnet", |g| &g.subnets, |g| &mut g.subnets)
    .help("Nodes are spread over them. Changing them later replaces the group.")];

const LABELS: &[F] = &[
    F::text(
        "Labels",
        "group-labels",
        |g| joined(g.labels.iter().map(|(k, v)| format!("{k}={v}")), ", "),
        |g, t| set(&mut g.labels, pairs(t, "team=core")),
    )
    .look(Look::Mono)
    .help("key=value, separated by commas."),
    F::text(
        "Taints",
        "group-taints",
        |g| taints::words(&g.taints),
        |g, t| set(&mut g.taints, taints::taints(t)),
    )
    .look(Look::Mono)
    .help("key=value:NO_SCHEDULE, separated by commas; NO_EXECUTE and PREFER_NO_SCHEDULE too."),
];

/// Name, machines, scaling, disk, labels, taints, subnets.
#[component]
pub(crate) fn NodeGroupForm(
    /// The group.
    id: NodeGroupId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let get = move || session.design.with(|d| d.node_group(id).cloned());
    let put = move |group: NodeGroup| {
        if let Some(edit) = session.design.with_untracked(|d| edit(d.node_group(id)?, group)) {
            session.dispatch(edit);
        }
    };
    view! {
        <Group title="Node group">{fields(get, put, NAME)}</Group>
        <Group title="Who looks after it">{fields(get, put, KIND)} <KindsCompared /></Group>
        <Group title="Machines">{fields(get, put, MACHINES)}</Group>
        <Group title="Nodes">
            <div class="triple">{fields(get, put, SCALING)}</div>
            <p class="row-help">
                "Numbers of nodes. Desired counts at creation only: afterwards an autoscaler decides, and Terraform leaves it alone. \
                 Every node up to the maximum may run, and is charged by the second."
            </p>
        </Group>
        <Group title="Placement">{fields(get, put, PLACEMENT)}</Group>
        <Group title="Labels and taints">{fields(get, put, LABELS)}</Group>
        <Group title="Updates">{fields(get, put, LIFE)}</Group>
        <Group title="Volumes, metadata, image">{fields(get, put, SETTINGS)}</Group>
        <Remove words="Remove node group" edit=ComputeEdit::RemoveNodeGroup { group: id } />
    }
}

/// The edit that makes one group of the other: a field changes one thing.
fn edit(before: &NodeGroup, after: NodeGroup) -> Option<ComputeEdit> {
    let group = before.id;
    Some(if before.name != after.name {
        ComputeEdit::RenameNodeGroup { group, name: after.name }
    } else if before.instance_types != after.instance_types {
        ComputeEdit::SetInstanceTypes { group, instance_types: after.instance_types }
    } else if before.capacity_type != after.capacity_type {
        ComputeEdit::SetCapacityType { group, capacity_type: after.capacity_type }
    } else if before.ami_type != after.ami_type {
        ComputeEdit::SetAmiType { group, ami_type: after.ami_type }
    } else if before.disk_size_gib != after.disk_size_gib {
        ComputeEdit::SetDiskSize { group, disk_size_gib: after.disk_size_gib }
    } else if before.scaling != after.scaling {
        ComputeEdit::SetScaling { group, scaling: after.scaling }
    } else if before.subnets != after.subnets {
        ComputeEdit::PlaceNodeGroup { group, subnets: after.subnets }
    } else if before.labels != after.labels {
        ComputeEdit::SetLabels { group, labels: after.labels }
    } else if before.taints != after.taints {
        ComputeEdit::SetTaints { group, taints: after.taints }
    } else if before.kind != after.kind {
        ComputeEdit::SetNodeGroupKind { group, kind: after.kind }
    } else if before.settings != after.settings {
        ComputeEdit::SetNodeSettings { group, settings: after.settings }
    } else {
        return None;
    })
}

/// Why the nodes cannot have an AMI.
fn not_built(design: &Design, _: &NodeGroup, key: &str) -> Option<String> {
    let version = design.cluster.version;
    let ami = key.parse::<AmiType>().ok()?;
    (!ami.is_built_for(version)).then(|| format!("not built for Kubernetes {version}"))
}

/// Instance types separated by commas or spaces; at least one.
fn instance_types(text: &str) -> Result<Vec<InstanceType>, String> {
    match parsed::<List<InstanceType>>(text)?.0 {
        none if none.is_empty() => parsed("").map(|t| vec![t]),
        types => Ok(types),
    }
}

fn nodes(text: &str) -> Result<u32, String> {
    whole(text, "A number of nodes")
}

fn disk(text: &str) -> Result<VolumeSize, String> {
    VolumeSize::try_from(whole(text, "A size in GiB")?).map_err(|e| e.to_string())
}
