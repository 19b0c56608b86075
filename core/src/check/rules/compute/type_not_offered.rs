//! NG036: an instance type that the region does not offer. The rule is ours.

use crate::catalog::{self, is_offered};
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words;
use crate::design::Subject;
use crate::edit::ComputeEdit;
use crate::value::InstanceType;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG036",
    name: "type_not_offered",
    area: Area::Compute,
    severity: Severity::Warning,
    what: docs!("The region does not offer an instance type, or the page's catalog does not know it."),
    why: "EC2 starts no type that the region does not have. AWS adds types all the time: the page's list has a date.",
    source: docs!("instance type offerings: core/data"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let region = &facts.design.region;
    for group in &facts.groups {
        let missing: Vec<&str> = of(&group.instance_types, |t| is_offered(t, region) == Some(false));
        let unknown: Vec<&str> = of(&group.instance_types, |t| catalog::instance_type(t).is_none());
        if !missing.is_empty() {
            let names = words::list(&missing);
            let finding = report.add(
                Subject::NodeGroup(group.id),
                format!("{}: {region} did not offer {names} on {}", group.name, catalog::collected_on()),
                "Choose a type that the region offers, or make sure that it does by now.",
            );
            let kept: Vec<_> = group
                .instance_types
                .iter()
                .filter(|t| is_offered(t, region) != Some(false))
                .cloned()
                .collect();
            if !kept.is_empty() {
                let edit = ComputeEdit::SetInstanceTypes { group: group.id, instance_types: kept };
                finding.fix("Keep those that it offers", edit);
            }
        }
        if !unknown.is_empty() {
            report
                .add(
                    Subject::NodeGroup(group.id),
                    format!("{}: {} is not in the catalog of {}", group.name, words::list(&unknown), catalog::collected_on()),
                    "Mind the spelling. What is not in the catalog has no figures here: neither pods nor price.",
                )
                .severity(Severity::Note);
        }
    }
}

fn of(types: &[InstanceType], is_so: impl Fn(&InstanceType) -> bool) -> Vec<&str> {
    types.iter().filter(|t| is_so(t)).map(InstanceType::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use expect_test::expect;

    #[test]
    fn elsewhere_and_nowhere() {
        check_findings(
            &RULE,
            &group(|g| g.instance_types.push(v("p6-b300.48xlarge"))),
            expect![[r#"
            Warning at node-group-3: general: eu-central-1 did not offer p6-b300.48xlarge on 2026-11-23
              Choose a type that the region offers, or make sure that it does by now.
              [Keep those that it offers] Change the instance types of general"#]],
        );
        check_findings(
            &RULE,
            &group(|g| g.instance_types = vec![v("m5.huge")]),
            expect![[r#"
            Note at node-group-3: general: m5.huge is not in the catalog of 2026-11-23
              Mind the spelling. What is not in the catalog has no figures here: neither pods nor price."#]],
        );
    }

    #[test]
    fn here() {
        check_findings(&RULE, &group(|g| g.instance_types.push(v("c7g.large"))), expect![[""]]);
    }
}
