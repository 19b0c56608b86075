//! What holds for every design and every edit.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::check::{Account, Context, Finding, RULES, Severity, check, fix_all};
use crate::design::{Design, Subject, starters};
use crate::edit::NetworkEdit;
use crate::file::{from_json, to_json};
use crate::history::History;
use crate::testing;
use crate::value::KubernetesVersion;

/// A day, and an account whose quotas are nearly used up.
fn first_rollout() -> Context {
    let account = Account { vpcs: Some(5), elastic_ips: Some(4), clusters: Some(100), vcpu_quota: Some(5) };
    Context { today: "2026-11-23".parse().ok(), deployed: None, account }
}

/// A day, and a design that is rolled out: an older one in other zones and with other choices.
fn context() -> Context {
    let mut deployed = starters::reference();
    let network =
        NetworkEdit::MoveZone { zone: "euc1-az2".parse().unwrap(), to: "euc1-az3".parse().unwrap() };
    deployed = deployed.edited(&network.into()).unwrap();
    let cluster = Arc::make_mut(&mut deployed.cluster);
    cluster.version = KubernetesVersion::minor(34);
    cluster.service_cidr = "172.20.0.0/16".parse().ok();
    Context { deployed: Some(Arc::new(deployed)), ..first_rollout() }
}

fn errors(design: &Design) -> usize {
    check(design, &context()).iter().filter(|f| f.severity == Severity::Error).count()
}

/// A finding without what depends on the order in which subnets were added: the first public subnet of a
/// zone holds its NAT gateway, and fixes take the first free block.
fn essence(finding: &Finding) -> (Severity, &'static str, Subject, BTreeSet<Subject>, String) {
    let subject = match &finding.subject {
        Subject::NatGateway(_) => Subject::Vpc,
        subject => subject.clone(),
    };
    let related = finding.related.iter().cloned().collect();
    (finding.severity, finding.rule, subject, related, finding.title.clone())
}

fn shuffled<T: Clone>(list: &[T], mut seed: u64) -> Vec<T> {
    let mut list = list.to_vec();
    for n in (1..list.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        list.swap(n, (seed >> 33) as usize % (n + 1));
    }
    list
}

/// The random designs are worth their time only if they meet the rules.
#[test]
fn random_designs_break_every_rule() {
    let mut runner = TestRunner::deterministic();
    let strategy = testing::design();
    let mut silent: BTreeSet<&str> = RULES.iter().map(|r| r.id).collect();
    // Wants more subnets than are worth drawing here: its own test has them.
    silent.remove("QTA003");
    for _ in 0..1000 {
        let design = strategy.new_tree(&mut runner).unwrap().current();
        for finding in check(&design, &context()).iter().chain(&check(&design, &first_rollout())) {
            silent.remove(finding.rule);
        }
    }
    assert_eq!(silent, BTreeSet::new());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_keep_the_invariants_and_history_goes_both_ways(
        start in testing::starter(), edits in testing::edits(0..200),
    ) {
        let mut history = History::new(start.clone());
        for edit in &edits {
            let _ = edit.summary(history.present());
            let before = history.present().clone();
            if history.apply(edit).is_err() {
                prop_assert_eq!(history.present(), &before, "a refused edit changes nothing");
            }
            prop_assert_eq!(history.present().broken_invariant(), None);
        }
        let end = history.present().clone();
        while history.undo() {}
        prop_assert_eq!(history.present(), &start);
        while history.redo() {}
        prop_assert_eq!(history.present(), &end);
        let _ = check(&end, &context());
    }

    #[test]
    fn every_fix_is_taken_and_removes_its_finding(design in testing::design()) {
        let findings = check(&design, &context());
        let places: BTreeSet<_> = findings.iter().map(|f| (f.rule, &f.subject)).collect();
        prop_assert_eq!(places.len(), findings.len(), "a rule says two things of one object");
        for finding in &findings {
            prop_assert!(design.has(&finding.subject), "{:?}", finding);
            prop_assert!(finding.related.iter().all(|s| design.has(s)), "{:?}", finding);
            let Some(fix) = &finding.fix else { continue };
            let fixed = design.edited(&fix.edit);
            prop_assert!(fixed.is_ok(), "{:?} is refused", fix);
            let fixed = fixed.unwrap();
            prop_assert_eq!(fixed.broken_invariant(), None);
            let left = check(&fixed, &context());
            let is_left = left.iter().any(|f| f.rule == finding.rule && f.subject == finding.subject);
            prop_assert!(!is_left, "{:?} is left after its fix", finding);
        }
    }

    #[test]
    fn fix_all_ends_with_no_more_errors(design in testing::design()) {
        if let Some(edit) = fix_all(&design, &context()) {
            let fixed = design.edited(&edit);
            prop_assert!(fixed.is_ok());
            let fixed = fixed.unwrap();
            prop_assert_eq!(fixed.broken_invariant(), None);
            prop_assert!(errors(&fixed) <= errors(&design));
        }
    }

    #[test]
    fn findings_do_not_depend_on_order(design in testing::design(), seed: u64) {
        let mut other = design.clone();
        let network = Arc::make_mut(&mut other.network);
        network.subnets = shuffled(&network.subnets, seed);
        let compute = Arc::make_mut(&mut other.compute);
        compute.node_groups = shuffled(&compute.node_groups, seed);
        let said = |design: &Design| check(design, &context()).iter().map(essence).collect::<BTreeSet<_>>();
        prop_assert_eq!(said(&design), said(&other));
    }

    #[test]
    fn files_open_as_they_were_saved(design in testing::design()) {
        let text = to_json(&design);
        prop_assert_eq!(from_json(&text), Ok(design));
    }

    #[test]
    fn no_file_is_too_strange(
        design in testing::design(), at in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        noise in prop::collection::vec(any::<u8>(), 0..200), version in 1u8..3,
    ) {
        let _ = from_json(&String::from_utf8_lossy(&noise));
        let mut bytes = to_json(&design).replace("\"version\": 2", &format!("\"version\": {version}")).into_bytes();
        for (index, byte) in at {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        match from_json(&String::from_utf8_lossy(&bytes)) {
            Ok(design) => prop_assert_eq!(design.broken_invariant(), None),
            Err(error) => prop_assert!(error.to_string().chars().count() < 700, "{}", error),
        }
    }
}
