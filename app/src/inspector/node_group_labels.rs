//! Labels and taints of a node group, as text: `team=core, tier=web`.

use std::collections::BTreeMap;
use std::str::FromStr;

use configurator_core::design::NodeGroupId;
use configurator_core::edit::ComputeEdit;
use configurator_core::value::{LabelKey, LabelValue, Taint, TaintEffect};
use leptos::prelude::*;

use crate::session::Session;
use crate::widgets::{Group, TextField, entries, pairs};

/// The labels of every node.
#[component]
pub(crate) fn LabelFields(
    /// The group.
    id: NodeGroupId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let value = Signal::derive(move || {
        let labels = session.design.with(|d| d.node_group(id).map(|g| g.labels.clone()).unwrap_or_default());
        labels.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join(", ")
    });
    view! {
        <Group title="Labels and taints">
            <TextField
                label="Labels"
                id="group-labels"
                mono=true
                value
                on_value=move |labels: Labels| {
                    session.dispatch(ComputeEdit::SetLabels { group: id, labels: labels.0 });
                }
                help="key=value, separated by commas."
            />
        </Group>
    }
}

/// The taints of every node.
#[component]
pub(crate) fn TaintFields(
    /// The group.
    id: NodeGroupId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let value = Signal::derive(move || {
        let taints = session.design.with(|d| d.node_group(id).map(|g| g.taints.clone()).unwrap_or_default());
        let text = |t: &Taint| {
            let value = t.value.as_ref().map(|v| format!("={v}")).unwrap_or_default();
            format!("{}{value}:{}", t.key, t.effect.as_str())
        };
        taints.iter().map(text).collect::<Vec<_>>().join(", ")
    });
    view! {
        <TextField
            label="Taints"
            id="group-taints"
            mono=true
            value
            on_value=move |taints: Taints| {
                session.dispatch(ComputeEdit::SetTaints { group: id, taints: taints.0 });
            }
            help="key=value:NO_SCHEDULE, separated by commas; NO_EXECUTE and PREFER_NO_SCHEDULE too."
        />
    }
}

struct Labels(BTreeMap<LabelKey, LabelValue>);

impl FromStr for Labels {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        pairs(text, "team=core").map(Self)
    }
}

struct Taints(Vec<Taint>);

impl FromStr for Taints {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        entries(text).map(taint).collect::<Result<_, _>>().map(Self)
    }
}

fn taint(entry: &str) -> Result<Taint, String> {
    let form = || format!("“{entry}” is not a taint; write it like dedicated=gpu:NO_SCHEDULE.");
    let (rest, effect) = entry.rsplit_once(':').ok_or_else(form)?;
    let effect = TaintEffect::ALL.into_iter().find(|e| {
        // Kubernetes writes NoSchedule where EKS writes NO_SCHEDULE: both are understood.
        let plain = |s: &str| s.replace('_', "").to_ascii_lowercase();
        plain(e.as_str()) == plain(effect.trim())
    });
    let (key, value) = match rest.split_once('=') {
        Some((key, value)) => (key, Some(value.trim().parse().map_err(|e| format!("{e}"))?)),
        None => (rest, None),
    };
    let key = key.trim().parse().map_err(|e| format!("{e}"))?;
    Ok(Taint { key, value, effect: effect.ok_or_else(form)? })
}
