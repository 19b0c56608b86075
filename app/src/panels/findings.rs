//! The findings: what is wrong, where, why it matters, how to mend it.

use configurator_core::check::Severity;
use configurator_core::verdict::Found;
use leptos::prelude::*;

use super::{fix_button, rule_link, severity_icon, waive};
use crate::command::UiCommand;
use crate::session::{Judged, Place, Session};
use crate::widgets::{For, Icon, Show, live};

/// All findings by severity, with their fixes.
#[component]
pub(crate) fn Findings() -> impl IntoView {
    let session = expect_context::<Session>();
    let is_empty = move || {
        session.judged.get() == Judged::Yes
            && session.verdict.with(|v| !v.findings.iter().any(Found::is_open))
    };
    let is_waiting = move || session.judged.get() == Judged::NotYet;
    let is_lost = move || session.judged.get() == Judged::Never;
    let can_fix = move || UiCommand::FixAll.is_enabled(session);
    view! {
        <Show when=move || session.is_blocked()>
            <div class="blocked" role="status">
                <span class="mark error"><Icon name="error" /></span>
                <div class="callout-text">
                    <strong>"Download is off"</strong>
                    <span>{live(move || blocked_words(session.count(Severity::Error)))}</span>
                </div>
            </div>
        </Show>
        <Show when=can_fix>
            <div class="panel-bar">
                <span class="panel-bar-text">"What a machine can mend, in one step"</span>
                <button
                    type="button"
                    id="fix-all"
                    class="button small primary"
                    on:click=move |_| UiCommand::FixAll.run(session)
                >
                    "Fix all"
                </button>
            </div>
        </Show>
        <Show when=is_waiting>
            <div class="empty">
                <p>"Checking the design…"</p>
            </div>
        </Show>
        <Show when=is_lost>
            <div class="empty">
                <span class="mark error"><Icon name="error" /></span>
                <p>"The design cannot be checked here: the part of the page that does it is missing. Load the page again."</p>
            </div>
        </Show>
        <Show when=is_empty>
            <div class="empty">
                <span class="mark ok"><Icon name="check" /></span>
                <p>"Nothing is wrong with this design."</p>
            </div>
        </Show>
        {[
            (Severity::Error, "Errors", "block the download"),
            (Severity::Warning, "Warnings", "break later"),
            (Severity::Note, "Notes", "good to know"),
        ]
            .into_iter()
            .map(|(severity, title, what)| view! { <Section severity title what /> })
            .collect_view()}
        <Accepted />
    }
}

fn blocked_words(count: usize) -> String {
    match count {
        1 => "One thing in it cannot work.".to_owned(),
        n => format!("{n} things in it cannot work."),
    }
}

/// The findings of one severity, under their heading.
#[component]
fn Section(severity: Severity, title: &'static str, what: &'static str) -> impl IntoView {
    let session = expect_context::<Session>();
    let own = Memo::new(move |_| {
        session.verdict.with(|v| {
            v.findings.iter().filter(|f| f.severity == severity && f.is_open()).cloned().collect::<Vec<_>>()
        })
    });
    // Two findings of one rule about one object differ in their titles.
    let key = |f: &Found| (f.rule.clone(), f.subject.clone(), f.title.clone(), f.help.clone());
    view! {
        <Show when=move || own.with(|f| !f.is_empty())>
            <h3 class="list-head">
                <strong>{title}</strong>
                <span>{what}</span>
            </h3>
            <ul class=format!("findings {}", severity.word().to_ascii_lowercase())>
                <For each=move || own.get() key let(finding)>
                    <Item finding />
                </For>
            </ul>
        </Show>
    }
}

/// What somebody accepted, folded away.
#[component]
fn Accepted() -> impl IntoView {
    let session = expect_context::<Session>();
    let own = Memo::new(move |_| {
        session.verdict.with(|v| v.findings.iter().filter(|f| !f.is_open()).cloned().collect::<Vec<_>>())
    });
    let key = |f: &Found| (f.rule.clone(), f.subject.clone(), f.title.clone(), f.waived.clone());
    view! {
        <Show when=move || own.with(|f| !f.is_empty())>
            <details class="accepted">
                <summary class="list-head" id="accepted">
                    <strong>{live(move || format!("Accepted ({})", own.with(Vec::len)))}</strong>
                    <span>"with a reason"</span>
                </summary>
                <ul class="findings accepted-list">
                    <For each=move || own.get() key let(finding)>
                        <Item finding />
                    </For>
                </ul>
            </details>
        </Show>
    }
}

#[component]
fn Item(finding: Found) -> impl IntoView {
    let session = expect_context::<Session>();
    let subject = finding.subject.clone();
    let places: Vec<_> =
        std::iter::once(finding.subject.clone()).chain(finding.related.clone()).take(6).collect();
    let show = move |subject: &configurator_core::design::Subject| {
        session.select(subject.clone());
        session.show_in_bundle(subject);
        session.place.set(Place::Board);
    };
    let is_open = finding.is_open();
    let accept = is_open.then(|| waive::accept(session, &finding)).flatten();
    let accepted = waive::accepted(session, &finding);
    let fix = is_open.then(|| fix_button(session, &finding)).flatten();
    view! {
        <li class="finding" data-rule=finding.rule.clone()>
            {severity_icon(finding.severity)}
            <div class="finding-text">
                <button type="button" class="finding-title" on:click=move |_| show(&subject)>
                    {finding.title}
                </button>
                <p class="finding-why">{finding.why}</p>
                <p class="finding-do"><strong>"Do: "</strong>{finding.help}</p>
                <p class="finding-meta">
                    <span class="severity">{finding.severity.word()}</span>
                    {places
                        .into_iter()
                        .map(|place| {
                            let named = place.clone();
                            let name = live(move || session.design.with(|d| d.name_of(&named)));
                            view! {
                                <button type="button" class="link" on:click=move |_| show(&place)>
                                    {name}
                                </button>
                            }
                        })
                        .collect_view()}
                    {rule_link(&finding.rule)}
                </p>
                {accept}
                {accepted}
            </div>
            {fix}
        </li>
    }
}
