//! ACC015: a Kubernetes role is for a group that nobody has. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{RbacRole, Subject};

pub(in crate::check) static RULE: Rule = Rule {
    id: "ACC015",
    name: "role_for_nobody",
    area: Area::Account,
    severity: Severity::Note,
    what: docs!("The group of a Kubernetes role is in no access entry."),
    why: "A role binds a group, and principals come into groups by their access entries: this role allows nobody anything.",
    source: docs!("Kubernetes, RBAC (subjects of a binding); Amazon EKS user guide, access entries"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let access = &facts.design.access;
    let is_idle = |role: &&RbacRole| !access.entries.iter().any(|e| e.groups.contains(&role.group));
    let idle: Vec<_> = access.rbac.iter().filter(is_idle).map(|role| &role.name).collect();
    if !idle.is_empty() {
        report.add(
            Subject::Access,
            format!("Nobody is in the group of the Kubernetes role {}", list(idle)),
            "Put the group into an access entry, or remove the role.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{access, check_findings, v};
    use crate::design::{AccessEntry, RbacPermissions};
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
    fn nobody_and_somebody() {
        let role = RbacRole {
            name: v("deployers"),
            group: v("platform:deploy"),
            permissions: RbacPermissions::Deploy,
            namespaces: Default::default(),
        };
        let mut pipeline = entry("pipeline", "role/pipeline");
        let mut design = access(|a| {
            a.rbac = vec![role];
            a.entries = vec![pipeline.clone()];
        });
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Note at access: Nobody is in the group of the Kubernetes role deployers
              Put the group into an access entry, or remove the role."#]],
        );
        pipeline.groups = [v("platform:deploy")].into();
        std::sync::Arc::make_mut(&mut design.access).entries = vec![pipeline];
        check_findings(&RULE, &design, expect![[""]]);
    }
}
