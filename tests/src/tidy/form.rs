//! How a file looks: a first line that says what it is, a size one can read, colours only where they belong, nothing
//! about the machine it was written on.

use super::text::{Kind, line_of, only, shipped_code};
use super::{Complaint, Source};

const LONGEST_FILE: usize = 400;

/// Every module begins with a `//!` line.
pub fn modules_without_a_word(sources: &[Source]) -> Vec<Complaint> {
    rust(sources)
        .filter(|source| !source.text.starts_with("//!"))
        .map(|source| Complaint::of_file(source, "begin the file with a //! line that says what it holds"))
        .collect()
}

/// No module is longer than one can hold in the head.
pub fn long_modules(sources: &[Source]) -> Vec<Complaint> {
    rust(sources)
        .map(|source| (source, source.text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .map(|(source, lines)| {
            Complaint::of_file(
                source,
                format!("{lines} lines are more than {LONGEST_FILE}: split it by subject"),
            )
        })
        .collect()
}

/// The core answers with findings and errors; it does not unwrap.
pub fn unwraps_in_core(sources: &[Source]) -> Vec<Complaint> {
    let modules = sources.iter().filter(|source| source.is_rust_in("core/src/") && !is_test_module(source));
    found_in(
        modules,
        |source| shipped_code(&source.text),
        |code| {
            code.match_indices(".unwrap()")
                .map(|(place, _)| (place, "say in the type that it cannot fail".into()))
                .collect()
        },
    )
}

/// A colour is written in `public/styles/tokens.css` and nowhere else.
pub fn colours_outside_the_tokens(sources: &[Source]) -> Vec<Complaint> {
    let styles = sources.iter().filter(|source| {
        source.path.starts_with("public/styles/")
            && source.path.ends_with(".css")
            && !source.path.ends_with("/tokens.css")
    });
    let mut complaints =
        found_in(styles, |source| without_css_comments(&source.text), |css| colours_in(css, true));
    let app = sources.iter().filter(|source| source.is_rust_in("app/"));
    complaints.extend(found_in(
        app,
        |source| only(Kind::Literal, &source.text),
        |text| colours_in(text, false),
    ));
    complaints
}

/// Nothing in the project knows whose machine it was written on, or how.
pub fn traces_of_the_workshop(sources: &[Source]) -> Vec<Complaint> {
    // Written in parts, so that this file does not complain of itself.
    const HOMES: [&str; 4] =
        [concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/Us", "ers/"), concat!("/ho", "me/")];
    // Homes that are the same on every machine of a cloud or a pipeline.
    const PUBLIC_HOMES: [&str; 3] = ["ec2-user", "runner", "ubuntu"];
    const WORDS: [&str; 5] = [
        concat!("language ", "model"),
        concat!("coding ", "agent"),
        concat!("sub", "agent"),
        concat!("sub-", "agent"),
        concat!("co-authored", "-by"),
    ];
    found_in(
        sources.iter(),
        |source| source.text.clone(),
        |text| {
            let mut found = Vec::new();
            for home in HOMES {
                for (place, _) in text.match_indices(home) {
                    let starts = text[..place]
                        .chars()
                        .next_back()
                        .is_none_or(|before| " \n\t\"'`=(:<".contains(before));
                    let public = PUBLIC_HOMES.iter().any(|name| text[place + home.len()..].starts_with(name));
                    if starts && !public {
                        found.push((place, format!("{home} is a path of one machine")));
                    }
                }
            }
            let lower = text.to_ascii_lowercase();
            for word in WORDS {
                found.extend(
                    lower
                        .match_indices(word)
                        .map(|(place, _)| (place, format!("`{word}` is not about the product"))),
                );
            }
            found
        },
    )
}

fn rust(sources: &[Source]) -> impl Iterator<Item = &Source> {
    sources
        .iter()
        .filter(|source| ["core/", "app/", "tests/"].iter().any(|package| source.is_rust_in(package)))
}

/// Modules that only tests compile, by the names that we give them.
pub(super) fn is_test_module(source: &Source) -> bool {
    let is_file =
        ["/tests.rs", "/testing.rs", "/properties.rs"].iter().any(|name| source.path.ends_with(name));
    is_file || source.path.contains("/testing/") || source.path.contains("/tests/")
}

/// Complaints about places in a view of each source.
fn found_in<'a>(
    sources: impl Iterator<Item = &'a Source>,
    view: impl Fn(&Source) -> String,
    look: impl Fn(&str) -> Vec<(usize, String)>,
) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for source in sources {
        let text = view(source);
        for (place, what) in look(&text) {
            complaints.push(Complaint::of_line(source, line_of(&text, place), what));
        }
    }
    complaints
}

/// Colour literals; in a style sheet only in values, where `#add` cannot be the name of an element.
fn colours_in(text: &str, css: bool) -> Vec<(usize, String)> {
    const NAMES: [&str; 12] = [
        "white", "black", "red", "green", "blue", "gray", "grey", "orange", "yellow", "purple", "silver",
        "navy",
    ];
    let mut found = Vec::new();
    for (place, _) in text.match_indices('#') {
        let digits = text[place + 1..].chars().take_while(char::is_ascii_alphanumeric).collect::<String>();
        let is_colour =
            [3, 4, 6, 8].contains(&digits.len()) && digits.chars().all(|digit| digit.is_ascii_hexdigit());
        if is_colour && (!css || in_value(text, place)) {
            found.push((place, format!("#{digits}: name it in tokens.css")));
        }
    }
    for function in ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "hwb("] {
        for (place, _) in text.match_indices(function) {
            if !text[..place].ends_with(|before: char| before.is_alphanumeric() || before == '-') {
                found.push((place, format!("{function}…): name it in tokens.css")));
            }
        }
    }
    for name in NAMES.into_iter().filter(|_| css) {
        for place in super::text::words(text, name) {
            let joined = text[..place].ends_with('-') || text[place + name.len()..].starts_with('-');
            if !joined && in_value(text, place) {
                found.push((place, format!("{name}: name it in tokens.css")));
            }
        }
    }
    found
}

