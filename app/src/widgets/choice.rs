//! Choosing one of several, some of several, or yes and no.

use leptos::prelude::*;

use super::field::notes;
use super::{For, Icon, Row, live};

/// One thing to choose: its key, its words, and why it cannot be chosen now.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ChoiceOption {
    /// What stands for it in the page.
    pub(crate) key: String,
    /// What it is called.
    pub(crate) words: String,
    /// Why it cannot be chosen; the reason is shown beside the words.
    pub(crate) unavailable: Option<String>,
}

impl ChoiceOption {
    /// Something that can be chosen.
    pub(crate) fn new(key: impl Into<String>, words: impl Into<String>) -> Self {
        Self { key: key.into(), words: words.into(), unavailable: None }
    }

    /// The same, but not now.
    pub(crate) fn unless(self, why: Option<String>) -> Self {
        Self { unavailable: why, ..self }
    }
}

/// A list to choose one from.
#[component]
pub(crate) fn Choice(
    /// The label.
    #[prop(into)]
    label: String,
    /// The id of the control.
    #[prop(into)]
    id: String,
    /// The key of what is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// What there is.
    #[prop(into)]
    options: Signal<Vec<ChoiceOption>>,
    /// Takes the key that was chosen.
    #[prop(into)]
    on_value: Callback<String>,
    /// One line under the control.
    #[prop(into, optional)]
    help: Signal<String>,
    /// What holds where nothing else is chosen, in words.
    #[prop(into, optional)]
    default_words: Signal<String>,
    /// Why it cannot be changed after creation, with the source; empty where it can.
    #[prop(optional)]
    fixed: &'static str,
) -> impl IntoView {
    let help_id = format!("{id}-help");
    view! {
        <Row label id=id.clone() help default_words fixed>
            <span class="select">
                <select
                    class="input"
                    id=id
                    aria-describedby=help_id
                    prop:value=value
                    on:change:target=move |event| {
                        on_value.run(event.target().value());
                        // A choice that was refused goes back.
                        event.target().set_value(&value.get_untracked());
                    }
                >
                    {live(move || {
                        let chosen = value.get();
                        options
                            .get()
                            .into_iter()
                            .map(|option| {
                                let words = match &option.unavailable {
                                    Some(why) => format!("{}, {why}", option.words),
                                    None => option.words,
                                };
                                let is_chosen = option.key == chosen;
                                let off = option.unavailable.is_some() && !is_chosen;
                                view! {
                                    <option value=option.key selected=is_chosen disabled=off>
                                        {words}
                                    </option>
                                }
                            })
                            .collect_view()
                            .into_any()
                    })}
                </select>
                <Icon name="chevron-down" />
            </span>
        </Row>
    }
}

/// A few things side by side, of which one is chosen.
#[component]
pub(crate) fn Segments(
    /// What is chosen here.
    #[prop(into)]
    label: String,
    /// The id of the group.
    #[prop(into)]
    id: String,
    /// The key of what is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Key and words of each.
    options: Vec<(&'static str, &'static str)>,
    /// Takes the key that was chosen.
    #[prop(into)]
    on_value: Callback<&'static str>,
    /// Says why a key cannot be chosen now; the reasons are shown under the control.
    #[prop(into, optional)]
    unless: Option<Callback<&'static str, Option<String>>>,
    /// One line under the control.
    #[prop(into, optional)]
    help: Signal<String>,
    /// What holds where nothing else is chosen, in words.
    #[prop(into, optional)]
    default_words: Signal<String>,
    /// Why it cannot be changed after creation, with the source; empty where it can.
    #[prop(optional)]
    fixed: &'static str,
) -> impl IntoView {
    let why_not = move |key| unless.and_then(|unless| unless.run(key));
    let (label_id, help_id) = (format!("{id}-label"), format!("{id}-help"));
    let all = options.clone();
    let reasons = live(move || {
        let reasons = all.iter().filter_map(|(key, words)| {
            let why = why_not(key)?;
            Some(view! { <p class="row-help">{format!("{words}: {why}")}</p> })
        });
        reasons.collect_view().into_any()
    });
    let segment = {
        let id = id.clone();
        move |(key, words): (&'static str, &'static str)| {
            let is_chosen = move || value.get() == key;
            view! {
                <label class="segment" title=live(move || why_not(key).unwrap_or_default())>
                    <input
                        type="radio"
                        name=id.clone()
                        id=format!("{id}-{key}")
                        prop:checked=is_chosen
                        // What is chosen stays choosable, also where it no longer fits.
                        prop:disabled=move || !is_chosen() && why_not(key).is_some()
                        on:change=move |_| on_value.run(key)
                    />
                    <span>{words}</span>
                </label>
            }
        }
    };
    view! {
        <div class="row">
            <span class="row-label" id=label_id.clone()>{label}</span>
            <div class="row-control">
                <div class="segments" role="radiogroup" aria-labelledby=label_id aria-describedby=help_id.clone()>
                    {options.into_iter().map(segment).collect_view()}
                </div>
                <div id=help_id>
                    {reasons}
                    {notes(format!("{id}-notes"), help, default_words, fixed)}
                </div>
            </div>
        </div>
    }
}

