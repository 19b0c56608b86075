//! The frame of the page: bars, outline, board, inspector and dock.

mod help;
mod notice;
mod outline;
mod starters;
mod status;
mod topbar;

use leptos::prelude::*;

use crate::canvas::Board;
use crate::inspector::Inspector;
use crate::panels::Dock;
use crate::session::{Place, Session};
use crate::{browser, command};

/// Everything on the screen.
#[component]
pub(crate) fn Page() -> impl IntoView {
    let session = Session::begin();
    provide_context(session);
    command::listen(session);
    session.keep_saving();
    // Reached only if everything above could be drawn.
    Effect::new(move |_| browser::after_paint(browser::started));
    let place = move || match session.place.get() {
        Place::Board => "page at-board",
        Place::Findings => "page at-findings",
        Place::Bundle => "page at-bundle",
    };
    view! {
        <div class=place class:wide=move || session.wide.get() class:menu-open=move || session.menu.get()>
            <a class="skip" href="#board">"To the drawing"</a>
            <topbar::TopBar />
            <outline::Outline />
            <main class="board-area">
                <Board />
            </main>
            <aside class="side" aria-label="Selection and results">
                <Inspector />
                <Dock />
            </aside>
            <status::StatusBar />
            <status::BottomTabs />
            <notice::NoticeBar />
            <help::Help />
        </div>
    }
}
