//! Where in a JSON text a value lies.

/// A step from a container to what it holds.
enum Step<'a> {
    /// To a field of an object; `None` before its key is read.
    Field(Option<&'a str>),
    /// To an item of a list.
    Item(usize),
}

/// The place that has been read last at `line` and `column`, which count from 1, like `network.subnets[1].cidr`;
/// empty for the whole text. The text is JSON up to there.
pub(super) fn place(text: &str, line: usize, column: usize) -> String {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let read = text.get(..before + column).unwrap_or(text);
    let mut steps = Vec::new();
    let mut at = 0;
    while let Some(&byte) = read.as_bytes().get(at) {
        match (byte, steps.last_mut()) {
            (b'{', _) => steps.push(Step::Field(None)),
            (b'[', _) => steps.push(Step::Item(0)),
            (b'}' | b']', _) => drop(steps.pop()),
            (b',', Some(Step::Field(key))) => *key = None,
            (b',', Some(Step::Item(index))) => *index += 1,
            (b'"', inside) => {
                let string = string(&read[at + 1..]);
                if let Some(Step::Field(key @ None)) = inside {
                    *key = Some(string);
                }
                at += string.len() + 1;
            }
            _ => {}
        }
        at += 1;
    }
    steps.iter().fold(String::new(), |path, step| match step {
        Step::Field(Some(key)) if path.is_empty() => (*key).to_owned(),
        Step::Field(Some(key)) => path + "." + key,
        Step::Field(None) => path,
        Step::Item(index) => format!("{path}[{index}]"),
    })
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
    use super::place;

    #[test]
    fn names_what_was_read_last() {
        let text = "{\n  \"a\\\"[\": [0, {\"b\": \"},\"}],\n  \"c\": 1\n}";
        let at = |end: &str| {
            let read = &text[..text.find(end).unwrap() + end.len()];
            let line = read.split('\n').count();
            place(text, line, read.rsplit('\n').next().unwrap().len())
        };
        assert_eq!(at("{\n"), "");
        assert_eq!(at("[0"), "a\\\"[[0]");
        assert_eq!(at("},\""), "a\\\"[[1].b");
        assert_eq!(at(",\"}"), "a\\\"[[1]");
        assert_eq!(at("]"), "a\\\"[");
        assert_eq!(at("1"), "c");
        assert_eq!(at("1\n}"), "");
    }
}
