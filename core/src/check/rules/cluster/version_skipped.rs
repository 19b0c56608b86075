//! VER004: an upgrade over more than one minor version.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::ClusterEdit;
use crate::value::KubernetesVersion;

pub(in crate::check) static RULE: Rule = Rule {
    id: "VER004",
    name: "version_skipped",
    area: Area::Cluster,
    severity: Severity::Error,
    what: docs!("The Kubernetes version is more than one minor above the one that is rolled out."),
    why: "EKS upgrades the control plane by one minor at a time and refuses larger steps.",
    source: docs!("Amazon EKS user guide, update a cluster"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(old) = facts.deployed.map(|d| d.cluster.version) else { return };
    let new = facts.design.cluster.version;
    let next = KubernetesVersion::minor(old.minor_number() + 1);
    if new > next {
        report
            .add(
                Subject::Cluster,
                format!("{old} is rolled out, and EKS does not go from there to {new} at once"),
                format!("Roll {next} out first, nodes included, and then the next one."),
            )
            .fix(format!("Use {next}"), ClusterEdit::SetVersion { version: next });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Context;
    use crate::check::testing::{check_findings, check_findings_on, cluster, context};
    use crate::design::Cluster;
    use expect_test::expect;
    use std::sync::Arc;

    fn rolled_out(change: impl FnOnce(&mut Cluster)) -> Context {
        Context { deployed: Some(Arc::new(cluster(change))), ..context() }
    }

    #[test]
    fn two_steps_and_one() {
        let version = |n: u16| cluster(|c| c.version = KubernetesVersion::minor(n));
        let on = |n: u16| rolled_out(|c| c.version = KubernetesVersion::minor(n));
        check_findings_on(
            &RULE,
            &version(36),
            &on(34),
            expect![[r#"
            Error at cluster: 1.34 is rolled out, and EKS does not go from there to 1.36 at once
              Roll 1.35 out first, nodes included, and then the next one.
              [Use 1.35] Set Kubernetes to 1.35"#]],
        );
        check_findings_on(&RULE, &version(36), &on(35), expect![[""]]);
        check_findings_on(&RULE, &version(36), &on(36), expect![[""]]);
        check_findings(&RULE, &version(36), expect![[""]]);
    }
}
