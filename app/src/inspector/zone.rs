//! The form of a zone: where it is, what lies in it, and its removal.

use configurator_core::catalog;
use configurator_core::design::{Design, Subject, Tier};
use configurator_core::edit::{NetworkEdit, suggest};
use configurator_core::value::ZoneId;
use leptos::prelude::*;

use super::add_subnets::AddSubnet;
use super::links::{Links, subnet_link};
use crate::session::Session;
use crate::widgets::{Choice, ChoiceOption, Group};

/// Why a zone is fixed once its subnets exist.
const ZONE_IS_FIXED: &str = "AWS moves no subnet to another zone, and a cluster keeps the zones it began with \
    (EKS user guide, network requirements).";

/// A zone.
#[component]
pub(crate) fn ZoneForm(
    /// Its id.
    zone: ZoneId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let (of_list, of_gone) = (zone.clone(), zone.clone());
    let adders = Tier::ALL.map(|tier| view! { <AddSubnet zone=zone.clone() tier /> });
    view! {
        <Group title="Zone">
            <ZoneField zone />
        </Group>
        <Group title="Subnets in it">
            <Links
                of=move |d: Design| {
                    d.network.subnets_in_order().filter(|s| s.zone == of_list).map(subnet_link).collect()
                }
                none="None yet."
            />
            <div class="buttons after">{adders.into_iter().collect_view()}</div>
            <p class="row-help">"The next free block of the usual size. Subnets are free of charge."</p>
        </Group>
        <Group title="Remove">
            <p class="row-help">"Takes its subnets along, and takes them from the node groups that use them."</p>
            <button
                type="button"
                class="button small danger after"
                id="remove-zone"
                on:click=move |_| {
                    session.dispatch(NetworkEdit::RemoveZone { zone: of_gone.clone() });
                }
            >
                "Remove zone"
            </button>
        </Group>
    }
}

/// Which zone of the region it is.
#[component]
fn ZoneField(zone: ZoneId) -> impl IntoView {
    let session = expect_context::<Session>();
    let own = zone.clone();
    let options = Signal::derive(move || {
        session.design.with(|d| {
            let free = suggest::free_zones(d);
            let known = catalog::region(&d.region).map(|r| r.zones.as_slice()).unwrap_or_default();
            let stray = (!known.contains(&own)).then_some(&own);
            let option = |z: &ZoneId| {
                let why = match free.iter().find(|(f, _)| f == z) {
                    _ if z == &own => None,
                    Some((_, true)) => None,
                    Some((_, false)) => Some("EKS puts no control plane there".to_owned()),
                    None => Some("in use".to_owned()),
                };
                ChoiceOption::new(z.as_str(), z.as_str()).unless(why)
            };
            stray.into_iter().chain(known).map(option).collect::<Vec<_>>()
        })
    });
    view! {
        <Choice
            label="Zone id"
            id="zone-id"
            value=Signal::stored(zone.to_string())
            options
            on_value=move |id: String| {
                let Ok(to) = id.parse::<ZoneId>() else { return };
                if to != zone && session.dispatch(NetworkEdit::MoveZone { zone: zone.clone(), to: to.clone() }) {
                    session.select(Subject::Zone(to));
                }
            }
            help="An id names the same place in every account; the letters of zone names differ."
            fixed=ZONE_IS_FIXED
        />
    }
}
