//! A small lexer for what bundles are made of: Terraform, shell, Make, JSON, Markdown. It colours; it does not judge.

/// What a file is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Language {
    /// Terraform: `.tf`, `.tfvars`, `.hcl`.
    Terraform,
    /// Shell, Make and others with `#` comments.
    Shell,
    /// JSON.
    Json,
    /// Markdown.
    Markdown,
}

/// A run of characters of one kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Token {
    /// The class of its kind; empty for plain text.
    pub(crate) class: &'static str,
    /// The characters.
    pub(crate) text: String,
}

const COMMENT: &str = "tok-comment";
const STRING: &str = "tok-string";
const NUMBER: &str = "tok-number";
const KEYWORD: &str = "tok-key";
const REFERENCE: &str = "tok-ref";

impl Language {
    /// By the file's name.
    pub(crate) fn of(path: &str) -> Self {
        match path.rsplit('.').next() {
            Some("tf" | "tfvars" | "hcl") => Self::Terraform,
            Some("json") => Self::Json,
            Some("md") => Self::Markdown,
            _ => Self::Shell,
        }
    }
}

/// The tokens of each line of `text`.
pub(crate) fn highlight(language: Language, text: &str) -> Vec<Vec<Token>> {
    let line = match language {
        Language::Terraform => terraform_line,
        Language::Shell => shell_line,
        Language::Json => json_line,
        Language::Markdown => markdown_line,
    };
    text.lines().map(|l| merged(line(l))).collect()
}

/// A cursor over one line.
struct Cursor<'a> {
    rest: &'a str,
    tokens: Vec<Token>,
}

impl<'a> Cursor<'a> {
    fn new(line: &'a str) -> Self {
        Self { rest: line, tokens: Vec::new() }
    }

