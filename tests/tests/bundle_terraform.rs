//! Bundles rolled out by the real `terraform`: formatted, planned from nothing, applied, and then at rest.

use configurator_core::check::{Context, Severity, check, fix_all};
use configurator_core::design::{Design, FlowLogTraffic, FlowLogs, Tier, starters};
use configurator_core::edit::{ClusterEdit, DesignEdit, Edit, NetworkEdit};
use configurator_core::file::to_json;
use configurator_core::render::render;
use configurator_core::testing;
use configurator_core::value::{Ipv6Block, LogRetention};
use configurator_tests::fixtures;
use configurator_tests::terraform::{Outcome, Step, Terraform, available};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

/// In two halves, so that none takes longer than a test may.
#[test]
fn bundles_of_one_half_roll_out() {
    roll_out_half(0);
}

#[test]
fn bundles_of_the_other_half_roll_out() {
    roll_out_half(1);
}

fn roll_out_half(half: usize) {
    let designs: Vec<_> = fixtures::all().into_iter().skip(half).step_by(2).collect();
    if available(designs.len()) {
        roll_out(&designs);
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
        // The provider takes no more nodes in a group than this; the rules only warn beyond the quota of 450.
        let small = mended.compute.node_groups.iter().all(|g| g.scaling.max <= 100_000);
        (small && errors(&mended).is_empty() && mended != starters::reference()).then_some(mended)
    });
    let designs: Vec<_> = sound.take(count).enumerate().map(|(n, d)| (format!("random-{n}"), d)).collect();
    assert_eq!(designs.len(), count, "too few random designs are without errors");
    roll_out(&designs);
}

/// Adding a zone, a node group or a block must leave every address of the plan as it was.
#[test]
fn growing_a_design_moves_nothing() {
    if !available(1) {
        return;
    }
    let small = starters::reference();
    let large = fixtures::named("production-three-zones");
    let folder = tempfile::tempdir().expect("a scratch folder");
    let addresses = |name: &str, design: &Design| {
        let bundle = folder.path().join(name);
        write(design, &bundle);
        let outcome = Terraform::new(&bundle).root("infrastructure").without_tests().run();
        outcome.expect_success();
        let plan = outcome.plan().expect("a plan");
        let changes = plan["resource_changes"].as_array().expect("changes");
        let found: Vec<_> = changes.iter().filter_map(|c| c["address"].as_str().map(str::to_owned)).collect();
        found
    };
    let grown = |before: &[String], name: &str, design: &Design, new: &str| {
        let after = addresses(name, design);
        let moved: Vec<_> = before.iter().filter(|a| !after.contains(a)).collect();
        assert!(moved.is_empty(), "{name}: {moved:#?}");
        assert!(after.iter().any(|a| a == new), "{name}: {after:#?}");
    };
    let before = addresses("small", &small);
    grown(&before, "large", &large, "aws_nat_gateway.this[\"euc1-az3\"]");
    grown(&before, "wide", &widened(&small), "aws_vpc_ipv4_cidr_block_association.this[\"100.64.0.0/16\"]");
    // With the third zone come subnets of every tier.
    for (name, new) in [
        ("ipv6", "aws_route.private_ipv6[\"euc1-az3\"]"),
        ("custom-networking", "aws_route_table_association.pod[\"pod-az3\"]"),
        ("private", "aws_route_table_association.intra[\"intra-az3\"]"),
    ] {
        let design = fixtures::named(name);
        let third: Edit = NetworkEdit::AddZone { zone: "euc1-az3".parse().expect("a zone") }.into();
        let wider = design.edited(&third).expect("there is room");
        assert!(ipv6_blocks(&wider).starts_with(&ipv6_blocks(&design)), "{name}: blocks moved");
        grown(&addresses(name, &design), &format!("{name}-wider"), &wider, new);
    }
}

/// The IPv6 blocks of the subnets, in the order in which these were added.
fn ipv6_blocks(design: &Design) -> Vec<Option<Ipv6Block>> {
    design.network.subnets.iter().map(|s| s.ipv6).collect()
}

/// The design with a further block, a subnet in it, flow logs, Karpenter and services of its own choice.
fn widened(design: &Design) -> Design {
    let read = |text: &str| text.parse().expect("a block");
    let flow_logs = FlowLogs::CloudWatch { retention_days: LogRetention::YEAR, traffic: FlowLogTraffic::All };
    let edits: [Edit; 5] = [
        NetworkEdit::SetSecondaryCidrs { cidrs: vec![read("100.64.0.0/16")] }.into(),
        NetworkEdit::AddSubnet {
            name: "pods-az1".parse().expect("a name"),
            zone: design.network.zones[0].clone(),
            tier: Tier::Private,
            cidr: read("100.64.0.0/18"),
        }
        .into(),
        NetworkEdit::SetFlowLogs { flow_logs }.into(),
        DesignEdit::PlanKarpenter { planned: true }.into(),
        ClusterEdit::SetZonalShift { enabled: true }.into(),
    ];
    edits.iter().fold(design.clone(), |design, edit| design.edited(edit).expect("there is room"))
}

fn context() -> Context {
    Context { today: "2026-11-23".parse().ok(), ..Context::default() }
}

/// The rules that find an error in a design.
fn errors(design: &Design) -> Vec<&'static str> {
    let findings = check(design, &context());
    findings.into_iter().filter(|f| f.severity == Severity::Error).map(|f| f.rule).collect()
}

/// Rolls every design out, two at a time. A `bootstrap/` that some design before had too is not run again.
fn roll_out(designs: &[(String, Design)]) {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let seen = Mutex::new(BTreeSet::new());
    let failure_of = |(name, design): &(String, Design)| -> Option<String> {
        let bundle = folder.path().join(name);
        write(design, &bundle);
        let bootstrap: String = render(design)
            .files
            .into_iter()
            .filter(|f| f.path.starts_with("bootstrap/"))
            .map(|f| f.text)
            .collect();
        let is_new = !bootstrap.is_empty() && seen.lock().expect("no panic").insert(bootstrap);
        let roots = if is_new { &["bootstrap", "infrastructure"][..] } else { &["infrastructure"] };
        let mut outcomes = roots.iter().map(|root| Terraform::new(&bundle).root(root).run());
        // A nested key that cannot be read off the text could be misspelt, and nobody would say so. The bundle's own tests
        // are a step.
        let is_sound = |o: &Outcome| o.succeeded() && o.unread().is_empty() && o.step(Step::Test).is_some();
        let failed = outcomes.find(|outcome| !is_sound(outcome))?;
        Some(format!("{failed}{}\n{}", failed.unread(), to_json(design)))
    };
    let (one, other) = designs.split_at(designs.len().div_ceil(2));
    let failed: Vec<String> = std::thread::scope(|scope| {
        let one = scope.spawn(|| one.iter().filter_map(failure_of).collect::<Vec<_>>());
        let mut failed: Vec<_> = other.iter().filter_map(failure_of).collect();
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
