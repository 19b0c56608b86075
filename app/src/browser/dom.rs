//! Focus, sizes and media queries.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

fn element(id: &str) -> Option<web_sys::HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Puts the focus on the element with this id, after what is being drawn now is there. An element that takes
/// no focus itself hands it to its first control.
pub(crate) fn focus(id: impl Into<String>) {
    let id = id.into();
    after_paint(move || {
        let Some(found) = document().get_element_by_id(&id) else { return };
        let focusable = "input, select, textarea, button, [tabindex]";
        let target = if found.matches(focusable).unwrap_or(false) {
            Some(found)
        } else {
            found.query_selector("input, select, textarea, button").ok().flatten()
        };
        // SVG groups are focusable without being HTML elements: both have `focus`.
        if let Some(target) = target {
            let _ = target.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
}

/// Puts the focus into the text field with this id at once, with its text selected: what is typed next goes there.
pub(crate) fn enter(id: &str) {
    if let Some(field) = element(id).and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        let _ = field.focus();
        field.select();
    }
}

/// Whether the focus moves to another part of the element that listens.
pub(crate) fn stays_inside(event: &leptos::ev::FocusEvent) -> bool {
    let listener = event.current_target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
    let next = event.related_target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
    listener.is_some_and(|l| next.is_some() && l.contains(next.as_ref()))
}

/// Scrolls the element with this id into view, as little as possible.
pub(crate) fn reveal(id: impl Into<String>) {
    let id = id.into();
    after_paint(move || {
        if let Some(found) = document().get_element_by_id(&id) {
            let options = js_sys::Object::new();
            for key in ["block", "inline"] {
                let _ = js_sys::Reflect::set(&options, &key.into(), &"nearest".into());
            }
            let method = js_sys::Reflect::get(&found, &"scrollIntoView".into());
            if let Some(method) = method.ok().and_then(|m| m.dyn_into::<js_sys::Function>().ok()) {
                let _ = method.call1(&found, &options);
            }
        }
    });
}

/// Runs `work` after the next frame is prepared.
fn after_paint(work: impl FnOnce() + 'static) {
    request_animation_frame(work);
}

/// Runs `work` after this turn, also in a tab that nobody looks at.
pub(crate) fn after_turn(work: impl FnOnce() + 'static) {
    gloo::timers::callback::Timeout::new(0, work).forget();
}

/// Runs `work` after so many milliseconds.
pub(crate) fn after(milliseconds: u32, work: impl FnOnce() + 'static) {
    gloo::timers::callback::Timeout::new(milliseconds, work).forget();
}

/// Width and height of the element with this id, in CSS pixels.
pub(crate) fn size_of(id: &str) -> Option<(f64, f64)> {
    let found = element(id)?;
    Some((f64::from(found.client_width()), f64::from(found.client_height())))
}

/// Whether a media query holds now.
pub(crate) fn media_matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|m| m.matches())
}

/// Calls `work` with the new answer whenever that of a media query changes. For the life of the page.
pub(crate) fn on_media_change(query: &'static str, work: impl Fn(bool) + 'static) {
    if let Ok(Some(list)) = window().match_media(query) {
        gloo::events::EventListener::new(&list, "change", move |_| work(media_matches(query))).forget();
    }
}

/// Whether the keyboard has a ⌘ key.
pub(crate) fn is_apple() -> bool {
    let platform = window().navigator().platform().unwrap_or_default();
    ["Mac", "iPhone", "iPad"].iter().any(|p| platform.starts_with(p))
}

/// Puts a text on the clipboard; the browser may refuse, and then nothing happens.
pub(crate) fn copy_text(text: &str) {
    let _ = window().navigator().clipboard().write_text(text);
}
