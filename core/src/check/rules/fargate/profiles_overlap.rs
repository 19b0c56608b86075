//! FG007: two Fargate profiles that take the same pods.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::places::{SELECTORS, overlap};
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{FargateProfile, Subject};
use crate::sorted;

pub(in crate::check) static RULE: Rule = Rule {
    id: "FG007",
    name: "profiles_overlap",
    area: Area::Fargate,
    severity: Severity::Warning,
    what: docs!("A pod can match the selectors of two Fargate profiles."),
    why: "EKS then takes the profile whose name comes first in the alphabet, which is seldom what was meant.",
    source: docs!("Amazon EKS user guide, fargate-profile"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut profiles: Vec<&FargateProfile> = facts.design.compute.fargate_profiles.iter().collect();
    sorted::sort_by(&mut profiles, |a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    for (at, profile) in profiles.iter().enumerate() {
        let takes_same = |other: &&&FargateProfile| {
            let own = profile.selectors.iter().take(SELECTORS);
            own.clone().any(|s| other.selectors.iter().take(SELECTORS).any(|o| overlap(s, o)))
        };
        let first: Vec<&&FargateProfile> = profiles[..at].iter().filter(takes_same).collect();
        if first.is_empty() {
            continue;
        }
        report
            .add(
                Subject::FargateProfile(profile.id),
                format!(
                    "{} takes pods first that match {} too",
                    list(first.iter().map(|p| &p.name)),
                    profile.name
                ),
                "Tell the profiles apart by namespace or label.",
            )
            .related(first.iter().map(|p| Subject::FargateProfile(p.id)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, fargate, v};
    use crate::design::Design;
    use crate::edit::suggest;
    use expect_test::expect;
    use std::sync::Arc;

    fn with(namespace: &str, label: Option<&str>) -> Design {
        let mut design = fargate(|p| p.selectors[0].labels = [(v("app"), v("web-*"))].into());
        design = design.edited(&suggest::add_fargate_profile(&design).unwrap()).unwrap();
        let selector = &mut Arc::make_mut(&mut design.compute).fargate_profiles[1].selectors[0];
        selector.namespace = v(namespace);
        selector.labels = label.map(|value| (v("app"), v(value))).into_iter().collect();
        design
    }

    #[test]
    fn by_pattern() {
        check_findings(
            &RULE,
            &with("kube-*m", None),
            expect![[r#"
            Warning at fargate-profile-7 (with fargate-profile-6): kube-system takes pods first that match workloads too
              Tell the profiles apart by namespace or label."#]],
        );
        check_findings(
            &RULE,
            &with("kube-system", Some("*-1")),
            expect![[r#"
            Warning at fargate-profile-7 (with fargate-profile-6): kube-system takes pods first that match workloads too
              Tell the profiles apart by namespace or label."#]],
        );
    }

    #[test]
    fn other_namespaces_and_labels() {
        check_findings(&RULE, &with("team*", None), expect![[""]]);
        check_findings(&RULE, &with("kube-system", Some("api")), expect![[""]]);
    }
}
