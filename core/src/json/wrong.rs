//! What is wrong with a value, and where it lies.

use std::fmt;

/// Why a value is none of its type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Wrong {
    /// Where it lies as users write it, like `network.subnets[1].cidr`; empty for the whole.
    pub(crate) place: String,
    /// What is wrong.
    pub(crate) problem: Problem,
}

/// The ways in which a value can be none of its type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Problem {
    /// The last field of the place is none of the object that has it.
    UnknownField {
        /// The fields that it may have, in words.
        expected: String,
    },
    /// The object lacks this field.
    MissingField(&'static str),
    /// Anything else, in words.
    Other(String),
}

/// A step on the way to a value.
#[derive(Clone, Copy)]
pub(super) enum Step<'a> {
    Field(&'a str),
    Item(usize),
}

/// The place to which steps lead, in words.
pub(super) fn place(steps: &[Step<'_>]) -> String {
    let mut place = String::new();
    for step in steps {
        match step {
            Step::Item(index) => {
                place.push('[');
                place.push_str(&index.to_string());
                place.push(']');
            }
            Step::Field(name) => {
                if !place.is_empty() {
                    place.push('.');
                }
                place.push_str(name);
            }
        }
    }
    place
}

/// Names of which one was expected, in words.
pub(super) struct OneOf(pub(super) &'static [&'static str]);

impl fmt::Display for OneOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [] => f.write_str("none"),
            [one] => write!(f, "`{one}`"),
            [one, other] => write!(f, "`{one}` or `{other}`"),
            [first, others @ ..] => {
                write!(f, "one of `{first}`")?;
                others.iter().try_for_each(|name| write!(f, ", `{name}`"))
            }
        }
    }
}
