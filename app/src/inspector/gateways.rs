//! The forms of what carries traffic: internet gateway, NAT gateways, route tables.

use configurator_core::design::{RouteTableId, Subject, SubnetId, WayOut};
use leptos::prelude::*;

use super::vpc::{InternetGatewaySwitch, NatField};
use crate::session::Session;
use crate::widgets::{Fixed, Group, live};

/// The internet gateway.
#[component]
pub(crate) fn InternetGatewayForm() -> impl IntoView {
    view! {
        <Group title="Internet gateway">
            <InternetGatewaySwitch />
        </Group>
    }
}

/// A NAT gateway.
#[component]
pub(crate) fn NatGatewayForm(
    /// The public subnet that holds it.
    id: SubnetId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let subnet = Signal::derive(move || session.design.with(|d| d.name_of(&Subject::Subnet(id))));
    view! {
        <Group title="NAT gateway">
            <Fixed label="Lies in" value=subnet why="The first public subnet of its zone. It has an Elastic IP of its own." />
            <NatField />
        </Group>
    }
}

/// A route table, which follows from the tiers of the subnets.
#[component]
pub(crate) fn RouteTableForm(
    /// The table.
    id: RouteTableId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let table = Memo::new(move |_| {
        session.design.with(|d| d.network.route_tables().into_iter().find(|t| t.id == id))
    });
    let default_route = Signal::derive(move || {
        table.with(|t| match t.as_ref().map(|t| t.default_route) {
            Some(WayOut::InternetGateway) => "internet gateway".to_owned(),
            Some(WayOut::Nat { gateway, .. }) => {
                session.design.with(|d| d.name_of(&Subject::NatGateway(gateway)))
            }
            Some(WayOut::None) | None => "none".to_owned(),
        })
    });
    let subnets = move || table.with(|t| t.as_ref().map(|t| t.subnets.clone()).unwrap_or_default());
    view! {
        <Group title="Routes">
            <Fixed label="0.0.0.0/0" value=default_route why="Follows from the tier of its subnets and the NAT gateways." />
        </Group>
        <Group title="Subnets that use it">
            <div class="buttons">
                {live(move || {
                    subnets()
                        .into_iter()
                        .map(|id| {
                            let name = session.design.with(|d| d.name_of(&Subject::Subnet(id)));
                            view! {
                                <button
                                    type="button"
                                    class="button small"
                                    on:click=move |_| session.select(Subject::Subnet(id))
                                >
                                    {name}
                                </button>
                            }
                        })
                        .collect_view()
                        .into_any()
                })}
            </div>
        </Group>
    }
}
