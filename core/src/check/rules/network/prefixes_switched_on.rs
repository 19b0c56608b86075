//! POD006: pod addressing that changes under nodes.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "POD006",
    name: "prefixes_switched_on",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!(
        "Prefix delegation or custom networking is turned on or off, and node groups are rolled out."
    ),
    why: "Nodes that run keep their maximum of pods and their addresses; a group then has nodes of both kinds until all \
          are replaced.",
    source: docs!(
        "EKS best practices guide, networking/prefix-mode; Amazon EKS user guide, assign more addresses to nodes"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(deployed) = facts.deployed else { return };
    let (now, before) = (facts.design.network.pod_addresses, deployed.network.pod_addresses);
    let (what, is_on) = if now.prefix_delegation != before.prefix_delegation {
        ("Prefix delegation", now.prefix_delegation)
    } else if now.custom_networking != before.custom_networking {
        ("Custom networking", now.custom_networking)
    } else {
        return;
    };
    let there = deployed.compute.node_groups.iter().filter(|g| facts.design.node_group(g.id).is_some());
    let groups: Vec<Subject> = there.map(|g| Subject::NodeGroup(g.id)).collect();
    if groups.is_empty() {
        return;
    }
    let word = if is_on { "on" } else { "off" };
    report
        .add(
            Subject::Vpc,
            format!("{what} is turned {word} while nodes run"),
            "Roll it out, then replace the nodes: a new group beside each old one, and remove the old one.",
        )
        .related(groups);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Context;
    use crate::check::testing::{check_findings_on, context, design, network};
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn on_under_running_nodes() {
        let deployed = Context { deployed: Some(Arc::new(design(|_| {}))), ..context() };
        let on = network(|n| n.pod_addresses.prefix_delegation = true);
        check_findings_on(
            &RULE,
            &on,
            &deployed,
            expect![[r#"
            Warning at vpc (with node-group-3): Prefix delegation is turned on while nodes run
              Roll it out, then replace the nodes: a new group beside each old one, and remove the old one."#]],
        );
    }

    #[test]
    fn custom_networking() {
        let deployed = Context { deployed: Some(Arc::new(design(|_| {}))), ..context() };
        let on = network(|n| n.pod_addresses.custom_networking = true);
        check_findings_on(
            &RULE,
            &on,
            &deployed,
            expect![[r#"
            Warning at vpc (with node-group-3): Custom networking is turned on while nodes run
              Roll it out, then replace the nodes: a new group beside each old one, and remove the old one."#]],
        );
    }

    #[test]
    fn as_it_was_or_without_nodes() {
        let on = network(|n| n.pod_addresses.prefix_delegation = true);
        let same = Context { deployed: Some(Arc::new(on.clone())), ..context() };
        check_findings_on(&RULE, &on, &same, expect![[""]]);
        let empty = design(|d| Arc::make_mut(&mut d.compute).node_groups.clear());
        let nodes_to_come = Context { deployed: Some(Arc::new(empty)), ..context() };
        check_findings_on(&RULE, &on, &nodes_to_come, expect![[""]]);
    }
}
