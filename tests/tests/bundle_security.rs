//! What checkov finds in the bundles of the starters, and in those that pipelines roll out: nothing that is not justified where it stands.

use configurator_core::design::Design;
use configurator_core::design::starters::STARTERS;
use configurator_core::render::render;
use configurator_tests::fixtures;
use configurator_tests::skip;
use configurator_tests::terraform::{Step, Terraform, available};
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn checkov_finds_nothing_in_the_sources() {
    if !has_checkov() {
        return;
    }
    let folder = tempfile::tempdir().expect("a scratch folder");
    for (name, design) in designs() {
        let bundle = folder.path().join(&name);
        write(&design, &bundle);
        // As `make security` does: settings and justifications are the bundle's own.
        checkov(&bundle, &["--directory", "."], &name);
    }
}

#[test]
fn checkov_finds_nothing_in_the_plans() {
    if !has_checkov() || !available(1) {
        return;
    }
    let folder = tempfile::tempdir().expect("a scratch folder");
    // The nodes of the other one answer pods, by the design's choice: in the module no comment of ours can say so.
    for (name, design) in designs().into_iter().filter(|(name, _)| name != "gitlab-delivery") {
        let bundle = folder.path().join(&name);
        write(&design, &bundle);
        for root in ["bootstrap", "infrastructure"] {
            let outcome = Terraform::new(&bundle).root(root).until(Step::Show).run();
            outcome.expect_success();
            let plan = bundle.join(root).join("plan.json");
            let shown = &outcome.step(Step::Show).expect("shown").stdout;
            fs::write(&plan, shown).expect("files can be written");
            // The sources beside the plan carry the justifications.
            let plan = plan.display().to_string();
            let arguments = ["--file", &plan, "--repo-root-for-plan-enrichment", root];
            checkov(&bundle, &arguments, &format!("{name} {root}"));
        }
    }
}

/// The starters, and designs with roles for pipelines.
fn designs() -> Vec<(String, Design)> {
    let starters = STARTERS.iter().map(|starter| (starter.id.to_owned(), (starter.design)()));
    let delivered = ["github-delivery", "gitlab-delivery"];
    starters.chain(delivered.map(|name| (name.to_owned(), fixtures::named(name)))).collect()
}

fn checkov(bundle: &Path, arguments: &[&str], what: &str) {
    let output = Command::new("checkov")
        .args(arguments)
        .arg("--skip-download")
        .current_dir(bundle)
        .output()
        .expect("checkov runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("Passed checks:"), "{what}: nothing was checked:\n{said}");
    assert!(output.status.success() && said.contains("Failed checks: 0"), "{what}:\n{said}");
}

fn has_checkov() -> bool {
    let found = Command::new("checkov").arg("--version").output().is_ok_and(|o| o.status.success());
    if !found {
        skip::missing("checkov", "pip install checkov, a minute");
    }
    found
}

fn write(design: &Design, folder: &Path) {
    for file in render(design).files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::write(path, file.text).expect("files can be written");
    }
}
