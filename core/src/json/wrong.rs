//! What is wrong with a value, and where it lies.

use std::fmt::{self, Display};

use serde::de::{Error, Expected, Unexpected};
use serde_json::Value;

/// Why a value is none of its type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Wrong {
    /// What serde says about it.
    pub(crate) message: String,
    /// Where it lies, as a JSON pointer (RFC 6901); empty for the whole.
    pointer: String,
    /// Which field of a struct is missing, until its name is known.
    missing: Option<usize>,
}

impl Wrong {
    /// Where it lies as users write it, like `network.subnets[1].cidr`; empty for the whole.
    pub(crate) fn place(&self) -> String {
        self.pointer.split('/').skip(1).fold(String::new(), |place, part| {
            match (part.bytes().all(|b| b.is_ascii_digit()), place.as_str()) {
                (true, _) => format!("{place}[{part}]"),
                (false, "") => unescaped(part),
                (false, _) => format!("{place}.{}", unescaped(part)),
            }
        })
    }

    /// The same, seen from the object or list that has the value at `key`.
    pub(super) fn inside(mut self, key: &str) -> Self {
        self.pointer.insert_str(0, &step(key));
        self
    }

    /// The same with the name of the field that is missing, if one is.
    pub(super) fn missing_of(self, fields: &'static [&'static str]) -> Self {
        match self.missing.and_then(|index| fields.get(index)) {
            Some(name) => Self::missing_field(name),
            None => self,
        }
    }

    /// The same with the place inside an enum. Of an enum with a tag, serde reads all fields before it knows what they
    /// are, and an error in one of them has the place of the whole. The culprit is the last field without which the
    /// error is another one.
    pub(super) fn narrowed(mut self, value: &Value, again: &dyn Fn(&Value) -> Option<Wrong>) -> Self {
        while !self.message.starts_with("missing field") {
            let Some(whole) = value.pointer(&self.pointer) else { break };
            let unknown = self.message.strip_prefix("unknown field `").and_then(|m| m.split('`').next());
            if let Some(unknown) = unknown
                && whole.get(unknown).is_some()
            {
                self.pointer += &step(unknown);
                break;
            }
            let keys: Vec<String> = match whole {
                Value::Object(fields) => fields.keys().cloned().collect(),
                Value::Array(items) => (0..items.len()).map(|i| i.to_string()).collect(),
                _ => break,
            };
            let is_culprit = |key: &&String| {
                let mut without = value.clone();
                if let Some(field) = without.pointer_mut(&format!("{}{}", self.pointer, step(key))) {
                    *field = Value::Null;
                }
                // Without its tag an enum is always wrong in another way.
                again(&without).is_none_or(|other| {
                    other.message != self.message && !other.message.ends_with("expected variant identifier")
                })
            };
            let Some(culprit) = keys.iter().rev().find(is_culprit) else { break };
            self.pointer += &step(culprit);
        }
        self
    }
}

/// A step of a pointer.
fn step(key: &str) -> String {
    format!("/{}", key.replace('~', "~0").replace('/', "~1"))
}

fn unescaped(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}

impl Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Wrong {}

impl Error for Wrong {
    fn custom<T: Display>(message: T) -> Self {
        Self { message: message.to_string(), pointer: String::new(), missing: None }
    }

    fn invalid_length(length: usize, _expected: &dyn Expected) -> Self {
        Self { missing: Some(length), ..Self::custom("a field is missing") }
    }

    fn invalid_type(what: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("invalid type: {}, expected {expected}", words(what)))
    }

    fn invalid_value(what: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("invalid value: {}, expected {expected}", words(what)))
    }
}

/// What was there instead, as serde says it. Its own words would bring 20 kB along that format floating-point numbers,
/// of which a [`super::read`] hands out none.
fn words(what: Unexpected<'_>) -> String {
    match what {
        Unexpected::Bool(value) => format!("boolean `{value}`"),
        Unexpected::Unsigned(value) => format!("integer `{value}`"),
        Unexpected::Signed(value) => format!("integer `{value}`"),
        Unexpected::Str(value) => format!("string {value:?}"),
        Unexpected::Seq => "sequence".to_owned(),
        Unexpected::Map => "map".to_owned(),
        Unexpected::Unit | Unexpected::Option => "null".to_owned(),
        Unexpected::Other(value) => value.to_owned(),
        _ => "something else".to_owned(),
    }
}
