//! Buttons.

use leptos::prelude::*;

use super::Icon;
use crate::command::UiCommand;
use crate::session::Session;

/// A button that shows only an icon; its name is read out and shown as a tooltip.
#[component]
pub(crate) fn IconButton(
    /// The icon.
    #[prop(into)]
    icon: Signal<&'static str>,
    /// What it does.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it would do something now.
    #[prop(into, default = true.into())]
    enabled: Signal<bool>,
    /// What happens.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button quiet icon-only"
            aria-label=label
            title=label
            aria-disabled=move || (!enabled.get()).then_some("true")
            on:click=move |_| {
                if enabled.get_untracked() {
                    on_press.run(());
                }
            }
        >
            <Icon name=icon />
        </button>
    }
}

/// A command as an icon button: its tooltip says the key, and what it would do where `detail` knows.
#[component]
pub(crate) fn CommandButton(
    /// The command.
    command: UiCommand,
    /// The icon.
    #[prop(into)]
    icon: Signal<&'static str>,
    /// What it would do now.
    #[prop(optional)]
    detail: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let label = Signal::derive(move || {
        let keys = command.shortcut().map(|s| format!(" ({})", s.words())).unwrap_or_default();
        let detail = detail.and_then(|d| d.get()).map(|d| format!(": {d}")).unwrap_or_default();
        format!("{}{detail}{keys}", command.label())
    });
    let enabled = Signal::derive(move || command.is_enabled(session));
    view! { <IconButton icon label enabled on_press=move |()| command.run(session) /> }
}
