//! NAM004: two node groups share a name.

use std::collections::BTreeMap;

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::numbered;
use crate::design::{NodeGroupId, Subject};
use crate::edit::ComputeEdit;
use crate::sorted;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NAM004",
    name: "duplicate_node_group_name",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!("A node group has the name of one added before it."),
    why: "A cluster has one node group of a name, and Terraform one resource of a key.",
    source: docs!("eksctl, validation.go (nameSet); EKS API, CreateNodegroup (ResourceInUseException)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut first: BTreeMap<&str, NodeGroupId> = BTreeMap::new();
    let taken = sorted::set(facts.groups.iter().map(|g| g.name.as_str()));
    for group in &facts.groups {
        let earlier = *first.entry(group.name.as_str()).or_insert(group.id);
        if earlier == group.id {
            continue;
        }
        let finding = report.add(
            Subject::NodeGroup(group.id),
            format!("Another node group is called {} too", group.name),
            "Give the node group a name of its own.",
        );
        finding.related([Subject::NodeGroup(earlier)]);
        if let Some(name) = numbered(group.name.as_str(), 63, |n| taken.contains(n)) {
            let label = format!("Rename to {name}");
            finding.fix(label, ComputeEdit::RenameNodeGroup { group: group.id, name });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, groups};
    use expect_test::expect;

    #[test]
    fn twins() {
        check_findings(
            &RULE,
            &groups(&["general", "general", "general"], |_| {}),
            expect![[r#"
            Error at node-group-7 (with node-group-6): Another node group is called general too
              Give the node group a name of its own.
              [Rename to general-2] Rename general to general-2
            Error at node-group-8 (with node-group-6): Another node group is called general too
              Give the node group a name of its own.
              [Rename to general-2] Rename general to general-2"#]],
        );
    }

    #[test]
    fn the_longest_name() {
        let name = "a".repeat(63);
        check_findings(
            &RULE,
            &groups(&[&name, &name], |_| {}),
            expect![[r#"
            Error at node-group-7 (with node-group-6): Another node group is called aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa too
              Give the node group a name of its own.
              [Rename to aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-2] Rename aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa to aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-2"#]],
        );
    }

    #[test]
    fn siblings() {
        check_findings(&RULE, &groups(&["general", "general-2"], |_| {}), expect![[""]]);
    }
}
