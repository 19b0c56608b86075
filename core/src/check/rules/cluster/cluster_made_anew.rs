//! CTL012: a change that makes a new cluster.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::{agree, list};
use crate::design::{SecretsEncryption, Subject};

pub(in crate::check) static RULE: Rule = Rule {
    id: "CTL012",
    name: "cluster_made_anew",
    area: Area::Cluster,
    severity: Severity::Warning,
    what: docs!(
        "The name, the region, the service CIDR, the IP family, the VPC's first block or the key of secrets differs from what is rolled out."
    ),
    why: "EKS and AWS cannot change these. Terraform would delete the running cluster with all that runs on it, and make another one.",
    source: docs!(
        "Terraform AWS provider, aws_eks_cluster and aws_vpc (ForceNew); EKS API, UpdateClusterConfig"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let (Some(old), new) = (facts.deployed, facts.design) else { return };
    let encryption = (&old.cluster.secrets_encryption, &new.cluster.secrets_encryption);
    // A key can be added to a cluster that has none of its own, and then never changed.
    let key = encryption.0 != encryption.1 && *encryption.0 != (SecretsEncryption::AwsOwned {});
    let changed = [
        (old.cluster.name != new.cluster.name, "The name"),
        (old.region != new.region, "the region"),
        (old.service_cidr() != new.service_cidr(), "the service CIDR"),
        (old.cluster.ip_family != new.cluster.ip_family, "the IP family"),
        (old.network.cidr != new.network.cidr, "the first block of the VPC"),
        (key, "the key of secrets"),
    ];
    let changed: Vec<&str> = changed.into_iter().filter(|(is_so, _)| *is_so).map(|(_, what)| what).collect();
    if changed.is_empty() {
        return;
    }
    report.add(
        Subject::Cluster,
        format!(
            "{} {} from what is rolled out: Terraform would make a new cluster",
            list(&changed),
            agree(changed.len(), "differs", "differ")
        ),
        "Undo the change, or plan the move to a new cluster beside the old one.",
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Context;
    use crate::check::testing::{check_findings, check_findings_on, cluster, context, v};
    use crate::design::Cluster;
    use expect_test::expect;
    use std::sync::Arc;

    fn rolled_out(change: impl FnOnce(&mut Cluster)) -> Context {
        Context { deployed: Some(Arc::new(cluster(change))), ..context() }
    }

    #[test]
    fn renamed_and_upgraded() {
        let running = rolled_out(|_| {});
        let changed = cluster(|c| {
            c.name = v("other");
            c.secrets_encryption = SecretsEncryption::AwsOwned {};
        });
        check_findings_on(
            &RULE,
            &changed,
            &running,
            expect![[r#"
                Warning at cluster: The name and the key of secrets differ from what is rolled out: Terraform would make a new cluster
                  Undo the change, or plan the move to a new cluster beside the old one."#]],
        );
        check_findings_on(
            &RULE,
            &cluster(|c| c.service_cidr = Some(v("10.7.0.0/16"))),
            &running,
            expect![[r#"
                Warning at cluster: the service CIDR differs from what is rolled out: Terraform would make a new cluster
                  Undo the change, or plan the move to a new cluster beside the old one."#]],
        );
        check_findings_on(&RULE, &cluster(|c| c.zonal_shift = true), &running, expect![[""]]);
        let bare = rolled_out(|c| c.secrets_encryption = SecretsEncryption::AwsOwned {});
        check_findings_on(&RULE, &cluster(|_| {}), &bare, expect![[""]]);
        check_findings(&RULE, &changed, expect![[""]]);
    }
}
