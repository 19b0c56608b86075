//! The end of a form: taking its object away.

use configurator_core::edit::Edit;
use leptos::prelude::*;

use crate::session::Session;
use crate::widgets::Group;

/// A button that takes the object away by an edit.
#[component]
pub(super) fn Remove(
    /// What the button says.
    words: &'static str,
    /// What it does.
    #[prop(into)]
    edit: Edit,
) -> impl IntoView {
    let session = expect_context::<Session>();
    view! {
        <Group title="Remove">
            <button
                type="button"
                class="button small danger"
                on:click=move |_| {
                    session.dispatch(edit.clone());
                }
            >
                {words}
            </button>
        </Group>
    }
}
