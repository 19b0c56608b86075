//! An icon of our own set.

use configurator_core::diagram::icons::icon;
use leptos::prelude::*;

/// The icon of this name, in the colour of the text around it. Always beside a word or inside a named control.
#[component]
pub(crate) fn Icon(
    /// Its name in `core/src/diagram/icons.rs`.
    #[prop(into)]
    name: Signal<&'static str>,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d=move || icon(name.get()).unwrap_or_default()></path>
        </svg>
    }
}
