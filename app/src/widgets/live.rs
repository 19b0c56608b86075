//! What changes on the page, with its types erased.
//!
//! Leptos compiles the drawing anew for every type of closure and list that a view holds. These take any, and
//! draw all of them by the same code: the page is fetched in half the bytes.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use leptos::tachys::view::keyed::keyed;

/// A part of a view that is drawn again when what it reads changes.
pub(crate) type Live<T> = Box<dyn FnMut() -> T + Send>;

/// A text or a view that follows what it reads.
pub(crate) fn live<T>(draw: impl FnMut() -> T + Send + 'static) -> Live<T> {
    Box::new(draw)
}

/// Shows its children while a condition holds.
#[component]
pub(crate) fn Show(
    /// The condition.
    #[prop(into)]
    when: Signal<bool>,
    /// What is shown.
    children: ChildrenFn,
    /// What is shown instead.
    #[prop(into, optional)]
    fallback: ViewFn,
) -> impl IntoView {
    let when = Memo::new(move |_| when.get());
    live(move || if when.get() { children() } else { fallback.run() })
}

/// An item of a list: the hash of its key, and how it is drawn.
type Item = (u64, Box<dyn FnOnce() -> AnyView + Send>);

/// A list whose items stay as they are while their keys are there.
#[component]
pub(crate) fn For<I, T, K, V>(
    /// The items.
    each: impl Fn() -> I + Send + 'static,
    /// What tells an item from the others.
    key: impl Fn(&T) -> K + Send + 'static,
    /// Draws an item.
    children: impl Fn(T) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    I: IntoIterator<Item = T> + 'static,
    T: Send + 'static,
    K: Hash + 'static,
    V: IntoView + 'static,
{
    let children = Arc::new(children);
    list(Box::new(move || {
        let item = |item: T| -> Item {
            let mut hasher = DefaultHasher::new();
            key(&item).hash(&mut hasher);
            let children = Arc::clone(&children);
            (hasher.finish(), Box::new(move || children(item).into_any()))
        };
        each().into_iter().map(item).collect()
    }))
}

/// [`For`] without its types.
fn list(items: Box<dyn Fn() -> Vec<Item> + Send>) -> AnyView {
    // Every item has an owner of its own: what it holds lives as long as it is shown.
    let parent = Owner::current().unwrap_or_default();
    let draw = move |_: usize, (_, draw): Item| {
        let owner = parent.with(Owner::new);
        let view = owner.with(draw);
        (drop::<usize> as fn(usize), OwnedView::new_with_owner(view, owner))
    };
    (move || keyed(items(), |(key, _): &Item| *key, draw.clone())).into_any()
}
