//! The promise: what the rules let pass, Terraform rolls out, and what Terraform would refuse, a rule has refused before.

use std::collections::{BTreeMap, BTreeSet};

use configurator_core::design::{Design, Flavour};
use configurator_core::file::to_json;
use configurator_tests::random::{designs, errors};
use configurator_tests::rollout::{OwnTests, failures, roll_out};
use configurator_tests::terraform::{Step, available};
use configurator_tests::{fixtures, random};
use serde_json::Value;

#[path = "broken/mod.rs"]
mod broken;

/// How many designs are drawn, and from which seed on: `RANDOM_DESIGNS=2000 RANDOM_SEED=7` draws others and more.
fn drawn() -> (usize, u64) {
    let read = |name: &str| std::env::var(name).ok().and_then(|n| n.parse().ok());
    (read("RANDOM_DESIGNS").unwrap_or(200) as usize, read("RANDOM_SEED").unwrap_or(2))
}

/// `RANDOM_STEPS=all` takes the other flavour through all steps too, and `RANDOM_STEPS=tests` also runs the tests that
/// the bundles carry.
fn steps_in_other_flavour() -> Step {
    let all = std::env::var("RANDOM_STEPS").is_ok_and(|steps| ["all", "tests"].contains(&steps.as_str()));
    if all { Step::SecondPlan } else { Step::Plan }
}

fn own_tests() -> OwnTests {
    let run = std::env::var("RANDOM_STEPS").is_ok_and(|steps| steps == "tests");
    if run { OwnTests::Run } else { OwnTests::LeftOut }
}

/// Those of the drawn designs in which no rule finds an error: three of four, or too few are tried.
fn sound() -> Vec<(String, Design)> {
    let (count, seed) = drawn();
    let named =
        designs(seed).take(count).enumerate().map(|(n, design)| (format!("random-{seed}-{n}"), design));
    let sound: Vec<_> = named.filter(|(_, design)| errors(design).is_empty()).collect();
    assert!(
        sound.len() * 4 >= count * 3,
        "only {} of {count} are without errors: {:#?}",
        sound.len(),
        left()
    );
    println!("{} of {count} designs are without errors", sound.len());
    sound
}

/// The rules that the other designs break, with how often.
fn left() -> BTreeMap<&'static str, usize> {
    let (count, seed) = drawn();
    let rules = designs(seed).take(count).flat_map(|d| errors(&d)).map(|finding| finding.rule);
    rules.fold(BTreeMap::new(), |mut left, rule| {
        *left.entry(rule).or_default() += 1;
        left
    })
}

#[test]
fn what_no_rule_finds_an_error_in_rolls_out() {
    let (count, _) = drawn();
    if !available(count) {
        return;
    }
    roll_out(&sound(), Step::SecondPlan, own_tests());
}

/// The same designs in the flavour that they are not in.
#[test]
fn so_it_does_in_the_other_flavour() {
    let (count, _) = drawn();
    if !available(count) {
        return;
    }
    let other = |(name, mut design): (String, Design)| {
        let cluster = std::sync::Arc::make_mut(&mut design.cluster);
        cluster.flavour = if cluster.flavour == Flavour::Module { Flavour::Native } else { Flavour::Module };
        (format!("{name}-{}", cluster.flavour.as_str()), design)
    };
    let designs: Vec<_> = sound().into_iter().map(other).collect();
    roll_out(&designs, steps_in_other_flavour(), own_tests());
}

/// What no design sets, no run tries: between them the drawn designs have every field that the fixtures have, with
/// every choice that these make.
#[test]
fn every_field_is_tried() {
    let (count, _) = drawn();
    if count < 200 {
        return;
    }
    let of = |designs: Vec<(String, Design)>| {
        let mut found = BTreeSet::new();
        for (_, design) in designs {
            let file: Value = serde_json::from_str(&to_json(&design)).expect("a design file");
            fields(&file["design"], "", &mut found);
        }
        found
    };
    let tried = of(sound());
    let known = of(fixtures::all());
    // Waivers change nothing in AWS, and Amazon Linux 2 goes with versions that hardly any design has.
    let left_out = |field: &str| field.starts_with("/waivers") || field.ends_with("/ami_type = AL2_x86_64");
    let untried: Vec<_> = known.difference(&tried).filter(|field| !left_out(field)).collect();
    assert!(untried.is_empty(), "{untried:#?}");
}

/// The fields whose texts are choices of the page, by the ends of their paths.
const CHOICES: &[&str] = &[
    "/ami_type",
    "/authentication_mode",
    "/backend",
    "/capacity_type",
    "/capacity_types/*",
    "/control_plane_tier",
    "/effect",
    "/entries/*/kind",
    "/endpoints/services/*",
    "/endpoints/tier",
    "/flavour",
    "/flow_logs/to",
    "/flow_logs/traffic",
    "/identity",
    "/intent/environment",
    "/ip_family",
    "/load_balancers",
    "/lock/kind",
    "/log_types/*",
    "/nat",
    "/node_pools/*",
    "/permissions",
    "/secrets_encryption/key",
    "/delivery/service",
    "/spot_allocation",
    "/subnets/*/tier",
    "/upgrade_policy",
    "/volume/kind",
];

/// The places of a design without numbers and without the keys that people give; of choices with what is chosen.
fn fields(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            let is_map = ["/tags", "/labels", "/addons"].iter().any(|map| path.ends_with(map));
            for (key, value) in fields {
                self::fields(value, &format!("{path}/{}", if is_map { "*" } else { key }), found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| fields(item, &format!("{path}/*"), found)),
        Value::Bool(choice) => drop(found.insert(format!("{path} = {choice}"))),
        Value::String(choice) if CHOICES.iter().any(|end| path.ends_with(end)) => {
            found.insert(format!("{path} = {choice}"));
        }
        _ => drop(found.insert(path.to_owned())),
    }
}

/// Every way of breaking a design that Terraform refuses is an error of a rule.
#[test]
fn what_terraform_refuses_a_rule_has_refused() {
    let broken = broken::designs();
    if !available(broken.len()) {
        return;
    }
    let mut silent = Vec::new();
    for (name, rule, design) in &broken {
        let errors = random::errors(design);
        if !errors.iter().any(|error| error.rule == *rule) {
            silent.push(format!("{name}: {rule}, {:?}", errors.iter().map(|e| e.rule).collect::<Vec<_>>()));
        }
    }
    let refused: Vec<(String, Design)> =
        broken.into_iter().map(|(name, _, design)| (name.to_owned(), design)).collect();
    // Each is refused: otherwise nothing is shown here.
    let failed = failures(&refused, Step::Apply, OwnTests::LeftOut);
    let taken: Vec<_> = refused
        .iter()
        .filter(|(name, _)| !failed.iter().any(|f| f.starts_with(&format!("{name}: "))))
        .map(|(name, _)| name)
        .collect();
    assert!(silent.is_empty(), "not what its rule finds: {silent:#?}\n Terraform takes: {taken:#?}");
    assert!(taken.is_empty(), "Terraform takes: {taken:#?}");
}
