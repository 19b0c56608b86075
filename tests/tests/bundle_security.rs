//! What checkov finds in the bundles of all fixtures: nothing that is not justified where it stands, and no
//! justification that nothing needs.

use configurator_core::render::{Bundle, render};
use configurator_tests::terraform::{Step, Terraform, available};
use configurator_tests::{fixtures, skip};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

/// A justification: the file, the resource, the check.
type Skip = (String, String, String);

/// One start of checkov for all bundles with the same configuration, because a start costs seconds.
#[test]
fn checkov_finds_nothing_in_the_sources() {
    if !has_checkov() {
        return;
    }
    let mut alike: BTreeMap<String, Vec<(String, Bundle)>> = BTreeMap::new();
    for (name, design) in fixtures::all() {
        let bundle = render(&design);
        let configuration = bundle.file(".checkov.yaml").expect("its configuration").text.clone();
        alike.entry(configuration).or_default().push((name, bundle));
    }
    assert!(alike.len() > 1, "some designs choose otherwise");
    for (configuration, bundles) in alike {
        let folder = tempfile::tempdir().expect("a scratch folder");
        bundles.iter().for_each(|(name, bundle)| write(bundle, &folder.path().join(name)));
        // As `make security` does, but what is passed over is told too.
        let told = configuration.replace("quiet: true\n", "");
        assert_ne!(told, configuration);
        fs::write(folder.path().join(".checkov.yaml"), told).expect("files can be written");
        let (reports, failed) = checkov(folder.path(), &["--directory", "."]);
        assert!(failed.is_empty(), "{failed:#?}");
        let reported = reports.iter().flat_map(|r| checks(r, "skipped_checks")).map(|check| {
            let text = |key: &str| check[key].as_str().unwrap_or_default().to_owned();
            let resource = text("resource").split('[').next().unwrap_or_default().to_owned();
            (text("file_path").trim_start_matches('/').to_owned(), resource, text("check_id"))
        });
        let written = bundles.iter().flat_map(|(name, bundle)| justified(name, bundle));
        // What the configuration passes over everywhere is not looked for where a justification stands too.
        let written = written.filter(|(_, _, check)| !configuration.contains(&format!("- {check}\n")));
        let (reported, written): (BTreeSet<Skip>, BTreeSet<Skip>) = (reported.collect(), written.collect());
        let unused: Vec<_> = written.symmetric_difference(&reported).collect();
        assert!(
            unused.is_empty() && !written.is_empty(),
            "justified and not found, or otherwise: {unused:#?}"
        );
    }
}

