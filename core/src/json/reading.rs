//! One reading of a JSON value: where it is, and what it found wrong first.

use std::fmt::Display;
use std::str::FromStr;

use serde_json::{Map, Value};

use super::wrong::{OneOf, Step, place};
use super::{Problem, Read, Wrong};

/// What stands for a value that is missing.
const NOTHING: &Value = &Value::Null;

/// A reading that is going on. It never stops half-way: what is wrong is noted here, the first time only.
#[derive(Default)]
pub(crate) struct Reading<'a> {
    path: Vec<Step<'a>>,
    pub(super) wrong: Option<Wrong>,
}

/// The fields of an object; none at all of what is no object.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a>(Option<&'a Map<String, Value>>);

impl<'a> Reading<'a> {
    /// Notes that the value here is wrong.
    #[cold]
    #[inline(never)]
    pub(crate) fn note(&mut self, problem: impl Display) {
        self.note_problem(Problem::Other(problem.to_string()));
    }

    #[cold]
    #[inline(never)]
    fn note_problem(&mut self, problem: Problem) {
        if self.wrong.is_none() {
            self.wrong = Some(Wrong { place: place(&self.path), problem });
        }
    }

    /// Notes that `value` is not what was expected.
    #[cold]
    #[inline(never)]
    fn note_type(&mut self, value: &Value, expected: &str) {
        let what = match value {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => format!("boolean `{value}`"),
            Value::Number(value) if value.is_f64() => format!("floating point `{value}`"),
            Value::Number(value) => format!("integer `{value}`"),
            Value::String(value) => format!("string {value:?}"),
            Value::Array(_) => "sequence".to_owned(),
            Value::Object(_) => "map".to_owned(),
        };
        self.note(format_args!("invalid type: {what}, expected {expected}"));
    }

