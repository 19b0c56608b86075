//! ACC002: a principal has two access entries.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::roles;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{AccessEntry, Subject};

pub(in crate::check) static RULE: Rule = Rule {
    id: "ACC002",
    name: "principal_twice",
    area: Area::Account,
    severity: Severity::Error,
    what: docs!("Two access entries, or one and the administrator, have the same principal."),
    why: "EKS takes one access entry for a principal and refuses the second.",
    source: docs!("cdk-preflight, accessentry-principal-arn-duplicate; EKS API, CreateAccessEntry"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let access = &facts.design.access;
    let of_entries = access.entries.iter().map(|e| &e.principal);
    let principals: Vec<_> = [&access.administrator].into_iter().chain(of_entries).collect();
    let twice = roles::twice(&principals);
    if twice.is_empty() {
        return;
    }
    report
        .add(
            Subject::Access,
            format!("{} has several access entries", list(twice)),
            "Keep one entry for each principal.",
        )
        .fix_if_any(roles::with_entries(facts, "Merge them", joined(facts)));
}

/// One entry a principal, with the rights of all; the administrator has them anyway.
fn joined(facts: &Facts<'_>) -> Vec<AccessEntry> {
    let access = &facts.design.access;
    let mut joined: Vec<AccessEntry> = Vec::new();
    for entry in access.entries.iter().filter(|e| e.principal != access.administrator) {
        match joined.iter_mut().find(|e| e.principal == entry.principal) {
            Some(first) => {
                first.policies.extend(entry.policies.iter().cloned());
                first.policies = roles::merged(&first.policies);
                first.groups.extend(entry.groups.iter().cloned());
            }
            None => joined.push(entry.clone()),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{access, check_findings, v};
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
        let entries = |principals: [&str; 2]| {
            let entries = principals.map(|p| entry("engineer", p)).to_vec();
            access(|a| a.entries = entries)
        };
        check_findings(
            &RULE,
            &entries(["role/sre", "role/sre"]),
            expect![[r#"
            Error at access: arn:aws:iam::111122223333:role/sre has several access entries
              Keep one entry for each principal.
              [Merge them] Change who may do what"#]],
        );
        check_findings(
            &RULE,
            &entries(["role/platform-admin", "role/sre"]),
            expect![[r#"
            Error at access: arn:aws:iam::111122223333:role/platform-admin has several access entries
              Keep one entry for each principal.
              [Merge them] Change who may do what"#]],
        );
        check_findings(&RULE, &entries(["role/sre", "user/sre"]), expect![[""]]);
    }
}
