//! A CIDR block as two fields, address and mask, that work as one: `/` jumps to the mask, a pasted block fills
//! both, and the buttons resize.

use configurator_core::value::Cidr;
use leptos::prelude::*;

use super::{Icon, Row};
use crate::browser;
use crate::session::Session;

/// The texts of the two fields and what is wrong with them.
#[derive(Clone, PartialEq)]
struct Draft {
    address: String,
    mask: String,
    error: Option<String>,
}

impl Draft {
    fn of(cidr: Cidr) -> Self {
        Self { address: cidr.address().to_string(), mask: cidr.prefix_len().to_string(), error: None }
    }

    fn parsed(&self) -> Result<Cidr, String> {
        format!("{}/{}", self.address.trim(), self.mask.trim()).parse::<Cidr>().map_err(|e| e.to_string())
    }
}

/// A way to another size.
type Resize = fn(Cidr) -> Option<Cidr>;

/// A field over a [`Cidr`].
#[component]
pub(crate) fn CidrField(
    /// The label.
    #[prop(into)]
    label: String,
    /// The id of the address field; the mask's is this with `-mask`.
    #[prop(into)]
    id: String,
    /// The block.
    #[prop(into)]
    value: Signal<Cidr>,
    /// Takes what was parsed.
    #[prop(into)]
    on_value: Callback<Cidr>,
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
    let session = expect_context::<Session>();
    let draft = RwSignal::new(None::<Draft>);
    let has_focus = StoredValue::new(false);
    // A form can go while its field has the focus, and then no blur comes.
    on_cleanup(move || {
        if has_focus.try_get_value() == Some(true) {
            session.typing_ends();
        }
    });
    Effect::new(move |before: Option<Cidr>| {
        let now = value.get();
        let is_own = |d: &Draft| d.parsed() == Ok(now);
        if before.is_some_and(|b| b != now)
            && draft.with_untracked(|d| d.as_ref().is_some_and(|d| !is_own(d)))
        {
            draft.set(None);
        }
        now
    });
    let shown = move || draft.get().unwrap_or_else(|| Draft::of(value.get()));
    let error = Signal::derive(move || draft.get().and_then(|d| d.error));
    let take = move |mut next: Draft| match next.parsed() {
        Ok(cidr) => {
            draft.set(Some(next));
            on_value.run(cidr);
        }
        Err(why) => {
            next.error = Some(why);
            draft.set(Some(next));
        }
    };
    let mask_id = format!("{id}-mask");
    let (pasted_mask_id, asked_mask_id) = (mask_id.clone(), mask_id.clone());
    let type_address = move |text: String| {
        let mut next = Draft { error: None, ..shown() };
        match text.split_once('/') {
            // A pasted block fills both fields.
            Some((address, mask)) => {
                next.address = address.trim().to_owned();
                if !mask.trim().is_empty() {
                    next.mask = mask.trim().to_owned();
                }
                browser::enter(&pasted_mask_id);
            }
            None => next.address = text,
        }
        take(next);
    };
    let type_mask = move |text: String| take(Draft { mask: text, error: None, ..shown() });
    let resize = move |resized: Resize| {
        if let Some(cidr) = resized(value.get_untracked()) {
            draft.set(None);
            on_value.run(cidr);
        }
    };
    let settle = move || {
        has_focus.set_value(false);
        session.typing_ends();
        draft.update(|d| {
            if d.as_ref().is_some_and(|d| d.error.is_none()) {
                *d = None;
            }
        });
    };
    let (help_id, error_id) = (format!("{id}-help"), format!("{id}-error"));
    let described = format!("{error_id} {help_id}");
    let step = move |resized: Resize, icon: &'static str, what: &'static str| {
        view! {
            <button
                type="button"
                class="button icon-only"
                aria-label=what
                title=what
                aria-disabled=move || resized(value.get()).is_none().then_some("true")
                on:click=move |_| resize(resized)
            >
                <Icon name=icon />
            </button>
        }
    };
    view! {
        <Row label=label.clone() id=id.clone() help default_words fixed error>
            <span class="cidr">
            // Both fields are one: going from one to the other ends nothing.
            <span
                class="cidr-fields"
                on:focusin=move |event| {
                    if !browser::stays_inside(&event) {
                        has_focus.set_value(true);
                        session.typing_begins();
                    }
                }
                on:focusout=move |event| {
                    if !browser::stays_inside(&event) {
                        settle();
                    }
                }
            >
                <input
                    class="input mono"
                    id=id
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    aria-invalid=move || error.get().is_some().then_some("true")
                    aria-describedby=described.clone()
                    prop:value=move || shown().address
                    on:input:target=move |event| type_address(event.target().value())
                    on:keydown=move |event| {
                        if event.key() == "/" {
                            event.prevent_default();
                            browser::enter(&asked_mask_id);
                        }
                    }
                />
                <span aria-hidden="true">"/"</span>
                <input
                    class="input mono mask"
                    id=mask_id
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-label=format!("{label}, mask")
                    aria-invalid=move || error.get().is_some().then_some("true")
                    aria-describedby=described
                    prop:value=move || shown().mask
                    on:input:target=move |event| type_mask(event.target().value())
                />
            </span>
                {step(Cidr::halved, "minus", "Halve")}
                {step(Cidr::doubled, "plus", "Double")}
            </span>
        </Row>
    }
}
