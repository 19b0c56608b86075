//! The form of the VPC: its blocks, names, records, connected networks, zones and ways out.

use std::str::FromStr;

use configurator_core::design::{Design, Dns, Peer, Subject};
use configurator_core::edit::{NetworkEdit, suggest};
use configurator_core::value::{Cidr, ZoneId, grouped};
use leptos::prelude::*;

use super::add_subnets::{AddTiers, AddZones};
use super::design::RegionField;
use super::existing::ExistingVpcField;
use super::fields::{Field, fields};
use super::flow_logs::FlowLogFields;
use super::links::Links;
use super::pod_addresses::PodAddressFields;
use super::ways_out::{InternetGatewaySwitch, NatField};
use crate::session::Session;
use crate::widgets::{CidrField, Group, Icon, List, Look, TextField, live, pair_list};

/// Why the primary block is fixed.
const BLOCK_IS_FIXED: &str =
    "AWS neither resizes nor replaces a VPC's primary block (VPC user guide, VPC CIDR blocks).";

/// Blocks, DNS, flow logs, connected networks, region, zones, ways out.
#[component]
pub(crate) fn VpcForm() -> impl IntoView {
    view! {
        <AddressFields />
        <Group title="Place">
            <RegionField />
        </Group>
        <Group title="Zones">
            <Links
                of=|d: Design| {
                    let count = |zone: &ZoneId| d.network.subnets.iter().filter(|s| &s.zone == zone).count();
                    let link = |zone: &ZoneId| match count(zone) {
                        1 => (Subject::Zone(zone.clone()), "1 subnet".to_owned()),
                        n => (Subject::Zone(zone.clone()), format!("{n} subnets")),
                    };
                    d.network.zones.iter().map(link).collect()
                }
                none="No zone yet. A cluster needs two."
            />
            <AddZones />
            <div class="buttons">
                <AddTiers />
            </div>
        </Group>
        <Group title="Ways out">
            <InternetGatewaySwitch />
            <NatField />
        </Group>
        <PodAddressFields />
        <DnsFields />
        <FlowLogFields />
        <PeerField />
        <ExistingVpcField />
    }
}

/// The primary block and the others.
#[component]
fn AddressFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let cidr = Signal::derive(move || session.design.with(|d| d.network.cidr));
    let space = Signal::derive(move || {
        session.design.with(|d| {
            let (free, size) = (d.network.free_addresses(), d.network.addresses());
            format!("{} of {} addresses free. Subnets move along.", grouped(free), grouped(size))
        })
    });
    let secondary = Signal::derive(move || {
        let cidrs = session.design.with(|d| d.network.secondary_cidrs.clone());
        cidrs.iter().map(Cidr::to_string).collect::<Vec<_>>().join("\n")
    });
    let for_pods =
        Memo::new(move |_| session.design.with(|d| suggest::add_pod_block(d).map(|(_, cidr)| cidr)));
    let add_for_pods = move |_| {
        if let Some((edit, _)) = session.design.with_untracked(suggest::add_pod_block) {
            session.dispatch(edit);
        }
    };
    let button = live(move || {
        let cidr = for_pods.get()?;
        let button = view! {
            <button type="button" class="button small" id="add-pod-block" on:click=add_for_pods>
                <Icon name="plus" />
                {format!("{cidr} for pods")}
            </button>
        };
        Some(button.into_any())
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
                default_words="10.0.0.0/16; AWS takes /16 to /28"
                fixed=BLOCK_IS_FIXED
            />
            <TextField
                label="More blocks"
                id="secondary-cidrs"
                look=Look::Lines
                value=secondary
                on_value={move |cidrs: List<Cidr>| {
                    session.dispatch(NetworkEdit::SetSecondaryCidrs { cidrs: cidrs.0 });
                }}
                help="One a line, in the order of adding; 5 blocks in all unless AWS raises the quota. Beside a private block AWS \
                takes the same private range, public ranges and 100.64.0.0/10; beside the latter two no private one. Free of charge."
                default_words="none"
            />
            <div class="buttons">{button}</div>
        </Group>
    }
}

type F = Field<Dns>;

const NAMES: &[F] = &[
    F::switch("DNS resolution", "dns-support", |d| d.support, |d, on| d.support = on)
        .help("Amazon's resolver in the VPC. Without it nodes cannot register.")
        .default_words("on"),
    F::switch("DNS host names", "dns-hostnames", |d| d.hostnames, |d, on| d.hostnames = on)
        .help("Instances get names. Without them the private API endpoint does not resolve. Needs DNS resolution.")
        .default_words("on"),
];

/// How names resolve.
#[component]
fn DnsFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let get = move || Some(session.design.with(|d| d.network.dns));
    let put = move |dns| {
        session.dispatch(NetworkEdit::SetDns { dns });
    };
    view! { <Group title="Names">{fields(get, put, NAMES)}</Group> }
}

/// The networks that are or will be connected.
#[component]
fn PeerField() -> impl IntoView {
    let session = expect_context::<Session>();
    let value = Signal::derive(move || {
        let line = |p: &Peer| format!("{}={}", p.name, p.cidr);
        session.design.with(|d| d.network.peers.iter().map(line).collect::<Vec<_>>().join("\n"))
    });
    view! {
        <Group title="Connected networks">
            <TextField
                label="Networks"
                id="peers"
                look=Look::Lines
                value
                on_value=move |peers: PeerList| {
                    session.dispatch(NetworkEdit::SetPeers { peers: peers.0 });
                }
                help="name=CIDR, one a line: offices, other VPCs, what a VPN reaches. Compared with the design's blocks; nothing is \
                created. Networks that overlap can never be connected."
                default_words="none"
            />
        </Group>
    }
}

/// Connected networks, one a line.
struct PeerList(Vec<Peer>);

impl FromStr for PeerList {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let pairs = pair_list(text, "office=192.168.0.0/16")?;
        Ok(Self(pairs.into_iter().map(|(name, cidr)| Peer { name, cidr }).collect()))
    }
}
