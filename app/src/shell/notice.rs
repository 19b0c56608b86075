//! What happened last: read out, and shown where something was refused.

use leptos::prelude::*;

use crate::session::Session;
use crate::widgets::{Icon, IconButton, live};

/// The live region. What was done is only read out: the page itself shows it.
#[component]
pub(crate) fn NoticeBar() -> impl IntoView {
    let session = expect_context::<Session>();
    let done = live(move || {
        let done = session.notice.get().filter(|n| !n.is_problem);
        done.map(|n| n.text).unwrap_or_default()
    });
    let problem = move || session.notice.get().filter(|n| n.is_problem);
    view! {
        <p class="visually-hidden" role="status" id="announced">{done}</p>
        <div role="alert" class="notice-place">
            {live(move || {
                problem()
                    .map(|notice| {
                        view! {
                            <div class="notice">
                                <span class="mark error"><Icon name="error" /></span>
                                <p>{notice.text}</p>
                                {notice
                                    .has_set_aside
                                    .then(|| {
                                        view! {
                                            <button
                                                type="button"
                                                class="button small"
                                                on:click=move |_| session.save_set_aside()
                                            >
                                                "Save it as a file"
                                            </button>
                                        }
                                    })}
                                <IconButton icon="close" label="Close" on_press=move |()| session.notice.set(None) />
                            </div>
                        }
                    })
                    .into_any()
            })}
        </div>
    }
}
