//! The form of a managed node group.

use std::fmt::Display;
use std::str::FromStr;

use configurator_core::design::{NodeGroup, NodeGroupId, Scaling, SubnetId};
use configurator_core::edit::ComputeEdit;
use configurator_core::value::{AmiType, CapacityType, InstanceType, NodeGroupName, VolumeSize};
use leptos::prelude::*;

use super::node_group_labels::{LabelFields, TaintFields};
use crate::session::Session;
use crate::widgets::{Checks, Choice, ChoiceOption, Group, Segments, TextField};

/// Name, machines, scaling, disk, labels, taints, subnets.
#[component]
pub(crate) fn NodeGroupForm(
    /// The group.
    id: NodeGroupId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let group = Memo::new(move |_| session.design.with(|d| d.node_group(id).cloned()));
    let text = move |read: fn(&NodeGroup) -> String| {
        Signal::derive(move || group.with(|g| g.as_ref().map(read).unwrap_or_default()))
    };
    view! {
        <Group title="Node group">
            <TextField
                label="Name"
                id="group-name"
                value=text(|g| g.name.to_string())
                on_value=move |name: NodeGroupName| {
                    session.dispatch(ComputeEdit::RenameNodeGroup { group: id, name });
                }
                help="Renaming a group that is rolled out replaces its nodes."
            />
        </Group>
        <Machines id text=Callback::new(text) />
        <Group title="Nodes">
            <div class="triple">
                <Count id label="Min" field="min" read=|s| s.min write=|s, n| s.min = n />
                <Count id label="Desired" field="desired" read=|s| s.desired write=|s, n| s.desired = n />
                <Count id label="Max" field="max" read=|s| s.max write=|s, n| s.max = n />
            </div>
            <p class="row-help">
                "Numbers of nodes. Desired counts at creation only: afterwards an autoscaler decides, and Terraform leaves it alone. \
                 Every node up to the maximum may run, and is charged by the second."
            </p>
        </Group>
        <Placement id />
        <LabelFields id />
        <TaintFields id />
        <Group title="Remove">
            <button
                type="button"
                class="button small danger"
                on:click=move |_| {
                    session.dispatch(ComputeEdit::RemoveNodeGroup { group: id });
                }
            >
                "Remove node group"
            </button>
        </Group>
    }
}

/// What the nodes are: instance types, capacity type, AMI, disk.
#[component]
fn Machines(id: NodeGroupId, text: Callback<fn(&NodeGroup) -> String, Signal<String>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let ami_types = Signal::derive(move || {
        let version = session.design.with(|d| d.cluster.version);
        let gone = |ami: &AmiType| {
            (!ami.is_built_for(version)).then(|| format!("not built for Kubernetes {version}"))
        };
        AmiType::ALL
            .iter()
            .map(|a| ChoiceOption::new(a.as_str(), a.words()).unless(gone(a)))
            .collect::<Vec<_>>()
    });
    let joined =
        |g: &NodeGroup| g.instance_types.iter().map(InstanceType::as_str).collect::<Vec<_>>().join(", ");
    view! {
        <Group title="Machines">
            <TextField
                label="Instance types"
                id="instance-types"
                mono=true
                value=text.run(joined)
                on_value=move |types: InstanceTypes| {
                    session.dispatch(ComputeEdit::SetInstanceTypes { group: id, instance_types: types.0 });
                }
                help="Separated by commas, preferred first; for spot, several of the same size. Changing them later replaces the nodes."
            />
            <Segments
                label="Capacity"
                id="capacity-type"
                value=text.run(|g| g.capacity_type.as_str().to_owned())
                options=vec![("ON_DEMAND", "On-demand"), ("SPOT", "Spot")]
                on_value=move |key: &'static str| {
                    if let Ok(capacity_type) = key.parse::<CapacityType>() {
                        session.dispatch(ComputeEdit::SetCapacityType { group: id, capacity_type });
                    }
                }
                help="Spot costs less and may be taken back with two minutes' notice. Changing it later replaces the nodes."
            />
            <Choice
                label="AMI"
                id="ami-type"
                value=text.run(|g| g.ami_type.as_str().to_owned())
                options=ami_types
                on_value=move |key: String| {
                    if let Ok(ami_type) = key.parse::<AmiType>() {
                        session.dispatch(ComputeEdit::SetAmiType { group: id, ami_type });
                    }
                }
                help="The image of the nodes. Changing it later replaces the nodes."
                default_words=Signal::stored(AmiType::Al2023X86.words().to_owned())
            />
            <TextField
                label="Disk"
                id="disk-size"
                number=true
                unit="GiB gp3, encrypted"
                value=text.run(|g| g.disk_size_gib.gib().to_string())
                on_value=move |size: Disk| {
                    session.dispatch(ComputeEdit::SetDiskSize { group: id, disk_size_gib: size.0 });
                }
                help="For each node, charged by the month. Images and logs of pods lie here too; at least 20."
            />
        </Group>
    }
}

