//! Files to and from the user's disk. Nothing goes anywhere else.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::file::{Blob, File, ObjectUrl};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Offers `bytes` as a file to be saved.
pub(crate) fn download(name: &str, media_type: &str, bytes: &[u8]) {
    let url = ObjectUrl::from(Blob::new_with_options(bytes, Some(media_type)));
    let Ok(link) = document().create_element("a") else { return };
    let link: web_sys::HtmlAnchorElement = link.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads the file after this turn: the address must live until then.
    gloo::timers::callback::Timeout::new(60_000, move || drop(url)).forget();
}

/// Lets the user pick a file and hands over its name and text, or why it could not be read.
pub(crate) fn pick_text(
    accept: &str,
    max_bytes: u64,
    then: impl Fn(String, Result<String, String>) + 'static,
) {
    let Ok(input) = document().create_element("input") else { return };
    let input: web_sys::HtmlInputElement = input.unchecked_into();
    input.set_type("file");
    input.set_accept(accept);
    let picked = input.clone();
    EventListener::once(&input, "change", move |_| {
        if let Some(file) = picked.files().and_then(|files| files.get(0)) {
            read_text(file.into(), max_bytes, then);
        }
    })
    .forget();
    input.click();
}

/// Takes files that are dropped anywhere on the page, instead of letting the browser leave the page for them.
pub(crate) fn on_drop_text(max_bytes: u64, then: impl Fn(String, Result<String, String>) + Copy + 'static) {
    let keep = EventListenerOptions::enable_prevent_default();
    let over =
        EventListener::new_with_options(&document(), "dragover", keep, |event| event.prevent_default());
    let drop = EventListener::new_with_options(&document(), "drop", keep, move |event| {
        let Some(event) = event.dyn_ref::<web_sys::DragEvent>() else { return };
        let Some(file) = event.data_transfer().and_then(|d| d.files()).and_then(|f| f.get(0)) else { return };
        event.prevent_default();
        read_text(file.into(), max_bytes, then);
    });
    over.forget();
    drop.forget();
}

/// Reads a file and hands over its name and text, or why it could not be read.
fn read_text(file: File, max_bytes: u64, then: impl Fn(String, Result<String, String>) + 'static) {
    let name = file.name();
    if file.size() > max_bytes {
        let limit = max_bytes / 1024;
        then(
            name.clone(),
            Err(format!("{name} is larger than {limit} KiB, so it is no design file; choose another one.")),
        );
        return;
    }
    let reader = gloo::file::callbacks::read_as_text(&file, move |text| {
        then(name.clone(), text.map_err(|_| format!("{name} could not be read; choose it again.")));
    });
    // The reader stops when it is dropped; it ends by itself once the file is read.
    std::mem::forget(reader);
}
