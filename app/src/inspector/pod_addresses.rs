//! The fields of how pods get addresses.

use configurator_core::design::PodAddresses;
use configurator_core::edit::NetworkEdit;
use leptos::prelude::*;

use super::fields::{Field, fields};
use super::parse::{maybe_whole, set, shown};
use crate::session::Session;
use crate::widgets::Group;

type F = Field<PodAddresses>;

const FIELDS: &[F] = &[
    F::switch("Prefix delegation", "prefix-delegation", |p| p.prefix_delegation, |p, on| p.prefix_delegation = on)
        .help(
            "Nodes take blocks of 16 addresses: more pods on small nodes, and the subnets need whole free blocks. Nitro only. \
             Nodes that are there keep their ways.",
        )
        .default_words("off"),
    F::switch("Pod subnets", "custom-networking", |p| p.custom_networking, |p, on| p.custom_networking = on)
        .help("Custom networking: pods get addresses of the pod subnet in their node's zone, and nodes keep theirs. Nodes that are there keep their ways.")
        .default_words("off"),
    F::switch("Security groups for pods", "pod-security-groups", |p| p.security_groups, |p, on| p.security_groups = on)
        .help("Pods can have security groups of their own, each with an address more. Nitro machines only, and no t family.")
        .default_words("off"),
    F::switch("Network policies", "network-policy", |p| p.network_policy, |p, on| p.network_policy = on)
        .help("The CNI enforces what network policies say about which pods talk to which.")
        .default_words("off"),
    F::number(
        "Kept free",
        "warm-ip-target",
        |p| shown(p.warm_ip_target),
        |p, t| set(&mut p.warm_ip_target, target(t)),
    )
    .help("WARM_IP_TARGET: addresses that a node holds ready for new pods. Small numbers save addresses, and ask EC2 more often.")
    .default_words("whole interfaces or blocks"),
    F::number(
        "At least",
        "minimum-ip-target",
        |p| shown(p.minimum_ip_target),
        |p, t| set(&mut p.minimum_ip_target, target(t)),
    )
    .help("MINIMUM_IP_TARGET: addresses that a node takes at once when it starts: about as many as it will have pods.")
    .default_words("none"),
    F::number(
        "Spare interfaces",
        "warm-eni-target",
        |p| shown(p.warm_eni_target),
        |p, t| set(&mut p.warm_eni_target, target(t)),
    )
    .help("WARM_ENI_TARGET: whole interfaces held ready. Counts without prefix delegation and without the two above.")
    .default_words("1"),
    F::number(
        "Spare blocks",
        "warm-prefix-target",
        |p| shown(p.warm_prefix_target),
        |p, t| set(&mut p.warm_prefix_target, target(t)),
    )
    .help("WARM_PREFIX_TARGET: whole blocks held ready. Counts with prefix delegation and without the first two.")
    .default_words("1"),
];

/// Prefix delegation, and what nodes keep free.
#[component]
pub(super) fn PodAddressFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let get = move || Some(session.design.with(|d| d.network.pod_addresses));
    let put = move |pod_addresses| {
        session.dispatch(NetworkEdit::SetPodAddresses { pod_addresses });
    };
    view! { <Group title="Addresses of pods">{fields(get, put, FIELDS)}</Group> }
}

/// A number of addresses, interfaces or blocks, or nothing.
fn target(text: &str) -> Result<Option<u16>, String> {
    Ok(maybe_whole(text)?.map(|n| u16::try_from(n).unwrap_or(u16::MAX)))
}
