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
use crate::session::{Place, Session, Tab};
use crate::{browser, command};

/// Everything on the screen.
#[component]
pub(crate) fn Page() -> impl IntoView {
    let session = Session::begin();
    provide_context(session);
    command::listen(session);
    session.keep_saving();
    session.keep_judging();
    session.open_what_is_dropped();
    // Reached only if everything above could be drawn.
    Effect::new(move |_| browser::after_turn(browser::started));
    // In one attribute: a part of it that changed alone would drop the others.
    let class = Signal::derive(move || {
        let place = match session.place.get() {
            Place::Board => "page at-board",
            Place::Panel(Tab::Bundle) => "page at-panel at-bundle",
            Place::Panel(_) => "page at-panel",
        };
        let wide = if session.wide.get() { " wide" } else { "" };
        let menu = if session.menu.get() { " menu-open" } else { "" };
        format!("{place}{wide}{menu}")
    });
    view! {
        <div class=class>
            <a class="skip" href="#board">"To the drawing"</a>
            <topbar::TopBar />
            <outline::Outline />
            <main class="main">
                <div class="board-area">
                    <Board />
                </div>
                <div class="side">
                    <Inspector />
                    <Dock />
                </div>
            </main>
            <status::StatusBar />
            <status::BottomTabs />
            <notice::NoticeBar />
            <help::Help />
        </div>
    }
}
