//! What may be used where: the core is pure Rust on few crates, and the browser is reached through one door.

use super::text::{Kind, line_of, only, words};
use super::{Complaint, Source};

/// The crates that the core may build on. A new one is a decision: each costs weight in the first load.
/// `proptest` only with the feature `testing`, which the page does not ask for.
const CORE_BUILDS_ON: [&str; 9] = [
    "configurator-derive",
    "serde",
    "serde_json",
    "thiserror",
    "ipnet",
    "hcl-rs",
    "zip",
    "flate2",
    "proptest",
];

/// The core depends on nothing but the crates of its list.
pub fn foreign_crates_in_core(sources: &[Source]) -> Vec<Complaint> {
    let Some(manifest) = sources.iter().find(|source| source.path == "core/Cargo.toml") else {
        return vec![Complaint { place: "core/Cargo.toml".into(), text: "is missing".into() }];
    };
    dependencies(&manifest.text)
        .into_iter()
        .filter(|(_, name)| !CORE_BUILDS_ON.contains(&name.as_str()))
        .map(|(line, name)| {
            Complaint::of_line(manifest, line, format!("{name} is not on the list of tests/src/tidy"))
        })
        .collect()
}

/// The core knows no browser.
pub fn browser_in_core(sources: &[Source]) -> Vec<Complaint> {
    uses(
        sources,
        "core/src/",
        &["leptos", "web_sys", "js_sys", "gloo", "wasm_bindgen"],
        "the core knows no browser",
    )
}

/// The page reaches the browser through `app/src/browser/` only.
pub fn browser_outside_its_door(sources: &[Source]) -> Vec<Complaint> {
    let outside: Vec<Source> =
        sources.iter().filter(|source| !source.path.starts_with("app/src/browser/")).cloned().collect();
    let names = [
        "web_sys",
        "js_sys",
        "gloo",
        "gloo_storage",
        "gloo_timers",
        "gloo_events",
        "gloo_file",
        "gloo_utils",
    ];
    uses(&outside, "app/src/", &names, "only app/src/browser/ talks to the browser")
}

/// The compiler refuses `unsafe` in the core.
pub fn core_that_allows_unsafe(sources: &[Source]) -> Vec<Complaint> {
    let says = |path: &str, line: &str| {
        sources
            .iter()
            .any(|source| source.path == path && source.text.lines().any(|found| found.trim() == line))
    };
    let forbidden = says("core/src/lib.rs", "#![forbid(unsafe_code)]")
        || says("core/Cargo.toml", "unsafe_code = \"forbid\"")
        || (says("Cargo.toml", "unsafe_code = \"forbid\"") && says("core/Cargo.toml", "workspace = true"));
    if forbidden {
        return Vec::new();
    }
    vec![Complaint { place: "core/src/lib.rs".into(), text: "#![forbid(unsafe_code)] is missing".into() }]
}

fn uses(sources: &[Source], folder: &str, crates: &[&str], why: &str) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|source| source.is_rust_in(folder)) {
        let code = only(Kind::Code, &source.text);
        for name in crates {
            for place in words(&code, name) {
                complaints.push(Complaint::of_line(source, line_of(&code, place), format!("{name}: {why}")));
            }
        }
    }
    complaints
}

/// The crates that a manifest builds on, with their lines; not those of its tests.
fn dependencies(manifest: &str) -> Vec<(usize, String)> {
    let is_table = |name: &str| {
        let last = name.rsplit('.').next().unwrap_or(name);
        last == "dependencies" || last == "build-dependencies"
    };
    let mut table = String::new();
    let mut found = Vec::new();
    for (number, line) in manifest.lines().enumerate() {
        let line = line.trim();
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            table = name.to_owned();
            // [dependencies.serde]
            if let Some((parent, dependency)) = name.rsplit_once('.')
                && is_table(parent)
            {
                found.push((number, dependency.to_owned()));
            }
        } else if is_table(&table) && !line.starts_with('#') && line.contains('=') {
            let name = line.split(['=', '.', ' ']).next().unwrap_or(line);
            found.push((number, name.trim_matches('"').to_owned()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    #[test]
    fn reads_every_way_to_write_a_dependency() {
        let manifest = "[package]\nname = \"x\"\n[dependencies]\n# a\nserde.workspace = true\nzip = { version = \"1\" }\n\
                        [dependencies.regex]\nversion = \"1\"\n[target.'cfg(unix)'.dependencies]\nlibc = \"0\"\n\
                        [dev-dependencies]\nproptest = \"1\"\n[features]\ncli = []";
        let names: Vec<String> = dependencies(manifest).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["serde", "zip", "regex", "libc"]);
        let found = lines(&foreign_crates_in_core(&[Source::new("core/Cargo.toml", manifest)]));
        assert_eq!(
            found,
            [
                "core/Cargo.toml:7: regex is not on the list of tests/src/tidy",
                "core/Cargo.toml:10: libc is not on the list of tests/src/tidy",
            ]
        );
        assert_eq!(foreign_crates_in_core(&[]).len(), 1);
    }

    #[test]
    fn the_browser_has_one_door() {
        let text = "//! Never web_sys.\nuse web_sys::Window;\n";
        let sources = [
            Source::new("app/src/canvas/mod.rs", text),
            Source::new("app/src/browser/mod.rs", text),
            Source::new("core/src/lib.rs", text),
        ];
        let found = lines(&browser_outside_its_door(&sources));
        assert_eq!(found, ["app/src/canvas/mod.rs:2: web_sys: only app/src/browser/ talks to the browser"]);
        assert_eq!(
            lines(&browser_in_core(&sources)),
            ["core/src/lib.rs:2: web_sys: the core knows no browser"]
        );
    }

    #[test]
    fn unsafe_is_forbidden_in_either_place() {
        let lib = |text: &str| Source::new("core/src/lib.rs", text);
        assert_eq!(core_that_allows_unsafe(&[lib("//! Core.\n")]).len(), 1);
        assert_eq!(core_that_allows_unsafe(&[lib("//! Core.\n#![forbid(unsafe_code)]\n")]).len(), 0);
        let workspace = Source::new("Cargo.toml", "[workspace.lints.rust]\nunsafe_code = \"forbid\"\n");
        assert_eq!(core_that_allows_unsafe(&[lib(""), workspace.clone()]).len(), 1);
        let core = Source::new("core/Cargo.toml", "[lints]\nworkspace = true\n");
        assert_eq!(core_that_allows_unsafe(&[lib(""), workspace, core]).len(), 0);
    }
}
