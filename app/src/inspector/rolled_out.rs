//! What of the design is rolled out: rules compare with it what cannot be changed any more.

use leptos::prelude::*;

use crate::session::Session;
use crate::widgets::{Group, live};

/// Marks the design as rolled out, says what it is compared with, and forgets it again.
#[component]
pub(crate) fn RolledOut() -> impl IntoView {
    let session = expect_context::<Session>();
    let words = move || {
        match session.rolled_out_on() {
        None => "Not yet. Mark the design once it runs: from then on findings say what EKS or AWS cannot change any \
                 more, and what would be made anew."
            .to_owned(),
        Some(on) if session.is_as_rolled_out() => format!("As it stands here, marked {on}. Kept in this browser only."),
        Some(on) => {
            format!("Marked {on}, and changed since: findings compare. Mark again after the next rollout.")
        }
    }
    };
    view! {
        <Group title="Rolled out">
            <p class="row-help" id="rolled-out">{live(words)}</p>
            <div class="buttons">
                <button
                    type="button"
                    class="button small"
                    id="mark-rolled-out"
                    aria-describedby="rolled-out"
                    disabled=move || session.is_as_rolled_out()
                    on:click=move |_| session.mark_rolled_out()
                >
                    "Mark as rolled out"
                </button>
                <button
                    type="button"
                    class="button small"
                    id="forget-rolled-out"
                    disabled=move || session.rolled_out_on().is_none()
                    on:click=move |_| session.forget_rolled_out()
                >
                    "Forget"
                </button>
            </div>
        </Group>
    }
}
