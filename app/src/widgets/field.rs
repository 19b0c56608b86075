//! The frame of a field: its label, its help and what is wrong with it.

use leptos::prelude::*;

use super::{Icon, live};

/// A label with its control, a line of help, and the error of the draft.
#[component]
pub(crate) fn Row(
    /// The label.
    #[prop(into)]
    label: String,
    /// The id of the control; help and error take theirs from it.
    #[prop(into)]
    id: String,
    /// One line under the control: unit, default, what it costs or risks.
    #[prop(into, optional)]
    help: Signal<String>,
    /// What AWS or this page takes where nothing else is chosen, in words.
    #[prop(into, optional)]
    default_words: Signal<String>,
    /// Why the value cannot be changed after creation, with the source; empty where it can.
    #[prop(optional)]
    fixed: &'static str,
    /// What is wrong with what was typed.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let (help_id, error_id) = (format!("{id}-help"), format!("{id}-error"));
    view! {
        <div class="row" class:has-error=move || error.get().is_some()>
            <label class="row-label" for=id>{label}</label>
            <div class="row-control">
                {children()}
                <p class="row-error" id=error_id role="alert">
                    {live(move || error.get().map(|e| view! { <Icon name="error" /> <span>{e}</span> }).into_any())}
                </p>
                {notes(help_id, help, default_words, fixed)}
            </div>
        </div>
    }
}

/// What stands under a control: whether it is fixed once created and by whose word, a line of help, the default.
pub(super) fn notes(
    id: String,
    help: Signal<String>,
    default_words: Signal<String>,
    fixed: &'static str,
) -> AnyView {
    let words = live(move || {
        let default = default_words.get();
        match (help.get(), default.is_empty()) {
            (help, true) => help,
            (help, false) if help.is_empty() => format!("Default: {default}."),
            (help, false) => format!("{help} Default: {default}."),
        }
    });
    let mark = (!fixed.is_empty()).then(|| {
        view! {
            <p class="row-fixed" title=fixed>
                <Icon name="lock" />
                <span><strong>"Fixed once created."</strong>" "{fixed}</span>
            </p>
        }
    });
    view! {
        <div id=id>
            {mark}
            <p class="row-help">{words}</p>
        </div>
    }
    .into_any()
}

/// Fields that belong together, under a heading.
#[component]
pub(crate) fn Group(
    /// The heading.
    #[prop(into)]
    title: String,
    /// The fields.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="group">
            <h3 class="group-title">{title}</h3>
            {children()}
        </section>
    }
}

/// A value that cannot be changed after creation: shown with a lock and the reason.
#[component]
pub(crate) fn Fixed(
    /// The label.
    #[prop(into)]
    label: String,
    /// The value.
    #[prop(into)]
    value: Signal<String>,
    /// Why it is fixed.
    #[prop(into)]
    why: String,
) -> impl IntoView {
    view! {
        <div class="row">
            <span class="row-label">{label}</span>
            <div class="row-control">
                <span class="fixed">
                    <span class="mono">{value}</span>
                    <Icon name="lock" />
                </span>
                <p class="row-help">{why}</p>
            </div>
        </div>
    }
}
