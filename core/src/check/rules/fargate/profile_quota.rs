//! FG005: more Fargate profiles than a new account may have.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "FG005",
    name: "profile_quota",
    area: Area::Fargate,
    severity: Severity::Warning,
    what: docs!("There are more than ten Fargate profiles."),
    why: "Ten is the quota of a cluster in a new account. AWS raises it on request.",
    source: docs!("Amazon EKS user guide, service quotas (adjustable)"),
    run,
};

const MOST: usize = 10;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let count = facts.design.compute.fargate_profiles.len();
    if count > MOST {
        report.add(
            Subject::Cluster,
            format!("The cluster has {count} Fargate profiles; the quota is {MOST}"),
            "Merge profiles by * in their namespaces, or ask AWS for a higher quota.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, fargate};
    use crate::edit::suggest;
    use expect_test::expect;

    #[test]
    fn eleven_and_ten() {
        let with = |count: usize| {
            (1..count)
                .fold(fargate(|_| {}), |d, _| d.edited(&suggest::add_fargate_profile(&d).unwrap()).unwrap())
        };
        check_findings(
            &RULE,
            &with(11),
            expect![[r#"
            Warning at cluster: The cluster has 11 Fargate profiles; the quota is 10
              Merge profiles by * in their namespaces, or ask AWS for a higher quota."#]],
        );
        check_findings(&RULE, &with(10), expect![[""]]);
    }
}
