//! The program beside the page: it judges a design, writes its bundle and packs it, in a worker that the page starts
//! when it is drawn. So the first load carries no rules, no templates, no Terraform and no zip, and no edit waits for
//! them.
//!
//! Messages are arrays of texts, a word for what it is about first. The page asks, with the design file, the day
//! (`2026-11-27`), the file of the design that is rolled out (empty where none is) and what else the account holds (as JSON)
//! after the word:
//!
//! | asked | then | answered with |
//! |---|---|---|
//! | `judge` | | `verdict`, its text; then `files`, an array with path, text and marks of each |
//! | `archive` | its name | `archive`, its name, its bytes |
//! | `mend` | rule, object and title of a finding | `mended`, what was done, the design file |
//! | `mend-all` | | `mended`, the same |
//!
//! Marks are lines of text: first line, line after the last, key of the object. What cannot be done is answered with
//! `failed` and a sentence. Before anything is asked, the program says `ready`.

use std::sync::Arc;

use configurator_core::check::{Account, Context, Severity, check};
use configurator_core::render::{File, render};
use configurator_core::verdict::{Mended, Verdict, all_mended, mended};
use configurator_core::{archive, file};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let page = scope.clone();
    let answers = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(asked) = event.data().dyn_into::<Array>()
            && let Err(why) = answer(&page, &Asked(asked))
        {
            post(&page, "failed", &[why.into()]);
        }
    });
    scope.set_onmessage(Some(answers.as_ref().unchecked_ref()));
    // The program lives as long as its worker.
    answers.forget();
    post(&scope, "ready", &[]);
}

/// What the page asks for.
struct Asked(Array);

impl Asked {
    fn text(&self, index: u32) -> String {
        self.0.get(index).as_string().unwrap_or_default()
    }
}

fn post(page: &DedicatedWorkerGlobalScope, what: &str, rest: &[JsValue]) {
    let message = Array::of1(&what.into());
    for part in rest {
        message.push(part);
    }
    // Arrays, texts and bytes can always be copied.
    let _ = page.post_message(&message);
}

fn answer(page: &DedicatedWorkerGlobalScope, asked: &Asked) -> Result<(), String> {
    let design = file::from_json(&asked.text(1)).map_err(|error| error.to_string())?;
    let deployed = asked.text(3);
    let context = Context {
        today: asked.text(2).parse().ok(),
        deployed: file::from_json(&deployed).ok().map(Arc::new),
        account: Account::from_json(&asked.text(4)),
    };
    match asked.text(0).as_str() {
        "archive" => {
            if check(&design, &context).iter().any(|f| f.severity == Severity::Error) {
                return Err("Errors block the download; the Findings panel says how to mend them.".to_owned());
            }
            let name = asked.text(5);
            let bytes = archive::zip(&render(&design), &name).map_err(|error| error.to_string())?;
            post(page, "archive", &[name.into(), Uint8Array::from(bytes.as_slice()).into()]);
        }
        "mend" => {
            let (rule, object, title) = (asked.text(5), asked.text(6), asked.text(7));
            tell_mended(page, mended(&design, &context, &rule, &object, &title))?;
        }
        "mend-all" => tell_mended(page, all_mended(&design, &context))?,
        _ => {
            post(page, "verdict", &[Verdict::of(&design, &context).to_text().into()]);
            let files: Array = render(&design).files.iter().map(packed).collect();
            post(page, "files", &[files.into()]);
        }
    }
    Ok(())
}

fn tell_mended(page: &DedicatedWorkerGlobalScope, mended: Option<Mended>) -> Result<(), String> {
    let Mended { design, summary } =
        mended.ok_or("There is nothing left to mend: the design has changed meanwhile.")?;
    post(page, "mended", &[summary.into(), file::to_json(&design).into()]);
    Ok(())
}

fn packed(file: &File) -> Array {
    let mut marks = String::new();
    for mark in &file.marks {
        marks.push_str(&format!("{} {} {}\n", mark.lines.start, mark.lines.end, mark.subject.key()));
    }
    Array::of3(&file.path.as_str().into(), &file.text.as_str().into(), &marks.into())
}
