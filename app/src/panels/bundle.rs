//! The generated files: a tree beside the text of one of them, which follows every edit.

use leptos::prelude::*;

use super::code::Code;
use super::tree::Tree;
use crate::browser;
use crate::session::Session;
use crate::widgets::{Icon, live};

/// Tree and text.
#[component]
pub(crate) fn BundlePanel() -> impl IntoView {
    let session = expect_context::<Session>();
    let file = Memo::new(move |_| {
        let path = session.open_file.get();
        session.bundle.with(|b| b.file(&path).or(b.files.first()).cloned())
    });
    let size = live(move || {
        session.bundle.with(|b| {
            let bytes: usize = b.files.iter().map(|f| f.text.len()).sum();
            format!("{} files, {} KiB", b.files.len(), bytes.div_ceil(1024))
        })
    });
    let path = live(move || file.with(|f| f.as_ref().map(|f| f.path.clone()).unwrap_or_default()));
    let copy = move |_| {
        if let Some(file) = file.get_untracked() {
            browser::copy_text(&file.text);
            session.tell(format!("{} is on the clipboard", file.path));
        }
    };
    let save = move |_| {
        if let Some(file) = file.get_untracked() {
            let name = file.path.rsplit('/').next().unwrap_or("file").to_owned();
            browser::download(&name, "text/plain", file.text.as_bytes());
        }
    };
    view! {
        <div class="bundle">
            <div class="bundle-tree">
                <p class="bundle-size">{size}</p>
                <Tree />
            </div>
            <div class="bundle-file">
                <div class="file-head">
                    <span class="file-path mono" id="file-path">{path}</span>
                    <button type="button" class="button small" on:click=copy><Icon name="copy" />"Copy"</button>
                    <button type="button" class="button small" on:click=save><Icon name="download" />"File"</button>
                </div>
                <Code file />
            </div>
        </div>
    }
}