    fn object(&mut self, value: &'a Value, expected: &str) -> Option<&'a Map<String, Value>> {
        let object = value.as_object();
        if object.is_none() {
            self.note_type(value, expected);
        }
        object
    }

    /// The fields of `value`, all of which are `known`.
    #[inline(never)]
    pub(crate) fn fields(
        &mut self,
        value: &'a Value,
        expected: &str,
        known: &'static [&'static str],
    ) -> Fields<'a> {
        let object = self.object(value, expected);
        let mut keys = object.into_iter().flat_map(|o| o.keys());
        if let Some(key) = keys.find(|key| !known.contains(&key.as_str())) {
            self.path.push(Step::Field(key));
            self.note_problem(Problem::UnknownField { expected: OneOf(known).to_string() });
            self.leave();
        }
        Fields(object)
    }

    #[inline(never)]
    fn enter(&mut self, fields: Fields<'a>, name: &'static str) -> Option<&'a Value> {
        let value = fields.0.and_then(|object| object.get(name));
        if value.is_some() {
            self.path.push(Step::Field(name));
        }
        value
    }

    #[inline(never)]
    fn enter_required(&mut self, fields: Fields<'a>, name: &'static str) -> &'a Value {
        self.enter(fields, name).unwrap_or_else(|| {
            self.note_problem(Problem::MissingField(name));
            self.path.push(Step::Field(name));
            NOTHING
        })
    }

    #[inline(never)]
    fn leave(&mut self) {
        self.path.pop();
    }

    /// The value of a field.
    pub(crate) fn required<T: Read>(&mut self, fields: Fields<'a>, name: &'static str) -> T {
        let value = self.enter_required(fields, name);
        self.entered(value)
    }

    /// The value of a field, if it is there.
    pub(crate) fn optional<T: Read>(&mut self, fields: Fields<'a>, name: &'static str) -> Option<T> {
        let value = self.enter(fields, name)?;
        Some(self.entered(value))
    }

    /// The value of what was entered; leaves it.
    pub(crate) fn entered<T: Read>(&mut self, value: &'a Value) -> T {
        let read = T::read(value, self);
        self.leave();
        read
    }

    /// Hands out the items of a list, one after the other.
    pub(crate) fn items<T: Read>(&mut self, value: &'a Value, mut take: impl FnMut(T)) {
        for (index, item) in self.list(value).iter().enumerate() {
            self.path.push(Step::Item(index));
            take(self.entered(item));
        }
    }

    #[inline(never)]
    fn list(&mut self, value: &'a Value) -> &'a [Value] {
        match value {
            Value::Array(items) => items,
            _ => {
                self.note_type(value, "a sequence");
                &[]
            }
        }
    }

    /// Hands out the entries of an object that is a map, in the order of its keys.
    pub(crate) fn entries<K: FromStr<Err: Display>, V: Read>(
        &mut self,
        value: &'a Value,
        mut take: impl FnMut(K, V),
    ) {
        for (name, value) in self.object(value, "a map").into_iter().flatten() {
            self.path.push(Step::Field(name));
            let key = name.parse().map_err(|error: K::Err| self.note(error));
            let value = self.entered(value);
            if let Ok(key) = key {
                take(key, value);
            }
        }
    }

    /// The text.
    #[inline(never)]
    pub(crate) fn text(&mut self, value: &'a Value) -> Option<&'a str> {
        let text = value.as_str();
        if text.is_none() {
            self.note_type(value, "a string");
        }
        text
    }

    /// The text, as something that texts are parsed to.
    pub(crate) fn parsed<T: FromStr<Err: Display>>(&mut self, value: &'a Value) -> Option<T> {
        self.text(value)?.parse().map_err(|error: T::Err| self.note(error)).ok()
    }

    /// The truth value.
    #[inline(never)]
    pub(super) fn truth(&mut self, value: &'a Value) -> bool {
        value.as_bool().unwrap_or_else(|| {
            self.note_type(value, "a boolean");
            false
        })
    }

    /// The whole number from 0 to `max`.
    #[inline(never)]
    pub(crate) fn number(&mut self, value: &'a Value, max: u64) -> u64 {
        const WHOLE: &str = "a whole number that is not negative";
        match value {
            Value::Number(number) if !number.is_f64() => {
                let found = number.as_u64().filter(|n| *n <= max);
                found.unwrap_or_else(|| {
                    match number.as_u64() {
                        Some(_) => {
                            self.note(format_args!("{number} is too large; at most {max} is possible"));
                        }
                        None => {
                            self.note(format_args!("invalid value: integer `{number}`, expected {WHOLE}"));
                        }
                    }
                    0
                })
            }
            _ => {
                self.note_type(value, WHOLE);
                0
            }
        }
    }

    /// Which of `names` the value is; what is none is the first.
    #[inline(never)]
    pub(crate) fn variant(
        &mut self,
        value: &'a Value,
        expected: &str,
        names: &'static [&'static str],
    ) -> usize {
        match value.as_str() {
            Some(name) => self.index(name, names),
            None => {
                self.note_type(value, expected);
                0
            }
        }
    }

    fn index(&mut self, name: &str, names: &'static [&'static str]) -> usize {
        names.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.note(format_args!("unknown variant `{name}`, expected {}", OneOf(names)));
            0
        })
    }

    /// Which of `names` stands in the field `tag`.
    #[inline(never)]
    pub(crate) fn tagged(
        &mut self,
        value: &'a Value,
        expected: &str,
        tag: &'static str,
        names: &'static [&'static str],
    ) -> usize {
        let fields = Fields(self.object(value, expected));
        let value = self.enter_required(fields, tag);
        let index = self.variant(value, "a string", names);
        self.leave();
        index
    }

    /// Which of `names` is the only key of an object, and its value, which is entered.
    #[inline(never)]
    pub(crate) fn keyed(
        &mut self,
        value: &'a Value,
        expected: &str,
        names: &'static [&'static str],
    ) -> (usize, &'a Value) {
        let only = value.as_object().filter(|o| o.len() == 1).and_then(|o| o.iter().next());
        let found = match only {
            Some((name, value)) => (self.index(name, names), value),
            None => {
                self.note_type(value, expected);
                (0, NOTHING)
            }
        };
        self.path.push(Step::Field(names[found.0]));
        found
    }
}
