//! One node of the scene as an SVG group.

use std::sync::Arc;

use configurator_core::diagram::icons::icon;
use configurator_core::diagram::{Anchor, Node, Shape};
use leptos::prelude::*;

use super::Nodes;
use crate::session::Session;
use crate::widgets::live;

/// The id of the element that shows `key`.
pub(super) fn element_id(key: &str) -> String {
    format!("node-{key}")
}

/// A group of shapes; one that stands for an object is a button.
#[component]
pub(super) fn SceneNode(
    /// Its key in the scene.
    key: String,
    /// The scene's nodes.
    nodes: Nodes,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let id = element_id(&key);
    let node = Memo::new(move |_| nodes.with(|n| n.get(&key).cloned()));
    let read = move |of: fn(&Node) -> String| move || node.with(|n| n.as_deref().map(of).unwrap_or_default());
    let is_object = node.with_untracked(|n| n.as_ref().is_some_and(|n| n.subject.is_some()));
    let shapes = live(move || node.with(|n| n.as_ref().map(shapes).unwrap_or_default()).into_any());
    if !is_object {
        return view! { <g id=id class=read(|n| n.class.clone()) aria-hidden="true">{shapes}</g> }.into_any();
    }
    let is_selected = move || {
        node.with(|n| n.as_ref().is_some_and(|n| session.selected.with(|s| n.subject.as_ref() == Some(s))))
    };
    let select = move |_| {
        let subject = node.with_untracked(|n| n.as_ref().and_then(|n| n.subject.clone()));
        if let Some(subject) = subject {
            session.show_in_bundle(&subject);
            session.select(subject);
        }
    };
    view! {
        <g
            id=id
            class=read(|n| n.class.clone())
            role="button"
            aria-label=read(|n| n.label.clone())
            aria-pressed=move || if is_selected() { "true" } else { "false" }
            tabindex=move || if is_selected() { "0" } else { "-1" }
            on:click=select
        >
            {shapes}
        </g>
    }
    .into_any()
}

fn shapes(node: &Arc<Node>) -> Vec<AnyView> {
    node.shapes.iter().map(shape).collect()
}

fn shape(shape: &Shape) -> AnyView {
    match shape {
        Shape::Rect { rect, radius, class } => view! {
            <rect x=rect.x y=rect.y width=rect.width height=rect.height rx=*radius class=*class></rect>
        }
        .into_any(),
        Shape::Text { x, y, anchor, class, text } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            view! { <text x=*x y=*y text-anchor=anchor class=*class>{text.clone()}</text> }.into_any()
        }
        Shape::Path { d, class } => view! { <path d=d.clone() class=*class></path> }.into_any(),
        Shape::Icon { name, x, y, size, class } => {
            let transform = format!("translate({x} {y}) scale({})", size / 16.0);
            view! {
                <path d=icon(name).unwrap_or_default() transform=transform class=format!("icon-shape {class}")></path>
            }
            .into_any()
        }
    }
}
