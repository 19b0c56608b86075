//! NG037: an instance type that the catalog does not have. The rule is ours.

use crate::catalog;
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words;
use crate::design::Subject;
use crate::value::InstanceType;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG037",
    name: "type_not_known",
    area: Area::Compute,
    severity: Severity::Note,
    what: docs!("The page's catalog does not have an instance type."),
    why: "AWS adds types all the time. What is not in the catalog has no figures here, neither pods nor price, and no rule \
          looks at it.",
    source: docs!("instance types: core/data"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in &facts.groups {
        let is_unknown = |t: &&InstanceType| catalog::instance_type(t).is_none();
        let unknown: Vec<&str> =
            group.instance_types.iter().filter(is_unknown).map(InstanceType::as_str).collect();
        if !unknown.is_empty() {
            report.add(
                Subject::NodeGroup(group.id),
                format!(
                    "{}: {} is not in the catalog of {}",
                    group.name,
                    words::list(&unknown),
                    catalog::collected_on()
                ),
                "Mind the spelling. A type newer than the catalog works, without figures.",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use expect_test::expect;

    #[test]
    fn a_misspelt_type() {
        check_findings(
            &RULE,
            &group(|g| g.instance_types = vec![v("m5.huge")]),
            expect![[r#"
            Note at node-group-3: general: m5.huge is not in the catalog of 2026-11-23
              Mind the spelling. A type newer than the catalog works, without figures."#]],
        );
    }

    #[test]
    fn a_type_that_the_region_lacks() {
        check_findings(&RULE, &group(|g| g.instance_types = vec![v("p6-b300.48xlarge")]), expect![[""]]);
    }
}
