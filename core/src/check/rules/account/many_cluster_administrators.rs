//! SEC007: several principals may do everything.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::roles;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SEC007",
    name: "many_cluster_administrators",
    area: Area::Account,
    severity: Severity::Warning,
    what: docs!(
        "An access entry has AmazonEKSClusterAdminPolicy in the whole cluster, beside the administrator."
    ),
    why: "Each of them can read every secret and remove everything. The fewer there are, the less one stolen session costs.",
    source: docs!("CIS Amazon EKS Benchmark 1.8.0, 4.1.1"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let administers = roles::entries(facts, |e| {
        e.policies
            .iter()
            .any(|p| p.policy.as_str() == "AmazonEKSClusterAdminPolicy" && p.namespaces.is_empty())
    });
    if let Some(names) = administers {
        report.add(
            Subject::Access,
            format!("Beside the administrator, {names} may do everything in the cluster"),
            "Give them AmazonEKSAdminPolicy in their namespaces, or a Kubernetes role.",
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
    fn everywhere_and_in_one_namespace() {
        let with = |namespaces: &[&str]| {
            let mut sre = entry("sre", "role/sre");
            let namespaces = namespaces.iter().map(|n| v(n)).collect();
            sre.policies = vec![PolicyAssociation { policy: v("AmazonEKSClusterAdminPolicy"), namespaces }];
            access(|a| a.entries = vec![sre])
        };
        check_findings(
            &RULE,
            &with(&[]),
            expect![[r#"
            Warning at access: Beside the administrator, sre may do everything in the cluster
              Give them AmazonEKSAdminPolicy in their namespaces, or a Kubernetes role."#]],
        );
        check_findings(&RULE, &with(&["shop"]), expect![[""]]);
    }
}
