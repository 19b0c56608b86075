//! The kinds of compute side by side, where one of them is chosen.

use leptos::prelude::*;

use crate::panels::{FigureTable, notes};
use crate::session::Session;
use crate::widgets::Show;

/// What each kind would take and cost for this design, and who manages what.
#[component]
pub(super) fn KindsCompared() -> impl IntoView {
    let session = expect_context::<Session>();
    let kinds = Signal::derive(move || session.verdict.with(|v| v.tables.compute_kinds.clone()));
    view! {
        <Show when=move || kinds.with(|k| !k.is_empty())>
            <details class="object" id="kinds-compared">
                <summary>"The kinds of compute compared"</summary>
                <FigureTable
                    caption="The kinds of compute for this design"
                    heads=&["For this design", "takes", "USD a month"]
                    rows=kinds
                />
                {notes(move || session.verdict.with(|v| v.tables.kinds_notes.clone()))}
            </details>
        </Show>
    }
}