/// Whether a place in a style sheet lies between the colon and the end of a declaration.
fn in_value(css: &str, place: usize) -> bool {
    let before = &css[..place];
    let after = &css[place..];
    let starts = before.rfind([':', ';', '{', '}']).is_some_and(|start| before[start..].starts_with(':'));
    // `a:not(#add) {` has a colon too, but it ends in a brace.
    starts && after.find([';', '}', '{']).is_none_or(|end| !after[end..].starts_with('{'))
}

fn without_css_comments(css: &str) -> String {
    let mut kept = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        let (inside, after) = comment.split_once("*/").unwrap_or((comment, ""));
        kept.extend(inside.chars().filter(|character| *character == '\n'));
        rest = after;
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    #[test]
    fn a_module_needs_a_first_line_and_an_end() {
        let bare = [Source::new("core/src/a.rs", "use x;"), Source::new("core/src/b.rs", "//! B.\n")];
        assert_eq!(modules_without_a_word(&bare).len(), 1);
        let long =
            [Source::new("app/src/a.rs", &"\n".repeat(401)), Source::new("app/src/b.rs", &"\n".repeat(400))];
        assert_eq!(
            lines(&long_modules(&long)),
            ["app/src/a.rs: 401 lines are more than 400: split it by subject"]
        );
    }

    #[test]
    fn the_core_unwraps_only_in_tests() {
        let text = "//! `.unwrap()`\nfn a() {\n    b.unwrap();\n}\n#[cfg(test)]\nmod tests { fn c() { d.unwrap(); } }";
        let found =
            lines(&unwraps_in_core(&[Source::new("core/src/a.rs", text), Source::new("app/src/a.rs", text)]));
        assert_eq!(found, ["core/src/a.rs:3: say in the type that it cannot fail"]);
    }

    #[test]
    fn colours_belong_to_the_tokens() {
        let css = "#add:not(#bad) { color: #fff; }\n/* #000 */ a { color: var(--ink); background: rgb(0 0 0) }\n\
                   b { border: 1px solid red; white-space: nowrap }";
        let sources = [
            Source::new("public/styles/a.css", css),
            Source::new("public/styles/tokens.css", css),
            Source::new(
                "app/src/a.rs",
                "#[derive(Debug)] // #fff\nlet a = \"fill: #A0b1C2\"; let b = r#\"x\"#;",
            ),
        ];
        let found = lines(&colours_outside_the_tokens(&sources));
        assert_eq!(
            found,
            [
                "public/styles/a.css:1: #fff: name it in tokens.css",
                "public/styles/a.css:2: rgb(…): name it in tokens.css",
                "public/styles/a.css:3: red: name it in tokens.css",
                "app/src/a.rs:2: #A0b1C2: name it in tokens.css",
            ]
        );
    }

    #[test]
    fn the_workshop_stays_outside() {
        let home = concat!("cd /ro", "ot/x; cd /ho", "me/ec2-user; a/wo", "rk/b");
        let found = lines(&traces_of_the_workshop(&[Source::new("docs/a.md", home)]));
        assert_eq!(found, [concat!("docs/a.md:1: /ro", "ot/ is a path of one machine")]);
        let word = concat!("by a Sub", "agent");
        assert_eq!(traces_of_the_workshop(&[Source::new("docs/a.md", word)]).len(), 1);
    }
}
