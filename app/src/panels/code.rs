//! The text of a file, line by line: only lines that changed are drawn again.

use std::sync::Arc;

use configurator_core::design::Subject;
use configurator_core::render::File;
use leptos::prelude::*;

use super::highlight::{Language, Token, highlight};
use crate::browser;
use crate::session::Session;
use crate::widgets::{For, live};

/// A line as it is drawn: its tokens, the object it comes from, whether that is selected.
#[derive(Clone, PartialEq)]
struct CodeLine {
    tokens: Vec<Token>,
    subject: Option<Subject>,
    is_selected: bool,
}

fn code_lines(file: &File, selected: &Subject) -> Vec<Arc<CodeLine>> {
    let tokens = highlight(Language::of(&file.path), &file.text);
    let lines = tokens.into_iter().enumerate().map(|(number, tokens)| {
        // Inner marks come after outer ones: the last that holds the line is the closest.
        let marks = || file.marks.iter().filter(|m| m.lines.contains(&number));
        let subject = marks().next_back().map(|m| m.subject.clone());
        Arc::new(CodeLine { tokens, subject, is_selected: marks().any(|m| &m.subject == selected) })
    });
    lines.collect()
}

/// The text of `file`.
#[component]
pub(crate) fn Code(
    /// The file.
    file: Memo<Option<File>>,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let lines = Memo::new(move |_| {
        let selected = session.selected.get();
        file.with(|f| f.as_ref().map(|f| code_lines(f, &selected)).unwrap_or_default())
    });
    let count = Memo::new(move |_| lines.with(Vec::len));
    // Selecting an object brings its first line into view.
    let first_marked = Memo::new(move |_| lines.with(|l| l.iter().position(|l| l.is_selected)));
    Effect::new(move |_| {
        if let Some(first) = first_marked.get() {
            browser::reveal(format!("line-{first}"));
        }
    });
    view! {
        <div class="code" tabindex="0" role="region" aria-labelledby="file-path" id="code">
            <For each=move || 0..count.get() key=|n| *n let(number)>
                {
                    let line = Memo::new(move |_| lines.with(|l| l.get(number).cloned()));
                    let text = live(move || {
                        line.with(|l| {
                            l.iter()
                                .flat_map(|l| l.tokens.clone())
                                .map(|t| match t.class {
                                    "" => t.text.into_any(),
                                    class => view! { <span class=class>{t.text}</span> }.into_any(),
                                })
                                .collect_view()
                                .into_any()
                        })
                    });
                    let is_selected = move || line.with(|l| l.as_ref().is_some_and(|l| l.is_selected));
                    let has_subject = move || line.with(|l| l.as_ref().is_some_and(|l| l.subject.is_some()));
                    view! {
                        <div
                            class="code-line"
                            class:marked=is_selected
                            class:from-object=has_subject
                            id=format!("line-{number}")
                            on:click=move |_| {
                                let subject = line.with_untracked(|l| l.as_ref().and_then(|l| l.subject.clone()));
                                if let Some(subject) = subject {
                                    session.select(subject);
                                }
                            }
                        >
                            <span class="line-number" aria-hidden="true">{number + 1}</span>
                            <span class="line-text">{text}</span>
                        </div>
                    }
                }
            </For>
        </div>
    }
}
