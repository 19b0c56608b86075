//! Reading Rust by its letters: what is code, what is comment, what is a literal. No parser; enough for the checks here.

/// What a piece of a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Code,
    Comment,
    /// Strings and characters, quotes included.
    Literal,
}

/// The source with everything but one kind blanked out; lines stay where they are.
pub(super) fn only(kind: Kind, source: &str) -> String {
    let mut kept = String::with_capacity(source.len());
    for (piece_kind, piece) in pieces(source) {
        if piece_kind == kind {
            kept.push_str(piece);
        } else {
            blank(piece, &mut kept);
        }
    }
    kept
}

/// The code that ships: comments, literals and everything under `#[cfg(test)]` blanked out.
pub(super) fn shipped_code(source: &str) -> String {
    const TEST: &str = "#[cfg(test)]";
    let code = only(Kind::Code, source);
    let mut kept = String::with_capacity(code.len());
    let mut rest = code.as_str();
    while let Some(start) = rest.find(TEST) {
        kept.push_str(&rest[..start]);
        let item = &rest[start..];
        let end = match (item.find('{'), item.find(';')) {
            (Some(brace), Some(semicolon)) if semicolon < brace => semicolon + 1,
            (Some(brace), _) => brace + block_length(&item[brace..]),
            (None, Some(semicolon)) => semicolon + 1,
            (None, None) => item.len(),
        };
        blank(&item[..end], &mut kept);
        rest = &item[end..];
    }
    kept.push_str(rest);
    kept
}

/// How long the bracketed block at the start of this code is.
pub(super) fn block_length(code: &str) -> usize {
    let mut depth = 0_usize;
    for (place, character) in code.char_indices() {
        match character {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return place + 1;
                }
            }
            _ => {}
        }
    }
    code.len()
}

/// The identifier at the start of this code, or `""`.
pub(super) fn identifier(code: &str) -> &str {
    let end = code.find(|character: char| !is_of_word(character)).unwrap_or(code.len());
    &code[..end]
}

/// Where a word stands by itself in a text.
pub(super) fn words<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(word).map(|(place, _)| place).filter(move |&place| {
        let before = text[..place].chars().next_back();
        let after = text[place + word.len()..].chars().next();
        !before.is_some_and(is_of_word) && !after.is_some_and(is_of_word)
    })
}

/// The number of the line, from 0, in which a place lies.
pub(super) fn line_of(text: &str, place: usize) -> usize {
    text[..place].matches('\n').count()
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn blank(piece: &str, into: &mut String) {
    into.extend(piece.chars().map(|character| if character == '\n' { '\n' } else { ' ' }));
}

fn pieces(source: &str) -> Vec<(Kind, &str)> {
    let mut pieces = Vec::new();
    let (mut start, mut place) = (0, 0);
    while place < source.len() {
        let rest = &source[place..];
        let found = if rest.starts_with("//") {
            Some((Kind::Comment, rest.find('\n').unwrap_or(rest.len())))
        } else if rest.starts_with("/*") {
            Some((Kind::Comment, block_comment_length(rest)))
        } else if source[..place].chars().next_back().is_some_and(is_of_word) {
            // In the middle of a word: the `r` of `for` starts no raw string.
            rest.starts_with('"').then(|| (Kind::Literal, string_length(rest)))
        } else {
            literal_length(rest).map(|length| (Kind::Literal, length))
        };
        match found {
            Some((kind, length)) => {
                pieces.push((Kind::Code, &source[start..place]));
                pieces.push((kind, &rest[..length]));
                place += length;
                start = place;
            }
            None => place += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    pieces.push((Kind::Code, &source[start..]));
    pieces
}

fn literal_length(rest: &str) -> Option<usize> {
    let unprefixed = rest.trim_start_matches(['b', 'c']);
    let prefix = rest.len() - unprefixed.len();
    if let Some(raw) = unprefixed.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let body = &raw[hashes + 1..];
            let length = body.find(&end).map_or(body.len(), |place| place + end.len());
            return Some(prefix + 1 + hashes + 1 + length);
        }
    }
    if unprefixed.starts_with('"') {
        return Some(prefix + string_length(unprefixed));
    }
    // A character, and not a lifetime.
    let after = unprefixed.strip_prefix('\'')?;
    if after.starts_with('\\') {
        return after[2..].find('\'').map(|place| prefix + 1 + 2 + place + 1);
    }
    let character = after.chars().next()?;
    after[character.len_utf8()..].starts_with('\'').then(|| prefix + 1 + character.len_utf8() + 1)
}

fn string_length(rest: &str) -> usize {
    let mut escaped = false;
    for (place, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return place + 1,
            _ => {}
        }
    }
    rest.len()
}

fn block_comment_length(rest: &str) -> usize {
    let (mut depth, mut place) = (0_usize, 0);
    while place < rest.len() {
        let here = &rest[place..];
        if here.starts_with("/*") {
            depth += 1;
            place += 2;
        } else if here.starts_with("*/") {
            depth -= 1;
            place += 2;
            if depth == 0 {
                return place;
            }
        } else {
            place += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_code_comments_and_literals_apart() {
        let source =
            "let a = \"x // \\\" y\"; // say \"so\"\nfor<'a> r#\"raw \" \"# 'c' '\\'' /* a /* b */ c */ end";
        let squeezed = |kind| only(kind, source).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(squeezed(Kind::Code), "let a = ; for<'a> end");
        assert_eq!(squeezed(Kind::Comment), "// say \"so\" /* a /* b */ c */");
        assert_eq!(squeezed(Kind::Literal), "\"x // \\\" y\" r#\"raw \" \"# 'c' '\\''");
        assert_eq!(only(Kind::Code, source).lines().count(), 2);
    }

    #[test]
    fn leaves_out_what_only_tests_see() {
        let source = "a\n#[cfg(test)]\nmod tests { fn b() { c } }\nd\n#[cfg(test)]\nmod more;\ne";
        assert_eq!(shipped_code(source).split_whitespace().collect::<Vec<_>>(), ["a", "d", "e"]);
    }

    #[test]
    fn finds_whole_words() {
        assert_eq!(words("gloo gloom xgloo gloo::x", "gloo").collect::<Vec<_>>(), [0, 17]);
    }
}
