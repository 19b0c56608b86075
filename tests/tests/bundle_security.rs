//! What checkov finds in the bundles of the starters: nothing that is not justified where it stands.

use configurator_core::design::starters::STARTERS;
use configurator_core::render::render;
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
    for starter in STARTERS {
        let bundle = folder.path().join(starter.id);
        write(starter.design, &bundle);
        // As `make security` does: settings and justifications are the bundle's own.
        checkov(&bundle, &["--directory", "."], starter.id);
    }
}

#[test]
fn checkov_finds_nothing_in_the_plans() {
    if !has_checkov() || !available(1) {
        return;
    }
    let folder = tempfile::tempdir().expect("a scratch folder");
    for starter in STARTERS {
        let bundle = folder.path().join(starter.id);
        write(starter.design, &bundle);
        for root in ["bootstrap", "infrastructure"] {
            let outcome = Terraform::new(&bundle).root(root).until(Step::Show).run();
            outcome.expect_success();
            let plan = bundle.join(root).join("plan.json");
            let shown = &outcome.step(Step::Show).expect("shown").stdout;
            fs::write(&plan, shown).expect("files can be written");
            // The sources beside the plan carry the justifications.
            let plan = plan.display().to_string();
            let arguments = ["--file", &plan, "--repo-root-for-plan-enrichment", root];
            checkov(&bundle, &arguments, &format!("{} {root}", starter.id));
        }
    }
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

fn write(design: fn() -> configurator_core::design::Design, folder: &Path) {
    for file in render(&design()).files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::write(path, file.text).expect("files can be written");
    }
}
