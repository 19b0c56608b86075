//! What the design costs a month, line by line.

use leptos::prelude::*;

use super::figures::{FigureTable, notes};
use crate::session::Session;

/// The bill, and what is to be said of it.
#[component]
pub(super) fn CostPanel() -> impl IntoView {
    let session = expect_context::<Session>();
    let bill = Signal::derive(move || session.verdict.with(|v| v.tables.bill.clone()));
    view! {
        <FigureTable caption="USD a month" heads=&["USD a month", "min", "desired", "max"] summed=true rows=bill />
        {notes(move || session.verdict.with(|v| v.tables.bill_notes.clone()))}
    }
}
