//! CTL022: a production cluster can be deleted by mistake.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::ClusterEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CTL022",
    name: "deletion_unprotected",
    area: Area::Cluster,
    severity: Severity::Warning,
    what: docs!("Deletion protection is off in production."),
    why: "One wrong terraform destroy, or a click in the console, then ends the cluster. With protection EKS refuses until it is turned off on purpose.",
    source: docs!("EKS API, CreateCluster (deletionProtection)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.is_production() && !facts.design.cluster.deletion_protection {
        report
            .add(
                Subject::Cluster,
                "Nothing keeps the cluster from being deleted by mistake",
                "Turn deletion protection on.",
            )
            .fix("Protect it", ClusterEdit::SetDeletionProtection { enabled: true });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, in_production};
    use expect_test::expect;

    #[test]
    fn in_production_and_elsewhere() {
        check_findings(
            &RULE,
            &in_production(cluster(|_| {})),
            expect![[r#"
            Warning at cluster: Nothing keeps the cluster from being deleted by mistake
              Turn deletion protection on.
              [Protect it] Protect the cluster against deletion"#]],
        );
        check_findings(&RULE, &in_production(cluster(|c| c.deletion_protection = true)), expect![[""]]);
        check_findings(&RULE, &cluster(|_| {}), expect![[""]]);
    }
}
