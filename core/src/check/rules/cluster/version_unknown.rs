//! VER001: a Kubernetes version that the catalog does not have.

use crate::catalog;
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::ClusterEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "VER001",
    name: "version_unknown",
    area: Area::Cluster,
    severity: Severity::Error,
    what: docs!(
        "The catalog does not have the Kubernetes version: an error where it is older than all, a warning \
          where it may be newer."
    ),
    why: "EKS creates clusters only of versions that it offers.",
    source: docs!("API refusal “unsupported Kubernetes version”; core/data/kubernetes_versions.csv"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let version = facts.design.cluster.version;
    if catalog::version(version).is_some() {
        return;
    }
    let day = catalog::collected_on();
    let newest = catalog::newest_in_standard_support(facts.today.unwrap_or(day));
    let is_new = version > newest;
    let title = if is_new {
        format!("Kubernetes {version} was not on EKS on {day}")
    } else {
        format!("Kubernetes {version} is not on EKS")
    };
    report
        .add(Subject::Cluster, title, format!("Use Kubernetes {newest}."))
        .severity(if is_new { Severity::Warning } else { Severity::Error })
        .fix(format!("Use {newest}"), ClusterEdit::SetVersion { version: newest });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, v};
    use expect_test::expect;

    #[test]
    fn too_old_and_perhaps_too_new() {
        check_findings(
            &RULE,
            &cluster(|c| c.version = v("1.9")),
            expect![[r#"
                Error at cluster: Kubernetes 1.9 is not on EKS
                  Use Kubernetes 1.36.
                  [Use 1.36] Set Kubernetes to 1.36"#]],
        );
        check_findings(
            &RULE,
            &cluster(|c| c.version = v("1.40")),
            expect![[r#"
                Warning at cluster: Kubernetes 1.40 was not on EKS on 2026-11-23
                  Use Kubernetes 1.36.
                  [Use 1.36] Set Kubernetes to 1.36"#]],
        );
    }

    #[test]
    fn known() {
        check_findings(&RULE, &cluster(|c| c.version = v("1.22")), expect![[""]]);
    }
}
