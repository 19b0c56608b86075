//! The form of the VPC endpoints.

use configurator_core::design::{Tier, VpcEndpoints};
use configurator_core::edit::{NetworkEdit, suggest};
use configurator_core::value::EndpointService;
use leptos::prelude::*;

use super::fields::{Field, Options, fields};
use super::parse::{one_of, set, turn};
use crate::session::Session;
use crate::widgets::{Group, Icon, Show};

type E = Field<VpcEndpoints>;

const GATEWAYS: &[E] =
    &[E::checks("Gateways", "gateway-endpoint", Options::Of(|_, _| of(true)), has, |e, key, on| {
        turn::<EndpointService>(&mut e.services, key, on)
    })
    .help("Routes in all private and intra tables. Free of charge; image layers come from S3.")];

const INTERFACES: &[E] = &[
    E::checks("Interfaces", "interface-endpoint", Options::Of(|_, _| of(false)), has, |e, key, on| {
        turn::<EndpointService>(&mut e.services, key, on);
    })
    .help("Each is charged by the hour in every zone, and by the GB, and takes an address in each zone."),
    E::segments(
        "Interfaces lie in",
        "endpoint-tier",
        &[("private", "Private"), ("intra", "Intra"), ("public", "Public")],
        |e| e.tier.as_str().to_owned(),
        |e, t| set(&mut e.tier, one_of(&Tier::ALL, Tier::as_str, t)),
    )
    .help("The first subnet of this tier in each zone holds them."),
];

/// Gateways and interfaces, by service.
#[component]
pub(super) fn EndpointsForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let get = move || Some(session.design.with(|d| d.network.endpoints.clone()));
    let put = move |endpoints| {
        session.dispatch(NetworkEdit::SetEndpoints { endpoints });
    };
    view! {
        <Group title="Ways that avoid the internet">
            <p class="row-help">
                "Subnets without a NAT gateway reach AWS by these alone. What nodes and the chosen features need is added in one click."
            </p>
            <NeededButton />
            {fields(get, put, GATEWAYS)}
            {fields(get, put, INTERFACES)}
        </Group>
    }
}

/// Adds the endpoints that are missing for what the design has.
#[component]
fn NeededButton() -> impl IntoView {
    let session = expect_context::<Session>();
    let is_missing = Memo::new(move |_| session.design.with(|d| suggest::add_needed_endpoints(d).is_some()));
    view! {
        <Show when=move || is_missing.get()>
            <button
                type="button"
                class="button small"
                id="needed-endpoints"
                on:click=move |_| {
                    if let Some(edit) = session.design.with_untracked(suggest::add_needed_endpoints) {
                        session.dispatch(edit);
                    }
                }
            >
                <Icon name="plus" />
                "Add what this design needs"
            </button>
        </Show>
    }
}

fn of(gateways: bool) -> Vec<(String, String)> {
    let services = EndpointService::ALL.iter().filter(|s| s.is_gateway() == gateways);
    services.map(|s| (s.to_string(), format!("{s}: {}", s.words()))).collect()
}

fn has(endpoints: &VpcEndpoints, key: &str) -> bool {
    endpoints.services.iter().any(|s| s.as_str() == key)
}
