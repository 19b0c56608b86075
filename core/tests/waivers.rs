//! Accepted findings: what they change and what not.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::sync::Arc;

use configurator_core::check::{Context, Finding, Severity, check, fix_all};
use configurator_core::design::{Design, NodeGroupId, Subject, SubnetId, Waiver, starters};
use configurator_core::edit::{ComputeEdit, DesignEdit, Edit, NetworkEdit};
use configurator_core::file::{from_json, to_json};
use configurator_core::render::render;

fn context() -> Context {
    Context { today: "2026-11-23".parse().ok(), ..Context::default() }
}

fn waive(rule: &str, object: &Subject, reason: &str) -> Edit {
    let waiver = Waiver {
        rule: rule.parse().unwrap(),
        object: object.key().parse().unwrap(),
        reason: reason.parse().unwrap(),
    };
    DesignEdit::Waive { waiver }.into()
}

/// A spot group of one type, whose warning has no fix, and a public node group, whose warning has one.
fn design() -> Design {
    let mut design = starters::reference();
    Arc::make_mut(&mut design.compute).node_groups[0].subnets = [SubnetId(4)].into();
    design
}

fn group() -> Subject {
    Subject::NodeGroup(NodeGroupId(3))
}

fn finding(design: &Design, rule: &str) -> Finding {
    check(design, &context()).into_iter().find(|f| f.rule == rule).unwrap()
}

#[test]
fn an_accepted_finding_comes_last_and_stays_as_it_is() {
    let design = design();
    let subject = finding(&design, "SUB015").subject;
    assert!(fix_all(&design, &context()).is_some());
    let accepted = design.edited(&waive("SUB015", &subject, "They run a public proxy.")).unwrap();
    let findings = check(&accepted, &context());
    assert_eq!(findings.last().unwrap().rule, "SUB015");
    assert_eq!(findings.last().unwrap().waived.as_ref().unwrap().as_str(), "They run a public proxy.");
    assert_eq!(findings.iter().filter(|f| !f.is_open()).count(), 1);
    // Whatever else is mended: the nodes stay where they are.
    let fixed = fix_all(&accepted, &context()).map_or(accepted.clone(), |e| accepted.edited(&e).unwrap());
    assert_eq!(fixed.compute, accepted.compute);
    let taken_back =
        DesignEdit::Unwaive { rule: "SUB015".parse().unwrap(), object: subject.key().parse().unwrap() };
    let open = accepted.edited(&taken_back.into()).unwrap();
    assert_eq!(open, design);
}

#[test]
fn an_error_cannot_be_accepted() {
    let mut design = starters::reference();
    Arc::make_mut(&mut design.network).subnets[1].cidr = "10.0.16.0/20".parse().unwrap();
    let error = finding(&design, "SUB003");
    let accepted = design.edited(&waive("SUB003", &error.subject, "It will be fine.")).unwrap();
    let still = finding(&accepted, "SUB003");
    assert_eq!((still.severity, still.waived), (Severity::Error, None));
}

#[test]
fn a_waiver_goes_with_its_object() {
    let accepted = design().edited(&waive("NG008", &group(), "For now.")).unwrap();
    assert_eq!(accepted.waivers.len(), 1);
    let gone = accepted.edited(&ComputeEdit::RemoveNodeGroup { group: NodeGroupId(3) }.into()).unwrap();
    assert!(gone.waivers.is_empty() && gone.broken_invariant().is_none());
    let zone = Subject::Zone("euc1-az1".parse().unwrap());
    let accepted = design().edited(&waive("SUB007", &zone, "For now.")).unwrap();
    let moved = NetworkEdit::MoveZone { zone: "euc1-az1".parse().unwrap(), to: "euc1-az3".parse().unwrap() };
    assert!(accepted.edited(&moved.into()).unwrap().waivers.is_empty());
}

#[test]
fn a_second_reason_takes_the_place_of_the_first() {
    let once = design().edited(&waive("SUB015", &group(), "First reason.")).unwrap();
    let twice = once.edited(&waive("SUB015", &group(), "Second reason.")).unwrap();
    assert_eq!(twice.waivers.len(), 1);
    assert_eq!(twice.waivers[0].reason.as_str(), "Second reason.");
}

#[test]
fn what_is_not_there_cannot_be_accepted() {
    let nowhere = Subject::NodeGroup(NodeGroupId(77));
    assert!(design().edited(&waive("SUB015", &nowhere, "For now.")).is_err());
    let never = DesignEdit::Unwaive { rule: "SUB015".parse().unwrap(), object: "vpc".parse().unwrap() };
    assert!(design().edited(&never.into()).is_err());
    let accepted = design().edited(&waive("SUB015", &group(), "For now.")).unwrap();
    let text = to_json(&accepted).replace("node-group-3", "node-group-4");
    assert!(from_json(&text).unwrap_err().to_string().contains("node-group-4, which does not exist"));
}

#[test]
fn the_readme_says_what_is_accepted_and_why() {
    let reason = "A | pipe, `code`, *stars* and <b>tags</b>";
    let accepted = design().edited(&waive("SUB015", &group(), reason)).unwrap();
    let bundle = render(&accepted);
    let readme = &bundle.file("README.md").unwrap().text;
    assert!(readme.contains("## Accepted findings"));
    let row = readme.lines().find(|l| l.starts_with("| SUB015")).unwrap();
    assert_eq!(row, r"| SUB015 | general | A \| pipe, \`code\`, \*stars\* and \<b\>tags\</b\> |");
    assert!(!render(&design()).file("README.md").unwrap().text.contains("Accepted findings"));
}
