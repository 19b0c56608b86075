//! The files of the bundle by folder; those that mention the selected object carry a dot.

use leptos::prelude::*;

use crate::session::Session;
use crate::widgets::{For, Icon, Show};

/// A line of the tree.
#[derive(Clone, PartialEq, Eq, Hash)]
struct TreeLine {
    path: String,
    name: String,
    is_folder: bool,
    depth: usize,
}

/// Folders first, then files, in the order of the bundle.
fn lines(paths: &[String]) -> Vec<TreeLine> {
    let mut out: Vec<TreeLine> = Vec::new();
    let line = |path: &str, is_folder| TreeLine {
        path: path.to_owned(),
        name: path.rsplit('/').next().unwrap_or(path).to_owned(),
        is_folder,
        depth: path.matches('/').count(),
    };
    let (nested, top): (Vec<&String>, Vec<&String>) = paths.iter().partition(|p| p.contains('/'));
    for path in nested {
        for (end, _) in path.match_indices('/') {
            if !out.iter().any(|l| l.is_folder && l.path == path[..end]) {
                out.push(line(&path[..end], true));
            }
        }
        out.push(line(path, false));
    }
    out.extend(top.into_iter().map(|path| line(path, false)));
    out
}

/// The tree.
#[component]
pub(crate) fn Tree() -> impl IntoView {
    let session = expect_context::<Session>();
    let closed = RwSignal::new(Vec::<String>::new());
    let paths = Memo::new(move |_| {
        session.bundle.with(|b| b.files.iter().map(|f| f.path.clone()).collect::<Vec<_>>())
    });
    let shown = Memo::new(move |_| {
        let closed = closed.get();
        let hidden = |l: &TreeLine| closed.iter().any(|c| l.path.starts_with(&format!("{c}/")));
        paths.with(|p| lines(p).into_iter().filter(|l| !hidden(l)).collect::<Vec<_>>())
    });
    let mentions = Memo::new(move |_| {
        let subject = session.selected.get();
        session.bundle.with(|b| {
            let of = |f: &&configurator_core::render::File| f.marks.iter().any(|m| m.subject == subject);
            b.files.iter().filter(of).map(|f| f.path.clone()).collect::<Vec<_>>()
        })
    });
    view! {
        <ul class="tree" aria-label="Files of the bundle">
            <For each=move || shown.get() key=Clone::clone let(line)>
                {
                    let depth = format!("tree-line depth-{}", line.depth.min(3));
                    if line.is_folder {
                        let path = StoredValue::new(line.path);
                        let is_open = move || path.with_value(|p| closed.with(|c| !c.contains(p)));
                        view! {
                            <li>
                                <button
                                    type="button"
                                    class=depth
                                    aria-expanded=move || if is_open() { "true" } else { "false" }
                                    on:click=move |_| {
                                        let path = path.get_value();
                                        closed.update(|c| match c.iter().position(|p| p == &path) {
                                            Some(at) => {
                                                c.remove(at);
                                            }
                                            None => c.push(path),
                                        });
                                    }
                                >
                                    <Icon name=Signal::derive(move || if is_open() { "chevron-down" } else { "chevron-right" }) />
                                    <span class="tree-name">{line.name}</span>
                                </button>
                            </li>
                        }
                            .into_any()
                    } else {
                        let path = StoredValue::new(line.path);
                        let is_open = move || path.with_value(|p| session.open_file.with(|o| o == p));
                        let mentioned = move || path.with_value(|p| mentions.with(|m| m.contains(p)));
                        view! {
                            <li>
                                <button
                                    type="button"
                                    class=depth
                                    aria-current=move || is_open().then_some("true")
                                    on:click=move |_| {
                                        session.open_file.set(path.get_value());
                                        session.wide.set(true);
                                    }
                                >
                                    <Icon name="file" />
                                    <span class="tree-name">{line.name}</span>
                                    <Show when=mentioned>
                                        <span class="tree-dot" title="Mentions what is selected"></span>
                                    </Show>
                                </button>
                            </li>
                        }
                            .into_any()
                    }
                }
            </For>
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn folders_come_first_and_once() {
        let paths = ["Makefile", "a/b/x.tf", "a/y.tf", "a/b/z.tf"].map(str::to_owned);
        let shown: Vec<_> = lines(&paths)
            .iter()
            .map(|l| format!("{}{}", l.path, if l.is_folder { "/" } else { "" }))
            .collect();
        assert_eq!(shown, ["a/", "a/b/", "a/b/x.tf", "a/y.tf", "a/b/z.tf", "Makefile"]);
    }
}
