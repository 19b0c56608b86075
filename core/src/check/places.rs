//! Where pods find a place: on the nodes of groups, on Fargate, in Auto Mode.

use super::Severity;
use super::facts::Facts;
use super::rule::Report;
use super::words::list;
use crate::catalog;
use crate::design::{Addon, Design, FargateProfile, FargateSelector, NodeGroup, Subject};
use crate::edit::ClusterEdit;
use crate::value::AddonName;

/// The labels of CoreDNS's pods. Source: the manifest of the EKS add-on.
const COREDNS_LABELS: [(&str, &str); 2] =
    [("k8s-app", "kube-dns"), ("eks.amazonaws.com/component", "coredns")];

/// Selectors of a profile that are looked at: EKS takes no more.
pub(super) const SELECTORS: usize = 5;

impl<'a> Facts<'a> {
    /// The groups whose nodes run Linux.
    pub(super) fn linux_groups(&self) -> impl Iterator<Item = &'a NodeGroup> {
        self.groups.iter().copied().filter(|g| !g.ami_type.is_windows())
    }

    /// Whether the cluster is rolled out with Fargate alone. Karpenter may add nodes later.
    pub(super) fn starts_on_fargate(&self) -> bool {
        let compute = &self.design.compute;
        self.groups.is_empty() && compute.auto_mode.is_none() && !compute.fargate_profiles.is_empty()
    }

    /// Whether no pod ever runs elsewhere than on Fargate.
    pub(super) fn runs_on_fargate(&self) -> bool {
        self.starts_on_fargate() && !self.design.intent.karpenter
    }

    /// Whether all nodes are those of Auto Mode.
    pub(super) fn runs_on_auto_mode(&self) -> bool {
        self.groups.is_empty() && self.design.compute.auto_mode.is_some() && !self.design.intent.karpenter
    }

    /// How an add-on is installed; `None` where it is not.
    pub(super) fn addon(&self, name: &str) -> Option<&'a Addon> {
        self.design.cluster.addons.iter().find(|(n, _)| n.as_str() == name).map(|(_, addon)| addon)
    }

    /// The profiles that take every pod of a namespace.
    pub(super) fn takes_namespace(&self, namespace: &str) -> bool {
        let mut selectors = self.design.compute.fargate_profiles.iter().flat_map(|p| &p.selectors);
        selectors.any(|s| s.labels.is_empty() && meet(s.namespace.as_str(), namespace))
    }

    /// Add-ons none of whose pods has a place in the design.
    pub(super) fn idle_addons(&self) -> Vec<&'a AddonName> {
        let (design, compute) = (self.design, &self.design.compute);
        let has = |kind: &&str| match *kind {
            "EC2" => !self.groups.is_empty() || design.intent.karpenter,
            "Fargate" => !compute.fargate_profiles.is_empty(),
            "AutoMode" => compute.auto_mode.is_some(),
            _ => false,
        };
        let is_idle = |name: &&AddonName| {
            let facts = catalog::addons().iter().find(|a| a.name == name.as_str());
            facts.is_some_and(|a| !a.compute.iter().any(&has))
        };
        design.cluster.addons.keys().filter(is_idle).collect()
    }
}

/// Whether an add-on is only there to make nodes ready: where there are none it does no harm.
fn is_for_nodes(name: &AddonName) -> bool {
    matches!(name.as_str(), "vpc-cni" | "kube-proxy" | "eks-pod-identity-agent")
}

/// Says of add-ons that have nothing to run on why, with the fix that removes them. Those that only make nodes ready do no
/// harm: of them it is a note.
pub(super) fn report_idle(report: &mut Report<'_>, idle: &[&AddonName], why: &str) {
    let finding =
        report.add(Subject::Addons, format!("{} {why}", list(idle)), "Remove them, or add a node group.");
    finding.fix("Remove them", without_addons(idle));
    if idle.iter().all(|name| is_for_nodes(name)) {
        finding.severity(Severity::Note);
    }
}

