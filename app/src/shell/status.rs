//! The bar at the bottom: what is wrong, how much there is, where the facts come from. On narrow screens, tabs.

use std::ops::Range;

use configurator_core::catalog;
use configurator_core::check::Severity;
use configurator_core::value::grouped;
use leptos::prelude::*;

use crate::command::UiCommand;
use crate::session::{Judged, Place, Session, Tab};
use crate::widgets::{Icon, Show, live};

fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// The status bar.
#[component]
pub(crate) fn StatusBar() -> impl IntoView {
    let session = expect_context::<Session>();
    let count = move |severity| session.count(severity);
    let has_figures = move || session.verdict.with(|v| !v.tables.summary.is_empty());
    let said = move |which: Range<usize>| {
        live(move || {
            let which = which.clone();
            session.verdict.with(|v| {
                let parts = v.tables.summary.get(which.clone()).unwrap_or_default();
                let dot = if which.start == 0 && !parts.is_empty() { " · " } else { "" };
                format!("{dot}{}", parts.join(" · "))
            })
        })
    };
    let nodes = live(move || {
        session.design.with(|d| {
            let sum = |of: fn(&configurator_core::design::Scaling) -> u32| {
                d.compute.node_groups.iter().map(|g| u64::from(of(&g.scaling))).sum::<u64>()
            };
            let [min, desired, max] = [sum(|s| s.min), sum(|s| s.desired), sum(|s| s.max)].map(grouped);
            format!("{min} – {desired} – {max}")
        })
    });
    let state = move || match session.judged.get() {
        Judged::NotYet => ("note", "mark note"),
        Judged::Yes if count(Severity::Error) == 0 => ("check", "mark ok"),
        Judged::Yes | Judged::Never => ("error", "mark error"),
    };
    let error_icon = Signal::derive(move || state().0);
    let error_class = move || state().1;
    let errors = move || match session.judged.get() {
        Judged::NotYet => "Checking…".to_owned(),
        Judged::Yes => counted(count(Severity::Error), "error"),
        Judged::Never => "Not checked".to_owned(),
    };
    view! {
        <footer class="status">
            <button
                type="button"
                class="status-item"
                id="status-errors"
                on:click=move |_| UiCommand::ShowFindings.run(session)
            >
                <span class=error_class><Icon name=error_icon /></span>
                {live(errors)}
            </button>
            <button type="button" class="status-item" on:click=move |_| UiCommand::ShowFindings.run(session)>
                <span class="mark warning"><Icon name="warning" /></span>
                {live(move || counted(count(Severity::Warning), "warning"))}
            </button>
            <button type="button" class="status-item" id="status-capacity" on:click=move |_| session.show(Tab::Capacity)>
                <strong>{nodes}</strong>
                " nodes"
                {said(0..3)}
            </button>
            <Show when=has_figures>
                <button type="button" class="status-item" id="status-cost" on:click=move |_| session.show(Tab::Cost)>
                    <strong>{said(3..4)}</strong>
                </button>
                <button type="button" class="status-item tightest" on:click=move |_| session.show(Tab::Capacity)>
                    "Fullest subnet: "
                    {said(4..5)}
                </button>
            </Show>
            <span class="status-item files">
                {live(move || counted(session.bundle.with(|b| b.files.len()), "file"))}
            </span>
            <span class="bar-space"></span>
            <span class="status-item quiet">
                {format!("AWS facts of {} · nothing leaves this browser", catalog::collected_on())}
            </span>
        </footer>
    }
}

/// What a narrow screen shows.
#[component]
pub(crate) fn BottomTabs() -> impl IntoView {
    let session = expect_context::<Session>();
    let tab = move |place: Place, icon: &'static str, words: &'static str| {
        let count = move || {
            session
                .verdict
                .with(|v| v.findings.iter().filter(|f| f.severity != Severity::Note && f.is_open()).count())
        };
        view! {
            <button
                type="button"
                class="bottom-tab"
                aria-current=move || (session.place.get() == place).then_some("page")
                on:click=move |_| {
                    session.place.set(place);
                    if let Place::Panel(tab) = place {
                        session.tab.set(tab);
                    }
                }
            >
                <Icon name=icon />
                <span>{words}</span>
                <Show when=move || place == Place::Panel(Tab::Findings) && (count() > 0)>
                    <span class="badge warning">{live(move || count().to_string())}</span>
                </Show>
            </button>
        }
    };
    view! {
        <nav class="bottom-tabs" aria-label="Views">
            {tab(Place::Board, "vpc", "Board")}
            {tab(Place::Panel(Tab::Findings), "warning", "Findings")}
            {tab(Place::Panel(Tab::Bundle), "file", "Bundle")}
            {tab(Place::Panel(Tab::Capacity), "node-group", "Capacity")}
            {tab(Place::Panel(Tab::Cost), "database", "Cost")}
        </nav>
    }
}
