//! A line of text that stands for a value: the draft stays with the field, the design keeps the last good value.

use std::fmt::Display;
use std::marker::PhantomData;
use std::str::FromStr;

use leptos::prelude::*;

use super::Row;
use crate::session::Session;

/// What is typed into a field, and so how the field looks.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Look {
    /// A few words: a name.
    #[default]
    Words,
    /// Something that is typed or pasted character by character, in a monospaced face.
    Mono,
    /// Only digits: phones show that keyboard, and the field is short.
    Number,
    /// A list, monospaced: several lines, with one entry a line or commas between them.
    Lines,
    /// A text of many lines, monospaced: JSON or a script.
    Code,
}

/// A text field over a value of type `T`.
///
/// Only the parsing depends on `T`; everything that is drawn is [`DraftField`], once for all types.
#[component]
pub(crate) fn TextField<T, F>(
    /// The label.
    #[prop(into)]
    label: String,
    /// The id of the control.
    #[prop(into)]
    id: String,
    /// The value as text.
    #[prop(into)]
    value: Signal<String>,
    /// Takes what was parsed.
    on_value: F,
    /// One line under the control.
    #[prop(into, optional)]
    help: Signal<String>,
    /// What is typed there.
    #[prop(optional)]
    look: Look,
    /// What stands after the field: a unit.
    #[prop(into, optional)]
    unit: String,
    /// What holds where nothing else is typed, in words.
    #[prop(into, optional)]
    default_words: Signal<String>,
    /// Why it cannot be changed after creation, with the source; empty where it can.
    #[prop(optional)]
    fixed: &'static str,
    /// The type that the text parses into.
    #[prop(optional)]
    _type: PhantomData<T>,
) -> impl IntoView
where
    T: FromStr<Err: Display> + 'static,
    F: Fn(T) + Send + Sync + 'static,
{
    let take = Callback::new(move |text: String| match text.trim().parse::<T>() {
        Ok(parsed) => {
            on_value(parsed);
            None
        }
        Err(why) => Some(why.to_string()),
    });
    view! { <DraftField label id value take help look unit default_words fixed /> }
}

/// What was typed, what is wrong with it, and what the design made of it: lists come back sorted, and a draft is not
/// rewritten under the fingers for that.
#[derive(Clone)]
struct Draft {
    text: String,
    error: Option<String>,
    became: String,
}

/// The field itself: a draft, and what is wrong with it.
#[component]
pub(crate) fn DraftField(
    /// The label.
    label: String,
    /// The id of the control.
    id: String,
    /// The value as text.
    value: Signal<String>,
    /// Takes a text; gives back why it was not taken.
    take: Callback<String, Option<String>>,
    /// One line under the control.
    help: Signal<String>,
    /// What is typed there.
    look: Look,
    /// What stands after the field; may be empty.
    unit: String,
    /// What holds where nothing else is typed, in words; may be empty.
    default_words: Signal<String>,
    /// Why it cannot be changed after creation, with the source; empty where it can.
    fixed: &'static str,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let draft = RwSignal::new(None::<Draft>);
    let has_focus = StoredValue::new(false);
    // A form can go while its field has the focus, and then no blur comes.
    on_cleanup(move || {
        if has_focus.try_get_value() == Some(true) {
            session.typing_ends();
        }
    });
    // Undo, a fix or another selection change the value from outside: then the draft is old.
    Effect::new(move |before: Option<String>| {
        let now = value.get();
        if before.is_some_and(|b| b != now)
            && draft.with_untracked(|d| d.as_ref().is_some_and(|d| d.became != now))
        {
            draft.set(None);
        }
        now
    });
    let shown = move || draft.get().map_or_else(|| value.get(), |d| d.text);
    let error = Signal::derive(move || draft.get().and_then(|d| d.error));
    let type_text = move |text: String| {
        let error = take.run(text.clone());
        draft.set(Some(Draft { text, error, became: value.get_untracked() }));
    };
    let begin = move || {
        has_focus.set_value(true);
        session.typing_begins();
    };
    let settle = move || {
        has_focus.set_value(false);
        session.typing_ends();
        // A good draft is the design's by now; a broken one stays, with its reason.
        draft.update(|d| {
            if d.as_ref().is_some_and(|d| d.error.is_none()) {
                *d = None
            }
        });
    };
    let described = format!("{id}-error {id}-help");
    let invalid = move || error.get().is_some().then_some("true");
    let field_id = id.clone();
    let field = if matches!(look, Look::Lines | Look::Code) {
        let is_code = look == Look::Code;
        view! {
            <textarea
                class="input lines mono"
                class:code=is_code
                id=field_id
                rows=if is_code { "8" } else { "1" }
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-invalid=invalid
                aria-describedby=described
                prop:value=shown
                on:focus=move |_| begin()
                on:input:target=move |event| type_text(event.target().value())
                on:blur=move |_| settle()
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="input"
                class:mono=look == Look::Mono
                class:number=look == Look::Number
                id=field_id
                type="text"
                inputmode=if look == Look::Number { "numeric" } else { "text" }
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-invalid=invalid
                aria-describedby=described
                prop:value=shown
                on:focus=move |_| begin()
                on:input:target=move |event| type_text(event.target().value())
                on:blur=move |_| settle()
            />
        }
        .into_any()
    };
    view! {
        <Row label id help default_words fixed error>
            <span class="with-unit">
                {field}
                {(!unit.is_empty()).then(|| view! { <span class="unit">{unit}</span> })}
            </span>
        </Row>
    }
}
