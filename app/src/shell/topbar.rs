//! The bar at the top: what is open, undo and redo, and the way out: download.

use configurator_core::check::Severity;
use leptos::prelude::*;

use super::starters::StarterMenu;
use crate::browser::Theme;
use crate::command::UiCommand;
use crate::session::{Saved, Session};
use crate::widgets::{CommandButton, Icon, IconButton, live};

/// The bar.
#[component]
pub(crate) fn TopBar() -> impl IntoView {
    let session = expect_context::<Session>();
    let name = live(move || session.design.with(|d| d.cluster.name.to_string()));
    let undo = Signal::derive(move || session.undo_summary());
    let redo = Signal::derive(move || session.redo_summary());
    let theme_icon = Signal::derive(move || match session.theme.get() {
        Theme::Light => "moon",
        Theme::Dark => "sun",
    });
    let saved = live(move || {
        match session.saved.get() {
        Saved::Kept => view! { <span class="saved ok"><Icon name="check" /><span>"Saved here"</span></span> }.into_any(),
        Saved::Refused => view! {
            <span class="saved problem" title="This browser keeps nothing for this page. Save the design as a file.">
                <Icon name="warning" />
                <span>"Not saved"</span>
            </span>
        }
            .into_any(),
    }
    });
    view! {
        <header class="topbar">
            <span class="menu-button">
                <IconButton icon="menu" label="Outline" on_press=move |()| session.menu.update(|m| *m = !*m) />
            </span>
            <span class="brand">
                <Icon name="logo" />
                <h1>"EKS Configurator"</h1>
            </span>
            <span class="design-name" title="The cluster's name">{name}</span>
            <StarterMenu />
            <span class="bar-group">
                <CommandButton command=UiCommand::Undo icon="undo" detail=undo />
                <CommandButton command=UiCommand::Redo icon="redo" detail=redo />
            </span>
            <span class="bar-space"></span>
            {saved}
            <span class="bar-group files">
                <CommandButton command=UiCommand::Open icon="folder" />
                <CommandButton command=UiCommand::Save icon="file" />
            </span>
            <CommandButton command=UiCommand::SwitchTheme icon=theme_icon />
            <Download />
        </header>
    }
}

/// The download button; where errors block it, it says so and stays reachable.
#[component]
fn Download() -> impl IntoView {
    let session = expect_context::<Session>();
    let errors = move || session.count(Severity::Error);
    let keys = UiCommand::Download.shortcut().map(|s| s.words()).unwrap_or_default();
    let reason = move || match errors() {
        0 => None,
        1 => Some("1 error blocks it".to_owned()),
        n => Some(format!("{n} errors block it")),
    };
    view! {
        {live(move || {
            reason()
                .map(|words| {
                    view! {
                        <button
                            type="button"
                            class="blocked-reason"
                            id="blocked-reason"
                            on:click=move |_| UiCommand::ShowFindings.run(session)
                        >
                            <Icon name="error" />
                            <span>{words}</span>
                        </button>
                    }
                })
                .into_any()
        })}
        <button
            type="button"
            id="download"
            class="button primary download"
            aria-disabled=move || (errors() > 0).then_some("true")
            aria-describedby=move || (errors() > 0).then_some("blocked-reason")
            on:click=move |_| session.download()
        >
            <Icon name="download" />
            <span class="download-words">"Download bundle"</span>
            <kbd>{keys}</kbd>
        </button>
    }
}
