//! Forms as tables: a field is a row of data with the functions that read and write its value.
//!
//! The page is fetched with every visit, and a view that is written out costs kilobytes for each field. A row costs a few
//! dozen bytes and its functions: what is drawn is drawn by [`super::rows`] for all types alike.

use std::collections::BTreeSet;
use std::sync::Arc;

use configurator_core::design::{Design, SubnetId};
use leptos::prelude::*;

use super::rows::{Answer, Change, Face, Kind, Question, Row, draw};
use crate::widgets::Look;

/// Keys with their words, in the order in which they are shown.
pub(crate) type Keys = &'static [(&'static str, &'static str)];

/// Words that depend on the design, or on the object.
type Words<T> = fn(&Design, &T) -> String;

/// Says why a key cannot be chosen now.
type WhyNot<T> = fn(&Design, &T, &str) -> Option<String>;

/// A field of the form of a `T`. Made by [`Field::text`] and its sisters, and usable in a `const` table.
pub(crate) struct Field<T: 'static> {
    face: Face,
    control: Control<T>,
    help: Option<Words<T>>,
    default_words: Option<Words<T>>,
    unless: Option<WhyNot<T>>,
    shown: Option<fn(&T) -> bool>,
}

/// How the value of a field is read and written.
enum Control<T: 'static> {
    Text { read: fn(&T) -> String, write: fn(&mut T, &str) -> Result<(), String> },
    Switch { read: fn(&T) -> bool, write: fn(&mut T, bool) },
    Choice { options: Options<T>, read: fn(&T) -> String, write: fn(&mut T, &str) -> Result<(), String> },
    Checks { options: Options<T>, read: fn(&T, &str) -> bool, write: fn(&mut T, &str, bool) },
    Subnets { read: fn(&T) -> &BTreeSet<SubnetId>, write: fn(&mut T) -> &mut BTreeSet<SubnetId> },
}

/// What there is to choose from.
pub(crate) enum Options<T: 'static> {
    /// Always the same.
    Keys(Keys),
    /// Keys and words that depend on the design, or on the object.
    Of(fn(&Design, &T) -> Vec<(String, String)>),
}

impl<T: 'static> Field<T> {
    const fn new(label: &'static str, id: &'static str, kind: Kind, control: Control<T>) -> Self {
        let face =
            Face { label, id, help: "", default_words: "", fixed: "", unit: "", kind, may_hide: false };
        Self { face, control, help: None, default_words: None, unless: None, shown: None }
    }

    /// A line of text. `write` says in one sentence why a text is none; it gets the text without spaces around it.
    pub(crate) const fn text(
        label: &'static str,
        id: &'static str,
        read: fn(&T) -> String,
        write: fn(&mut T, &str) -> Result<(), String>,
    ) -> Self {
        Self::new(label, id, Kind::Text(Look::Words), Control::Text { read, write })
    }

    /// A number.
    pub(crate) const fn number(
        label: &'static str,
        id: &'static str,
        read: fn(&T) -> String,
        write: fn(&mut T, &str) -> Result<(), String>,
    ) -> Self {
        Self::text(label, id, read, write).look(Look::Number)
    }

    /// Yes or no.
    pub(crate) const fn switch(
        label: &'static str,
        id: &'static str,
        read: fn(&T) -> bool,
        write: fn(&mut T, bool),
    ) -> Self {
        Self::new(label, id, Kind::Switch, Control::Switch { read, write })
    }

    /// A list to choose one from.
    pub(crate) const fn choice(
        label: &'static str,
        id: &'static str,
        options: Options<T>,
        read: fn(&T) -> String,
        write: fn(&mut T, &str) -> Result<(), String>,
    ) -> Self {
        Self::new(label, id, Kind::Choice, Control::Choice { options, read, write })
    }

    /// A few things side by side, of which one is chosen.
    pub(crate) const fn segments(
        label: &'static str,
        id: &'static str,
        keys: Keys,
        read: fn(&T) -> String,
        write: fn(&mut T, &str) -> Result<(), String>,
    ) -> Self {
        let options = Options::Keys(keys);
        Self::new(label, id, Kind::Segments(keys), Control::Choice { options, read, write })
    }

    /// Several things of which any may be chosen.
    pub(crate) const fn checks(
        label: &'static str,
        id: &'static str,
        options: Options<T>,
        read: fn(&T, &str) -> bool,
        write: fn(&mut T, &str, bool),
    ) -> Self {
        Self::new(label, id, Kind::Checks, Control::Checks { options, read, write })
    }

    /// The subnets of the design, of which any may be chosen.
    pub(crate) const fn subnets(
        label: &'static str,
        id: &'static str,
        read: fn(&T) -> &BTreeSet<SubnetId>,
        write: fn(&mut T) -> &mut BTreeSet<SubnetId>,
    ) -> Self {
        Self::new(label, id, Kind::Checks, Control::Subnets { read, write })
    }

    /// One line under the control: unit, what it costs or risks.
    pub(crate) const fn help(mut self, help: &'static str) -> Self {
        self.face.help = help;
        self
    }

    /// The same, where it depends on the design or the object.
    pub(crate) const fn help_of(mut self, help: Words<T>) -> Self {
        self.help = Some(help);
        self
    }

    /// What holds where nothing else is chosen, in words.
    pub(crate) const fn default_words(mut self, words: &'static str) -> Self {
        self.face.default_words = words;
        self
    }

    /// The same, where it depends on the design or the object.
    pub(crate) const fn default_words_of(mut self, words: Words<T>) -> Self {
        self.default_words = Some(words);
        self
    }

    /// Why the value cannot be changed after creation, with the source.
    pub(crate) const fn fixed(mut self, why: &'static str) -> Self {
        self.face.fixed = why;
        self
    }

    /// What stands after a text.
    pub(crate) const fn unit(mut self, unit: &'static str) -> Self {
        self.face.unit = unit;
        self
    }

    /// What is typed into a text, and so how it looks.
    pub(crate) const fn look(mut self, look: Look) -> Self {
        self.face.kind = Kind::Text(look);
        self
    }

    /// Says why an option of a choice cannot be chosen now.
    pub(crate) const fn unless(mut self, why: WhyNot<T>) -> Self {
        self.unless = Some(why);
        self
    }

    /// Shows the field only where this holds.
    pub(crate) const fn shown(mut self, when: fn(&T) -> bool) -> Self {
        self.shown = Some(when);
        self.face.may_hide = true;
        self
    }
}

