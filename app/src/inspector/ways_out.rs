//! The fields of what leads out of the VPC, as they stand in the forms of the VPC and of the gateways.

use configurator_core::design::Nat;
use configurator_core::edit::NetworkEdit;
use leptos::prelude::*;

use crate::session::Session;
use crate::widgets::{Segments, Switch};

/// Whether there is an internet gateway.
#[component]
pub(super) fn InternetGatewaySwitch() -> impl IntoView {
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
            default_words="on"
        />
    }
}

/// How private subnets reach the internet.
#[component]
pub(super) fn NatField() -> impl IntoView {
    let session = expect_context::<Session>();
    let nat = Memo::new(move |_| session.design.with(|d| d.network.nat));
    let has_public = Memo::new(move |_| {
        session
            .design
            .with(|d| d.network.subnets_of(configurator_core::design::Tier::Public).next().is_some())
    });
    let help = Signal::derive(move || {
        match nat.get() {
            Nat::None => "Free. Nodes in private subnets cannot pull images or join the cluster.",
            Nat::Single => {
                "Cheapest way out. If its zone fails, no zone gets out, and traffic between zones is charged by the GB."
            }
            Nat::PerZone => {
                "A zone that fails takes only itself along. Each gateway is charged by the hour, and all by the GB."
            }
        }
        .to_owned()
    });
    view! {
        <Segments
            label="NAT gateways"
            id="nat"
            value=Signal::derive(move || nat.get().as_str().to_owned())
            options=Nat::ALL.map(|n| (n.as_str(), n.words())).to_vec()
            unless=move |key: &'static str| {
                let lies_nowhere = key != Nat::None.as_str() && !has_public.get();
                lies_nowhere.then(|| "a NAT gateway lies in a public subnet, and there is none.".to_owned())
            }
            on_value=move |key: &'static str| {
                if let Some(nat) = Nat::ALL.into_iter().find(|n| n.as_str() == key) {
                    session.dispatch(NetworkEdit::SetNat { nat });
                }
            }
            help
        />
    }
}
