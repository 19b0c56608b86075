//! ACC017: an access entry has a policy twice. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::roles;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "ACC017",
    name: "policy_twice_in_entry",
    area: Area::Account,
    severity: Severity::Warning,
    what: docs!("An access entry names an access policy twice."),
    why: "EKS keeps one scope for each policy of an entry: the one that comes last counts, and nobody chose it.",
    source: docs!("EKS API, AssociateAccessPolicy (one scope for a policy)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut entries = facts.design.access.entries.clone();
    let twice = roles::entries(facts, |e| roles::merged(&e.policies).len() < e.policies.len());
    let Some(names) = twice else { return };
    entries.iter_mut().for_each(|e| e.policies = roles::merged(&e.policies));
    report
        .add(
            Subject::Access,
            format!("{names} has an access policy twice"),
            "Name each policy once, with all its namespaces.",
        )
        .fix_if_any(roles::with_entries(facts, "Merge them", entries));
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
    fn twice_and_once() {
        let with = |second: &str| {
            let policy = |name: &str, namespace: &str| PolicyAssociation {
                policy: v(name),
                namespaces: [v(namespace)].into(),
            };
            let mut sre = entry("sre", "role/sre");
            sre.policies = vec![policy("AmazonEKSEditPolicy", "shop"), policy(second, "pay")];
            access(|a| a.entries = vec![sre])
        };
        check_findings(
            &RULE,
            &with("AmazonEKSEditPolicy"),
            expect![[r#"
            Warning at access: sre has an access policy twice
              Name each policy once, with all its namespaces.
              [Merge them] Change who may do what"#]],
        );
        check_findings(&RULE, &with("AmazonEKSViewPolicy"), expect![[""]]);
    }
}
