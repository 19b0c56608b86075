//! LBL003: labels that EKS keeps for itself.

use super::without_labels;
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::{agree, list};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "LBL003",
    name: "reserved_label",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!("A label of a managed node group begins with kubernetes.io/, k8s.io/ or eks.amazonaws.com/."),
    why: "These prefixes belong to Kubernetes and EKS, which set such labels themselves; EKS refuses a node \
          group that brings its own.",
    source: docs!("cdk-preflight, nodegroup-label-reserved-prefix"),
    run,
};

/// Whether EKS refuses a label for its prefix.
pub(super) fn is_reserved(key: &str) -> bool {
    ["kubernetes.io/", "k8s.io/", "eks.amazonaws.com/"].iter().any(|prefix| key.starts_with(prefix))
}

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in facts.groups.iter().filter(|g| g.managed().is_some()) {
        let bad: Vec<_> = group.labels.keys().filter(|k| is_reserved(k.as_str())).collect();
        if bad.is_empty() {
            continue;
        }
        report
            .add(
                Subject::NodeGroup(group.id),
                format!(
                    "{} sets {} {}",
                    group.name,
                    agree(bad.len(), "the reserved label", "the reserved labels"),
                    list(&bad)
                ),
                "Use a prefix of your own, such as example.com/, or remove the label.",
            )
            .fix(
                agree(bad.len(), "Remove the label", "Remove the labels"),
                without_labels(group, is_reserved),
            );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use expect_test::expect;

    #[test]
    fn reserved() {
        let keys = ["kubernetes.io/arch", "eks.amazonaws.com/nodegroup", "team"];
        let design = group(|g| g.labels = keys.map(|k| (v(k), v("x"))).into());
        check_findings(
            &RULE,
            &design,
            expect![[r#"
                Error at node-group-3: general sets the reserved labels eks.amazonaws.com/nodegroup and kubernetes.io/arch
                  Use a prefix of your own, such as example.com/, or remove the label.
                  [Remove the labels] Change the labels of general"#]],
        );
    }

    /// Worked case 21.
    #[test]
    fn a_role_is_not_reserved_here() {
        let design = group(|g| g.labels = [(v("node-role.kubernetes.io/worker"), v("x"))].into());
        check_findings(&RULE, &design, expect![[""]]);
    }
}
