//! Imports inside the core run one way, so that each room can be understood without those behind it.

use super::form::is_test_module;
use super::text::{block_length, identifier, line_of, shipped_code};
use super::{Complaint, Source};

/// Each room of the core and the rooms it may look into.
const ROOMS: &[(&str, &[&str])] = &[
    // Not in the way of anything: it sorts, whatever it is given, and every room may use it.
    ("sorted", &[]),
    // Reads JSON, whatever it says.
    ("json", &[]),
    ("value", &["json"]),
    ("catalog", &["value"]),
    ("design", &["json", "value", "catalog", "sorted"]),
    ("edit", &["value", "catalog", "sorted", "design"]),
    ("history", &["value", "catalog", "json", "design", "edit"]),
    ("capacity", &["value", "catalog", "design"]),
    ("cost", &["value", "catalog", "design", "capacity"]),
    ("check", &["value", "catalog", "sorted", "json", "design", "edit", "capacity", "cost"]),
    // Findings are marked in the drawing.
    ("diagram", &["value", "catalog", "sorted", "design", "edit", "capacity", "cost", "check"]),
    // The language only: it knows no AWS.
    ("hcl", &["sorted"]),
    ("file", &["value", "catalog", "json", "design", "edit", "history"]),
    // The bundle carries the design file.
    (
        "render",
        &["value", "catalog", "sorted", "design", "capacity", "cost", "check", "diagram", "hcl", "file"],
    ),
    ("verdict", &["value", "catalog", "sorted", "design", "edit", "capacity", "cost", "check", "diagram"]),
    ("link", &["value", "catalog", "design", "edit", "file"]),
    ("archive", &["value", "design", "file", "render"]),
    ("import", &["value", "catalog", "design", "edit", "hcl", "render", "file", "link", "archive"]),
];

/// Every import goes in the allowed direction. What tests import is free.
pub fn imports_against_the_stream(sources: &[Source]) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|source| source.is_rust_in("core/src/") && !is_test_module(source)) {
        let path = source.path["core/src/".len()..].trim_end_matches(".rs");
        let module: Vec<&str> = path.split('/').filter(|part| *part != "mod").collect();
        let room = module[0];
        // The root lists the rooms, and a program may use all of them.
        if room == "lib" || room == "bin" {
            continue;
        }
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            complaints.push(Complaint::of_file(
                source,
                format!("`{room}` has no place yet in the order of the rooms: give it one in tests/src/tidy/imports.rs"),
            ));
            continue;
        };
        let code = shipped_code(&source.text);
        for (place, name) in imports(&code, module.len()) {
            if ROOMS.iter().any(|(other, _)| *other == name)
                && name != room
                && name != "sorted"
                && !allowed.contains(&name)
            {
                let text = format!(
                    "`{room}` may not look into `{name}`: see the order of the rooms in ARCHITECTURE.md"
                );
                complaints.push(Complaint::of_line(source, line_of(&code, place), text));
            }
        }
    }
    complaints
}

/// Names that a module takes from the root of its crate, and where. `depth` is how deep the module lies.
fn imports(code: &str, depth: usize) -> Vec<(usize, &str)> {
    let up = "super::".repeat(depth);
    let mut found = Vec::new();
    for root in ["crate::", up.as_str()] {
        for (place, _) in code.match_indices(root) {
            let after = &code[place + root.len()..];
            // Part of another word, or of a chain that leads elsewhere.
            if code[..place].ends_with(|before: char| before.is_alphanumeric() || "_$:".contains(before))
                || after.starts_with("super::")
            {
                continue;
            }
            if after.starts_with('{') {
                let group = &after[1..block_length(after) - 1];
                found.extend(split_group(group).map(|name| (place, name)));
            } else {
                found.push((place, identifier(after)));
            }
        }
    }
    found
}

/// `a, b::{c, d}` -> `a`, `b`
fn split_group(group: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_i32;
    group
        .split(move |character| {
            depth += match character {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            character == ',' && depth == 0
        })
        .map(|part| identifier(part.trim()))
        .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    fn complaints(path: &str, text: &str) -> Vec<String> {
        lines(&imports_against_the_stream(&[Source::new(path, text)]))
    }

    #[test]
    fn the_stream_may_be_followed() {
        let text =
            "use crate::{design::{Design, Subject}, value::Cidr};\nuse crate::edit;\nuse super::finding;";
        assert_eq!(complaints("core/src/check/mod.rs", text), [""; 0]);
        assert_eq!(complaints("core/src/lib.rs", "pub use crate::render::render;"), [""; 0]);
        let test = "#[cfg(test)]\nmod tests { use crate::render::render; }";
        assert_eq!(complaints("core/src/hcl/mod.rs", test), [""; 0]);
    }

    #[test]
    fn swimming_against_it_is_seen() {
        let against = "`design` may not look into `check`: see the order of the rooms in ARCHITECTURE.md";
        for text in [
            "use crate::check::Finding;",
            "use crate::{value::Cidr, check::{Finding}};",
            "fn f() { crate::check::f() }",
        ] {
            assert_eq!(
                complaints("core/src/design/mod.rs", text),
                [format!("core/src/design/mod.rs:1: {against}")]
            );
        }
        let text = "//! Doc.\nuse super::super::check::Finding;\nuse super::cluster;";
        let path = "core/src/design/network.rs";
        assert_eq!(complaints(path, text), [format!("{path}:2: {against}")]);
        assert_eq!(
            complaints("core/src/design.rs", "use super::check;"),
            [format!("core/src/design.rs:1: {against}")]
        );
    }

    #[test]
    fn a_new_room_needs_a_place() {
        assert!(complaints("core/src/weather.rs", "")[0].contains("has no place yet"));
    }
}
