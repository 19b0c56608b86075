//! How the fields of a table are drawn: once for the objects of all types.

use std::sync::Arc;

use configurator_core::design::Design;
use leptos::prelude::*;

use super::fields::Keys;
use crate::session::Session;
use crate::widgets::{Checks, Choice, ChoiceOption, DraftField, Look, Segments, Show, Switch};

/// What of a field is the same for all objects.
#[derive(Clone, Copy)]
pub(super) struct Face {
    pub(super) label: &'static str,
    pub(super) id: &'static str,
    pub(super) help: &'static str,
    pub(super) default_words: &'static str,
    pub(super) fixed: &'static str,
    pub(super) unit: &'static str,
    pub(super) kind: Kind,
    /// Whether it depends on the object whether the field is shown.
    pub(super) may_hide: bool,
}

/// What a field is drawn as.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Text(Look),
    Switch,
    Choice,
    Segments(Keys),
    Checks,
}

/// A field of an object whose type is not known here.
pub(super) trait Row: Send + Sync {
    /// What is the same for all objects.
    fn face(&self) -> Face;
    /// Reads the field; tracked.
    fn ask(&self, design: &Design, question: Question<'_>) -> Answer;
    /// Changes the object, or says why not.
    fn change(&self, change: Change<'_>) -> Result<(), String>;
}

/// What a field can be asked.
#[derive(Clone, Copy)]
pub(super) enum Question<'a> {
    /// Whether it is shown.
    Shown,
    /// One line under the control, where it depends on the object.
    Help,
    /// What holds where nothing else is chosen, where it depends on the object.
    Default,
    /// The value as text, or the key of what is chosen.
    Value,
    /// Whether a switch is on, or one of several checks.
    Has(&'a str),
    /// Why a key cannot be chosen now.
    WhyNot(&'a str),
    /// What there is to choose from.
    Options,
}

/// What a field answers.
pub(super) enum Answer {
    /// There is nothing to say, or the object is gone.
    Nothing,
    /// It is so.
    Yes,
    /// A text.
    Text(String),
    /// Keys and words that are always the same.
    Keys(Keys),
    /// Keys and words.
    Options(Vec<(String, String)>),
}

impl Answer {
    /// Yes, or nothing.
    pub(super) fn of(is_so: bool) -> Self {
        if is_so { Self::Yes } else { Self::Nothing }
    }

    fn text(self) -> Option<String> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

/// What a control does.
#[derive(Clone, Copy)]
pub(super) enum Change<'a> {
    /// Takes a text, or the key of what is chosen.
    Write(&'a str),
    /// Turns a switch, or one of several checks, on or off.
    Turn(&'a str, bool),
}

/// Draws fields one under the other. The ids of their controls begin with `place`.
pub(super) fn draw(place: &str, rows: Vec<Arc<dyn Row>>) -> AnyView {
    let session = expect_context::<Session>();
    let one = |row: Arc<dyn Row>| {
        let face = row.face();
        let id = if place.is_empty() { face.id.to_owned() } else { format!("{place}-{}", face.id) };
        let field = Drawn { session, row };
        if !face.may_hide {
            return field.control(id, face);
        }
        let asked = field.clone();
        let when = Signal::derive(move || asked.is(Question::Shown));
        view! { <Show when>{field.control(id.clone(), face)}</Show> }.into_any()
    };
    rows.into_iter().map(one).collect_view().into_any()
}

/// A field that is being drawn.
#[derive(Clone)]
struct Drawn {
    session: Session,
    row: Arc<dyn Row>,
}

impl Drawn {
    fn ask(&self, question: Question<'_>) -> Answer {
        self.session.design.with(|design| self.row.ask(design, question))
    }

    fn is(&self, question: Question<'_>) -> bool {
        matches!(self.ask(question), Answer::Yes)
    }

    /// A text that follows the object, told anew only when it is another one; `usual` where there is nothing to say.
    fn text(&self, question: Question<'static>, usual: &'static str) -> Signal<String> {
        let field = self.clone();
        Memo::new(move |_| field.ask(question).text().unwrap_or_else(|| usual.to_owned())).into()
    }

    /// What there is to choose from, as keys and words.
    fn options(&self) -> Vec<(String, String)> {
        match self.ask(Question::Options) {
            Answer::Keys(keys) => keys.iter().map(|(k, w)| (k.to_string(), w.to_string())).collect(),
            Answer::Options(options) => options,
            Answer::Nothing | Answer::Yes | Answer::Text(_) => Vec::new(),
        }
    }

    fn why_not(&self, key: &str) -> Option<String> {
        self.ask(Question::WhyNot(key)).text()
    }

    fn write(&self, text: &str) -> Option<String> {
        self.row.change(Change::Write(text)).err()
    }

    /// Takes what was chosen; a refusal is told, for a choice has no place for it.
    fn choose(&self, change: Change<'_>) {
        if let Err(why) = self.row.change(change) {
            self.session.refuse(why);
        }
    }

    fn control(&self, id: String, face: Face) -> AnyView {
        let Face { label, fixed, unit, kind, .. } = face;
        let help = self.text(Question::Help, face.help);
        let default_words = self.text(Question::Default, face.default_words);
        let value = self.text(Question::Value, "");
        let (asked, changed) = (self.clone(), self.clone());
        match kind {
            Kind::Text(look) => {
                let (label, unit) = (label.to_owned(), unit.to_owned());
                let take = Callback::new(move |text: String| changed.write(text.trim()));
                view! { <DraftField label id value take help look unit default_words fixed /> }.into_any()
            }
            Kind::Switch => {
                let value = Signal::derive(move || asked.is(Question::Has("")));
                let on_value = move |on: bool| changed.choose(Change::Turn("", on));
                view! { <Switch label id value on_value help default_words fixed /> }.into_any()
            }
            Kind::Choice => {
                let option = move |(key, words): (String, String)| {
                    let why_not = asked.why_not(&key);
                    ChoiceOption::new(key, words).unless(why_not)
                };
                let lister = self.clone();
                let options = Signal::derive(move || lister.options().into_iter().map(&option).collect());
                let on_value = move |key: String| changed.choose(Change::Write(&key));
                view! { <Choice label id value options on_value help default_words fixed /> }.into_any()
            }
            Kind::Segments(keys) => {
                let unless = Callback::new(move |key: &'static str| asked.why_not(key));
                let on_value = move |key: &'static str| changed.choose(Change::Write(key));
                let options = keys.to_vec();
                view! { <Segments label id value options on_value unless help default_words fixed /> }
                    .into_any()
            }
            Kind::Checks => {
                let check = move |(key, words): (String, String)| {
                    let is_on = asked.is(Question::Has(&key));
                    (key, words, is_on)
                };
                let lister = self.clone();
                let options = Signal::derive(move || lister.options().into_iter().map(&check).collect());
                let on_value = move |(key, on): (String, bool)| changed.choose(Change::Turn(&key, on));
                view! { <Checks label id options on_value help default_words fixed /> }.into_any()
            }
        }
    }
}
