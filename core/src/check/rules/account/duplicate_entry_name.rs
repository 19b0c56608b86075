//! ACC011: two access entries share a name. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::roles;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "ACC011",
    name: "duplicate_entry_name",
    area: Area::Account,
    severity: Severity::Error,
    what: docs!("Two access entries have the same name."),
    why: "The name is the key of the entry in Terraform's state: of two the second takes the place of the first.",
    source: docs!("Terraform language, maps (keys are unique)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut entries = facts.design.access.entries.clone();
    let names: Vec<_> = entries.iter().map(|e| e.name.clone()).collect();
    let twice = roles::twice(&names);
    if twice.is_empty() {
        return;
    }
    let renamed = roles::renamed(&mut entries, 40, |e| &mut e.name);
    report
        .add(
            Subject::Access,
            format!("Several access entries are called {}", list(twice)),
            "Give each a name of its own.",
        )
        .fix_if_any(renamed.and_then(|()| roles::with_entries(facts, "Rename", entries)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{access, check_findings, v};
    use crate::design::AccessEntry;
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
    fn one_name_for_two() {
        let named = |second: &str| {
            let entries = vec![entry("sre", "role/sre"), entry(second, "role/build")];
            access(|a| a.entries = entries)
        };
        check_findings(
            &RULE,
            &named("sre"),
            expect![[r#"
            Error at access: Several access entries are called sre
              Give each a name of its own.
              [Rename] Change who may do what"#]],
        );
        check_findings(&RULE, &named("pipeline"), expect![[""]]);
    }
}
