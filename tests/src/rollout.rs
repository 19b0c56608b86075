//! Bundles of designs written to folders and rolled out, two at a time.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use configurator_core::design::Design;
use configurator_core::file::to_json;
use configurator_core::render::render;

use crate::terraform::{Outcome, Step, Terraform};

/// Writes the bundle of a design.
///
/// # Panics
/// When the disk refuses.
pub fn write(design: &Design, folder: &Path) {
    for file in render(design).files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::write(path, file.text).expect("files can be written");
    }
}

/// Whether the tests that a bundle carries are run before it is planned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OwnTests {
    /// They are, and there must be some.
    Run,
    /// They are not: they take as long as everything else.
    LeftOut,
}

/// Rolls every design out, up to a step. A `bootstrap/` that some design before had too is not run again, and one that
/// differs in its values alone is only planned.
///
/// # Panics
/// With what went wrong and the design, when a bundle fails.
pub fn roll_out(designs: &[(String, Design)], until: Step, tests: OwnTests) {
    let failed = failures(designs, until, tests);
    assert!(failed.is_empty(), "{} of {} fail\n{}", failed.len(), designs.len(), failed.join("\n"));
}

/// What went wrong with those designs whose bundles fail.
///
/// # Panics
/// When the disk refuses.
#[must_use]
pub fn failures(designs: &[(String, Design)], until: Step, tests: OwnTests) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let seen = Mutex::new(BTreeSet::new());
    let failure_of = |(name, design): &(String, Design)| -> Option<String> {
        let bundle = folder.path().join(name);
        write(design, &bundle);
        let of_bootstrap: Vec<_> =
            render(design).files.into_iter().filter(|f| f.path.starts_with("bootstrap/")).collect();
        let whole: String = of_bootstrap.iter().map(|f| f.text.as_str()).collect();
        let code: String =
            of_bootstrap.iter().filter(|f| !f.path.ends_with(".tfvars")).map(|f| f.text.as_str()).collect();
        let is_new = |text: String| !text.is_empty() && seen.lock().expect("no panic").insert(text);
        // The same code with other values shows in its plan whether they fit.
        let bootstrap = match (is_new(whole), is_new(code)) {
            (true, true) => Some(("bootstrap", until)),
            (true, false) => Some(("bootstrap", until.min(Step::Plan))),
            (false, _) => None,
        };
        let roots = bootstrap.into_iter().chain([("infrastructure", until)]);
        let mut outcomes = roots.map(|(root, until)| {
            let run = Terraform::new(&bundle).root(root).until(until).without_show();
            if tests == OwnTests::Run { run.run() } else { run.without_tests().run() }
        });
        // A nested key that cannot be read off the text could be misspelt, and nobody would say so.
        let is_sound = |o: &Outcome| {
            o.succeeded()
                && o.unread().is_empty()
                && (tests == OwnTests::LeftOut || o.step(Step::Test).is_some())
        };
        let failed = outcomes.find(|outcome| !is_sound(outcome));
        fs::remove_dir_all(&bundle).expect("the folder can go");
        let failed = failed?;
        Some(format!("{name}: {failed}{}\n{}", failed.unread(), to_json(design)))
    };
    let (one, other) = designs.split_at(designs.len().div_ceil(2));
    std::thread::scope(|scope| {
        let one = scope.spawn(|| one.iter().filter_map(failure_of).collect::<Vec<_>>());
        let mut failed: Vec<_> = other.iter().filter_map(failure_of).collect();
        failed.extend(one.join().expect("the other half"));
        failed
    })
}
