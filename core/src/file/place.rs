//! Where in a JSON text a value lies.

use serde_json::Value;

/// The way from the whole to a value.
pub(super) type Place = Vec<Step>;

/// A step from a container to what it holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// To a field of an object.
    Field(String),
    /// To an item of a list.
    Item(usize),
}

/// The place that has been read last at `line` and `column`, which count from 1. The text is JSON up to there.
pub(super) fn place(text: &str, line: usize, column: usize) -> Place {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let read = text.get(..before + column).unwrap_or(text);
    // A field of which the key is not read yet is no step.
    let mut steps: Vec<Option<Step>> = Vec::new();
    let mut is_object = Vec::new();
    let mut at = 0;
    while let Some(&byte) = read.as_bytes().get(at) {
        match byte {
            b'{' | b'[' => {
                is_object.push(byte == b'{');
                steps.push((byte == b'[').then_some(Step::Item(0)));
            }
            b'}' | b']' => {
                is_object.pop();
                steps.pop();
            }
            b',' => match steps.last_mut() {
                Some(Some(Step::Item(index))) => *index += 1,
                Some(field) => *field = None,
                None => {}
            },
            b'"' => {
                let string = string(&read[at + 1..]);
                if let (Some(step @ None), Some(true)) = (steps.last_mut(), is_object.last()) {
                    *step = Some(Step::Field(string.to_owned()));
                }
                at += string.len() + 1;
            }
            _ => {}
        }
        at += 1;
    }
    steps.into_iter().flatten().collect()
}

/// A place as users write it, like `network.subnets[1].cidr`; empty for the whole.
pub(super) fn words(place: &[Step]) -> String {
    place.iter().fold(String::new(), |path, step| match step {
        Step::Field(key) if path.is_empty() => key.clone(),
        Step::Field(key) => path + "." + key,
        Step::Item(index) => format!("{path}[{index}]"),
    })
}

/// The last field or item of what lies at `place`, and `value` with nothing in its stead.
pub(super) fn without_last(value: &Value, place: &[Step]) -> Option<(Step, Value)> {
    let mut value = value.clone();
    let mut container = &mut value;
    for step in place {
        container = match step {
            Step::Field(key) => container.get_mut(key.as_str())?,
            Step::Item(index) => container.get_mut(*index)?,
        };
    }
    let (step, last) = match container {
        Value::Object(fields) => {
            fields.iter_mut().last().map(|(key, last)| (Step::Field(key.clone()), last))?
        }
        Value::Array(items) => (Step::Item(items.len().checked_sub(1)?), items.last_mut()?),
        _ => return None,
    };
    *last = Value::Null;
    Some((step, value))
}

/// What stands before the closing quote, escapes as they are.
fn string(text: &str) -> &str {
    let mut is_escaped = false;
    let end = text.bytes().position(|byte| {
        let closes = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        closes
    });
    &text[..end.unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_was_read_last() {
        let text = "{\n  \"a\\\"[\": [0, {\"b\": \"},\"}],\n  \"c\": 1\n}";
        let at = |end: &str| {
            let read = &text[..text.find(end).unwrap() + end.len()];
            let line = read.split('\n').count();
            words(&place(text, line, read.rsplit('\n').next().unwrap().len()))
        };
        assert_eq!(at("{\n"), "");
        assert_eq!(at("[0"), "a\\\"[[0]");
        assert_eq!(at("},\""), "a\\\"[[1].b");
        assert_eq!(at(",\"}"), "a\\\"[[1]");
        assert_eq!(at("]"), "a\\\"[");
        assert_eq!(at("1"), "c");
        assert_eq!(at("1\n}"), "");
    }

    #[test]
    fn takes_the_last_away() {
        let value = serde_json::json!({"a": {"b": [1, 2]}});
        let place = [Step::Field("a".to_owned()), Step::Field("b".to_owned())];
        let (step, without) = without_last(&value, &place).unwrap();
        assert_eq!((step, without), (Step::Item(1), serde_json::json!({"a": {"b": [1, null]}})));
        assert_eq!(without_last(&serde_json::json!({"a": 1}), &[Step::Field("a".to_owned())]), None);
        assert_eq!(without_last(&serde_json::json!([]), &[]), None);
    }
}
