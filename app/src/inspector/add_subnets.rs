//! Buttons that add subnets from free space.

use configurator_core::design::{Subject, Tier};
use configurator_core::edit::suggest;
use configurator_core::value::ZoneId;
use leptos::prelude::*;

use crate::session::Session;
use crate::widgets::{Icon, live};

/// A button for a subnet of one tier in one zone; off where the VPC has no room. The new subnet is selected.
#[component]
pub(super) fn AddSubnet(
    /// The zone.
    zone: ZoneId,
    /// The tier.
    tier: Tier,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let at = zone.clone();
    let has_room = Memo::new(move |_| session.design.with(|d| suggest::add_subnet(d, &at, tier).is_some()));
    let why_not = move || (!has_room.get()).then_some("The VPC has no free block of /28 or larger.");
    let add = move |_| {
        if let Some(edit) = session.design.with_untracked(|d| suggest::add_subnet(d, &zone, tier))
            && session.dispatch(edit)
        {
            let added = session.design.with_untracked(|d| d.network.subnets.last().map(|s| s.id));
            added.into_iter().for_each(|id| session.select(Subject::Subnet(id)));
        }
    };
    view! {
        <button
            type="button"
            class="button small"
            id=format!("add-{}-subnet", tier.as_str())
            aria-disabled=move || (!has_room.get()).then_some("true")
            title=why_not
            on:click=add
        >
            <Icon name="plus" />
            {format!("{} subnet", tier.words())}
        </button>
    }
}

/// Buttons for the tiers that some zone lacks: one subnet in each such zone.
#[component]
pub(super) fn AddTiers() -> impl IntoView {
    let session = expect_context::<Session>();
    let missing = Memo::new(move |_| {
        session.design.with(|d| {
            Tier::ALL.into_iter().filter(|t| suggest::add_tier(d, *t).is_some()).collect::<Vec<_>>()
        })
    });
    let button = move |tier: Tier| {
        let add = move |_| {
            if let Some(edit) = session.design.with_untracked(|d| suggest::add_tier(d, tier)) {
                session.dispatch(edit);
            }
        };
        view! {
            <button type="button" class="button small" id=format!("add-{}-tier", tier.as_str()) on:click=add>
                <Icon name="plus" />
                {format!("{} subnets", tier.words())}
            </button>
        }
    };
    live(move || missing.get().into_iter().map(button).collect_view().into_any())
}

/// A button for each zone of the region that the design does not use; off where EKS puts no control plane.
#[component]
pub(super) fn AddZones() -> impl IntoView {
    let session = expect_context::<Session>();
    let free = Memo::new(move |_| session.design.with(suggest::free_zones));
    let button = move |(zone, accepted): (ZoneId, bool)| {
        let words = zone.to_string();
        let id = format!("add-zone-{words}");
        let add = move |_| {
            let zone = zone.clone();
            if accepted
                && session.dispatch(configurator_core::edit::NetworkEdit::AddZone { zone: zone.clone() })
            {
                session.select(Subject::Zone(zone));
            }
        };
        view! {
            <button
                type="button"
                class="button small"
                id=id
                aria-disabled=(!accepted).then_some("true")
                on:click=add
            >
                <Icon name="plus" />
                {words}
            </button>
        }
    };
    let refused = move || {
        free.with(|f| {
            f.iter().filter(|(_, ok)| !ok).map(|(z, _)| z.to_string()).collect::<Vec<_>>().join(", ")
        })
    };
    view! {
        <div class="buttons">
            {live(move || free.get().into_iter().map(button).collect_view().into_any())}
        </div>
        <p class="row-help">
            {live(move || match refused() {
                zones if zones.is_empty() => String::new(),
                zones => format!("EKS puts no control plane into {zones} (EKS user guide, network requirements)."),
            })}
        </p>
    }
}
