//! Bundles rolled out by the real `terraform`: formatted, planned from nothing, applied, and then at rest.

use configurator_core::check::{Context, Severity, check, fix_all};
use configurator_core::design::{Design, StateBackend, starters};
use configurator_core::file::to_json;
use configurator_core::render::render;
use configurator_core::testing;
use configurator_tests::fixtures;
use configurator_tests::terraform::{Terraform, available};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use std::fs;
use std::path::Path;

#[test]
fn bundles_roll_out() {
    let designs = fixtures::all();
    if available(designs.len()) {
        roll_out(&designs.into_iter().map(|(name, design)| (name.to_owned(), design)).collect::<Vec<_>>());
    }
}

/// Where no rule finds an error, Terraform must find none either: rules and renderer are judged together.
/// `RANDOM_DESIGNS=100` tries more than the usual few.
#[test]
fn random_designs_without_errors_roll_out() {
    let count = std::env::var("RANDOM_DESIGNS").ok().and_then(|n| n.parse().ok()).unwrap_or(4);
    if !available(count) {
        return;
    }
    let mut runner = TestRunner::deterministic();
    let drawn = std::iter::from_fn(|| Some(testing::design().new_tree(&mut runner).ok()?.current()));
    let sound = drawn.take(count * 100).filter_map(|design| {
        let mended =
            fix_all(&design, &context()).and_then(|edit| design.edited(&edit).ok()).unwrap_or(design);
        // AWS takes no more nodes in a group than this, and no rule says so yet.
        let small = mended.compute.node_groups.iter().all(|g| g.scaling.max <= 100_000);
        (small && errors(&mended).is_empty() && mended != starters::reference()).then_some(mended)
    });
    let designs: Vec<_> = sound.take(count).enumerate().map(|(n, d)| (format!("random-{n}"), d)).collect();
    assert_eq!(designs.len(), count, "too few random designs are without errors");
    roll_out(&designs);
}

/// What the fixtures are for: rules and renderer must agree that these designs are sound.
#[test]
fn rules_find_no_unexpected_error_in_a_fixture() {
    // Nodes without a way out need VPC endpoints, which a design cannot have yet.
    let expected = [("isolated", "RTE003")];
    let found: Vec<_> = fixtures::fixtures()
        .iter()
        .flat_map(|(name, design)| errors(design).into_iter().map(|rule| (*name, rule)))
        .collect();
    assert_eq!(found, expected);
}

/// Adding a zone and a node group must leave every address of the plan as it was.
#[test]
fn growing_a_design_moves_nothing() {
    if !available(1) {
        return;
    }
    let small = starters::reference();
    let large = fixtures::fixtures().into_iter().find(|(name, _)| *name == "three-zones");
    let large = large.expect("the fixture").1;
    let folder = tempfile::tempdir().expect("a scratch folder");
    let addresses = |name: &str, design: &Design| {
        let bundle = folder.path().join(name);
        write(design, &bundle);
        let outcome = Terraform::new(&bundle).root("infrastructure").run();
        outcome.expect_success();
        let plan = outcome.plan().expect("a plan");
        let changes = plan["resource_changes"].as_array().expect("changes");
        let found: Vec<_> = changes.iter().filter_map(|c| c["address"].as_str().map(str::to_owned)).collect();
        found
    };
    let (before, after) = (addresses("small", &small), addresses("large", &large));
    let moved: Vec<_> = before.iter().filter(|a| !after.contains(a)).collect();
    assert!(moved.is_empty(), "{moved:#?}");
    assert!(after.iter().any(|a| a == "aws_nat_gateway.this[\"euc1-az3\"]"), "{after:#?}");
}

fn context() -> Context {
    Context { today: "2026-11-23".parse().ok() }
}

/// The rules that find an error in a design.
fn errors(design: &Design) -> Vec<&'static str> {
    let findings = check(design, &context());
    findings.into_iter().filter(|f| f.severity == Severity::Error).map(|f| f.rule).collect()
}

/// Rolls every design out, two at a time.
fn roll_out(designs: &[(String, Design)]) {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let failures_of = |designs: &[(String, Design)]| -> Vec<String> {
        let outcomes = designs.iter().flat_map(|(name, design)| {
            let bundle = folder.path().join(name);
            write(design, &bundle);
            let roots = match *design.state {
                StateBackend::Local {} => &["infrastructure"][..],
                StateBackend::S3 { .. } => &["bootstrap", "infrastructure"],
            };
            let run = move |root: &&str| Terraform::new(&bundle).root(root).run();
            roots.iter().map(run).map(|outcome| (design, outcome)).collect::<Vec<_>>()
        });
        let failed = outcomes.filter(|(_, outcome)| !outcome.succeeded());
        failed.map(|(design, outcome)| format!("{outcome}\n{}", to_json(design))).collect()
    };
    let (one, other) = designs.split_at(designs.len().div_ceil(2));
    let failed = std::thread::scope(|scope| {
        let one = scope.spawn(|| failures_of(one));
        let mut failed = failures_of(other);
        failed.extend(one.join().expect("the other half"));
        failed
    });
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn write(design: &Design, folder: &Path) {
    for file in render(design).files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::write(path, file.text).expect("files can be written");
    }
}
