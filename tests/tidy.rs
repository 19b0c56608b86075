//! The boundaries of ARCHITECTURE.md, held over the sources of the project. What each check looks for, and that it can
//! fail, is in `src/tidy/`.

use configurator_tests::project_root;
use configurator_tests::tidy::{self, Complaint, Source, boundaries, form, imports, rules, subject};

#[test]
fn every_module_says_what_it_holds() {
    holds(form::modules_without_a_word);
}

#[test]
fn no_module_is_too_long() {
    holds(form::long_modules);
}

#[test]
fn the_core_does_not_unwrap() {
    holds(form::unwraps_in_core);
}

#[test]
fn colours_are_written_in_the_tokens_only() {
    holds(form::colours_outside_the_tokens);
}

#[test]
fn nothing_tells_of_the_machine_it_was_written_on() {
    holds(form::traces_of_the_workshop);
}

#[test]
fn the_core_builds_on_few_crates() {
    holds(boundaries::foreign_crates_in_core);
}

#[test]
fn the_core_knows_no_browser() {
    holds(boundaries::browser_in_core);
}

#[test]
fn the_core_is_safe_rust() {
    holds(boundaries::core_that_allows_unsafe);
}

#[test]
fn the_page_reaches_the_browser_through_one_door() {
    holds(boundaries::browser_outside_its_door);
}

#[test]
fn imports_in_the_core_run_one_way() {
    holds(imports::imports_against_the_stream);
}

#[test]
fn no_subject_is_swallowed() {
    holds(subject::subjects_swallowed);
}

#[test]
fn every_rule_is_registered_and_tested() {
    holds(rules::rules_left_out);
}

fn holds(check: fn(&[Source]) -> Vec<Complaint>) {
    let sources = tidy::sources(project_root());
    // A check that sees nothing would be green for ever.
    assert!(sources.iter().any(|source| source.path == "core/src/lib.rs"), "the sources were not found");
    let complaints: Vec<String> = check(&sources).iter().map(ToString::to_string).collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
