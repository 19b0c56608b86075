//! LBL004: labels with which a node does not start.

use super::{reserved_label, without_labels};
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::{agree, list};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "LBL004",
    name: "label_refused_by_kubelet",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!(
        "A label of a node group is in a domain of Kubernetes and not one that a node may set on itself."
    ),
    why: "The kubelet refuses to start with such a label, so the node never joins and the node group fails.",
    source: docs!("eksctl, validateLabels (IsKubeletLabel)"),
    run,
};

/// Labels of Kubernetes that a node may set on itself. Source: Kubernetes, pkg/kubelet/apis/well_known_labels.go.
const ALLOWED: [&str; 7] = [
    "beta.kubernetes.io/arch",
    "beta.kubernetes.io/instance-type",
    "beta.kubernetes.io/os",
    "failure-domain.beta.kubernetes.io/region",
    "failure-domain.beta.kubernetes.io/zone",
    "topology.kubernetes.io/region",
    "topology.kubernetes.io/zone",
];
/// Domains in which it may set any label.
const ALLOWED_DOMAINS: [&str; 2] = ["kubelet.kubernetes.io", "node.kubernetes.io"];

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in &facts.groups {
        // EKS itself refuses the reserved prefixes of managed groups (LBL003).
        let is_bad =
            |key: &str| is_refused(key) && !(group.managed().is_some() && reserved_label::is_reserved(key));
        let bad: Vec<_> = group.labels.keys().filter(|k| is_bad(k.as_str())).collect();
        if bad.is_empty() {
            continue;
        }
        report
            .add(
                Subject::NodeGroup(group.id),
                format!(
                    "Nodes of {} do not start with {} {}",
                    group.name,
                    agree(bad.len(), "the label", "the labels"),
                    list(&bad)
                ),
                "Use a prefix of your own, such as example.com/, or remove the label.",
            )
            .fix(agree(bad.len(), "Remove the label", "Remove the labels"), without_labels(group, is_bad));
    }
}

fn is_refused(key: &str) -> bool {
    let Some((domain, _)) = key.split_once('/') else { return false };
    let within = |of: &str| domain == of || domain.strip_suffix(of).is_some_and(|rest| rest.ends_with('.'));
    (within("kubernetes.io") || within("k8s.io"))
        && !ALLOWED.contains(&key)
        && !ALLOWED_DOMAINS.iter().any(|d| within(d))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use expect_test::expect;

    /// Worked case 21.
    #[test]
    fn a_role() {
        let keys = ["node-role.kubernetes.io/worker", "x.k8s.io/a"];
        let design = group(|g| g.labels = keys.map(|k| (v(k), v("x"))).into());
        check_findings(
            &RULE,
            &design,
            expect![[r#"
                Error at node-group-3: Nodes of general do not start with the labels node-role.kubernetes.io/worker and x.k8s.io/a
                  Use a prefix of your own, such as example.com/, or remove the label.
                  [Remove the labels] Change the labels of general"#]],
        );
    }

    #[test]
    fn allowed_ones() {
        let keys = [
            "node.kubernetes.io/pool",
            "a.kubelet.kubernetes.io/b",
            "topology.kubernetes.io/zone",
            "notkubernetes.io/x",
            "team",
        ];
        let design = group(|g| g.labels = keys.map(|k| (v(k), v("x"))).into());
        check_findings(&RULE, &design, expect![[""]]);
    }
}
