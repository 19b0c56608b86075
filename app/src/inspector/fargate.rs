//! The form of a Fargate profile.

use configurator_core::design::{Design, FargateProfile, FargateProfileId, FargateSelector};
use configurator_core::edit::ComputeEdit;
use leptos::prelude::*;

use super::fields::{Field, fields};
use super::kinds::KindsCompared;
use super::objects::{Objects, objects};
use super::parse::{joined, parsed, set, whole};
use super::remove::Remove;
use crate::session::Session;
use crate::widgets::{Group, Look, pairs};

type F = Field<FargateProfile>;

type S = Field<FargateSelector>;

const PROFILE: &[F] = &[
    F::text("Name", "fargate-name", |p| p.name.to_string(), |p, t| set(&mut p.name, parsed(t)))
        .help("Pods on it need no nodes: each gets a machine of AWS's. No DaemonSets, no GPUs, no EBS volumes, no Pod Identity.")
        .fixed("EKS API: a profile cannot be changed; every change makes it anew, one profile at a time."),
    F::subnets("Subnets", "fargate-subnet", |p| &p.subnets, |p| &mut p.subnets)
        .help("Private ones: Fargate takes no subnet with a route to the internet gateway. Every pod takes an address."),
];

const SELECTOR: &[S] = &[
    S::text("Namespace", "namespace", |s| s.namespace.to_string(), |s, t| set(&mut s.namespace, parsed(t)))
        .look(Look::Mono)
        .help("* stands for any text, ? for one character."),
    S::text(
        "Labels",
        "labels",
        |s| joined(s.labels.iter().map(|(k, v)| format!("{k}={v}")), ", "),
        |s, t| set(&mut s.labels, pairs(t, "app=web")),
    )
    .look(Look::Mono)
    .help("key=value, separated by commas; a pod has all of them. At most 5.")
    .default_words("none, which takes all pods of the namespace"),
];

const EXPECTED: &[F] = &[
    F::number(
        "Pods",
        "fargate-pods",
        |p| p.expected.pods.to_string(),
        |p, t| set(&mut p.expected.pods, whole(t, "A number of pods")),
    ),
    F::number(
        "CPU of each",
        "fargate-cpu",
        |p| p.expected.millicores.to_string(),
        |p, t| set(&mut p.expected.millicores, whole(t, "A request")),
    )
    .unit("millicores"),
    F::number(
        "Memory of each",
        "fargate-memory",
        |p| p.expected.memory_mib.to_string(),
        |p, t| set(&mut p.expected.memory_mib, whole(t, "A request")),
    )
    .unit("MiB")
    .help("Fargate adds 256 MiB and rounds up to one of its sizes, which is charged by the second."),
];

/// Name, selectors, subnets, what is expected.
#[component]
pub(super) fn FargateForm(
    /// The profile.
    id: FargateProfileId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let get = move || session.design.with(|d| d.fargate_profile(id).cloned());
    let put = move |profile| {
        session.dispatch(ComputeEdit::SetFargateProfile { profile });
    };
    let selectors = Objects {
        place: "selector",
        noun: "selector",
        all: Box::new(move |d: &Design| {
            d.fargate_profile(id).map(|p| p.selectors.clone()).unwrap_or_default()
        }),
        put: Box::new(move |selectors| {
            let profile = session.design.with_untracked(|d| d.fargate_profile(id).cloned());
            match profile {
                Some(profile) => {
                    ComputeEdit::SetFargateProfile { profile: FargateProfile { selectors, ..profile } }.into()
                }
                None => ComputeEdit::RemoveFargateProfile { profile: id }.into(),
            }
        }),
        new: Some(|_, _| {
            Some(FargateSelector { namespace: "default".parse().ok()?, labels: Default::default() })
        }),
        title: |s| match s.labels.len() {
            0 => s.namespace.to_string(),
            1 => format!("{}, 1 label", s.namespace),
            n => format!("{}, {n} labels", s.namespace),
        },
        table: SELECTOR,
    };
    view! {
        <Group title="Fargate profile">{fields(get, put, PROFILE)} <KindsCompared /></Group>
        <Group title="Pods that it takes">
            <p class="row-help">"Those that any selector matches; EKS takes 1 to 5."</p>
            {objects(selectors)}
        </Group>
        <Group title="What is expected on it">
            <p class="row-help">"For capacity and cost. Nothing is made of it."</p>
            {fields(get, put, EXPECTED)}
        </Group>
        <Remove words="Remove Fargate profile" edit=ComputeEdit::RemoveFargateProfile { profile: id } />
    }
}
