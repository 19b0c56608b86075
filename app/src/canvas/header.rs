//! The bar over the board: where one is, what can be added, and the zoom.

use configurator_core::design::{Subject, Tier};
use configurator_core::edit::suggest;
use leptos::prelude::*;

use crate::command::UiCommand;
use crate::session::Session;
use crate::widgets::{CommandButton, For, Icon, Show, live};

/// The bar.
#[component]
pub(super) fn BoardHeader() -> impl IntoView {
    let session = expect_context::<Session>();
    let region = live(move || session.design.with(|d| d.region.to_string()));
    let vpc = live(move || session.design.with(|d| format!("VPC {}", d.network.cidr)));
    let percent = live(move || format!("{} %", (session.zoom.get() * 100.0).round_ties_even() as u32));
    let zone = Memo::new(move |_| session.design.with(|d| suggest::next_zone(d).is_some()));
    let intra = Memo::new(move |_| session.design.with(|d| suggest::add_tier(d, Tier::Intra).is_some()));
    let apply = move |edit: Option<configurator_core::edit::Edit>| {
        edit.into_iter().for_each(|e| {
            session.dispatch(e);
        });
    };
    view! {
        <div class="board-head">
            <nav class="crumbs" aria-label="Where you are">
                <button type="button" class="crumb" on:click=move |_| session.select(Subject::Design)>{region}</button>
                <Icon name="chevron-right" />
                <button type="button" class="crumb strong" on:click=move |_| session.select(Subject::Vpc)>{vpc}</button>
            </nav>
            <ZoneSwitch />
            <span class="bar-space"></span>
            <Show when=move || zone.get()>
                <button
                    type="button"
                    class="button quiet"
                    id="add-zone"
                    on:click=move |_| apply(session.design.with_untracked(suggest::next_zone))
                >
                    <Icon name="plus" />
                    "Zone"
                </button>
            </Show>
            <Show when=move || intra.get()>
                <button
                    type="button"
                    class="button quiet"
                    id="add-intra"
                    on:click=move |_| apply(session.design.with_untracked(|d| suggest::add_tier(d, Tier::Intra)))
                >
                    <Icon name="plus" />
                    "Intra tier"
                </button>
            </Show>
            <span class="bar-group zoom">
                <CommandButton command=UiCommand::ZoomOut icon="minus" />
                <span class="zoom-figure">{percent}</span>
                <CommandButton command=UiCommand::ZoomIn icon="plus" />
                <CommandButton command=UiCommand::Fit icon="fit" />
            </span>
        </div>
    }
}

/// On a phone: the zones, of which one is drawn at a time.
#[component]
fn ZoneSwitch() -> impl IntoView {
    let session = expect_context::<Session>();
    let zones = Memo::new(move |_| session.design.with(|d| d.network.zones.clone()));
    let shown = move || session.phone_zone.get().or_else(|| zones.with(|z| z.first().cloned()));
    view! {
        <Show when=move || session.is_phone.get()>
            <div class="segments zone-switch" role="group" aria-label="Zone">
                <For each=move || zones.get() key=Clone::clone let(zone)>
                    {
                        let (own, words) = (zone.clone(), zone.short().to_owned());
                        view! {
                            <button
                                type="button"
                                class="segment-button"
                                aria-pressed=move || if shown().as_ref() == Some(&own) { "true" } else { "false" }
                                on:click=move |_| session.phone_zone.set(Some(zone.clone()))
                            >
                                {words}
                            </button>
                        }
                    }
                </For>
            </div>
        </Show>
    }
}