/// Yes or no.
#[component]
pub(crate) fn Switch(
    /// The label.
    #[prop(into)]
    label: String,
    /// The id of the control.
    #[prop(into)]
    id: String,
    /// Whether it is on.
    #[prop(into)]
    value: Signal<bool>,
    /// Takes the new state.
    #[prop(into)]
    on_value: Callback<bool>,
    /// One line under the control.
    #[prop(into, optional)]
    help: Signal<String>,
    /// What holds where nothing else is chosen, in words.
    #[prop(into, optional)]
    default_words: Signal<String>,
    /// Why it cannot be changed after creation, with the source; empty where it can.
    #[prop(optional)]
    fixed: &'static str,
) -> impl IntoView {
    let help_id = format!("{id}-help");
    view! {
        <div class="row switch-row">
            <label class="switch">
                <input
                    type="checkbox"
                    role="switch"
                    id=id
                    aria-describedby=help_id.clone()
                    prop:checked=value
                    on:change:target=move |event| on_value.run(event.target().checked())
                />
                <span class="switch-track" aria-hidden="true"></span>
                <span>{label}</span>
            </label>
            {notes(help_id, help, default_words, fixed)}
        </div>
    }
}

/// Several things of which any may be chosen: key, words, and whether it is.
#[component]
pub(crate) fn Checks(
    /// What is chosen here.
    #[prop(into)]
    label: String,
    /// The id of the group.
    #[prop(into)]
    id: String,
    /// Key, words and state of each.
    #[prop(into)]
    options: Signal<Vec<(String, String, bool)>>,
    /// Takes a key and its new state.
    #[prop(into)]
    on_value: Callback<(String, bool)>,
    /// One line under the control.
    #[prop(into, optional)]
    help: Signal<String>,
    /// What holds where nothing else is chosen, in words.
    #[prop(into, optional)]
    default_words: Signal<String>,
    /// Why it cannot be changed after creation, with the source; empty where it can.
    #[prop(optional)]
    fixed: &'static str,
) -> impl IntoView {
    let (label_id, labelled_by) = (format!("{id}-label"), format!("{id}-label"));
    let notes_id = format!("{id}-help");
    view! {
        <div class="row" role="group" aria-labelledby=labelled_by>
            <span class="row-label" id=label_id>{label}</span>
            <div class="row-control">
                <div class="checks">
                    <For each=move || options.get() key=|(key, ..)| key.clone() let((key, _, _))>
                        {
                            let state = {
                                let key = key.clone();
                                move || options.with(|o| o.iter().any(|(k, _, on)| *on && k == &key))
                            };
                            let words = {
                                let key = key.clone();
                                live(move || {
                                    let words = |o: &Vec<(String, String, bool)>| {
                                        o.iter().find(|(k, ..)| k == &key).map(|(_, w, _)| w.clone())
                                    };
                                    options.with(words).unwrap_or_default()
                                })
                            };
                            let box_id = format!("{id}-{key}");
                            view! {
                                <label class="check">
                                    <input
                                        type="checkbox"
                                        id=box_id
                                        prop:checked=state
                                        on:change:target=move |event| on_value.run((key.clone(), event.target().checked()))
                                    />
                                    <span>{words}</span>
                                </label>
                            }
                        }
                    </For>
                </div>
                {notes(notes_id, help, default_words, fixed)}
            </div>
        </div>
    }
}
