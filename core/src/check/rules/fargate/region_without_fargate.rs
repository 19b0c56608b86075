//! FG015: Fargate where AWS does not offer it.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "FG015",
    name: "region_without_fargate",
    area: Area::Fargate,
    severity: Severity::Warning,
    what: docs!("A design for a GovCloud region has Fargate profiles."),
    why: "AWS documented no Fargate for EKS in GovCloud; the profile may be refused.",
    source: docs!("Amazon EKS user guide, fargate (2024-12-18)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let profiles = &facts.design.compute.fargate_profiles;
    if facts.design.region.as_str().starts_with("us-gov-") && !profiles.is_empty() {
        report
            .add(
                Subject::Design,
                format!("{} may have no Fargate for EKS", facts.design.region),
                "Ask AWS, or use node groups.",
            )
            .related(profiles.iter().map(|p| Subject::FargateProfile(p.id)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, fargate, v};
    use expect_test::expect;

    #[test]
    fn govcloud() {
        let mut design = fargate(|_| {});
        check_findings(&RULE, &design, expect![[""]]);
        design.region = v("us-gov-west-1");
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Warning at design (with fargate-profile-6): us-gov-west-1 may have no Fargate for EKS
              Ask AWS, or use node groups."#]],
        );
    }
}
