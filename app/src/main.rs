//! The page of EKS Configurator: Leptos components over `configurator-core`, rendered in the browser.
//!
//! State lives in [`session`] alone. Components read its memos, dispatch edits and commands, and hold drafts;
//! they know no AWS fact, no address arithmetic and no HCL. The browser is reached through [`browser`] alone.

// The component macro makes items `pub`; in a program nothing is reachable from outside anyway.
#![allow(unreachable_pub)]

mod browser;
mod canvas;
mod command;
mod inspector;
mod panels;
mod session;
mod shell;
mod widgets;

fn main() {
    browser::keep_work_on_panic();
    leptos::mount::mount_to_body(shell::Page);
}
