//! The form of the VPC: its block, its zones and its ways out.

use configurator_core::design::{Nat, Subject, Tier};
use configurator_core::diagram::grouped;
use configurator_core::edit::{NetworkEdit, suggest};
use configurator_core::value::Cidr;
use leptos::prelude::*;

use crate::inspector::design::RegionField;
use crate::session::Session;
use crate::widgets::{CidrField, Group, Segments, Switch, live};

/// Block, region, internet gateway, NAT gateways, subnets.
#[component]
pub(crate) fn VpcForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let design = session.design;
    let cidr = Signal::derive(move || design.with(|d| d.network.cidr));
    let space = Signal::derive(move || {
        design.with(|d| {
            let (free, size) = (d.network.free_addresses(), d.network.cidr.size());
            format!(
                "{} of {} addresses free. Subnets move along. Fixed once it is rolled out.",
                grouped(free),
                grouped(size)
            )
        })
    });
    view! {
        <Group title="Addresses">
            <CidrField
                label="CIDR"
                id="vpc-cidr"
                value=cidr
                on_value=move |cidr: Cidr| {
                    session.dispatch(NetworkEdit::SetVpcCidr { cidr });
                }
                help=space
            />
        </Group>
        <Group title="Place">
            <RegionField />
        </Group>
        <Group title="Ways out">
            <InternetGatewaySwitch />
            <NatField />
        </Group>
        <Group title="Subnets">
            <AddTiers />
        </Group>
    }
}

/// Whether there is an internet gateway.
#[component]
pub(crate) fn InternetGatewaySwitch() -> impl IntoView {
    let session = expect_context::<Session>();
    let enabled = Signal::derive(move || session.design.with(|d| d.network.internet_gateway));
    view! {
        <Switch
            label="Internet gateway"
            id="internet-gateway"
            value=enabled
            on_value=move |enabled| {
                session.dispatch(NetworkEdit::SetInternetGateway { enabled });
            }
            help="Public subnets and NAT gateways reach the internet through it. Free of charge."
        />
    }
}

/// How private subnets reach the internet.
#[component]
pub(crate) fn NatField() -> impl IntoView {
    let session = expect_context::<Session>();
    let nat = Signal::derive(move || session.design.with(|d| d.network.nat.as_str().to_owned()));
    let help = Signal::derive(move || {
        match session.design.with(|d| d.network.nat) {
            Nat::None => "Nodes in private subnets cannot pull images or join the cluster.",
            Nat::Single => {
                "Cheapest. If its zone fails, no zone gets out, and traffic between zones is charged."
            }
            Nat::PerZone => "A zone that fails takes only itself along. Each gateway is charged by the hour.",
        }
        .to_owned()
    });
    view! {
        <Segments
            label="NAT gateways"
            id="nat"
            value=nat
            options=vec![("none", "None"), ("single", "One"), ("per_zone", "One per zone")]
            on_value=move |key: &'static str| {
                if let Some(nat) = Nat::ALL.into_iter().find(|n| n.as_str() == key) {
                    session.dispatch(NetworkEdit::SetNat { nat });
                }
            }
            help
        />
    }
}

/// Buttons for the tiers that some zone lacks.
#[component]
fn AddTiers() -> impl IntoView {
    let session = expect_context::<Session>();
    let missing = Memo::new(move |_| {
        session.design.with(|d| {
            Tier::ALL.into_iter().filter(|t| suggest::add_tier(d, *t).is_some()).collect::<Vec<_>>()
        })
    });
    let zones = move || session.design.with(|d| d.network.zones.clone());
    view! {
        <div class="buttons">
            {live(move || {
                zones()
                    .into_iter()
                    .map(|zone| {
                        let name = zone.to_string();
                        view! {
                            <button
                                type="button"
                                class="button small"
                                on:click=move |_| session.select(Subject::Zone(zone.clone()))
                            >
                                {name}
                            </button>
                        }
                    })
                    .collect_view()
                    .into_any()
            })}
            {live(move || {
                missing
                    .get()
                    .into_iter()
                    .map(|tier| {
                        view! {
                            <button
                                type="button"
                                class="button small"
                                on:click=move |_| {
                                    if let Some(edit) = session.design.with_untracked(|d| suggest::add_tier(d, tier)) {
                                        session.dispatch(edit);
                                    }
                                }
                            >
                                {format!("Add {} subnets", tier.as_str())}
                            </button>
                        }
                    })
                    .collect_view()
                    .into_any()
            })}
        </div>
    }
}
