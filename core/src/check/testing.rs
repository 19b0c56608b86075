//! How rules are tested: a design, and what one rule says about it.

use std::fmt::Write;
use std::sync::Arc;

use expect_test::Expect;

use super::facts::Facts;
use super::{Context, Finding, Report, Rule};
use crate::design::{Access, Cluster, Design, Environment, Nat, Network, NodeGroup, NodeGroupId, starters};
use crate::value::EndpointService;

/// The day on which tests judge.
pub(super) fn context() -> Context {
    Context { today: "2026-11-23".parse().ok(), ..Context::default() }
}

/// The reference starter, changed.
pub(super) fn design(change: impl FnOnce(&mut Design)) -> Design {
    let mut design = starters::reference();
    change(&mut design);
    design
}

/// The reference starter with another network.
pub(super) fn network(change: impl FnOnce(&mut Network)) -> Design {
    design(|d| change(Arc::make_mut(&mut d.network)))
}

/// The reference starter with another control plane.
pub(super) fn cluster(change: impl FnOnce(&mut Cluster)) -> Design {
    design(|d| change(Arc::make_mut(&mut d.cluster)))
}

/// The reference starter with other access.
pub(super) fn access(change: impl FnOnce(&mut Access)) -> Design {
    design(|d| change(Arc::make_mut(&mut d.access)))
}

/// The reference starter with another first node group.
pub(super) fn group(change: impl FnOnce(&mut NodeGroup)) -> Design {
    design(|d| change(&mut Arc::make_mut(&mut d.compute).node_groups[0]))
}

/// The reference starter with node groups of these names, each like the first and then changed.
pub(super) fn groups(names: &[&str], change: impl Fn(&mut NodeGroup)) -> Design {
    design(|d| {
        let compute = Arc::make_mut(&mut d.compute);
        let model = compute.node_groups.remove(0);
        for name in names {
            let mut group = NodeGroup { id: NodeGroupId(d.next_id), name: v(name), ..model.clone() };
            change(&mut group);
            compute.node_groups.push(group);
            d.next_id += 1;
        }
    })
}

/// The reference starter with nodes that reach these services by endpoints, and nothing else.
pub(super) fn isolated(services: &[EndpointService]) -> Design {
    network(|n| {
        n.nat = Nat::None;
        n.endpoints.services = services.iter().copied().collect();
    })
}

/// The same design for production.
pub(super) fn in_production(mut design: Design) -> Design {
    design.intent.environment = Environment::Production;
    design
}

/// A literal of a test.
pub(super) fn v<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

/// Compares what `rule` says about `design`, and holds every fix to its promise: it is accepted, keeps the
/// invariants and removes the finding.
pub(super) fn check_findings(rule: &'static Rule, design: &Design, expect: Expect) {
    check_findings_on(rule, design, &context(), expect);
}

/// The same on another day.
pub(super) fn check_findings_on(rule: &'static Rule, design: &Design, context: &Context, expect: Expect) {
    assert_eq!(design.broken_invariant(), None, "the test's design");
    let findings = run(rule, design, context);
    let mut text = String::new();
    for finding in &findings {
        describe(&mut text, design, finding).unwrap();
        if let Some(fix) = &finding.fix {
            let fixed = design.edited(&fix.edit).unwrap();
            assert_eq!(fixed.broken_invariant(), None, "{text}");
            let left = run(rule, &fixed, context);
            assert!(
                !left.iter().any(|f| f.subject == finding.subject),
                "is left after its fix: {text}{left:#?}"
            );
        }
    }
    expect.assert_eq(text.trim_end());
}

fn run(rule: &'static Rule, design: &Design, context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    (rule.run)(&Facts::new(design, context), &mut Report::new(rule, &mut findings));
    findings
}

fn describe(text: &mut String, design: &Design, finding: &Finding) -> std::fmt::Result {
    let Finding { severity, subject, related, title, help, fix, .. } = finding;
    write!(text, "{} at {}", severity.word(), subject.key())?;
    if !related.is_empty() {
        let keys: Vec<String> = related.iter().map(|s| s.key()).collect();
        write!(text, " (with {})", keys.join(", "))?;
    }
    writeln!(text, ": {title}\n  {help}")?;
    if let Some(fix) = fix {
        writeln!(text, "  [{}] {}", fix.label, summaries(design, &fix.edit).join("; "))?;
    }
    Ok(())
}

fn summaries(design: &Design, edit: &crate::edit::Edit) -> Vec<String> {
    match edit {
        crate::edit::Edit::Batch { edits } => edits.iter().flat_map(|e| summaries(design, e)).collect(),
        edit => vec![edit.summary(design)],
    }
}

/// The reference starter with other compute.
pub(super) fn compute(change: impl FnOnce(&mut crate::design::Compute)) -> Design {
    design(|d| change(Arc::make_mut(&mut d.compute)))
}

/// The reference starter on Fargate alone: a profile for `kube-system`, changed.
pub(super) fn fargate(change: impl FnOnce(&mut crate::design::FargateProfile)) -> Design {
    let mut design = compute(|c| c.node_groups.clear());
    let edit = crate::edit::suggest::add_fargate_profile(&design).unwrap();
    design = design.edited(&edit).unwrap();
    change(&mut Arc::make_mut(&mut design.compute).fargate_profiles[0]);
    design
}

/// The reference starter with Auto Mode, changed.
pub(super) fn auto_mode(change: impl FnOnce(&mut Design)) -> Design {
    let design = starters::reference();
    let mut design = design.edited(&crate::edit::suggest::add_auto_mode(&design).unwrap()).unwrap();
    change(&mut design);
    design
}
