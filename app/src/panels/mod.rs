//! The panels under the inspector: findings and bundle.

mod bundle;
mod code;
mod findings;
mod highlight;
mod tree;
mod waive;

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
    let tab_button = move |own: Tab, id: &'static str, panel: &'static str, words: &'static str| {
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
                        let other = if own == Tab::Findings { Tab::Bundle } else { Tab::Findings };
                        select(other);
                        crate::browser::focus(if other == Tab::Findings { "tab-findings" } else { "tab-bundle" });
                    }
                }
            >
                {words}
                {match own {
                    Tab::Findings => view! { <span class=badge>{live(move || findings().to_string())}</span> }.into_any(),
                    Tab::Bundle => view! { <span class="badge">{live(move || files().to_string())}</span> }.into_any(),
                }}
            </button>
        }
    };
    view! {
        <section class="dock" aria-labelledby="dock-title">
            <h2 class="visually-hidden" id="dock-title">"Findings and bundle"</h2>
            <div class="tabs">
                <div role="tablist" aria-label="Panels" class="tab-list">
                    {tab_button(Tab::Findings, "tab-findings", "panel-findings", "Findings")}
                    {tab_button(Tab::Bundle, "tab-bundle", "panel-bundle", "Bundle")}
                </div>
                <CommandButton command=UiCommand::ExploreBundle icon="expand" />
            </div>
            <div
                class="panel"
                role="tabpanel"
                id=move || if tab.get() == Tab::Findings { "panel-findings" } else { "panel-bundle" }
                aria-labelledby=move || if tab.get() == Tab::Findings { "tab-findings" } else { "tab-bundle" }
            >
                {live(move || match tab.get() {
                    Tab::Findings => view! { <findings::Findings /> }.into_any(),
                    Tab::Bundle => view! { <bundle::BundlePanel /> }.into_any(),
                })}
            </div>
        </section>
    }
}
