//! VER005: an older Kubernetes version than is rolled out.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::ClusterEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "VER005",
    name: "version_lowered",
    area: Area::Cluster,
    severity: Severity::Error,
    what: docs!("The Kubernetes version is below the one that is rolled out."),
    why: "EKS does not take a control plane back, except by one minor within seven days of an upgrade, which is a command of its own and no setting.",
    source: docs!(
        "Amazon EKS user guide, update a cluster and roll back a cluster; EKS API, UpdateType (VersionRollback)"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(old) = facts.deployed.map(|d| d.cluster.version) else { return };
    let new = facts.design.cluster.version;
    if new < old {
        report
            .add(
                Subject::Cluster,
                format!("{old} is rolled out, and EKS does not go back to {new}"),
                "Keep the version, or make another cluster of the older one and move to that.",
            )
            .fix(format!("Use {old}"), ClusterEdit::SetVersion { version: old });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Context;
    use crate::check::testing::{check_findings, check_findings_on, cluster, context};
    use crate::design::Cluster;
    use crate::value::KubernetesVersion;
    use expect_test::expect;
    use std::sync::Arc;

    fn rolled_out(change: impl FnOnce(&mut Cluster)) -> Context {
        Context { deployed: Some(Arc::new(cluster(change))), ..context() }
    }

    #[test]
    fn down_and_the_same() {
        let version = |n: u16| cluster(|c| c.version = KubernetesVersion::minor(n));
        let on = |n: u16| rolled_out(|c| c.version = KubernetesVersion::minor(n));
        check_findings_on(
            &RULE,
            &version(35),
            &on(36),
            expect![[r#"
            Error at cluster: 1.36 is rolled out, and EKS does not go back to 1.35
              Keep the version, or make another cluster of the older one and move to that.
              [Use 1.36] Set Kubernetes to 1.36"#]],
        );
        check_findings_on(&RULE, &version(36), &on(36), expect![[""]]);
        check_findings(&RULE, &version(35), expect![[""]]);
    }
}
