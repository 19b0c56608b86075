//! FG008: no Fargate profile takes CoreDNS.

use crate::check::Severity;
use crate::check::draft::Draft;
use crate::check::facts::Facts;
use crate::check::finding::Fix;
use crate::check::places::takes_coredns_somewhere;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::numbered;
use crate::design::{Design, FargatePods, FargateProfile, FargateProfileId, FargateSelector, Subject, Tier};
use crate::edit::ComputeEdit;
use crate::sorted;
use crate::value::FargateProfileName;

pub(in crate::check) static RULE: Rule = Rule {
    id: "FG008",
    name: "no_profile_for_coredns",
    area: Area::Fargate,
    severity: Severity::Error,
    what: docs!("Only Fargate runs pods at the start, and no profile takes those of CoreDNS."),
    why: "CoreDNS waits for a place, its add-on never becomes active, and no name resolves in the cluster.",
    source: docs!("Amazon EKS user guide, fargate-getting-started"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let needs = facts.starts_on_fargate() && facts.addon("coredns").is_some();
    if needs && !takes_coredns_somewhere(facts.design) {
        report
            .add(
                Subject::Cluster,
                "CoreDNS has no place: no Fargate profile takes it",
                "Add a Fargate profile for the namespace kube-system.",
            )
            .fix_if_any(profile(facts.design));
    }
}

fn profile(design: &Design) -> Option<Fix> {
    let usual: FargateProfileName = "kube-system".parse().ok()?;
    let is_taken = |name: &str| design.compute.fargate_profiles.iter().any(|p| p.name.as_str() == name);
    let name = if is_taken(usual.as_str()) { numbered(usual.as_str(), 100, is_taken)? } else { usual };
    let subnets = sorted::set(design.network.subnets_of(Tier::Private).map(|s| s.id));
    if subnets.is_empty() {
        return None;
    }
    let namespace = "kube-system".parse().ok()?;
    let profile = FargateProfile {
        id: FargateProfileId(0),
        name,
        selectors: vec![FargateSelector { namespace, labels: Default::default() }],
        subnets,
        expected: FargatePods::default(),
    };
    let mut draft = Draft::of(design);
    draft.apply(ComputeEdit::AddFargateProfile { profile })?;
    draft.into_fix("Add the profile")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, fargate, v};
    use expect_test::expect;

    #[test]
    fn another_namespace_and_another_label() {
        check_findings(
            &RULE,
            &fargate(|p| p.selectors[0].namespace = v("default")),
            expect![[r#"
            Error at cluster: CoreDNS has no place: no Fargate profile takes it
              Add a Fargate profile for the namespace kube-system.
              [Add the profile] Add Fargate profile kube-system-2"#]],
        );
        let app = fargate(|p| p.selectors[0].labels = [(v("app"), v("web"))].into());
        check_findings(
            &RULE,
            &app,
            expect![[r#"
            Error at cluster: CoreDNS has no place: no Fargate profile takes it
              Add a Fargate profile for the namespace kube-system.
              [Add the profile] Add Fargate profile kube-system-2"#]],
        );
    }

    #[test]
    fn kube_system_and_its_dns() {
        check_findings(&RULE, &fargate(|_| {}), expect![[""]]);
        let dns = fargate(|p| {
            p.selectors[0].namespace = v("kube*");
            p.selectors[0].labels = [(v("k8s-app"), v("kube-dns"))].into();
        });
        check_findings(&RULE, &dns, expect![[""]]);
    }
}
