//! NG002: more managed nodes or node groups than an account may have.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Scaling, Subject};
use crate::edit::ComputeEdit;
use crate::value::grouped;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG002",
    name: "node_group_quota",
    area: Area::Compute,
    severity: Severity::Warning,
    what: docs!(
        "A managed node group may grow beyond 450 nodes, or there are more than 30 of them; or a group of any kind may grow beyond 100,000 (an error)."
    ),
    why: "450 nodes and 30 groups are the quotas of a new account; beyond them the rollout fails. AWS raises both on request, but no cluster has more than 100,000 nodes.",
    source: docs!(
        "Amazon EKS user guide, service quotas (adjustable); AWS containers blog, Amazon EKS ultra scale clusters (100,000 nodes)"
    ),
    run,
};

const NODES: u32 = 450;
const GROUPS: usize = 30;
/// The most nodes that a cluster can have.
const OF_A_CLUSTER: u32 = 100_000;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in facts.groups.iter().filter(|g| g.scaling.max > OF_A_CLUSTER) {
        let Scaling { min, desired, max } = group.scaling;
        let scaling = Scaling { min: min.min(NODES), desired: desired.min(NODES), max: NODES };
        report
            .add(
                Subject::NodeGroup(group.id),
                format!(
                    "{} may have {} nodes; a cluster has at most {}",
                    group.name,
                    grouped(max.into()),
                    grouped(OF_A_CLUSTER.into())
                ),
                "Choose a smaller maximum.",
            )
            .severity(Severity::Error)
            .fix(format!("Use {NODES} at most"), ComputeEdit::SetScaling { group: group.id, scaling });
    }
    let managed: Vec<_> = facts.groups.iter().filter(|g| g.managed().is_some()).collect();
    for group in managed.iter().filter(|g| (NODES + 1..=OF_A_CLUSTER).contains(&g.scaling.max)) {
        report.add(
            Subject::NodeGroup(group.id),
            format!(
                "{} may have {} nodes; the quota is {NODES}",
                group.name,
                grouped(group.scaling.max.into())
            ),
            "Split the node group, or ask AWS for a higher quota.",
        );
    }
    let groups = managed.len();
    if groups > GROUPS {
        report.add(
            Subject::Cluster,
            format!("The cluster has {groups} managed node groups; the quota is {GROUPS}"),
            "Use fewer node groups, or ask AWS for a higher quota.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, groups};
    use crate::design::NodeGroupKind;
    use expect_test::expect;

    #[test]
    fn nodes() {
        check_findings(
            &RULE,
            &group(|g| g.scaling.max = 451),
            expect![[r#"
            Warning at node-group-3: general may have 451 nodes; the quota is 450
              Split the node group, or ask AWS for a higher quota."#]],
        );
        check_findings(&RULE, &group(|g| g.scaling.max = 450), expect![[""]]);
    }

    #[test]
    fn more_than_a_cluster_has() {
        let own = |max| {
            group(|g| {
                g.kind = NodeGroupKind::SelfManaged(Default::default());
                g.scaling.max = max;
            })
        };
        for design in [group(|g| g.scaling.max = 100_001), own(100_001)] {
            check_findings(
                &RULE,
                &design,
                expect![[r#"
                    Error at node-group-3: general may have 100 001 nodes; a cluster has at most 100 000
                      Choose a smaller maximum.
                      [Use 450 at most] Scale general to 2 – 2 – 450"#]],
            );
        }
        check_findings(&RULE, &own(100_000), expect![[""]]);
        check_findings(
            &RULE,
            &group(|g| g.scaling.max = 100_000),
            expect![[r#"
                Warning at node-group-3: general may have 100 000 nodes; the quota is 450
                  Split the node group, or ask AWS for a higher quota."#]],
        );
    }

    #[test]
    fn node_groups() {
        let names: Vec<String> = (0..31).map(|n| format!("g{n}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        check_findings(
            &RULE,
            &groups(&names, |_| {}),
            expect![[r#"
                Warning at cluster: The cluster has 31 managed node groups; the quota is 30
                  Use fewer node groups, or ask AWS for a higher quota."#]],
        );
        check_findings(&RULE, &groups(&names[1..], |_| {}), expect![[""]]);
        let own = groups(&names, |g| g.kind = NodeGroupKind::SelfManaged(Default::default()));
        check_findings(&RULE, &own, expect![[""]]);
    }
}
