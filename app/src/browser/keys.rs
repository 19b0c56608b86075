//! Key presses anywhere on the page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A key press, with what it takes to stop the browser's own answer to it.
pub(crate) struct Press {
    event: web_sys::KeyboardEvent,
}

impl Press {
    /// The key as the browser names it.
    pub(crate) fn key(&self) -> String {
        self.event.key()
    }

    /// Whether ⌘ (Apple) or Ctrl (elsewhere) is held.
    pub(crate) fn command(&self) -> bool {
        self.event.ctrl_key() || self.event.meta_key()
    }

    /// Whether Shift is held.
    pub(crate) fn shift(&self) -> bool {
        self.event.shift_key()
    }

    /// Whether Alt is held.
    pub(crate) fn alt(&self) -> bool {
        self.event.alt_key()
    }

    /// Whether some part of the page has answered it.
    pub(crate) fn is_taken(&self) -> bool {
        self.event.default_prevented()
    }

    /// Keeps the press from the browser.
    pub(crate) fn take(&self) {
        self.event.prevent_default();
    }
}

/// Calls `work` for every key press. For the life of the page.
pub(crate) fn on_key(work: impl Fn(Press) + 'static) {
    window_event_listener(leptos::ev::keydown, move |event| work(Press { event })).forget_listener();
}

/// Whether the focus is where typing means text.
pub(crate) fn is_editing_text() -> bool {
    let Some(active) = document().active_element() else { return false };
    match active.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => {
            let kind = active.unchecked_into::<web_sys::HtmlInputElement>().type_();
            !matches!(kind.as_str(), "checkbox" | "radio" | "button")
        }
        _ => false,
    }
}

/// Lets a listener live as long as the page.
trait ForgetListener {
    fn forget_listener(self);
}

impl ForgetListener for WindowListenerHandle {
    fn forget_listener(self) {
        std::mem::forget(self);
    }
}