/// One of the three numbers of nodes.
#[component]
fn Count(
    id: NodeGroupId,
    label: &'static str,
    field: &'static str,
    read: fn(&Scaling) -> u32,
    write: fn(&mut Scaling, u32),
) -> impl IntoView {
    let session = expect_context::<Session>();
    let scaling = move || session.design.with(|d| d.node_group(id).map(|g| g.scaling));
    let value = Signal::derive(move || scaling().map(|s| read(&s).to_string()).unwrap_or_default());
    view! {
        <TextField
            label
            id=format!("scaling-{field}")
            number=true
            value
            on_value=move |count: NodeCount| {
                if let Some(mut scaling) = untrack(scaling) {
                    write(&mut scaling, count.0);
                    session.dispatch(ComputeEdit::SetScaling { group: id, scaling });
                }
            }
        />
    }
}

/// The subnets that the nodes run in.
#[component]
fn Placement(id: NodeGroupId) -> impl IntoView {
    let session = expect_context::<Session>();
    let options = Signal::derive(move || {
        session.design.with(|d| {
            let used = |s: SubnetId| d.node_group(id).is_some_and(|g| g.subnets.contains(&s));
            d.network.subnets_in_order().map(|s| (s.id.to_string(), s.name.to_string(), used(s.id))).collect()
        })
    });
    let set = move |(key, on): (String, bool)| {
        let Ok(subnet) = key.parse().map(SubnetId) else { return };
        let subnets = session.design.with_untracked(|d| d.node_group(id).map(|g| g.subnets.clone()));
        let Some(mut subnets) = subnets else { return };
        if on {
            subnets.insert(subnet);
        } else {
            subnets.remove(&subnet);
        }
        session.dispatch(ComputeEdit::PlaceNodeGroup { group: id, subnets });
    };
    view! {
        <Group title="Placement">
            <Checks
                label="Subnets"
                id="group-subnet"
                options
                on_value=set
                help="Nodes are spread over them. Changing them later replaces the group."
            />
        </Group>
    }
}

/// Instance types separated by commas or spaces; at least one.
struct InstanceTypes(Vec<InstanceType>);

impl FromStr for InstanceTypes {
    type Err = <InstanceType as FromStr>::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts: Vec<_> = text.split([',', ' ', '\n']).map(str::trim).filter(|p| !p.is_empty()).collect();
        if parts.is_empty() {
            return "".parse::<InstanceType>().map(|t| Self(vec![t]));
        }
        parts.into_iter().map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

/// A whole number, or a sentence about it.
fn whole_number<T: FromStr>(text: &str, what: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{what} is a whole number, like 3."))
}

struct NodeCount(u32);

impl FromStr for NodeCount {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        whole_number(text, "A number of nodes").map(Self)
    }
}

struct Disk(VolumeSize);

impl FromStr for Disk {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let gib: u32 = whole_number(text, "A size in GiB")?;
        VolumeSize::try_from(gib).map(Self).map_err(said)
    }
}

fn said(error: impl Display) -> String {
    error.to_string()
}