/// Of all plans checkov sees so many that every type of resource is among them; with `ALL_PLANS=yes` it sees all.
#[test]
fn checkov_finds_nothing_in_the_plans() {
    if !has_checkov() || !available(1) {
        return;
    }
    let folder = tempfile::tempdir().expect("a scratch folder");
    let mut seen = BTreeSet::new();
    let mut roots: Vec<(String, &str)> = Vec::new();
    for (name, design) in fixtures::all() {
        let bundle = render(&design);
        write(&bundle, &folder.path().join(&name));
        for root in ["bootstrap", "infrastructure"] {
            let prefix = format!("{root}/");
            let files = bundle.files.iter().filter(|f| f.path.starts_with(&prefix));
            let files: Vec<_> = files.map(|f| f.text.clone()).collect();
            // Many designs have the same bootstrap.
            if !files.is_empty() && seen.insert(files) {
                roots.push((name.clone(), root));
            }
        }
    }
    let chosen = choose(&plans(folder.path(), &roots));
    assert!((3..=12).contains(&chosen.len()), "{}", chosen.len());
    let seen = if std::env::var_os("ALL_PLANS").is_some() { roots } else { chosen };
    let failed: Vec<String> = seen
        .iter()
        .flat_map(|(name, root)| {
            let bundle = folder.path().join(name);
            let plan = bundle.join(root).join("plan.json").display().to_string();
            // The sources beside the plan carry the justifications.
            let arguments = ["--file", &plan, "--repo-root-for-plan-enrichment", root];
            checkov(&bundle, &arguments).1.into_iter().map(move |failure| format!("{name} {root}: {failure}"))
        })
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

/// A plan, and the types of resources in it.
type Planned = ((String, &'static str), BTreeSet<String>);

/// Plans all of them, two at a time, each to a file `plan.json` in its folder.
fn plans(folder: &Path, roots: &[(String, &'static str)]) -> Vec<Planned> {
    let plan = |(name, root): &(String, &'static str)| {
        let bundle = folder.join(name);
        let outcome = Terraform::new(&bundle).root(root).without_tests().until(Step::Show).run();
        outcome.expect_success();
        let shown = &outcome.step(Step::Show).expect("shown").stdout;
        fs::write(bundle.join(root).join("plan.json"), shown).expect("files can be written");
        let changes = outcome.plan().expect("a plan")["resource_changes"].as_array().into_iter().flatten();
        let types = changes.filter(|c| c["mode"] == "managed").filter_map(|c| c["type"].as_str());
        ((name.clone(), *root), types.map(str::to_owned).collect())
    };
    let (one, other) = roots.split_at(roots.len().div_ceil(2));
    std::thread::scope(|scope| {
        let one = scope.spawn(|| one.iter().map(plan).collect::<Vec<_>>());
        let other: Vec<_> = other.iter().map(plan).collect();
        let mut all = one.join().expect("the other half");
        all.extend(other);
        all
    })
}

/// Again and again the plan that adds most types, until none adds any.
fn choose(plans: &[Planned]) -> Vec<(String, &'static str)> {
    let mut held: BTreeSet<&String> = BTreeSet::new();
    let mut chosen = Vec::new();
    loop {
        let new = |types: &BTreeSet<String>| types.iter().filter(|t| !held.contains(t)).count();
        match plans.iter().max_by_key(|(_, types)| new(types)) {
            Some((plan, types)) if new(types) > 0 => {
                chosen.push(plan.clone());
                held.extend(types);
            }
            _ => break,
        }
    }
    let all: BTreeSet<&String> = plans.iter().flat_map(|(_, types)| types).collect();
    assert!(held == all && all.len() > 40, "{} types of {}", held.len(), all.len());
    chosen
}

/// The justifications in a bundle, each of which gives a reason.
fn justified(name: &str, bundle: &Bundle) -> Vec<Skip> {
    let mut found = Vec::new();
    for file in bundle.files.iter().filter(|f| f.path.ends_with(".tf")) {
        let mut resource = String::new();
        for line in file.text.lines() {
            let labels: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
            if ["resource ", "data ", "module "].iter().any(|kind| line.starts_with(kind)) {
                resource = labels.join(".");
            }
            let Some((_, skip)) = line.split_once("checkov:skip=") else { continue };
            let (check, reason) = skip.split_once(':').unwrap_or((skip, ""));
            assert!(
                reason.trim().len() >= 20,
                "{name} {}: {check} is passed over without a reason",
                file.path
            );
            found.push((format!("{name}/{}", file.path), resource.clone(), check.to_owned()));
        }
    }
    let count = found.len();
    found.sort();
    found.dedup();
    assert_eq!(
        found.len(),
        count,
        "{name}: a check is passed over twice in a file, which hides where it is needed"
    );
    found
}

/// What is passed over everywhere has its reason before it, one for each.
#[test]
fn what_is_passed_over_everywhere_has_a_reason() {
    for (name, design) in fixtures::all() {
        let bundle = render(&design);
        let text = &bundle.file(".checkov.yaml").expect("its configuration").text;
        let skipped = text.split_once("skip-check:\n").expect("what is passed over").1;
        let mut lines = skipped.lines();
        while let Some(reason) = lines.next() {
            let check = lines.next().unwrap_or_default();
            assert!(reason.starts_with("  # ") && reason.len() > 24, "{name}: {reason}");
            assert!(check.starts_with("  - CKV"), "{name}: {check}");
        }
    }
}

/// Runs checkov in a folder, where it must check something: what it says, and what it finds.
fn checkov(folder: &Path, arguments: &[&str]) -> (Vec<Json>, Vec<String>) {
    let output = Command::new("checkov")
        .args(arguments)
        .args(["--skip-download", "--output", "json"])
        .current_dir(folder)
        .output()
        .expect("checkov runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let report: Json = serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}:\n{said}"));
    let reports = report.as_array().cloned().unwrap_or_else(|| vec![report]);
    let failed: Vec<_> = (reports.iter().flat_map(|r| checks(r, "failed_checks")))
        .map(|check| format!("{} {} {}", check["check_id"], check["resource"], check["check_name"]))
        .collect();
    let passed: u64 = reports.iter().filter_map(|r| r["summary"]["passed"].as_u64()).sum();
    assert!(passed > 0, "{arguments:?}: nothing was checked:\n{said}");
    assert_eq!(output.status.success(), failed.is_empty(), "{arguments:?}:\n{said}");
    (reports, failed)
}

fn checks<'a>(report: &'a Json, kind: &str) -> impl Iterator<Item = &'a Json> {
    report["results"][kind].as_array().into_iter().flatten()
}

fn has_checkov() -> bool {
    let found = Command::new("checkov").arg("--version").output().is_ok_and(|o| o.status.success());
    if !found {
        skip::missing("checkov", "pip install checkov, a minute");
    }
    found
}

fn write(bundle: &Bundle, folder: &Path) {
    for file in &bundle.files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::write(path, &file.text).expect("files can be written");
    }
}
