//! The forms of EKS Auto Mode and of Karpenter: nodes that come as pods need them.

use configurator_core::design::{AutoMode, Karpenter};
use configurator_core::edit::{ComputeEdit, DesignEdit};
use configurator_core::value::{AutoNodePool, CapacityType};
use leptos::prelude::*;

use super::fields::{Field, Options, fields};
use super::kinds::KindsCompared;
use super::parse::{parsed, set, turn, whole};
use super::remove::Remove;
use crate::session::Session;
use crate::widgets::{Group, Look};

type A = Field<AutoMode>;

type K = Field<Karpenter>;

const AUTO_MODE: &[A] = &[A::checks(
    "Node pools",
    "auto-node-pool",
    Options::Keys(&[("general-purpose", "general-purpose"), ("system", "system")]),
    |a, key| a.node_pools.iter().any(|p| p.as_str() == key),
    |a, key, on| turn::<AutoNodePool>(&mut a.node_pools, key, on),
)
.help(
    "AWS brings these: it starts, updates and replaces nodes, and runs their network, volumes and load balancers, for a fee on \
     every node. You roll out workloads. Without a pool only pools of your own make nodes.",
)];

const EXPECTED: &[A] = &[
    A::number(
        "Nodes",
        "auto-expected-nodes",
        |a| a.expected_nodes.to_string(),
        |a, t| set(&mut a.expected_nodes, whole(t, "A number of nodes")),
    ),
    A::text(
        "Of type",
        "auto-expected-type",
        |a| a.expected_type.to_string(),
        |a, t| set(&mut a.expected_type, parsed(t)),
    )
    .look(Look::Mono),
];

/// Node pools, and what is expected.
#[component]
pub(super) fn AutoModeForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let get = move || session.design.with(|d| d.compute.auto_mode.clone());
    let put = move |auto_mode| {
        session.dispatch(ComputeEdit::SetAutoMode { auto_mode: Some(auto_mode) });
    };
    view! {
        <Group title="Auto Mode">{fields(get, put, AUTO_MODE)} <KindsCompared /></Group>
        <Group title="What is expected of it">
            <p class="row-help">"For capacity and cost. Nothing is made of it."</p>
            {fields(get, put, EXPECTED)}
        </Group>
        <Remove words="Turn Auto Mode off" edit=ComputeEdit::SetAutoMode { auto_mode: None } />
    }
}

const CONTROLLER: &[K] = &[
    K::text("Namespace", "karpenter-namespace", |k| k.namespace.to_string(), |k, t| {
        set(&mut k.namespace, parsed(t))
    })
    .look(Look::Mono)
    .help("Where the controller runs, under the service account karpenter. The bundle makes its role, the role of its nodes, and tags."),
    K::switch("Hears of interruptions", "karpenter-queue", |k| k.interruption_queue, |k, on| {
        k.interruption_queue = on;
    })
    .help("A queue that tells when AWS takes spot nodes back, so that pods leave in time.")
    .default_words("on"),
];

const POOL: &[K] = &[
    K::checks(
        "Capacity",
        "karpenter-capacity",
        Options::Keys(&[("ON_DEMAND", "On-demand"), ("SPOT", "Spot")]),
        |k, key| k.capacity_types.iter().any(|c| c.as_str() == key),
        |k, key, on| turn::<CapacityType>(&mut k.capacity_types, key, on),
    ),
    K::text(
        "Instance categories",
        "karpenter-categories",
        |k| k.categories.iter().map(char::to_string).collect::<Vec<_>>().join(", "),
        |k, t| {
            let letters = t.chars().filter(|c| !matches!(c, ',' | ' '));
            if letters.clone().any(|c| !c.is_ascii_lowercase()) {
                return Err("A category is a small letter, like c, m or r.".to_owned());
            }
            k.categories.clear();
            k.categories.extend(letters);
            Ok(())
        },
    )
    .look(Look::Mono)
    .help("Letters with which instance types begin."),
    K::number("At most", "karpenter-limit", |k| k.vcpu_limit.to_string(), |k, t| {
        set(&mut k.vcpu_limit, whole(t, "A number of vCPUs"))
    })
    .unit("vCPUs")
    .help("Beyond them Karpenter starts no node. The default pool is a Kubernetes object: the bundle does not make it yet."),
];

/// The controller, and its default pool.
#[component]
pub(super) fn KarpenterForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let get = move || Some(session.design.with(|d| d.compute.karpenter.clone()));
    let put = move |karpenter| {
        session.dispatch(ComputeEdit::SetKarpenter { karpenter });
    };
    view! {
        <Group title="Controller">{fields(get, put, CONTROLLER)}</Group>
        <Group title="Default pool">{fields(get, put, POOL)}</Group>
        <Remove words="Plan no Karpenter" edit=DesignEdit::PlanKarpenter { planned: false } />
    }
}
