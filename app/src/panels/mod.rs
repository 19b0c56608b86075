//! The panels under the inspector: findings, bundle, capacity, cost.

mod bundle;
mod capacity;
mod code;
mod cost;
mod figures;
mod findings;
mod highlight;
mod tree;
mod waive;

pub(crate) use figures::{FigureTable, notes};

use configurator_core::check::Severity;
use configurator_core::verdict::Found;
use leptos::prelude::*;

use crate::command::UiCommand;
use crate::session::{Session, Tab};
use crate::widgets::{CommandButton, Icon, live};

/// The icon of a severity; colour and word always stand beside it.
pub(crate) fn severity_icon(severity: Severity) -> impl IntoView {
    let (icon, class) = match severity {
        Severity::Error => ("error", "mark error"),
        Severity::Warning => ("warning", "mark warning"),
        Severity::Note => ("note", "mark note"),
    };
    view! { <span class=class><Icon name=icon /></span> }
}

/// The button that does what a machine can do about a finding, as one step.
pub(crate) fn fix_button(session: Session, found: &Found) -> Option<AnyView> {
    let label = found.fix.clone()?;
    let found = found.clone();
    let apply = move |_| session.mend(&found);
    Some(view! { <button type="button" class="button small fix" on:click=apply>{label}</button> }.into_any())
}

/// A rule's id, which leads to its text: when it fires, why, and where that is known from.
pub(crate) fn rule_link(rule: &str) -> AnyView {
    view! {
        <a class="mono rule-id" href=format!("rules.html#{rule}") target="_blank" rel="noopener">
            {rule.to_owned()}
            <span class="visually-hidden">": about this rule"</span>
        </a>
    }
    .into_any()
}

fn tab_id(tab: Tab) -> &'static str {
    match tab {
        Tab::Findings => "tab-findings",
        Tab::Bundle => "tab-bundle",
        Tab::Capacity => "tab-capacity",
        Tab::Cost => "tab-cost",
    }
}

fn panel_id(tab: Tab) -> &'static str {
    match tab {
        Tab::Findings => "panel-findings",
        Tab::Bundle => "panel-bundle",
        Tab::Capacity => "panel-capacity",
        Tab::Cost => "panel-cost",
    }
}

/// Tabs with what they show.
#[component]
pub(crate) fn Dock() -> impl IntoView {
    let session = expect_context::<Session>();
    let tab = session.tab;
    let files = move || session.bundle.with(|b| b.files.len());
    let findings = move || session.verdict.with(|v| v.findings.iter().filter(|f| f.is_open()).count());
    let badge = move || match () {
        () if session.count(Severity::Error) > 0 => "badge error",
        () if session.count(Severity::Warning) > 0 => "badge warning",
        () => "badge",
    };
    let select = move |chosen: Tab| {
        tab.set(chosen);
        if chosen == Tab::Findings {
            session.wide.set(false);
        }
    };
    let tab_button = move |own: Tab| {
        let (id, panel) = (tab_id(own), panel_id(own));
        view! {
            <button
                type="button"
                role="tab"
                id=id
                class="tab"
                aria-controls=panel
                aria-selected=move || if tab.get() == own { "true" } else { "false" }
                tabindex=move || if tab.get() == own { "0" } else { "-1" }
                on:click=move |_| select(own)
                on:keydown=move |event| {
                    if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
                        let step = if event.key() == "ArrowRight" { 1 } else { Tab::ALL.len() - 1 };
                        let other = Tab::ALL[(own as usize + step) % Tab::ALL.len()];
                        select(other);
                        crate::browser::focus(tab_id(other).to_owned());
                    }
                }
            >
                {own.words()}
                {match own {
                    Tab::Findings => view! { <span class=badge>{live(move || findings().to_string())}</span> }.into_any(),
                    Tab::Bundle => view! { <span class="badge">{live(move || files().to_string())}</span> }.into_any(),
                    Tab::Capacity | Tab::Cost => ().into_any(),
                }}
            </button>
        }
    };
    view! {
        <section class="dock" aria-labelledby="dock-title">
            <h2 class="visually-hidden" id="dock-title">"Findings, bundle, capacity and cost"</h2>
            <div class="tabs">
                <div role="tablist" aria-label="Panels" class="tab-list">
                    {Tab::ALL.map(tab_button).into_iter().collect_view()}
                </div>
                <CommandButton command=UiCommand::ExploreBundle icon="expand" />
            </div>
            <div
                class="panel"
                role="tabpanel"
                id=move || panel_id(tab.get())
                aria-labelledby=move || tab_id(tab.get())
            >
                {live(move || match tab.get() {
                    Tab::Findings => view! { <findings::Findings /> }.into_any(),
                    Tab::Bundle => view! { <bundle::BundlePanel /> }.into_any(),
                    Tab::Capacity => view! { <capacity::CapacityPanel /> }.into_any(),
                    Tab::Cost => view! { <cost::CostPanel /> }.into_any(),
                })}
            </div>
        </section>
    }
}
