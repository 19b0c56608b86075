//! NG016: an update that may take all nodes away.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{ManagedNodes, NodeGroupKind, Subject, Unavailable};
use crate::edit::ComputeEdit;
use crate::value::UnavailableNodes;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG016",
    name: "more_away_than_nodes",
    area: Area::Compute,
    severity: Severity::Warning,
    what: docs!("More nodes of a managed group may be away during an update than it has at most."),
    why: "The number then limits nothing; it was probably meant for a larger group.",
    source: docs!("eksctl, validation.go"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in &facts.groups {
        let Some(managed) = group.managed() else { continue };
        let (Unavailable::Nodes(away), most) = (managed.unavailable, group.scaling.max.max(1)) else {
            continue;
        };
        if u32::from(away) <= most {
            continue;
        }
        let finding = report.add(
            Subject::NodeGroup(group.id),
            format!("{away} nodes of {} may be away, and it has {most} at most", group.name),
            "Let fewer be away, or a share of the group.",
        );
        if let Ok(nodes) = UnavailableNodes::try_from(most) {
            let kind =
                NodeGroupKind::Managed(ManagedNodes { unavailable: Unavailable::Nodes(nodes), ..*managed });
            finding
                .fix(format!("Let {most} be away"), ComputeEdit::SetNodeGroupKind { group: group.id, kind });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group};
    use expect_test::expect;

    #[test]
    fn five_of_four_and_four() {
        let with = |away: u32| {
            group(|g| {
                let unavailable = Unavailable::Nodes(away.try_into().unwrap());
                g.kind = NodeGroupKind::Managed(ManagedNodes { unavailable, ..ManagedNodes::default() });
            })
        };
        check_findings(
            &RULE,
            &with(5),
            expect![[r#"
            Warning at node-group-3: 5 nodes of general may be away, and it has 4 at most
              Let fewer be away, or a share of the group.
              [Let 4 be away] Let EKS manage general"#]],
        );
        check_findings(&RULE, &with(4), expect![[""]]);
    }
}
