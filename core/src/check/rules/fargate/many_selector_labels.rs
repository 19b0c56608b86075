//! FG004: a selector with many labels.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "FG004",
    name: "many_selector_labels",
    area: Area::Fargate,
    severity: Severity::Warning,
    what: docs!("A selector of a Fargate profile has more than five labels."),
    why: "Five is the quota of a new account; with more the profile is refused. AWS raises it on request.",
    source: docs!("Amazon EKS user guide, service quotas (label pairs per Fargate profile selector)"),
    run,
};

const MOST: usize = 5;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for profile in &facts.design.compute.fargate_profiles {
        let most = profile.selectors.iter().map(|s| s.labels.len()).max().unwrap_or_default();
        if most > MOST {
            report.add(
                Subject::FargateProfile(profile.id),
                format!("A selector of {} has {most} labels; the quota is {MOST}", profile.name),
                "Select by fewer labels.",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, fargate, v};
    use expect_test::expect;

    #[test]
    fn six_and_five() {
        let with = |keys: &[&str]| {
            fargate(|p| p.selectors[0].labels = keys.iter().map(|k| (v(k), v("x"))).collect())
        };
        check_findings(
            &RULE,
            &with(&["a", "b", "c", "d", "e", "f"]),
            expect![[r#"
            Warning at fargate-profile-6: A selector of kube-system has 6 labels; the quota is 5
              Select by fewer labels."#]],
        );
        check_findings(&RULE, &with(&["a", "b", "c", "d", "e"]), expect![[""]]);
    }
}