    /// Takes `bytes` bytes, which end at a character's end, as a token.
    fn take(&mut self, bytes: usize, class: &'static str) -> &'a str {
        let (text, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        self.tokens.push(Token { class, text: text.to_owned() });
        text
    }

    fn take_rest(&mut self, class: &'static str) {
        self.take(self.rest.len(), class);
    }

    /// How many bytes from the start satisfy `is`.
    fn run(&self, is: impl Fn(char) -> bool) -> usize {
        self.rest.find(|c| !is(c)).unwrap_or(self.rest.len())
    }

    /// How many bytes a string literal takes that begins here with `quote`.
    fn string(&self, quote: char) -> usize {
        let mut escaped = false;
        for (at, c) in self.rest.char_indices().skip(1) {
            match c {
                _ if escaped => escaped = false,
                '\\' if quote == '"' => escaped = true,
                c if c == quote => return at + c.len_utf8(),
                _ => {}
            }
        }
        self.rest.len()
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

fn terraform_line(line: &str) -> Vec<Token> {
    let mut cursor = Cursor::new(line);
    let mut is_first_word = true;
    while let Some(c) = cursor.rest.chars().next() {
        match c {
            '#' => cursor.take_rest(COMMENT),
            '"' => {
                cursor.take(cursor.string('"'), STRING);
            }
            c if c.is_ascii_digit() => {
                cursor.take(cursor.run(|c| c.is_ascii_digit() || c == '.'), NUMBER);
            }
            c if is_word(c) => {
                let length = cursor.run(|c| is_word(c) || c == '.');
                let word = &cursor.rest[..length];
                let after = cursor.rest[length..].trim_start();
                let opens_block = is_first_word && (after.starts_with('{') || after.starts_with('"'));
                let class = match word {
                    "true" | "false" | "null" => NUMBER,
                    "for" | "in" | "if" => KEYWORD,
                    _ if opens_block => KEYWORD,
                    _ if after.starts_with('(') => KEYWORD,
                    _ if word.contains('.') => REFERENCE,
                    _ => "",
                };
                cursor.take(length, class);
                is_first_word = false;
            }
            c => {
                cursor.take(c.len_utf8(), "");
            }
        }
    }
    cursor.tokens
}

fn shell_line(line: &str) -> Vec<Token> {
    const WORDS: [&str; 16] = [
        "if", "then", "else", "elif", "fi", "for", "in", "do", "done", "while", "case", "esac", "function",
        "return", "local", "set",
    ];
    let mut cursor = Cursor::new(line);
    let mut before = ' ';
    while let Some(c) = cursor.rest.chars().next() {
        let taken = match c {
            '#' if before.is_whitespace() => {
                cursor.take_rest(COMMENT);
                return cursor.tokens;
            }
            '"' | '\'' => cursor.take(cursor.string(c), STRING),
            '$' => cursor.take(
                1 + cursor.rest[1..].find(|c: char| !is_word(c)).unwrap_or(cursor.rest.len() - 1),
                REFERENCE,
            ),
            c if is_word(c) => {
                let length = cursor.run(is_word);
                let class = if WORDS.contains(&&cursor.rest[..length]) { KEYWORD } else { "" };
                cursor.take(length, class)
            }
            c => cursor.take(c.len_utf8(), ""),
        };
        before = taken.chars().last().unwrap_or(' ');
    }
    cursor.tokens
}

fn json_line(line: &str) -> Vec<Token> {
    let mut cursor = Cursor::new(line);
    while let Some(c) = cursor.rest.chars().next() {
        match c {
            '"' => {
                let length = cursor.string('"');
                let is_key = cursor.rest[length..].trim_start().starts_with(':');
                cursor.take(length, if is_key { REFERENCE } else { STRING });
            }
            c if c.is_ascii_digit() || c == '-' => {
                cursor.take(cursor.run(|c| c.is_ascii_digit() || "-.eE+".contains(c)), NUMBER);
            }
            c if is_word(c) => {
                cursor.take(cursor.run(is_word), NUMBER);
            }
            c => {
                cursor.take(c.len_utf8(), "");
            }
        }
    }
    cursor.tokens
}

fn markdown_line(line: &str) -> Vec<Token> {
    let mut cursor = Cursor::new(line);
    if line.starts_with('#') {
        cursor.take_rest(KEYWORD);
        return cursor.tokens;
    }
    while let Some(c) = cursor.rest.chars().next() {
        match c {
            '`' => {
                cursor.take(cursor.string('`'), STRING);
            }
            '|' => {
                cursor.take(1, COMMENT);
            }
            c => {
                cursor.take(c.len_utf8(), "");
            }
        }
    }
    cursor.tokens
}

/// Neighbours of one kind become one token: fewer elements on the page.
fn merged(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for token in tokens {
        match out.last_mut() {
            Some(last) if last.class == token.class => last.text.push_str(&token.text),
            _ => out.push(token),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(language: Language, line: &str) -> String {
        let tokens = highlight(language, line).concat();
        tokens.iter().map(|t| format!("{}‹{}›", t.class.trim_start_matches("tok-"), t.text)).collect()
    }

    #[test]
    fn colours_terraform() {
        assert_eq!(
            shown(Language::Terraform, r#"resource "aws_subnet" "x" { # why"#),
            "key‹resource›‹ ›string‹\"aws_subnet\"›‹ ›string‹\"x\"›‹ { ›comment‹# why›"
        );
        assert_eq!(shown(Language::Terraform, "  a = aws_vpc.this.id"), "‹  a = ›ref‹aws_vpc.this.id›");
        assert_eq!(shown(Language::Terraform, "n = 3"), "‹n = ›number‹3›");
    }

    #[test]
    fn loses_and_adds_nothing() {
        let lines = [
            "\"open \\",
            "é\"ü\\\"x\" # \"",
            "$",
            "`a",
            "{\"k\": -1.5e3, \"l\": null}",
            "",
            "${x} $'",
            "# head",
        ];
        for language in [Language::Terraform, Language::Shell, Language::Json, Language::Markdown] {
            for line in lines {
                let text: String = highlight(language, line).concat().into_iter().map(|t| t.text).collect();
                assert_eq!(text, line, "{language:?}");
            }
        }
    }
}
