//! Several objects of one kind in a form: each with its fields, a button that removes it, and one that adds another.

use std::sync::Arc;

use configurator_core::design::Design;
use configurator_core::edit::Edit;
use leptos::prelude::*;

use super::fields::{Field, fields_in};
use crate::session::Session;
use crate::widgets::{For, Icon, live};

/// Reads the objects out of a design.
type Read<T> = dyn Fn(&Design) -> Vec<T> + Send + Sync;

/// Makes one more object beside those that there are; `None` where there cannot be another.
type New<T> = fn(&Design, &[T]) -> Option<T>;

/// Objects in a list of the design.
pub(super) struct Objects<T: 'static> {
    /// How the ids of their controls begin; a number follows.
    pub(super) place: &'static str,
    /// What one is called, as a word in a sentence: "access entry".
    pub(super) noun: &'static str,
    /// Reads them; tracked.
    pub(super) all: Box<Read<T>>,
    /// The edit that puts others in their place.
    pub(super) put: Box<dyn Fn(Vec<T>) -> Edit + Send + Sync>,
    /// One more; without, they are added elsewhere.
    pub(super) new: Option<New<T>>,
    /// What one is called by itself.
    pub(super) title: fn(&T) -> String,
    /// Its fields.
    pub(super) table: &'static [Field<T>],
}

/// Draws them.
pub(super) fn objects<T: Clone + Send + Sync + 'static>(of: Objects<T>) -> AnyView {
    let session = expect_context::<Session>();
    let of = Arc::new(of);
    let read = {
        let of = Arc::clone(&of);
        move || session.design.with(|d| (of.all)(d))
    };
    let change: Change<T> = {
        let (of, read) = (Arc::clone(&of), read.clone());
        Arc::new(move |change: Step<'_, T>| {
            let mut all = untrack(&read);
            change(&mut all);
            session.dispatch((of.put)(all));
        })
    };
    let (count, title) = (read.clone(), read.clone());
    let (named, added, removed, table) = (Arc::clone(&of), Arc::clone(&of), Arc::clone(&change), of.table);
    let place = of.place;
    let draw = move |index: usize| {
        let (get, put) = (read.clone(), Arc::clone(&change));
        let get = move || get().into_iter().nth(index);
        let put = move |object: T| {
            put(Box::new(move |all| {
                if let Some(slot) = all.get_mut(index) {
                    *slot = object;
                }
            }));
        };
        fields_in(&format!("{place}-{index}"), get, put, table)
    };
    list(List {
        place,
        noun: of.noun,
        count: Memo::new(move |_| count().len()),
        title: Arc::new(move |index| title().get(index).map(named.title).unwrap_or_default()),
        draw: Arc::new(draw),
        remove: Arc::new(move |index| {
            removed(Box::new(move |all| {
                if index < all.len() {
                    all.remove(index);
                }
            }));
        }),
        add: of.new.map(|new| -> Add {
            Arc::new(move || {
                session.design.with_untracked(|design| {
                    let mut all = (added.all)(design);
                    all.push(new(design, &all)?);
                    Some((added.put)(all))
                })
            })
        }),
    })
}

/// Changes the objects of a list and tells the design.
type Change<T> = Arc<dyn Fn(Step<'_, T>) + Send + Sync>;

/// A change of the objects.
type Step<'a, T> = Box<dyn FnOnce(&mut Vec<T>) + 'a>;

/// A list of objects whose type is not known here.
struct List {
    place: &'static str,
    noun: &'static str,
    count: Memo<usize>,
    title: Arc<dyn Fn(usize) -> String + Send + Sync>,
    draw: Arc<dyn Fn(usize) -> AnyView + Send + Sync>,
    remove: Arc<dyn Fn(usize) + Send + Sync>,
    add: Option<Add>,
}

/// The edit that adds an object.
type Add = Arc<dyn Fn() -> Option<Edit> + Send + Sync>;

fn list(List { place, noun, count, title, draw, remove, add }: List) -> AnyView {
    let session = expect_context::<Session>();
    // What was there when the form opened is folded; what is added is open, for it has to be filled in.
    let known = count.get_untracked();
    view! {
        <For each=move || 0..count.get() key=|index| *index let(index)>
            {
                let (title, remove) = (Arc::clone(&title), Arc::clone(&remove));
                let spoken = Arc::clone(&title);
                let label = move || format!("Remove {noun} {}", spoken(index));
                view! {
                    <details class="object" id=format!("{place}-{index}") open=known <= index>
                        <summary>{live(move || title(index))}</summary>
                        {draw(index)}
                        <button
                            type="button"
                            class="button small danger"
                            id=format!("{place}-{index}-remove")
                            aria-label=label
                            on:click=move |_| remove(index)
                        >
                            "Remove"
                        </button>
                    </details>
                }
            }
        </For>
        {add.map(|add| {
            view! {
                <button
                    type="button"
                    class="button small"
                    id=format!("{place}-add")
                    on:click=move |_| {
                        if let Some(edit) = add() {
                            session.dispatch(edit);
                        }
                    }
                >
                    <Icon name="plus" />
                    {format!("Add {noun}")}
                </button>
            }
        })}
    }
    .into_any()
}
