//! VER002: EKS no longer offers the Kubernetes version.

use crate::catalog::{self, Support};
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::ClusterEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "VER002",
    name: "version_retired",
    area: Area::Cluster,
    severity: Severity::Error,
    what: docs!("Extended support of the Kubernetes version has ended."),
    why: "EKS creates no clusters of a version that is out of support, and upgrades existing ones by itself.",
    source: docs!(
        "Amazon EKS user guide, Kubernetes release calendar; dates in core/data/kubernetes_versions.csv"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(today) = facts.today else { return };
    let version = facts.design.cluster.version;
    let Some(known) = catalog::version(version).filter(|v| v.support_on(today) == Support::Ended) else {
        return;
    };
    let newest = catalog::newest_in_standard_support(today);
    let lives = catalog::version(newest).is_some_and(|v| v.support_on(today) != Support::Ended);
    let help = if lives {
        format!("Use a supported version, best {newest}.")
    } else {
        "Use a supported version; this page is too old to know one.".to_owned()
    };
    let finding = report.add(
        Subject::Cluster,
        format!("Kubernetes {version} ended on {}", known.end_of_extended.unwrap_or(known.end_of_standard)),
        help,
    );
    if lives {
        finding.fix(format!("Use {newest}"), ClusterEdit::SetVersion { version: newest });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Context;
    use crate::check::testing::{check_findings, check_findings_on, cluster, v};
    use crate::design::starters;
    use expect_test::expect;

    #[test]
    fn the_original_reference() {
        check_findings(
            &RULE,
            &starters::reference_original(),
            expect![[r#"
            Error at cluster: Kubernetes 1.21 ended on 2024-07-15
              Use a supported version, best 1.36.
              [Use 1.36] Set Kubernetes to 1.36"#]],
        );
    }

    #[test]
    fn the_last_day() {
        let design = cluster(|c| c.version = v("1.31"));
        check_findings_on(
            &RULE,
            &design,
            &Context { today: Some(v("2026-11-26")), ..Context::default() },
            expect![[""]],
        );
        check_findings_on(
            &RULE,
            &design,
            &Context { today: Some(v("2026-11-27")), ..Context::default() },
            expect![[r#"
            Error at cluster: Kubernetes 1.31 ended on 2026-11-26
              Use a supported version, best 1.36.
              [Use 1.36] Set Kubernetes to 1.36"#]],
        );
    }

    #[test]
    fn silent_without_a_day_and_without_a_successor_that_lives() {
        check_findings_on(&RULE, &starters::reference_original(), &Context::default(), expect![[""]]);
        check_findings_on(
            &RULE,
            &starters::reference(),
            &Context { today: Some(v("2100-01-01")), ..Context::default() },
            expect![[r#"
                Error at cluster: Kubernetes 1.36 ended on 2028-08-02
                  Use a supported version; this page is too old to know one."#]],
        );
    }
}
