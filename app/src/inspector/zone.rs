//! The form of a zone: what lies in it, and its removal.

use configurator_core::design::Subject;
use configurator_core::edit::NetworkEdit;
use configurator_core::value::ZoneId;
use leptos::prelude::*;

use crate::session::Session;
use crate::widgets::{Fixed, For, Group};

/// A zone.
#[component]
pub(crate) fn ZoneForm(
    /// Its id.
    zone: ZoneId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let id = zone.to_string();
    let (of_list, of_gone) = (zone.clone(), zone);
    let subnets = Memo::new(move |_| {
        session.design.with(|d| {
            let own = d.network.subnets_in_order().filter(|s| s.zone == of_list);
            own.map(|s| (s.id, format!("{}  {}", s.name, s.cidr))).collect::<Vec<_>>()
        })
    });
    view! {
        <Group title="Zone">
            <Fixed
                label="Zone id"
                value=Signal::stored(id)
                why="An id names the same place in every account; the letters of zone names differ."
            />
        </Group>
        <Group title="Subnets in it">
            <div class="buttons">
                <For each=move || subnets.get() key=Clone::clone let((id, words))>
                    <button type="button" class="button small" on:click=move |_| session.select(Subject::Subnet(id))>
                        {words}
                    </button>
                </For>
            </div>
        </Group>
        <Group title="Remove">
            <p class="row-help">"Takes its subnets along, and takes them from the node groups that use them."</p>
            <button
                type="button"
                class="button small danger"
                on:click=move |_| {
                    session.dispatch(NetworkEdit::RemoveZone { zone: of_gone.clone() });
                }
            >
                "Remove zone"
            </button>
        </Group>
    }
}
