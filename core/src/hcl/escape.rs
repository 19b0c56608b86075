//! How any string becomes data: quoted strings, object keys, labels, comment lines.

/// `text` as a quoted string that evaluates to `text`, whatever is in it.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    push_escaped(&mut out, text);
    out.push('"');
    out
}

/// `text` as an object key: bare if it is a plain name, quoted otherwise.
///
/// `terraform fmt` aligns by grapheme clusters, and which characters join into one depends on the version of
/// Unicode it was built with. So that the width of a key is the number of its characters and no table is
/// needed, characters that might join a neighbour are written as `\uNNNN`.
pub fn key(text: &str) -> String {
    // `{ for = 1 }` starts a for expression; the others are literals.
    if is_name(text) && !["for", "true", "false", "null"].contains(&text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    push_with(&mut out, text, |c| is_invisible(c) || !is_cluster_of_its_own(c));
    out.push('"');
    out
}

/// `text` as the label of a block, without the quotes.
///
/// Terraform takes only names as labels, so whatever else is in `text` becomes an underscore. Escaping
/// would not do: `terraform fmt` writes labels anew, and drops one with an escaped `${`.
pub fn label(text: &str) -> String {
    let mut out: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect();
    if !out.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        out.insert(0, '_');
    }
    out
}

/// The lines of a comment, without `#`: a line break of any kind starts another line, tabs become
/// spaces, and characters that cannot be seen are left out.
pub fn comment_lines(text: &str) -> impl Iterator<Item = String> {
    let unified = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let lines: Vec<String> = unified
        .split('\n')
        .map(|line| {
            let visible: String = line.replace('\t', " ").chars().filter(|c| !is_invisible(*c)).collect();
            visible.trim_end().to_owned()
        })
        .collect();
    lines.into_iter()
}

/// Whether `text` is a plain name: what may stand unquoted as an object key or a block label.
pub fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

/// Appends the inside of a quoted string.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    push_with(out, text, is_invisible);
}

fn push_with(out: &mut String, text: &str, as_number: impl Fn(char) -> bool) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '$' | '%' if chars.peek() == Some(&'{') => {
                out.push(c);
                out.push(c);
            }
            c if as_number(c) && c <= '\u{ffff}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c if as_number(c) => out.push_str(&format!("\\U{:08x}", u32::from(c))),
            c => out.push(c),
        }
    }
}

/// Control characters, and those that hide or reorder what a reviewer sees (zero width, bidirectional
/// overrides, tags): escaped in strings, dropped from comments.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether `c` is certain never to form one grapheme cluster with a neighbour of its kind: an allow-list of
/// ranges without combining marks, joiners, jamo, regional indicators or emoji modifiers.
fn is_cluster_of_its_own(c: char) -> bool {
    matches!(c,
        ' '..='~'
        | '\u{a1}'..='\u{2ff}' // Latin
        | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{52f}' // Greek, Cyrillic
        | '\u{531}'..='\u{587}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}' // Armenian, Hebrew, Arabic
        | '\u{10a0}'..='\u{10ff}' | '\u{1e00}'..='\u{1fff}' // Georgian, Latin and Greek with accents
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20cf}' // punctuation, currencies
        | '\u{2100}'..='\u{2bff}' // letterlike, arrows, mathematics, symbols
        | '\u{3001}'..='\u{3029}' | '\u{3031}'..='\u{3096}' | '\u{309b}'..='\u{312f}' // kana, bopomofo
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{3134f}' // Han, Hangul syllables
        | '\u{ff01}'..='\u{ff9d}' // full and half width
        | '\u{1f300}'..='\u{1f3fa}' | '\u{1f400}'..='\u{1f64f}' | '\u{1f680}'..='\u{1f6ff}' | '\u{1f900}'..='\u{1f9ff}' // emoji
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Strings with the characters that matter more often than chance would have them.
    fn nasty() -> impl Strategy<Value = String> {
        let fragment = prop_oneof![
            4 => any::<char>().prop_map(String::from),
            4 => prop::sample::select(vec![
                "$", "%", "{", "}", "${", "%{", "$${", "%%{", "\"", "\\", "\n", "\r", "\r\n", "\t", "\0", "<<EOT\n",
                "EOT\n", "\\u0041", "\u{202e}", "\u{301}", "\u{feff}", "#", "//", "/*", "*/", "=", "~}",
            ]).prop_map(String::from),
            2 => "[a-z_0-9-]{1,8}",
        ];
        prop::collection::vec(fragment, 0..8).prop_map(|fragments| fragments.concat())
    }

    fn parsed(source: &str) -> ::hcl::Value {
        ::hcl::from_str(source).expect(source)
    }

    proptest! {
        #[test]
        fn a_quoted_string_evaluates_to_the_text(text in nasty()) {
            let value = parsed(&format!("a = {}\n", quoted(&text)));
            prop_assert_eq!(value, ::hcl::value!({ a = text }));
        }

        #[test]
        fn a_key_evaluates_to_the_text(text in nasty()) {
            let value = parsed(&format!("a = {{\n  {} = 1\n}}\n", key(&text)));
            prop_assert_eq!(value, ::hcl::value!({ a = { (text) = 1 } }));
        }

        #[test]
        fn a_quoted_string_stays_on_one_line(text in nasty()) {
            prop_assert!(!quoted(&text).chars().any(is_invisible));
            prop_assert!(!key(&text).chars().any(is_invisible));
        }

        #[test]
        fn a_label_is_a_name(text in nasty()) {
            prop_assert!(is_name(&label(&text)));
        }

        #[test]
        fn a_comment_parses_as_nothing(text in nasty()) {
            let comment: String = comment_lines(&text).map(|line| format!("# {line}\n")).collect();
            prop_assert_eq!(parsed(&comment), parsed(""));
        }
    }

    #[test]
    fn escapes() {
        for (text, expected) in [
            ("", r#""""#),
            ("${x} %{y}", r#""$${x} %%{y}""#),
            ("$${x}", r#""$$${x}""#),
            ("$ % $1 {", r#""$ % $1 {""#),
            ("a\"b\\c", r#""a\"b\\c""#),
            ("1\n2\r3\t4\0", r#""1\n2\r3\t4\u0000""#),
            ("<<EOT", r#""<<EOT""#),
            ("Zürich 東京", r#""Zürich 東京""#),
            ("a\u{202e}b\u{e0041}", r#""a\u202eb\U000e0041""#),
        ] {
            assert_eq!(quoted(text), expected);
        }
    }

    #[test]
    fn keys() {
        for (text, expected) in [
            ("Name", "Name"),
            ("_a-1", "_a-1"),
            ("for", r#""for""#),
            ("true", r#""true""#),
            ("", r#""""#),
            ("1a", r#""1a""#),
            ("a.b/c", r#""a.b/c""#),
            ("${a}", r#""$${a}""#),
            ("Größe", r#""Größe""#),
            ("e\u{301}", r#""e\u0301""#),
        ] {
            assert_eq!(key(text), expected);
        }
    }

    #[test]
    fn labels_keep_names_and_replace_the_rest() {
        assert_eq!(label("aws_vpc"), "aws_vpc");
        assert_eq!(label("a \"${b}\" é"), "a____b____");
        assert_eq!(label("1a"), "_1a");
        assert_eq!(label(""), "_");
    }

    #[test]
    fn comment_text_breaks_into_lines() {
        let lines: Vec<_> = comment_lines("one \r\ntwo\u{2028}\tth\0ree\u{202e}\n").collect();
        assert_eq!(lines, ["one", "two", " three", ""]);
    }
}
