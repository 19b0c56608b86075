//! VER003: the Kubernetes version leaves standard support soon, or has left it.

use crate::catalog::{self, Support, VersionFacts};
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::ClusterEdit;
use crate::value::Date;

pub(in crate::check) static RULE: Rule = Rule {
    id: "VER003",
    name: "version_near_end",
    area: Area::Cluster,
    severity: Severity::Warning,
    what: docs!("The Kubernetes version is in extended support, or less than 90 days from it."),
    why: "In extended support the control plane costs 0.60 instead of 0.10 USD an hour, and at its end EKS upgrades the \
          cluster whether you are ready or not.",
    source: docs!(
        "Amazon EKS user guide, Kubernetes release calendar and pricing; dates in core/data/kubernetes_versions.csv"
    ),
    run,
};

const NOTICE_DAYS: i32 = 90;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(today) = facts.today else { return };
    let Some(known) = catalog::version(facts.design.cluster.version).filter(|v| is_near_end(v, today)) else {
        return;
    };
    let version = known.version;
    let end = known.end_of_standard;
    let title = match (known.support_on(today), today.days_until(end)) {
        (Support::Standard, 0) => format!("Standard support of Kubernetes {version} ends today"),
        (Support::Standard, 1) => format!("Standard support of Kubernetes {version} ends tomorrow"),
        (Support::Standard, days) => {
            format!("Standard support of Kubernetes {version} ends in {days} days, on {end}")
        }
        _ => format!("Kubernetes {version} has been in extended support since {end}"),
    };
    let newest = catalog::newest_in_standard_support(today);
    let lives = newest > version && catalog::version(newest).is_some_and(|v| !is_near_end(v, today));
    let help = if lives {
        format!("Use Kubernetes {newest}.")
    } else {
        "Plan the upgrade to the next version.".to_owned()
    };
    let finding = report.add(Subject::Cluster, title, help);
    if lives {
        finding.fix(format!("Use {newest}"), ClusterEdit::SetVersion { version: newest });
    }
}

fn is_near_end(version: &VersionFacts, today: Date) -> bool {
    match version.support_on(today) {
        Support::Standard => today.days_until(version.end_of_standard) < NOTICE_DAYS,
        Support::Extended => true,
        Support::Ended => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Context;
    use crate::check::testing::{check_findings, check_findings_on, cluster, v};
    use expect_test::expect;

    /// Worked case 11.
    #[test]
    fn nine_days_left() {
        check_findings(
            &RULE,
            &cluster(|c| c.version = v("1.34")),
            expect![[r#"
                Warning at cluster: Standard support of Kubernetes 1.34 ends in 9 days, on 2026-12-02
                  Use Kubernetes 1.36.
                  [Use 1.36] Set Kubernetes to 1.36"#]],
        );
    }

    /// Worked case 13.
    #[test]
    fn extended() {
        check_findings(
            &RULE,
            &cluster(|c| c.version = v("1.33")),
            expect![[r#"
                Warning at cluster: Kubernetes 1.33 has been in extended support since 2026-07-29
                  Use Kubernetes 1.36.
                  [Use 1.36] Set Kubernetes to 1.36"#]],
        );
    }

    #[test]
    fn ninety_days() {
        let design = cluster(|c| c.version = v("1.35"));
        check_findings_on(
            &RULE,
            &design,
            &Context { today: Some(v("2026-12-27")), ..Context::default() },
            expect![[""]],
        );
        check_findings_on(
            &RULE,
            &design,
            &Context { today: Some(v("2026-12-28")), ..Context::default() },
            expect![[r#"
                Warning at cluster: Standard support of Kubernetes 1.35 ends in 89 days, on 2027-03-27
                  Use Kubernetes 1.36.
                  [Use 1.36] Set Kubernetes to 1.36"#]],
        );
    }

    #[test]
    fn nothing_newer_is_known() {
        let context = Context { today: Some(v("2027-08-02")), ..Context::default() };
        check_findings_on(
            &RULE,
            &cluster(|c| c.version = v("1.36")),
            &context,
            expect![[r#"
            Warning at cluster: Standard support of Kubernetes 1.36 ends today
              Plan the upgrade to the next version."#]],
        );
    }
}
