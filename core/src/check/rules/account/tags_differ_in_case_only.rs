//! TAG005: tags whose keys differ in case only.

use std::collections::BTreeMap;

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::Subject;
use crate::value::TagKey;

pub(in crate::check) static RULE: Rule = Rule {
    id: "TAG005",
    name: "tags_differ_in_case_only",
    area: Area::Account,
    severity: Severity::Warning,
    what: docs!("Two tags have keys that are equal but for upper and lower case."),
    why: "IAM takes such keys for the same and refuses a role that has both; reports on cost split in two.",
    source: docs!("IAM API, tagKeyType (keys of a role are case-insensitive)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut spellings: BTreeMap<String, Vec<&TagKey>> = BTreeMap::new();
    for key in facts.design.tags.keys() {
        spellings.entry(key.as_str().to_lowercase()).or_default().push(key);
    }
    let twins: Vec<String> = spellings.into_values().filter(|s| s.len() > 1).map(list).collect();
    if !twins.is_empty() {
        report.add(
            Subject::Design,
            format!("The tags {} differ in case only", twins.join("; ")),
            "Keep one spelling.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, design, v};
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn twins_and_siblings() {
        let tagged =
            |keys: &[&str]| design(|d| d.tags = Arc::new(keys.iter().map(|k| (v(k), v("x"))).collect()));
        check_findings(
            &RULE,
            &tagged(&["Env", "env", "Team"]),
            expect![[r#"
            Warning at design: The tags Env and env differ in case only
              Keep one spelling."#]],
        );
        check_findings(&RULE, &tagged(&["Env", "Team"]), expect![[""]]);
    }
}
