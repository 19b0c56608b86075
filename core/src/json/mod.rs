//! Reads values out of JSON, and says of what is none where it lies.
//!
//! A type of the model derives [`Read`] beside serde's `Serialize`. That is a reader of our own instead of serde's
//! `Deserialize`, for two reasons: it is code that the page waits for, and this is a fifth of it; and an error carries
//! its place, which serde_json's does not. No struct takes a field that it does not know.

mod reading;
mod types;
mod wrong;

pub(crate) use configurator_derive::Read;
use serde_json::Value;

pub(crate) use self::reading::Reading;
pub(crate) use self::wrong::{Problem, Wrong};

/// What can be read out of JSON.
pub(crate) trait Read: Sized {
    /// What `value` stands for. Where it is none of this type, the reading notes it, and anything of the type is
    /// returned: nobody will see it.
    fn read<'a>(value: &'a Value, reading: &mut Reading<'a>) -> Self;
}

/// Reads a `T` out of `value`.
pub(crate) fn read<T: Read>(value: &Value) -> Result<T, Wrong> {
    let mut reading = Reading::default();
    let read = T::read(value, &mut reading);
    match reading.wrong {
        None => Ok(read),
        Some(wrong) => Err(wrong),
    }
}

/// Reads a `T` out of a JSON text; `None` where it is none.
pub(crate) fn read_text<T: Read>(text: &str) -> Option<T> {
    let value: Value = serde_json::from_str(text).ok()?;
    read(&value).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;
    use crate::design::{Endpoint, FlowLogs, Scaling, StateBackend, Tier};

    fn wrong<T: Read>(value: Value) -> (String, String) {
        let wrong = read::<T>(&value).err().unwrap();
        let message = match wrong.problem {
            Problem::UnknownField { expected } => format!("unknown field, expected {expected}"),
            Problem::MissingField(name) => format!("missing field `{name}`"),
            Problem::Other(words) => words,
        };
        (wrong.place, message)
    }

    fn said(place: &str, message: &str) -> (String, String) {
        (place.to_owned(), message.to_owned())
    }

    #[test]
    fn reads_what_is_there() {
        let scaling: Scaling = read(&json!({"min": 1, "desired": 2, "max": 3})).unwrap();
        assert_eq!((scaling.min, scaling.desired, scaling.max), (1, 2, 3));
        assert_eq!(
            read_text::<Vec<Option<Tier>>>("[\"public\", null]"),
            Some(vec![Some(Tier::Public), None])
        );
        assert_eq!(read_text::<u32>("7 8"), None);
    }

    #[test]
    fn names_the_place() {
        type Deep = BTreeMap<String, Vec<Vec<Scaling>>>;
        let at = |scaling: Value| wrong::<Deep>(json!({"a": [[], [scaling]]}));
        assert_eq!(
            at(json!({"min": "x", "desired": 2, "max": 3})),
            said("a[1][0].min", "invalid type: string \"x\", expected a whole number that is not negative")
        );
        assert_eq!(
            at(json!({"min": -1, "desired": 2, "max": 3})),
            said("a[1][0].min", "invalid value: integer `-1`, expected a whole number that is not negative")
        );
        assert_eq!(
            at(json!({"min": 1.5, "desired": 2, "max": 3})),
            said(
                "a[1][0].min",
                "invalid type: floating point `1.5`, expected a whole number that is not negative"
            )
        );
        assert_eq!(at(json!({"min": 1})), said("a[1][0]", "missing field `desired`"));
        assert_eq!(at(json!([1, 2, 3])), said("a[1][0]", "invalid type: sequence, expected struct Scaling"));
        let (place, message) = at(json!({"least": 1}));
        assert!(
            place == "a[1][0].least" && message == "unknown field, expected one of `min`, `desired`, `max`",
            "{place}: {message}"
        );
    }

    #[test]
    fn names_the_place_of_an_item() {
        let endpoint =
            json!({"private": true, "public": true, "public_cidrs": ["10.0.0.0/16", "10.0.0.0/33"]});
        assert_eq!(wrong::<Endpoint>(endpoint).0, "public_cidrs[1]");
        let (place, message) = wrong::<Vec<Tier>>(json!(["public", "secret"]));
        assert!(place == "[1]" && message.starts_with("unknown variant `secret`"), "{place}: {message}");
        assert_eq!(wrong::<Tier>(json!(null)), said("", "invalid type: null, expected enum Tier"));
    }

    #[test]
    fn names_the_place_in_an_enum_with_a_tag() {
        let place = |state: Value| wrong::<StateBackend>(state).0;
        let lock = json!({"kind": "both", "table": "a b"});
        assert_eq!(place(json!({"backend": "s3", "bucket": "my-state", "lock": lock})), "lock.table");
        let lock = json!({"kind": "lock_file", "tabel": "a"});
        assert_eq!(place(json!({"backend": "s3", "lock": lock})), "lock.tabel");
        assert_eq!(place(json!({"backend": "s3", "bucket": "B", "lock": {"kind": "lock_file"}})), "bucket");
        assert_eq!(place(json!({"backend": "s3"})), "");
        let logs = |days: u32| json!({"to": "cloud_watch", "retention_days": days, "traffic": "all"});
        assert_eq!(wrong::<FlowLogs>(logs(8)).0, "retention_days");
        assert!(read::<FlowLogs>(&logs(30)).is_ok());
    }

    #[test]
    fn a_key_may_hold_anything() {
        let (place, _) = wrong::<BTreeMap<String, u32>>(json!({"a/b~1": "x"}));
        assert_eq!(place, "a/b~1");
    }
}
