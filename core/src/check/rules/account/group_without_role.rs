//! ACC016: a group of an access entry has no role here. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::Subject;
use crate::sorted;

pub(in crate::check) static RULE: Rule = Rule {
    id: "ACC016",
    name: "group_without_role",
    area: Area::Account,
    severity: Severity::Note,
    what: docs!("A group of an access entry has no Kubernetes role in the design."),
    why: "A group allows nothing until something in the cluster binds a role to it.",
    source: docs!("Kubernetes, RBAC (groups have no rights of their own)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let access = &facts.design.access;
    let groups = sorted::set(access.entries.iter().flat_map(|e| &e.groups));
    let bare: Vec<_> = groups.into_iter().filter(|g| !access.rbac.iter().any(|r| r.group == **g)).collect();
    if !bare.is_empty() {
        report.add(
            Subject::Access,
            format!("No Kubernetes role here is for the group {}", list(bare)),
            "Add a role for the group, unless something else binds it.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{access, check_findings, v};
    use crate::design::{AccessEntry, RbacPermissions, RbacRole};
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
    fn bare_and_bound() {
        let mut sre = entry("sre", "role/sre");
        sre.groups = [v("platform:sre")].into();
        let mut design = access(|a| a.entries = vec![sre]);
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Note at access: No Kubernetes role here is for the group platform:sre
              Add a role for the group, unless something else binds it."#]],
        );
        let role = RbacRole {
            name: v("sre"),
            group: v("platform:sre"),
            permissions: RbacPermissions::Operate,
            namespaces: Default::default(),
        };
        std::sync::Arc::make_mut(&mut design.access).rbac = vec![role];
        check_findings(&RULE, &design, expect![[""]]);
    }
}
