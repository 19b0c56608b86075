//! The fields of how pods get addresses.

use configurator_core::design::PodAddresses;
use configurator_core::edit::NetworkEdit;
use leptos::prelude::*;

use super::numbers::{MaybeNumber, shown};
use crate::session::Session;
use crate::widgets::{Group, Switch, TextField};

/// Prefix delegation, and what nodes keep free.
#[component]
pub(super) fn PodAddressFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let current = Memo::new(move |_| session.design.with(|d| d.network.pod_addresses));
    let set = move |change: fn(&mut PodAddresses, Option<u16>), number: Option<u32>| {
        let mut pod_addresses = current.get_untracked();
        change(&mut pod_addresses, number.map(|n| u16::try_from(n).unwrap_or(u16::MAX)));
        session.dispatch(NetworkEdit::SetPodAddresses { pod_addresses });
    };
    let field = move |label: &'static str,
                      id: &'static str,
                      read: fn(&PodAddresses) -> Option<u16>,
                      change: fn(&mut PodAddresses, Option<u16>),
                      help: &'static str,
                      default_words: &'static str| {
        view! {
            <TextField
                label
                id
                number=true
                value=Signal::derive(move || shown(current.with(read)))
                on_value=move |number: MaybeNumber| set(change, number.0)
                help
                default_words
            />
        }
    };
    view! {
        <Group title="Addresses of pods">
            <Switch
                label="Prefix delegation"
                id="prefix-delegation"
                value=Signal::derive(move || current.with(|p| p.prefix_delegation))
                on_value=move |on: bool| {
                    let mut pod_addresses = current.get_untracked();
                    pod_addresses.prefix_delegation = on;
                    session.dispatch(NetworkEdit::SetPodAddresses { pod_addresses });
                }
                help="Nodes take blocks of 16 addresses: more pods on small nodes, and the subnets need whole free blocks. Nitro only. \
                Nodes that are there keep their ways."
                default_words="off"
            />
            {field(
                "Kept free",
                "warm-ip-target",
                |p| p.warm_ip_target,
                |p, n| p.warm_ip_target = n,
                "WARM_IP_TARGET: addresses that a node holds ready for new pods. Small numbers save addresses, and ask EC2 more often.",
                "whole interfaces or blocks",
            )}
            {field(
                "At least",
                "minimum-ip-target",
                |p| p.minimum_ip_target,
                |p, n| p.minimum_ip_target = n,
                "MINIMUM_IP_TARGET: addresses that a node takes at once when it starts: about as many as it will have pods.",
                "none",
            )}
            {field(
                "Spare interfaces",
                "warm-eni-target",
                |p| p.warm_eni_target,
                |p, n| p.warm_eni_target = n,
                "WARM_ENI_TARGET: whole interfaces held ready. Counts without prefix delegation and without the two above.",
                "1",
            )}
            {field(
                "Spare blocks",
                "warm-prefix-target",
                |p| p.warm_prefix_target,
                |p, n| p.warm_prefix_target = n,
                "WARM_PREFIX_TARGET: whole blocks held ready. Counts with prefix delegation and without the first two.",
                "1",
            )}
        </Group>
    }
}
