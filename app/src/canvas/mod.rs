//! The board: core's scene as SVG, with selection by click and by keyboard.

mod header;
mod keys;
mod node;
mod walk;

use std::collections::BTreeMap;
use std::sync::Arc;

use configurator_core::diagram::{Node, Px};
use leptos::prelude::*;

use crate::command::BOARD;
use crate::session::Session;
use crate::widgets::For;

/// The nodes of the scene by key, so that each shape looks up its own and is drawn again only when it changed.
pub(crate) type Nodes = Memo<Arc<BTreeMap<String, Arc<Node>>>>;

/// Header and drawing.
#[component]
pub(crate) fn Board() -> impl IntoView {
    let session = expect_context::<Session>();
    let nodes: Nodes = Memo::new(move |before: Option<&Arc<BTreeMap<String, Arc<Node>>>>| {
        session.scene.with(|scene| {
            let kept =
                |node: &Node| before.and_then(|b| b.get(&node.key)).filter(|old| ***old == *node).cloned();
            let entry =
                |node: &Node| (node.key.clone(), kept(node).unwrap_or_else(|| Arc::new(node.clone())));
            // Collecting would sort first, with a sort of its own.
            let mut nodes = BTreeMap::new();
            nodes.extend(scene.nodes.iter().map(entry));
            Arc::new(nodes)
        })
    });
    let order =
        Memo::new(move |_| session.scene.with(|s| s.nodes.iter().map(|n| n.key.clone()).collect::<Vec<_>>()));
    let size = Memo::new(move |_| session.scene.with(|s| (s.width, s.height)));
    let zoom = session.zoom;
    view! {
        <header::BoardHeader />
        <div class="board" id=BOARD>
            <svg
                class="scene"
                role="group"
                aria-label="Drawing of the design; arrow keys walk it"
                width=move || Px(size.get().0 * zoom.get()).to_string()
                height=move || Px(size.get().1 * zoom.get()).to_string()
                viewBox=move || format!("0 0 {} {}", Px(size.get().0), Px(size.get().1))
                on:keydown=move |event| {
                    // With a modifier it is the browser's, or a command of the page.
                    let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
                    if is_plain && keys::pressed(session, nodes, &event.key()) {
                        event.prevent_default();
                    }
                }
            >
                <For each=move || order.get() key=Clone::clone let(key)>
                    <node::SceneNode key nodes />
                </For>
            </svg>
        </div>
    }
}
