//! Tests that need a tool which a developer's machine may lack.
//!
//! Such a test calls [`missing`] and returns. `make test` counts it as skipped, not as passed, and says so in its
//! summary. With `CI=true` nothing may be missing: the test fails.

use std::io::Write;

/// Tells that the running test cannot do its work for want of `tool`, and how to get it.
///
/// # Panics
/// With `CI=true`.
pub fn missing(tool: &str, how_to_get_it: &str) {
    let thread = std::thread::current();
    let line = format!("{}: {tool} is missing ({how_to_get_it})", thread.name().unwrap_or("a test"));
    assert!(!ci(), "not skipped, because CI=true: {line}");
    eprintln!("SKIPPED {line}");
    // Set by `make test`, which adds up the lines of all test processes.
    let Some(list) = std::env::var_os("CONFIGURATOR_SKIPPED") else { return };
    let opened = std::fs::OpenOptions::new().append(true).create(true).open(list);
    // In one piece: other tests write into the same file.
    if let Err(error) = opened.and_then(|mut list| list.write_all(format!("{line}\n").as_bytes())) {
        panic!("the list of skipped tests cannot be written: {error}");
    }
}

/// Whether this is a run that decides over a change, on a machine that has everything.
pub fn ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true" || value == "1")
}