/// The object of a form: where it comes from and where it goes.
struct Object<T> {
    get: Box<dyn Fn() -> Option<T> + Send + Sync>,
    put: Box<dyn Fn(T) + Send + Sync>,
}

/// Draws the fields of `table`. `get` reads the object, `None` once it is gone, and is tracked; `put` takes the object with
/// one field changed.
pub(crate) fn fields<T: 'static>(
    get: impl Fn() -> Option<T> + Send + Sync + 'static,
    put: impl Fn(T) + Send + Sync + 'static,
    table: &'static [Field<T>],
) -> AnyView {
    fields_in("", get, put, table)
}

/// [`fields`] of one of several objects in a form: the ids of the controls begin with `place`.
pub(crate) fn fields_in<T: 'static>(
    place: &str,
    get: impl Fn() -> Option<T> + Send + Sync + 'static,
    put: impl Fn(T) + Send + Sync + 'static,
    table: &'static [Field<T>],
) -> AnyView {
    let object = Arc::new(Object { get: Box::new(get), put: Box::new(put) });
    let row =
        |field: &'static Field<T>| -> Arc<dyn Row> { Arc::new(Bound { object: Arc::clone(&object), field }) };
    draw(place, table.iter().map(row).collect())
}

/// A field of an object.
struct Bound<T: 'static> {
    object: Arc<Object<T>>,
    field: &'static Field<T>,
}

impl<T: 'static> Row for Bound<T> {
    fn face(&self) -> Face {
        self.field.face
    }

    fn ask(&self, design: &Design, question: Question<'_>) -> Answer {
        let Some(object) = (self.object.get)() else { return Answer::Nothing };
        let text = |words: Option<Words<T>>| words.map(|words| words(design, &object));
        let answer = match (question, &self.field.control) {
            (Question::Help, _) => text(self.field.help),
            (Question::Default, _) => text(self.field.default_words),
            (Question::WhyNot(key), _) => self.field.unless.and_then(|unless| unless(design, &object, key)),
            (Question::Value, Control::Text { read, .. } | Control::Choice { read, .. }) => {
                Some(read(&object))
            }
            (Question::Shown, _) => return Answer::of(self.field.shown.is_none_or(|shown| shown(&object))),
            (Question::Has(_), Control::Switch { read, .. }) => return Answer::of(read(&object)),
            (Question::Has(key), Control::Checks { read, .. }) => return Answer::of(read(&object, key)),
            (Question::Has(key), Control::Subnets { read, .. }) => {
                return Answer::of(subnet(key).is_some_and(|id| read(&object).contains(&id)));
            }
            (Question::Options, Control::Choice { options, .. } | Control::Checks { options, .. }) => {
                return match options {
                    Options::Keys(keys) => Answer::Keys(keys),
                    Options::Of(options) => Answer::Options(options(design, &object)),
                };
            }
            (Question::Options, Control::Subnets { .. }) => return Answer::Options(subnets(design)),
            _ => None,
        };
        answer.map_or(Answer::Nothing, Answer::Text)
    }

    fn change(&self, change: Change<'_>) -> Result<(), String> {
        let Some(mut object) = untrack(|| (self.object.get)()) else { return Ok(()) };
        match (change, &self.field.control) {
            (Change::Write(text), Control::Text { write, .. } | Control::Choice { write, .. }) => {
                write(&mut object, text)?
            }
            (Change::Turn(_, on), Control::Switch { write, .. }) => write(&mut object, on),
            (Change::Turn(key, on), Control::Checks { write, .. }) => write(&mut object, key, on),
            (Change::Turn(key, on), Control::Subnets { write, .. }) => {
                turn_subnet(write(&mut object), key, on)
            }
            _ => {}
        }
        (self.object.put)(object);
        Ok(())
    }
}

fn subnet(key: &str) -> Option<SubnetId> {
    key.parse().ok().map(SubnetId)
}

fn subnets(design: &Design) -> Vec<(String, String)> {
    design.network.subnets_in_order().map(|s| (s.id.to_string(), s.name.to_string())).collect()
}

fn turn_subnet(chosen: &mut BTreeSet<SubnetId>, key: &str, on: bool) {
    if let Some(subnet) = subnet(key) {
        if on {
            chosen.insert(subnet)
        } else {
            chosen.remove(&subnet)
        };
    }
}
