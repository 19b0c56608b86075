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
    what: docs!("The region does not offer an instance type."),
    why: "EC2 starts no type that the region does not have. AWS adds types all the time: the page's list has a date.",
    source: docs!("instance type offerings: core/data"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let region = &facts.design.region;
    for group in &facts.groups {
        let is_missing = |t: &&InstanceType| is_offered(t, region) == Some(false);
        let missing: Vec<&str> =
            group.instance_types.iter().filter(is_missing).map(InstanceType::as_str).collect();
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
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use expect_test::expect;

    #[test]
    fn elsewhere() {
        check_findings(
            &RULE,
            &group(|g| g.instance_types.push(v("p6-b300.48xlarge"))),
            expect![[r#"
            Warning at node-group-3: general: eu-central-1 did not offer p6-b300.48xlarge on 2026-11-23
              Choose a type that the region offers, or make sure that it does by now.
              [Keep those that it offers] Change the instance types of general"#]],
        );
    }

    #[test]
    fn here() {
        check_findings(&RULE, &group(|g| g.instance_types.push(v("c7g.large"))), expect![[""]]);
    }
}
