//! NG002: more managed nodes or node groups than an account may have.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG002",
    name: "node_group_quota",
    area: Area::Compute,
    severity: Severity::Warning,
    what: docs!("A managed node group may grow beyond 450 nodes, or there are more than 30 of them."),
    why: "These are the quotas of a new account; beyond them the rollout fails. AWS raises both on request.",
    source: docs!("Amazon EKS user guide, service quotas (adjustable)"),
    run,
};

const NODES: u32 = 450;
const GROUPS: usize = 30;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let managed: Vec<_> = facts.groups.iter().filter(|g| g.managed().is_some()).collect();
    for group in managed.iter().filter(|g| g.scaling.max > NODES) {
        report.add(
            Subject::NodeGroup(group.id),
            format!("{} may have {} nodes; the quota is {NODES}", group.name, group.scaling.max),
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
