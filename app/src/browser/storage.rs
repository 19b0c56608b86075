//! The design in the browser's storage. It is written after every edit, so that no crash loses work.

use gloo::storage::{LocalStorage, Storage};

/// Where the design lies, as the text of a design file.
const DESIGN: &str = "eks-configurator/design";
/// Where a design lies that the page could not start with.
const SET_ASIDE: &str = "eks-configurator/set-aside";
/// Set while the page starts: a start that fails leaves it behind.
const STARTING: &str = "eks-configurator/starting";

/// What the last visit left.
pub(crate) enum Kept {
    /// Nothing.
    Nothing,
    /// The text of a design file.
    Design(String),
    /// A text that the page failed to start with, twice; it is set aside.
    SetAside,
}

/// What the last visit left. Marks the start as under way: [`started`] must follow.
pub(crate) fn load_design() -> Kept {
    let storage = LocalStorage::raw();
    let get = |key: &str| storage.get_item(key).ok().flatten();
    let Some(text) = get(DESIGN) else { return Kept::Nothing };
    let failures: u32 = get(STARTING).and_then(|n| n.parse().ok()).unwrap_or(0);
    let _ = storage.set_item(STARTING, &(failures + 1).to_string());
    // Twice: one unfinished start may only be a tab that was closed early.
    if failures >= 2 {
        set_aside(&text);
        return Kept::SetAside;
    }
    Kept::Design(text)
}

/// Keeps a text that cannot be opened, so that the design that opens instead does not overwrite it.
pub(crate) fn set_aside(text: &str) {
    let _ = LocalStorage::raw().set_item(SET_ASIDE, text);
}

/// The text that was set aside last.
pub(crate) fn load_set_aside() -> Option<String> {
    LocalStorage::raw().get_item(SET_ASIDE).ok().flatten()
}

/// The page has started: what it began with can be trusted.
pub(crate) fn started() {
    LocalStorage::delete(STARTING);
}

/// Writes the text of a design file; false where the browser refuses (private window, storage full).
pub(crate) fn save_design(text: &str) -> bool {
    LocalStorage::raw().set_item(DESIGN, text).is_ok()
}
