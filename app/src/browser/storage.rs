//! The design in the browser's storage. It is written after every edit, so that no crash loses work.

use leptos::prelude::{document, window};

/// Where the design lies, as the text of a design file.
const DESIGN: &str = "eks-configurator/design";
/// Where a design lies that the page could not start with.
const SET_ASIDE: &str = "eks-configurator/set-aside";
/// Set while the page starts: a start that fails leaves it behind.
const STARTING: &str = "eks-configurator/starting";

/// Where the design's history lies, as a text of the core's.
const HISTORY: &str = "eks-configurator/history";
/// Where the design lies that was rolled out, after the day and a line break.
const ROLLED_OUT: &str = "eks-configurator/rolled-out";
/// Where it lies what else the account holds, as JSON.
const ACCOUNT: &str = "eks-configurator/account";

/// What the last visit left.
pub(crate) enum Kept {
    /// Nothing.
    Nothing,
    /// The text of a design file.
    Design(String),
    /// A text that the page failed to start with, twice; it is set aside.
    SetAside,
}

/// The storage, where the browser gives one: a policy or blocked cookies can forbid it.
pub(super) fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// What the last visit left. Marks the start as under way: [`started`] must follow.
pub(crate) fn load_design() -> Kept {
    let Some(text) = read(DESIGN) else { return Kept::Nothing };
    let failures: u32 = read(STARTING).and_then(|n| n.parse().ok()).unwrap_or(0);
    if let Some(storage) = storage() {
        let _ = storage.set_item(STARTING, &(failures + 1).to_string());
    }
    // Twice: one unfinished start may only be a tab that was closed early.
    if failures >= 2 {
        set_aside(&text);
        return Kept::SetAside;
    }
    Kept::Design(text)
}

/// Moves a text that cannot be opened out of the way, so that the design that opens instead does not overwrite it.
pub(crate) fn set_aside(text: &str) {
    if let Some(storage) = storage() {
        // In this order: both at once may be more than the storage takes.
        let _ = storage.remove_item(DESIGN);
        let _ = storage.set_item(SET_ASIDE, text);
    }
}

/// The text that was set aside last.
pub(crate) fn load_set_aside() -> Option<String> {
    read(SET_ASIDE)
}

/// The page has started: what it began with can be trusted.
pub(crate) fn started() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(STARTING);
    }
}

/// Writes the text of a design file; false where the browser refuses (no storage, private window, storage full).
pub(crate) fn save_design(text: &str) -> bool {
    storage().is_some_and(|s| s.set_item(DESIGN, text).is_ok())
}

fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// The history that the last visit left.
pub(crate) fn load_history() -> Option<String> {
    read(HISTORY)
}

/// Writes the history. Where the storage is full, none is better than one that ends elsewhere than the design.
pub(crate) fn save_history(text: &str) {
    if storage().is_some_and(|s| s.set_item(HISTORY, text).is_err()) {
        forget(HISTORY);
    }
}

/// Drops the history: it belongs to a design that is not opened.
pub(crate) fn forget_history() {
    forget(HISTORY);
}

/// The day of the roll-out and the text of the design file, if a design is marked as rolled out.
pub(crate) fn load_rolled_out() -> Option<(String, String)> {
    let text = read(ROLLED_OUT)?;
    text.split_once('\n').map(|(on, design)| (on.to_owned(), design.to_owned()))
}

/// Writes what is rolled out.
pub(crate) fn save_rolled_out(on: &str, design: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(ROLLED_OUT, &format!("{on}\n{design}"));
    }
}

/// Forgets what is rolled out.
pub(crate) fn forget_rolled_out() {
    forget(ROLLED_OUT);
}

/// What else the account holds, if somebody said it.
pub(crate) fn load_account() -> Option<String> {
    read(ACCOUNT)
}

/// Writes what else the account holds.
pub(crate) fn save_account(text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(ACCOUNT, text);
    }
}

/// Calls `work` whenever the page is left or hidden: it may never be shown again. For the life of the page.
pub(crate) fn on_hide(work: impl Fn() + Clone + 'static) {
    let leave = work.clone();
    gloo::events::EventListener::new(&window(), "pagehide", move |_| leave()).forget();
    // Phones end pages that are in the background without another word.
    gloo::events::EventListener::new(&document(), "visibilitychange", move |_| {
        if document().hidden() {
            work();
        }
    })
    .forget();
}
