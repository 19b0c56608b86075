//! What all textual values share: the error that says what is wrong, and the newtype boilerplate.

use std::fmt;

use serde_json::Value;

use crate::json::Reading;

/// Why a text is not a value of its type: which kind of value, what was given, what is wrong.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{what} {}: {problem}.", Quoted(.text))]
pub struct TextError {
    /// The kind of value, as it begins a sentence: "Cluster name".
    pub what: &'static str,
    /// The text as it was given.
    pub text: String,
    /// What is wrong with it and what would be right.
    pub problem: TextProblem,
}

/// The ways in which a text can miss its type.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TextProblem {
    /// Nothing was given.
    #[error("it is empty; give it at least one character")]
    Empty,
    /// More characters than the service takes.
    #[error("it has {length} characters; at most {max} are allowed")]
    TooLong {
        /// Characters given.
        length: usize,
        /// Characters allowed.
        max: usize,
    },
    /// Fewer characters than the service takes.
    #[error("it has {length} characters; at least {min} are needed")]
    TooShort {
        /// Characters given.
        length: usize,
        /// Characters needed.
        min: usize,
    },
    /// A character outside the allowed set.
    #[error("{} is not allowed; use {allowed}", Shown(.character))]
    Character {
        /// The first offending character.
        character: char,
        /// The allowed set, in words.
        allowed: &'static str,
    },
    /// Right characters, wrong form.
    #[error("{0}")]
    Form(&'static str),
}

/// A text in quotes, cut to a length that still reads as part of a sentence.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 60;
        let mut shown: String = self.0.chars().take(SHOWN).filter(|c| !c.is_control()).collect();
        if self.0.chars().count() > SHOWN {
            shown.push('…');
        }
        write!(f, "“{shown}”")
    }
}

struct Shown<'a>(&'a char);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            ' ' => f.write_str("a space"),
            c if c.is_control() => f.write_str("a control character"),
            c => write!(f, "“{c}”"),
        }
    }
}

/// Length between `min` and `max` characters.
pub(super) fn length(text: &str, min: usize, max: usize) -> Result<(), TextProblem> {
    match text.chars().count() {
        0 if min > 0 => Err(TextProblem::Empty),
        length if length < min => Err(TextProblem::TooShort { length, min }),
        length if length > max => Err(TextProblem::TooLong { length, max }),
        _ => Ok(()),
    }
}

/// Every character satisfies `is_allowed`, which `allowed` puts into words.
pub(super) fn characters(
    text: &str,
    allowed: &'static str,
    is_allowed: impl Fn(char) -> bool,
) -> Result<(), TextProblem> {
    match text.chars().find(|&c| !is_allowed(c)) {
        Some(character) => Err(TextProblem::Character { character, allowed }),
        None => Ok(()),
    }
}

/// `condition`, or the refusal that says what the form is.
pub(super) fn form(condition: bool, words: &'static str) -> Result<(), TextProblem> {
    if condition { Ok(()) } else { Err(TextProblem::Form(words)) }
}

/// The text that `value` is, if `check` has nothing against it.
#[inline(never)]
pub(super) fn checked<'a>(
    value: &'a Value,
    reading: &mut Reading<'a>,
    what: &'static str,
    check: fn(&str) -> Result<(), TextProblem>,
) -> String {
    let text = reading.text(value).unwrap_or_default().to_owned();
    match check(&text) {
        Ok(()) => text,
        Err(problem) => {
            reading.note(TextError { what, text, problem });
            String::new()
        }
    }
}

/// Declares a newtype over `String` whose only constructor is parsing.
macro_rules! text_value {
    ($(#[$meta:meta])* $name:ident, $what:literal, $check:expr) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
        #[serde(into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::value::TextError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::try_from(text.to_owned())
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::value::TextError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                let check: fn(&str) -> Result<(), $crate::value::TextProblem> = $check;
                match check(&text) {
                    Ok(()) => Ok(Self(text)),
                    Err(problem) => Err($crate::value::TextError { what: $what, text, problem }),
                }
            }
        }

        impl $crate::json::Read for $name {
            fn read<'a>(value: &'a serde_json::Value, reading: &mut $crate::json::Reading<'a>) -> Self {
                Self($crate::value::text::checked(value, reading, $what, $check))
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
pub(super) use text_value;
