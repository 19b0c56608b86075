//! From the text of a field to its value and back: what the rows of a form's table are written with.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::str::FromStr;

use crate::widgets::List;

/// Puts what was read into its place, or says why there is nothing.
pub(super) fn set<V>(place: &mut V, read: Result<V, String>) -> Result<(), String> {
    *place = read?;
    Ok(())
}

/// The value that `text` stands for.
pub(super) fn parsed<V: FromStr<Err: Display>>(text: &str) -> Result<V, String> {
    text.parse().map_err(|e: V::Err| e.to_string())
}

/// The same, where an empty text is none.
pub(super) fn maybe<V: FromStr<Err: Display>>(text: &str) -> Result<Option<V>, String> {
    if text.is_empty() { Ok(None) } else { parsed(text).map(Some) }
}

/// The one of `all` whose key is `key`.
pub(super) fn one_of<V: Copy>(all: &[V], key_of: fn(V) -> &'static str, key: &str) -> Result<V, String> {
    let found = all.iter().find(|v| key_of(**v) == key);
    found.copied().ok_or_else(|| format!("“{key}” is none of the choices."))
}

/// Values without spaces in them, separated by commas, spaces or line ends.
pub(super) fn set_of<V: FromStr<Err: Display> + Ord>(text: &str) -> Result<BTreeSet<V>, String> {
    let mut set = BTreeSet::new();
    // Not collected: that compiles a sort for each type, and sets are short.
    set.extend(parsed::<List<V>>(text)?.0);
    Ok(set)
}

/// Puts the value with this key into a set, or takes it out; a key that stands for none changes nothing.
pub(super) fn turn<V: FromStr + Ord>(set: &mut BTreeSet<V>, key: &str, on: bool) {
    if let Ok(value) = key.parse() {
        if on {
            set.insert(value);
        } else {
            set.remove(&value);
        }
    }
}

/// A whole number; an empty text is none.
pub(super) fn maybe_whole(text: &str) -> Result<Option<u32>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| "Give a whole number, like 3, or nothing.".to_owned())
}

/// A whole number; `what` it is begins the sentence about a text that is none.
pub(super) fn whole(text: &str, what: &str) -> Result<u32, String> {
    text.parse().map_err(|_| format!("{what} is a whole number, like 3."))
}

/// A value as it stands in its field: nothing is an empty text.
pub(super) fn shown<V: ToString>(value: Option<V>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

/// Values with something between them: `", "`, or a line end.
pub(super) fn joined<V: ToString>(values: impl IntoIterator<Item = V>, between: &str) -> String {
    values.into_iter().map(|v| v.to_string()).collect::<Vec<_>>().join(between)
}
