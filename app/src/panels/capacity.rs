//! What the design holds: pods and what they get, and the addresses that all of it takes.

use leptos::prelude::*;

use super::figures::{FigureTable, notes};
use crate::session::Session;

/// Node groups, then subnets.
#[component]
pub(super) fn CapacityPanel() -> impl IntoView {
    let session = expect_context::<Session>();
    let groups = Signal::derive(move || session.verdict.with(|v| v.tables.groups.clone()));
    let subnets = Signal::derive(move || session.verdict.with(|v| v.tables.subnets.clone()));
    view! {
        {notes(move || session.verdict.with(|v| v.tables.capacity_notes.clone()))}
        <FigureTable caption="What node groups hold" heads=&["Nodes", "min", "desired", "max"] rows=groups />
        <h3 class="list-head">
            <strong>"Addresses"</strong>
            <span>"of each subnet"</span>
        </h3>
        <FigureTable
            caption="Addresses of subnets"
            heads=&["Subnet", "usable", "at rest", "at peak", "updating", "full"]
            rows=subnets
        />
    }
}
