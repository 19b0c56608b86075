//! Files to and from the user's disk. Nothing goes anywhere else.

use gloo::events::EventListener;
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
        let Some(file) = picked.files().and_then(|files| files.get(0)).map(File::from) else { return };
        let name = file.name();
        if file.size() > max_bytes {
            let limit = max_bytes / 1024;
            then(
                name.clone(),
                Err(format!(
                    "{name} is larger than {limit} KiB, so it is no design file; choose another one."
                )),
            );
            return;
        }
        let reader = gloo::file::callbacks::read_as_text(&file, move |text| {
            then(name.clone(), text.map_err(|_| format!("{name} could not be read; choose it again.")));
        });
        // The reader stops when it is dropped; it ends by itself once the file is read.
        std::mem::forget(reader);
    })
    .forget();
    input.click();
}
