//! ACC014: an access policy that this page does not know. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::roles;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "ACC014",
    name: "unknown_access_policy",
    area: Area::Account,
    severity: Severity::Note,
    what: docs!("An access entry has an access policy that is not among the known ones."),
    why: "EKS refuses policies that it does not know. It gets new ones now and then, so this may be one of them.",
    source: docs!("Amazon EKS user guide, access policies (2026)"),
    run,
};

/// The middle of the names of the known policies, between `AmazonEKS` and `Policy`.
const KNOWN: [&str; 16] = [
    "ClusterAdmin",
    "Admin",
    "AdminView",
    "Edit",
    "View",
    "SecretReader",
    "AutoNode",
    "Hybrid",
    "Compute",
    "ComputeCluster",
    "Networking",
    "NetworkingCluster",
    "LoadBalancing",
    "LoadBalancingCluster",
    "BlockStorage",
    "BlockStorageCluster",
];

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let is_known = |name: &str| {
        let middle = name.strip_prefix("AmazonEKS").and_then(|rest| rest.strip_suffix("Policy"));
        middle.is_some_and(|middle| KNOWN.contains(&middle))
    };
    let unknown = roles::entries(facts, |e| e.policies.iter().any(|p| !is_known(p.policy.as_str())));
    if let Some(names) = unknown {
        report.add(
            Subject::Access,
            format!("{names} has an access policy that is not known here"),
            "See whether EKS has a policy of this name.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{access, check_findings, v};
    use crate::design::{AccessEntry, PolicyAssociation};
    use crate::value::EntryType;
    use expect_test::expect;

    fn entry(name: &str, principal: &str) -> AccessEntry {
        AccessEntry {
            name: v(name),
            principal: v(&format!("arn:aws:iam::111122223333:{principal}")),
            kind: EntryType::Standard,
            policies: Vec::new(),
            groups: Default::default(),
            user_name: None,
        }
    }

    #[test]
    fn known_and_not() {
        let with = |policy: &str| {
            let mut sre = entry("sre", "role/sre");
            sre.policies = vec![PolicyAssociation { policy: v(policy), namespaces: Default::default() }];
            access(|a| a.entries = vec![sre])
        };
        check_findings(
            &RULE,
            &with("AmazonEKSWatchPolicy"),
            expect![[r#"
            Note at access: sre has an access policy that is not known here
              See whether EKS has a policy of this name."#]],
        );
        check_findings(&RULE, &with("AmazonEKSViewPolicy"), expect![[""]]);
    }
}
