//! The menu of ready designs.

use configurator_core::design::starters::STARTERS;
use configurator_core::edit::Edit;
use leptos::prelude::*;

use crate::session::Session;
use crate::widgets::{Icon, Show};

/// A button that opens the list of starters.
#[component]
pub(crate) fn StarterMenu() -> impl IntoView {
    let session = expect_context::<Session>();
    let open = RwSignal::new(false);
    let begin = move |index: usize| {
        if let Some(starter) = STARTERS.get(index) {
            let (design, name) = (Box::new((starter.design)()), starter.title.to_owned());
            session.dispatch(Edit::Replace { design, name });
        }
        open.set(false);
        crate::browser::focus("starters");
    };
    view! {
        <div
            class="menu"
            on:keydown=move |event| {
                if event.key() == "Escape" && open.get_untracked() {
                    open.set(false);
                    crate::browser::focus("starters");
                }
            }
        >
            <button
                type="button"
                class="button quiet"
                id="starters"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls="starter-list"
                on:click=move |_| open.update(|o| *o = !*o)
            >
                "Starters"
                <Icon name="chevron-down" />
            </button>
            <Show when=move || open.get()>
                <div class="menu-shade" on:click=move |_| open.set(false)></div>
                <ul class="menu-list" id="starter-list">
                    {STARTERS
                        .iter()
                        .enumerate()
                        .map(|(index, starter)| {
                            view! {
                                <li>
                                    <button
                                        type="button"
                                        class="menu-item"
                                        id=format!("starter-{}", starter.id)
                                        on:click=move |_| begin(index)
                                    >
                                        <strong>{starter.title}</strong>
                                        <span>{starter.description}</span>
                                    </button>
                                </li>
                            }
                        })
                        .collect_view()}
                    <li class="menu-note">"Replaces what is open; undo brings it back."</li>
                </ul>
            </Show>
        </div>
    }
}
