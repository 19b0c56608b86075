//! FG003: a Fargate profile with no selector, or too many.

use crate::check::Severity;
use crate::check::draft::Draft;
use crate::check::facts::Facts;
use crate::check::finding::Fix;
use crate::check::places::SELECTORS;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::numbered;
use crate::design::{Design, FargateProfile, Subject};
use crate::edit::ComputeEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "FG003",
    name: "selector_count",
    area: Area::Fargate,
    severity: Severity::Error,
    what: docs!("A Fargate profile has no selector, or more than five."),
    why: "A profile takes the pods that its selectors match; EKS takes one to five of them.",
    source: docs!("cdk-preflight, fargate-selectors-max-five (the refusal of the EKS API)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for profile in &facts.design.compute.fargate_profiles {
        let subject = Subject::FargateProfile(profile.id);
        match profile.selectors.len() {
            0 => {
                report
                    .add(subject, format!("{} selects no pods", profile.name), "Name a namespace.")
                    .fix("Remove the profile", ComputeEdit::RemoveFargateProfile { profile: profile.id });
            }
            n if n > SELECTORS => {
                report
                    .add(
                        subject,
                        format!("{} has {n} selectors; EKS takes {SELECTORS}", profile.name),
                        "Move some to another profile, or use * in the namespace.",
                    )
                    .fix_if_any(split(facts.design, profile));
            }
            _ => {}
        }
    }
}

/// Leaves five selectors to the profile, and gives each further five a profile of their own.
fn split(design: &Design, profile: &FargateProfile) -> Option<Fix> {
    let mut draft = Draft::of(design);
    for (at, some) in profile.selectors.chunks(SELECTORS).enumerate() {
        let mut part = FargateProfile { selectors: some.to_vec(), ..profile.clone() };
        if at == 0 {
            draft.apply(ComputeEdit::SetFargateProfile { profile: part })?;
            continue;
        }
        let profiles = &draft.design().compute.fargate_profiles;
        part.name = numbered(part.name.as_str(), 100, |n| profiles.iter().any(|p| p.name.as_str() == n))?;
        draft.apply(ComputeEdit::AddFargateProfile { profile: part })?;
    }
    draft.into_fix("Split the profile")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, fargate};
    use expect_test::expect;

    #[test]
    fn none_and_eleven() {
        check_findings(
            &RULE,
            &fargate(|p| p.selectors.clear()),
            expect![[r#"
            Error at fargate-profile-6: kube-system selects no pods
              Name a namespace.
              [Remove the profile] Remove kube-system"#]],
        );
        let some = |count| fargate(|p| p.selectors = vec![p.selectors[0].clone(); count]);
        check_findings(
            &RULE,
            &some(11),
            expect![[r#"
            Error at fargate-profile-6: kube-system has 11 selectors; EKS takes 5
              Move some to another profile, or use * in the namespace.
              [Split the profile] Change kube-system; Add Fargate profile kube-system-2; Add Fargate profile kube-system-3"#]],
        );
        check_findings(&RULE, &some(5), expect![[""]]);
    }
}
