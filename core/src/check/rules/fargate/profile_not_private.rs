//! FG001: a Fargate profile outside private subnets.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{FargateProfile, Subject, Tier};
use crate::edit::ComputeEdit;
use crate::sorted;

pub(in crate::check) static RULE: Rule = Rule {
    id: "FG001",
    name: "profile_not_private",
    area: Area::Fargate,
    severity: Severity::Error,
    what: docs!("A Fargate profile names a public subnet, or none."),
    why: "Pods on Fargate have no public addresses, so EKS takes private subnets only and refuses the profile.",
    source: docs!("cdk-preflight, fargate-subnets-private-only (the refusal of the EKS API)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for profile in &facts.design.compute.fargate_profiles {
        let of_profile = || facts.subnets.iter().filter(|s| profile.subnets.contains(&s.id));
        let public: Vec<_> = of_profile().filter(|s| s.tier == Tier::Public).collect();
        if public.is_empty() && !profile.subnets.is_empty() {
            continue;
        }
        let title = match public.as_slice() {
            [] => format!("{} has no subnet", profile.name),
            some => format!("{} is placed in public {}", profile.name, list(some.iter().map(|s| &s.name))),
        };
        let finding =
            report.add(Subject::FargateProfile(profile.id), title, "Place the profile in private subnets.");
        finding.related(public.iter().map(|s| Subject::Subnet(s.id)));
        let mut subnets = sorted::set(of_profile().filter(|s| s.tier != Tier::Public).map(|s| s.id));
        if subnets.is_empty() {
            subnets = sorted::set(facts.subnets_of(Tier::Private).map(|s| s.id));
        }
        if !subnets.is_empty() {
            let profile = FargateProfile { subnets, ..profile.clone() };
            finding.fix("Use private subnets", ComputeEdit::SetFargateProfile { profile });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, fargate};
    use crate::design::SubnetId;
    use expect_test::expect;

    #[test]
    fn public_and_none() {
        check_findings(
            &RULE,
            &fargate(|p| p.subnets = [SubnetId(1), SubnetId(4)].into()),
            expect![[r#"
            Error at fargate-profile-6 (with subnet-4): kube-system is placed in public public-az1
              Place the profile in private subnets.
              [Use private subnets] Change kube-system"#]],
        );
        check_findings(
            &RULE,
            &fargate(|p| p.subnets.clear()),
            expect![[r#"
            Error at fargate-profile-6: kube-system has no subnet
              Place the profile in private subnets.
              [Use private subnets] Change kube-system"#]],
        );
    }

    #[test]
    fn private() {
        check_findings(&RULE, &fargate(|_| {}), expect![[""]]);
    }
}
