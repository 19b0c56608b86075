//! One node of the scene as an SVG group.

use std::sync::Arc;

use configurator_core::diagram::icons::icon;
use configurator_core::diagram::{Anchor, Node, Px, Rect, Shape};
use leptos::prelude::*;

use super::Nodes;
use crate::session::Session;
use crate::widgets::live;

/// The id of the element that takes the focus for `key`.
pub(super) fn target_id(key: &str) -> String {
    format!("target-{key}")
}

/// A group of shapes; over one that stands for an object lies a button, whose label says what the shapes show.
#[component]
pub(super) fn SceneNode(
    /// Its key in the scene.
    key: String,
    /// The scene's nodes.
    nodes: Nodes,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let (id, target) = (format!("node-{key}"), target_id(&key));
    let node = Memo::new(move |_| nodes.with(|n| n.get(&key).cloned()));
    let is_object = node.with_untracked(|n| n.as_ref().is_some_and(|n| n.subject.is_some()));
    let class =
        Signal::derive(move || node.with(|n| n.as_ref().map(|n| n.class.clone()).unwrap_or_default()));
    let shapes = live(move || node.with(|n| n.as_ref().map(shapes).unwrap_or_default()).into_any());
    view! {
        <g id=id class=class>
            <g aria-hidden="true">{shapes}</g>
            {is_object.then(|| target_view(session, target, node))}
        </g>
    }
}

/// The button over the shapes of an object.
fn target_view(session: Session, id: String, node: Memo<Option<Arc<Node>>>) -> AnyView {
    let label =
        Signal::derive(move || node.with(|n| n.as_ref().map(|n| n.label.clone()).unwrap_or_default()));
    let bounds = move || node.with(|n| n.as_ref().map(|n| n.bounds).unwrap_or_default());
    let side = move |of: fn(&Rect) -> f64| Signal::derive(move || px(of(&bounds())));
    let is_selected = Memo::new(move |_| {
        node.with(|n| n.as_ref().is_some_and(|n| session.selected.with(|s| n.subject.as_ref() == Some(s))))
    });
    let select = move |_| {
        let subject = node.with_untracked(|n| n.as_ref().and_then(|n| n.subject.clone()));
        if let Some(subject) = subject {
            session.show_in_bundle(&subject);
            session.select(subject);
        }
    };
    view! {
        <rect
            id=id
            class="target"
            role="button"
            aria-label=label
            aria-pressed=Signal::derive(move || if is_selected.get() { "true" } else { "false" })
            tabindex=Signal::derive(move || if is_selected.get() { "0" } else { "-1" })
            x=side(|r| r.x)
            y=side(|r| r.y)
            width=side(|r| r.width)
            height=side(|r| r.height)
            on:click=select
        ></rect>
    }
    .into_any()
}

/// A length as an attribute.
fn px(length: f64) -> String {
    Px(length).to_string()
}

fn shapes(node: &Arc<Node>) -> Vec<AnyView> {
    node.shapes.iter().map(shape).collect()
}

fn shape(shape: &Shape) -> AnyView {
    match shape {
        Shape::Rect { rect, radius, class } => view! {
            <rect x=px(rect.x) y=px(rect.y) width=px(rect.width) height=px(rect.height) rx=px(*radius) class=*class></rect>
        }
        .into_any(),
        Shape::Text { x, y, anchor, class, text } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            view! { <text x=px(*x) y=px(*y) text-anchor=anchor class=*class>{text.clone()}</text> }.into_any()
        }
        Shape::Path { d, class } => view! { <path d=d.clone() class=*class></path> }.into_any(),
        Shape::Icon { name, x, y, size, class } => {
            let transform = format!("translate({} {}) scale({})", Px(*x), Px(*y), Px(size / 16.0));
            view! {
                <path d=icon(name).unwrap_or_default() transform=transform class=format!("icon-shape {class}")></path>
            }
            .into_any()
        }
    }
}
