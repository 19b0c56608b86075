//! ACC003: an access entry for nodes has what people have.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::roles;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{AccessEntry, Subject};
use crate::value::EntryType;

pub(in crate::check) static RULE: Rule = Rule {
    id: "ACC003",
    name: "node_entry_refused",
    area: Area::Account,
    severity: Severity::Error,
    what: docs!(
        "An access entry for nodes has groups, policies or a user as its principal; a warning where its role is of another account than the administrator."
    ),
    why: "An entry for nodes gives their role what nodes need and takes nothing else: EKS refuses it.",
    source: docs!(
        "cdk-preflight, accessentry-node-type and -principal-arn-account; EKS API, CreateAccessEntry; eksctl"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let account = facts.design.access.administrator.account();
    let is_foreign = |e: &AccessEntry| e.kind.is_of_nodes() && e.principal.account() != account;
    let refused = roles::entries(facts, is_refused);
    let severity = if refused.is_some() { Severity::Error } else { Severity::Warning };
    let Some(names) = roles::entries(facts, |e| is_refused(e) || is_foreign(e)) else { return };
    let mut entries = facts.design.access.entries.clone();
    for entry in entries.iter_mut().filter(|e| is_refused(e) || is_foreign(e)) {
        entry.kind = EntryType::Standard;
    }
    report
        .add(
            Subject::Access,
            format!("{names} is for nodes and has groups, policies, a user or another account"),
            "Make it a standard entry, or give it a role of this account and nothing else.",
        )
        .severity(severity)
        .fix_if_any(roles::with_entries(facts, "Make it standard", entries));
}

/// Nodes of Auto Mode (EC2) do have an access policy, but their name and groups are EKS's own as those of all nodes are.
fn is_refused(entry: &AccessEntry) -> bool {
    let is_named = !entry.groups.is_empty() || entry.user_name.is_some();
    let has_policies = entry.kind != EntryType::Ec2 && !entry.policies.is_empty();
    entry.kind.is_of_nodes() && (!entry.principal.is_role() || is_named || has_policies)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{access, check_findings, v};
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
    fn rights_users_and_accounts() {
        let of = |principal: &str, change: fn(&mut AccessEntry)| {
            let mut entry = entry("nodes", principal);
            entry.kind = EntryType::Ec2Linux;
            change(&mut entry);
            access(|a| a.entries = vec![entry])
        };
        check_findings(
            &RULE,
            &of("user/eva", |_| {}),
            expect![[r#"
            Error at access: nodes is for nodes and has groups, policies, a user or another account
              Make it a standard entry, or give it a role of this account and nothing else.
              [Make it standard] Change who may do what"#]],
        );
        check_findings(
            &RULE,
            &of("role/nodes", |e| e.groups = [v("team")].into()),
            expect![[r#"
            Error at access: nodes is for nodes and has groups, policies, a user or another account
              Make it a standard entry, or give it a role of this account and nothing else.
              [Make it standard] Change who may do what"#]],
        );
        let foreign = |e: &mut AccessEntry| e.principal = v("arn:aws:iam::999988887777:role/nodes");
        check_findings(
            &RULE,
            &of("role/nodes", foreign),
            expect![[r#"
            Warning at access: nodes is for nodes and has groups, policies, a user or another account
              Make it a standard entry, or give it a role of this account and nothing else.
              [Make it standard] Change who may do what"#]],
        );
        check_findings(&RULE, &of("role/nodes", |_| {}), expect![[""]]);
    }

    #[test]
    fn nodes_of_auto_mode_have_policies_and_no_groups() {
        let of = |change: fn(&mut AccessEntry)| {
            let mut entry = entry("nodes", "role/nodes");
            entry.kind = EntryType::Ec2;
            change(&mut entry);
            access(|a| a.entries = vec![entry])
        };
        check_findings(
            &RULE,
            &of(|e| e.groups = [v("team")].into()),
            expect![[r#"
            Error at access: nodes is for nodes and has groups, policies, a user or another account
              Make it a standard entry, or give it a role of this account and nothing else.
              [Make it standard] Change who may do what"#]],
        );
        check_findings(&RULE, &of(|_| {}), expect![[""]]);
    }
}
