//! FG013: a pod that no machine of Fargate holds.

use crate::capacity::{Resources, fargate_size};
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "FG013",
    name: "pod_too_large",
    area: Area::Fargate,
    severity: Severity::Warning,
    what: docs!(
        "The pods expected on a Fargate profile ask for more than 16 vCPU, or than 120 GB with what Kubernetes takes."
    ),
    why: "Fargate has no larger machine: such a pod is never started.",
    source: docs!("Amazon EKS user guide, fargate-pod-configuration"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for profile in facts.design.compute.fargate_profiles.iter().filter(|p| p.expected.pods > 0) {
        let expected = profile.expected;
        let asked =
            Resources { cpu_millicores: expected.millicores.into(), memory_mib: expected.memory_mib.into() };
        if fargate_size(asked).is_none() {
            report.add(
                Subject::FargateProfile(profile.id),
                format!(
                    "A pod of {} with {} millicores and {} MiB is too large for Fargate",
                    profile.name, expected.millicores, expected.memory_mib
                ),
                "Ask for less, or run such pods on nodes.",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, fargate};
    use crate::design::FargatePods;
    use expect_test::expect;

    #[test]
    fn the_largest_and_a_larger() {
        let with = |millicores, memory_mib| {
            fargate(|p| p.expected = FargatePods { pods: 1, millicores, memory_mib })
        };
        check_findings(
            &RULE,
            &with(16_001, 1024),
            expect![[r#"
            Warning at fargate-profile-6: A pod of kube-system with 16001 millicores and 1024 MiB is too large for Fargate
              Ask for less, or run such pods on nodes."#]],
        );
        check_findings(
            &RULE,
            &with(1000, 120 * 1024),
            expect![[r#"
            Warning at fargate-profile-6: A pod of kube-system with 1000 millicores and 122880 MiB is too large for Fargate
              Ask for less, or run such pods on nodes."#]],
        );
        check_findings(&RULE, &with(16_000, 119 * 1024), expect![[""]]);
    }
}
