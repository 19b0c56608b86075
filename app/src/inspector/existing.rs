//! The fields of a VPC that exists, and of subnets in it; and the IPv6 blocks of subnets.

use configurator_core::design::{Design, ExistingVpc, Subnet, SubnetId};
use configurator_core::edit::NetworkEdit;
use leptos::prelude::*;

use super::fields::{Field, fields};
use super::parse::{maybe, set, shown};
use crate::session::Session;
use crate::widgets::{Group, Look};

type V = Field<Option<ExistingVpc>>;

type S = Field<(bool, Subnet)>;

const VPC: &[V] = &[
    V::text("Existing VPC", "existing-vpc", |v| shown(v.as_ref().map(|v| &v.id)), |v, t| {
        set(v, maybe(t).map(|id| id.map(|id| ExistingVpc { id })))
    })
    .look(Look::Mono)
    .help("Its id, where there is one already: the bundle then makes no subnets, routes or gateways, and this drawing describes them.")
    .default_words("none, so that the bundle makes one"),
];

/// Whether the VPC exists.
#[component]
pub(super) fn ExistingVpcField() -> impl IntoView {
    let session = expect_context::<Session>();
    let get = move || Some(session.design.with(|d| d.network.existing.clone()));
    let put = move |existing| {
        session.dispatch(NetworkEdit::SetExistingVpc { existing });
    };
    view! { <Group title="Made by whom">{fields(get, put, VPC)}</Group> }
}

const SUBNET: &[S] = &[
    S::text(
        "Existing subnet",
        "existing-subnet",
        |(_, s)| shown(s.existing.as_ref()),
        |(_, s), t| set(&mut s.existing, maybe(t)),
    )
    .look(Look::Mono)
    .help("Which subnet of the existing VPC this is.")
    .shown(|(exists, _)| *exists),
    S::number("IPv6 block", "ipv6-block", |(_, s)| shown(s.ipv6), |(_, s), t| set(&mut s.ipv6, maybe(t)))
        .help("Which of the 256 blocks of the VPC's own, from 0 to 255.")
        .fixed("EC2 API: the block of a subnet is not changed, it is taken away and another given.")
        .shown(|(_, s)| s.ipv6.is_some()),
];

/// Which existing subnet it is, and its IPv6 block.
#[component]
pub(super) fn FurtherSubnetFields(
    /// The subnet.
    id: SubnetId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let of = move |d: &Design| Some((d.network.existing.is_some(), d.subnet(id)?.clone()));
    let get = move || session.design.with(of);
    let put = move |(_, subnet): (bool, Subnet)| {
        let before = session.design.with_untracked(|d| d.subnet(id).map(|s| s.ipv6));
        if before == Some(subnet.ipv6) {
            session.dispatch(NetworkEdit::SetSubnetExisting { subnet: id, existing: subnet.existing });
        } else {
            session.dispatch(NetworkEdit::SetSubnetIpv6 { subnet: id, block: subnet.ipv6 });
        }
    };
    fields(get, put, SUBNET)
}
