//! What checkov finds in the bundles of all fixtures, in both flavours: nothing that is not justified where it stands, no
//! justification that nothing needs, and no more of them than are known here.

use configurator_core::render::{Bundle, File, render};
use configurator_tests::terraform::{Step, Terraform, available};
use configurator_tests::{fixtures, skip};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

/// A justification: the file, the resource, the check.
type Skip = (String, String, String);

/// How many justifications there are in all bundles, each counted once.
const JUSTIFIED: usize = 24;

/// What `.checkov.yaml` passes over in some bundle, and whether the sources show that it must be: otherwise plans do.
const EVERYWHERE: [(&str, bool); 9] = [
    ("CKV2_AWS_5", true),
    ("CKV_AWS_158", true),
    ("CKV_AWS_338", true),
    ("CKV_AWS_339", true),
    ("CKV_AWS_341", false),
    ("CKV_AWS_37", true),
    ("CKV_AWS_39", true),
    ("CKV_AWS_58", true),
    ("CKV_AWS_79", false),
];

/// In the flavour that each design is written in, and in the other one.
fn bundles() -> Vec<(String, Bundle)> {
    let designs = fixtures::all().into_iter().chain(fixtures::in_the_other_flavour());
    designs.map(|(name, design)| (name, render(&design))).collect()
}