/// The edit that removes add-ons.
fn without_addons(names: &[&AddonName]) -> crate::edit::Edit {
    let removed = |name: &&AddonName| ClusterEdit::SetAddon { name: (*name).clone(), addon: None }.into();
    crate::edit::Edit::Batch { edits: names.iter().map(removed).collect() }
}

/// Whether CoreDNS's pods are among those that a profile takes.
pub(super) fn takes_coredns(profile: &FargateProfile) -> bool {
    let of_pod = |key: &str| COREDNS_LABELS.iter().find(|(k, _)| *k == key).map(|(_, value)| *value);
    profile.selectors.iter().take(SELECTORS).any(|s| {
        meet(s.namespace.as_str(), "kube-system")
            && s.labels
                .iter()
                .all(|(key, value)| of_pod(key.as_str()).is_some_and(|v| meet(value.as_str(), v)))
    })
}

/// Whether CoreDNS runs on Fargate: a profile takes it, and the add-on is told so. The bundle does that where there
/// is nothing else.
pub(super) fn coredns_on_fargate(facts: &Facts<'_>) -> bool {
    let told = facts.addon("coredns").and_then(|a| a.configuration.as_ref()).is_some_and(|configuration| {
        let kind = configuration.value().remove("computeType");
        kind.is_some_and(|k| k.as_str().is_some_and(|k| k.eq_ignore_ascii_case("fargate")))
    });
    takes_coredns_somewhere(facts.design) && (told || facts.starts_on_fargate())
}

/// Whether any profile takes CoreDNS's pods.
pub(super) fn takes_coredns_somewhere(design: &Design) -> bool {
    design.compute.fargate_profiles.iter().any(takes_coredns)
}

/// Whether a pod can be among those of both selectors.
pub(super) fn overlap(a: &FargateSelector, b: &FargateSelector) -> bool {
    let agree = |(key, value): (&crate::value::PodLabelKey, &crate::value::PodLabelPattern)| {
        b.labels.get(key).is_none_or(|other| meet(value.as_str(), other.as_str()))
    };
    meet(a.namespace.as_str(), b.namespace.as_str()) && a.labels.iter().all(agree)
}

/// Whether some text matches both patterns, of which `*` and `?` stand for any characters and any one.
/// Source: EKS user guide, fargate-profile (wildcards).
fn meet(a: &str, b: &str) -> bool {
    if !a.contains(['*', '?']) && !b.contains(['*', '?']) {
        return a == b;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    // Whether what is left of `a` after `at` and of `b` after each place can meet; built from the ends.
    let mut below: Vec<bool> = Vec::new();
    for at in (0..=a.len()).rev() {
        let mut row = vec![false; b.len() + 1];
        for place in (0..=b.len()).rev() {
            let (x, y) = (a.get(at), b.get(place));
            let later = |row: &[bool]| row.get(place + 1).copied().unwrap_or_default();
            row[place] = match (x, y) {
                (None, None) => true,
                (Some(b'*'), _) => below[place] || later(&row),
                (_, Some(b'*')) => later(&row) || x.is_some() && below[place],
                (Some(x), Some(y)) => (x == y || *x == b'?' || *y == b'?') && later(&below),
                _ => false,
            };
        }
        below = row;
    }
    below[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_meet() {
        for (a, b) in [
            ("a", "a"),
            ("*", "a"),
            ("team-*", "*-x"),
            ("a?c", "*bc"),
            ("*", "*"),
            ("a*", "a"),
            ("?", "*"),
            ("**", ""),
        ] {
            assert!(meet(a, b) && meet(b, a), "{a} {b}");
        }
        for (a, b) in [("a", "b"), ("team-*", "kube-*"), ("a?", "a"), ("?", ""), ("a*b", "*c"), ("a", "ab")] {
            assert!(!meet(a, b) && !meet(b, a), "{a} {b}");
        }
    }
}
