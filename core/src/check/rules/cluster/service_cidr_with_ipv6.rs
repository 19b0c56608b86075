//! CTL006: a block for services of an IPv6 cluster.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::ClusterEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CTL006",
    name: "service_cidr_with_ipv6",
    area: Area::Cluster,
    severity: Severity::Error,
    what: docs!("The cluster's family is IPv6, and a service CIDR is chosen."),
    why: "EKS gives services of an IPv6 cluster addresses of its own, and refuses a block for them.",
    source: docs!("cdk-preflight, cluster-ipv6-forbids-service-ipv4-cidr"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(cidr) = facts.design.cluster.service_cidr.filter(|_| facts.is_ipv6()) else { return };
    report
        .add(
            Subject::Cluster,
            format!("An IPv6 cluster takes no service CIDR, and {cidr} is chosen"),
            "Leave the block to EKS.",
        )
        .fix("Leave it to EKS", ClusterEdit::SetServiceCidr { cidr: None });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, v};
    use crate::value::IpFamily;
    use expect_test::expect;

    #[test]
    fn with_and_without() {
        let with = |ip_family| {
            cluster(|c| {
                c.ip_family = ip_family;
                c.service_cidr = Some(v("172.20.0.0/16"));
            })
        };
        check_findings(
            &RULE,
            &with(IpFamily::Ipv6),
            expect![[r#"
            Error at cluster: An IPv6 cluster takes no service CIDR, and 172.20.0.0/16 is chosen
              Leave the block to EKS.
              [Leave it to EKS] Leave the service CIDR to EKS"#]],
        );
        check_findings(&RULE, &with(IpFamily::Ipv4), expect![[""]]);
        check_findings(&RULE, &cluster(|c| c.ip_family = IpFamily::Ipv6), expect![[""]]);
    }
}
