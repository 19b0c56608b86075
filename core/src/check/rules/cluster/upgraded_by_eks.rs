//! VER008: EKS will upgrade the cluster when standard support ends.

use crate::catalog;
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::value::SupportType;

pub(in crate::check) static RULE: Rule = Rule {
    id: "VER008",
    name: "upgraded_by_eks",
    area: Area::Cluster,
    severity: Severity::Note,
    what: docs!("The upgrade policy is standard support, in production."),
    why: "On the day standard support ends EKS upgrades the control plane by itself, whether you are ready or not; nodes stay behind. Extended support keeps the version for a year more at six times the price.",
    source: docs!("EKS API, UpgradePolicyRequest; Amazon EKS user guide, Kubernetes versions"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let cluster = &facts.design.cluster;
    if !facts.is_production() || cluster.upgrade_policy != SupportType::Standard {
        return;
    }
    let Some(version) = catalog::version(cluster.version) else { return };
    let end = version.end_of_standard;
    if facts.today.is_some_and(|today| today > end) {
        return;
    }
    report.add(
        Subject::Cluster,
        format!(
            "EKS upgrades the cluster by itself when standard support of {} ends, on {end}",
            cluster.version
        ),
        "Plan the upgrade before that day, or choose extended support.",
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, in_production};
    use expect_test::expect;

    #[test]
    fn standard_and_extended() {
        check_findings(
            &RULE,
            &in_production(cluster(|_| {})),
            expect![[r#"
            Note at cluster: EKS upgrades the cluster by itself when standard support of 1.36 ends, on 2027-08-02
              Plan the upgrade before that day, or choose extended support."#]],
        );
        check_findings(
            &RULE,
            &in_production(cluster(|c| c.upgrade_policy = SupportType::Extended)),
            expect![[""]],
        );
        check_findings(&RULE, &cluster(|_| {}), expect![[""]]);
    }
}