/// One start of checkov for all bundles, because a start costs seconds: with no check passed over, so that each finding
/// shows what a configuration passes over rightly.
#[test]
fn checkov_finds_nothing_in_the_sources() {
    if !has_checkov() {
        return;
    }
    let folder = tempfile::tempdir().expect("a scratch folder");
    let mut bundles = bundles();
    // Many designs have the same bootstrap.
    let mut seen = BTreeSet::new();
    for (name, bundle) in &mut bundles {
        let configuration = bundle.file(".checkov.yaml").cloned();
        let mut files = std::mem::take(&mut bundle.files);
        for root in ["bootstrap/", "infrastructure/"] {
            let (of_root, others) = files.into_iter().partition(|f| f.path.starts_with(root));
            files = others;
            let of_root: Vec<File> = of_root;
            let sources = of_root.iter().filter(|f| f.path.ends_with(".tf"));
            let text: String = sources.chain(&configuration).map(|f| f.text.as_str()).collect();
            if seen.insert((root, text)) {
                bundle.files.extend(of_root);
            }
        }
        bundle.files.extend(configuration);
        write(bundle, &folder.path().join(&*name));
    }
    fs::write(folder.path().join(".checkov.yaml"), without_skips(&bundles[0].1))
        .expect("files can be written");
    let reports = checkov(folder.path(), &["--directory", "."]);
    let mut needed = BTreeSet::new();
    let mut failed = Vec::new();
    for check in reports.iter().flat_map(|r| checks(r, "failed_checks")) {
        let path = check["file_path"].as_str().unwrap_or_default().trim_start_matches('/');
        let of = bundles.iter().find(|(name, _)| path.starts_with(&format!("{name}/")));
        let (_, bundle) = of.unwrap_or_else(|| panic!("{path} is of no bundle"));
        let id = check["check_id"].as_str().unwrap_or_default();
        if passed_over(bundle).any(|skip| skip == id) {
            needed.insert(id.to_owned());
        } else {
            failed.push(format!("{path} {}", told(check)));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
    let reported = reports.iter().flat_map(|r| checks(r, "skipped_checks")).map(|check| {
        let text = |key: &str| check[key].as_str().unwrap_or_default().to_owned();
        let resource = text("resource").split('[').next().unwrap_or_default().to_owned();
        (text("file_path").trim_start_matches('/').to_owned(), resource, text("check_id"))
    });
    let written = bundles.iter().flat_map(|(name, bundle)| justified(name, bundle));
    let (reported, written): (BTreeSet<Skip>, BTreeSet<Skip>) = (reported.collect(), written.collect());
    let unused: Vec<_> = written.symmetric_difference(&reported).collect();
    assert!(unused.is_empty(), "justified and not found, or otherwise: {unused:#?}");
    let once: BTreeSet<_> = written
        .iter()
        .map(|(file, resource, check)| (file.split_once('/').map(|(_, path)| path), resource, check))
        .collect();
    assert_eq!(once.len(), JUSTIFIED, "{once:#?}");
    assert_eq!(needed, known(|by_sources| by_sources), "what is passed over everywhere");
}

/// The configuration of a bundle is what checkov takes: with it `make security` finds nothing.
#[test]
fn the_configuration_of_a_bundle_is_taken() {
    if !has_checkov() {
        return;
    }
    let folder = tempfile::tempdir().expect("a scratch folder");
    let bundles = bundles();
    // The one that passes over most.
    let (_, most) = bundles.iter().max_by_key(|(_, bundle)| passed_over(bundle).count()).expect("a bundle");
    write(most, folder.path());
    let reports = checkov(folder.path(), &["--directory", "."]);
    let failed: Vec<_> = reports.iter().flat_map(|r| checks(r, "failed_checks")).map(told).collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

/// Of all plans checkov sees so many that every type of resource, and of what is passed over everywhere, is among them;
/// with `ALL_PLANS=yes` it sees all.
#[test]
fn checkov_finds_nothing_in_the_plans() {
    if !has_checkov() || !available(1) {
        return;
    }
    let folder = tempfile::tempdir().expect("a scratch folder");
    let mut seen = BTreeSet::new();
    let mut roots: Vec<(String, &str)> = Vec::new();
    let bundles: BTreeMap<String, Bundle> =
        fixtures::all().into_iter().map(|(name, design)| (name, render(&design))).collect();
    for (name, bundle) in &bundles {
        write(bundle, &folder.path().join(name));
        fs::write(folder.path().join(name).join(".checkov.yaml"), without_skips(bundle))
            .expect("files can be written");
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
    let mut planned = plans(folder.path(), &roots);
    for ((name, root), types) in &mut planned {
        if *root == "infrastructure" {
            types.extend(passed_over(&bundles[name]).map(str::to_owned));
        }
    }
    let chosen = choose(&planned);
    assert!((3..=14).contains(&chosen.len()), "{}", chosen.len());
    let seen = if std::env::var_os("ALL_PLANS").is_some() { roots } else { chosen };
    let (mut needed, mut failed) = (BTreeSet::new(), Vec::new());
    for (name, root) in &seen {
        let bundle = folder.path().join(name);
        let plan = bundle.join(root).join("plan.json").display().to_string();
        // The sources beside the plan carry the justifications.
        let reports = checkov(&bundle, &["--file", &plan, "--repo-root-for-plan-enrichment", root]);
        for check in reports.iter().flat_map(|r| checks(r, "failed_checks")) {
            let id = check["check_id"].as_str().unwrap_or_default();
            if passed_over(&bundles[name]).any(|skip| skip == id) {
                needed.insert(id.to_owned());
            } else {
                failed.push(format!("{name} {root}: {}", told(check)));
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
    let unused: Vec<_> = known(|by_sources| !by_sources).difference(&needed).cloned().collect();
    assert!(unused.is_empty(), "passed over everywhere, and found nowhere: {unused:#?}");
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

/// What is passed over everywhere has its reason before it, one for each, and is known here.
#[test]
fn what_is_passed_over_everywhere_has_a_reason() {
    let mut all = BTreeSet::new();
    for (name, bundle) in bundles() {
        let text = &bundle.file(".checkov.yaml").expect("its configuration").text;
        let mut lines = text.split_once("skip-check:\n").expect("what is passed over").1.lines();
        while let Some(reason) = lines.next() {
            let check = lines.next().unwrap_or_default();
            assert!(reason.starts_with("  # ") && reason.len() > 24, "{name}: {reason}");
            assert!(check.starts_with("  - CKV"), "{name}: {check}");
        }
        all.extend(passed_over(&bundle).map(str::to_owned));
    }
    assert_eq!(all, known(|_| true));
}

/// The checks that the configuration of a bundle passes over.
fn passed_over(bundle: &Bundle) -> impl Iterator<Item = &str> {
    let text = &bundle.file(".checkov.yaml").expect("its configuration").text;
    let skipped = text.split_once("skip-check:\n").expect("what is passed over").1;
    skipped.lines().filter_map(|line| line.strip_prefix("  - "))
}

/// The configuration of a bundle that passes over nothing, and tells what comments pass over.
fn without_skips(bundle: &Bundle) -> String {
    let text = &bundle.file(".checkov.yaml").expect("its configuration").text;
    let (before, _) = text.split_once("skip-check:\n").expect("what is passed over");
    let told = before.replace("quiet: true\n", "");
    assert_ne!(told, before);
    told
}

fn known(which: impl Fn(bool) -> bool) -> BTreeSet<String> {
    let known = EVERYWHERE.iter().filter(|(_, by_sources)| which(*by_sources));
    known.map(|(check, _)| (*check).to_owned()).collect()
}

/// Runs checkov in a folder, where it must check something: what it says.
fn checkov(folder: &Path, arguments: &[&str]) -> Vec<Json> {
    let output = Command::new("checkov")
        .args(arguments)
        .args(["--skip-download", "--output", "json"])
        .current_dir(folder)
        .output()
        .expect("checkov runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let report: Json = serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}:\n{said}"));
    let reports = report.as_array().cloned().unwrap_or_else(|| vec![report]);
    let failed = reports.iter().flat_map(|r| checks(r, "failed_checks")).count();
    let passed: u64 = reports.iter().filter_map(|r| r["summary"]["passed"].as_u64()).sum();
    assert!(passed > 0, "{arguments:?}: nothing was checked:\n{said}");
    assert_eq!(output.status.success(), failed == 0, "{arguments:?}:\n{said}");
    reports
}

/// A finding in words.
fn told(check: &Json) -> String {
    format!("{} {} {}", check["check_id"], check["resource"], check["check_name"])
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
