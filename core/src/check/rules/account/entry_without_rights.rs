//! ACC012: an access entry allows nothing. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::roles;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::value::EntryType;

pub(in crate::check) static RULE: Rule = Rule {
    id: "ACC012",
    name: "entry_without_rights",
    area: Area::Account,
    severity: Severity::Note,
    what: docs!("A standard access entry has neither a policy nor a group."),
    why: "Its principal can log in and is then denied everything, unless something in the cluster names its user.",
    source: docs!("Amazon EKS user guide, access entries"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let bare = roles::entries(facts, |e| {
        e.kind == EntryType::Standard && e.policies.is_empty() && e.groups.is_empty()
    });
    if let Some(names) = bare {
        report.add(
            Subject::Access,
            format!("The access entry {names} allows nothing"),
            "Give it an access policy or a group.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{access, check_findings, v};
    use crate::design::AccessEntry;
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
    fn nothing_and_a_group() {
        let mut sre = entry("sre", "role/sre");
        check_findings(
            &RULE,
            &access(|a| a.entries = vec![sre.clone()]),
            expect![[r#"
            Note at access: The access entry sre allows nothing
              Give it an access policy or a group."#]],
        );
        sre.groups = [v("platform:sre")].into();
        check_findings(&RULE, &access(|a| a.entries = vec![sre]), expect![[""]]);
    }
}
