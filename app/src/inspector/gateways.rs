//! The forms of what carries traffic: internet gateway, NAT gateways, route tables.

use configurator_core::design::{Design, Nat, RouteTable, RouteTableId, Subject, SubnetId, Tier, WayOut};
use configurator_core::edit::NetworkEdit;
use configurator_core::value::ZoneId;
use leptos::prelude::*;

use super::add_subnets::AddSubnet;
use super::links::{Link, Links, subnet_link};
use super::ways_out::NatField;
use crate::session::Session;
use crate::widgets::{Group, live};

/// The internet gateway.
#[component]
pub(crate) fn InternetGatewayForm() -> impl IntoView {
    let session = expect_context::<Session>();
    view! {
        <Group title="What goes through it">
            <Links
                of=|d: Design| {
                    let nat = d.network.nat_gateways().map(|n| (Subject::NatGateway(n.subnet), n.zone.to_string()));
                    d.network.subnets_of(Tier::Public).map(subnet_link).chain(nat).collect()
                }
                none="Nothing: there is no public subnet."
            />
            <p class="row-help">
                "Free of charge itself; public IPv4 addresses are charged by the hour and traffic out by the GB. A VPC has at most one."
            </p>
        </Group>
        <Group title="Remove">
            <p class="row-help">"Cuts public subnets and NAT gateways off the internet. The VPC's form adds it again."</p>
            <button
                type="button"
                class="button small danger after"
                id="remove-internet-gateway"
                on:click=move |_| {
                    session.dispatch(NetworkEdit::SetInternetGateway { enabled: false });
                }
            >
                "Remove internet gateway"
            </button>
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
    let is_single = Memo::new(move |_| session.design.with(|d| d.network.nat == Nat::Single));
    let goes = move || if is_single.get() { "Remove NAT gateway" } else { "Remove all NAT gateways" };
    view! {
        <Group title="Lies in">
            <Links of=move |d: Design| d.subnet(id).map(subnet_link).into_iter().collect() none="Nowhere." />
            <p class="row-help">
                "The first public subnet of its zone. It has an Elastic IP of its own: the address that others see. Terraform makes it anew in another subnet, with the same address."
            </p>
        </Group>
        <Group title="How many">
            <NatField />
        </Group>
        <Group title="Subnets that go out through it">
            <Links of=move |d: Design| users_of(&d, id) none="None: every private subnet lies elsewhere." />
        </Group>
        <Group title="Remove">
            <p class="row-help">"Private subnets lose their way out, and nodes in them cannot join."</p>
            <button
                type="button"
                class="button small danger after"
                id="remove-nat"
                on:click=move |_| {
                    session.dispatch(NetworkEdit::SetNat { nat: Nat::None });
                }
            >
                {live(goes)}
            </button>
        </Group>
    }
}

/// The subnets whose way out leads through the NAT gateway in `id`.
fn users_of(design: &Design, id: SubnetId) -> Vec<Link> {
    let network = &design.network;
    let leads_here = |way| matches!(way, WayOut::Nat { gateway, .. } if gateway == id);
    network.subnets_of(Tier::Private).filter(|s| leads_here(network.way_out(s))).map(subnet_link).collect()
}

/// A route table, which follows from the tiers of the subnets.
#[component]
pub(crate) fn RouteTableForm(
    /// The table.
    id: RouteTableId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let (of_routes, of_subnets, of_blocks) = (id.clone(), id.clone(), id.clone());
    let blocks = live(move || {
        let blocks = session.design.with(|d| match table(d, &of_blocks) {
            Some(_) => d.network.blocks().map(|b| b.to_string()).collect::<Vec<_>>(),
            None => Vec::new(),
        });
        let route = |block: String| {
            view! {
                <li class="route">
                    <span class="mono">{block}</span>
                    <span>"inside the VPC"</span>
                </li>
            }
        };
        blocks.into_iter().map(route).collect_view().into_any()
    });
    let adder = session.design.with_untracked(|d| place_of(d, &id)).map(|(zone, tier)| {
        view! { <AddSubnet zone tier /> }
    });
    view! {
        <Group title="Routes">
            <ul class="routes">{blocks}</ul>
            <Links of=move |d: Design| default_route(&d, &of_routes) none="0.0.0.0/0: none, only the VPC is reached from here." />
            <p class="row-help">
                "Follow from the tier of its subnets, the NAT gateways and the internet gateway. Free of charge."
            </p>
        </Group>
        <Group title="Subnets that use it">
            <Links
                of=move |d: Design| {
                    let ids = table(&d, &of_subnets).map(|t| t.subnets).unwrap_or_default();
                    ids.into_iter().filter_map(|id| d.subnet(id)).map(subnet_link).collect()
                }
                none="None."
            />
            <div class="buttons after">{adder}</div>
            <p class="row-help">"The table goes when its last subnet is removed or changes tier."</p>
        </Group>
    }
}

/// The zone and the tier of the next subnet that would use the table.
fn place_of(design: &Design, id: &RouteTableId) -> Option<(ZoneId, Tier)> {
    let first = || design.network.zones.first().cloned();
    match id {
        RouteTableId::Public => Some((first()?, Tier::Public)),
        RouteTableId::Private(zone) => Some((zone.clone(), Tier::Private)),
        RouteTableId::Intra => Some((first()?, Tier::Intra)),
    }
}

fn table(design: &Design, id: &RouteTableId) -> Option<RouteTable> {
    design.network.route_tables().into_iter().find(|t| &t.id == id)
}

/// Where the table's default route leads.
fn default_route(design: &Design, id: &RouteTableId) -> Vec<Link> {
    let fact = "0.0.0.0/0".to_owned();
    match table(design, id).map(|t| t.default_route) {
        Some(WayOut::InternetGateway) => vec![(Subject::InternetGateway, fact)],
        Some(WayOut::Nat { gateway, .. }) => vec![(Subject::NatGateway(gateway), fact)],
        Some(WayOut::None) | None => Vec::new(),
    }
}
