//! The list of commands with their keys.

use leptos::prelude::*;

use crate::browser;
use crate::command::UiCommand;
use crate::session::Session;
use crate::widgets::{IconButton, Show};

/// The sheet that `?` opens.
#[component]
pub(crate) fn Help() -> impl IntoView {
    let session = expect_context::<Session>();
    Effect::new(move |_| {
        if session.help.get() {
            browser::focus("help");
        }
    });
    view! {
        <Show when=move || session.help.get()>
            <div class="scrim" on:click=move |_| session.help.set(false)></div>
            <section class="dialog" id="help" role="dialog" aria-modal="true" aria-labelledby="help-title" tabindex="-1">
                <div class="dialog-head">
                    <h2 id="help-title">"Commands"</h2>
                    <IconButton icon="close" label="Close" on_press=move |()| session.help.set(false) />
                </div>
                <dl class="keys">
                    {UiCommand::ALL
                        .into_iter()
                        .filter_map(|c| c.shortcut().map(|s| (c.label(), s.words())))
                        .map(|(label, keys)| view! { <div><dt>{label}</dt><dd><kbd>{keys}</kbd></dd></div> })
                        .collect_view()}
                    <div><dt>"Walk the drawing"</dt><dd><kbd>"← ↑ → ↓"</kbd></dd></div>
                    <div><dt>"Select, then edit"</dt><dd><kbd>"Enter"</kbd></dd></div>
                    <div><dt>"Halve or double the subnet"</dt><dd><kbd>"−"</kbd>" "<kbd>"+"</kbd></dd></div>
                    <div><dt>"Remove what is selected"</dt><dd><kbd>"Delete"</kbd></dd></div>
                </dl>
            </section>
        </Show>
    }
}
