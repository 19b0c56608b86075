//! CTL001: the block of services has a size that EKS refuses.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::services::free_service_cidr;
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CTL001",
    name: "service_cidr_size",
    area: Area::Cluster,
    severity: Severity::Error,
    what: docs!("The service CIDR is not from /12 to /24."),
    why: "EKS makes service ranges of 256 to about a million addresses and refuses all others.",
    source: docs!(
        "cdk-preflight, cluster-service-ipv4-cidr-prefix-range; EKS API, KubernetesNetworkConfigRequest"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(cidr) = facts.ipv4_service_cidr().filter(|c| !(12..=24).contains(&c.prefix_len())) else {
        return;
    };
    report
        .add(
            Subject::Cluster,
            format!("The service CIDR {cidr} is not from /12 to /24"),
            "Choose a block from /12 to /24, such as a /16.",
        )
        .fix_if_any(free_service_cidr(facts));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, design, v};
    use crate::design::{Design, Peer};
    use expect_test::expect;
    use std::sync::Arc;

    fn services(vpc: &str, cidr: Option<&str>, peers: &[&str]) -> Design {
        design(|d| {
            let network = Arc::make_mut(&mut d.network);
            network.cidr = v(vpc);
            network.peers = peers.iter().map(|c| Peer { name: v("office"), cidr: v(c) }).collect();
            Arc::make_mut(&mut d.cluster).service_cidr = cidr.map(v);
        })
    }

    #[test]
    fn too_large_and_too_small() {
        check_findings(
            &RULE,
            &services("10.0.0.0/16", Some("172.0.0.0/11"), &[]),
            expect![[r#"
            Error at cluster: The service CIDR 172.0.0.0/11 is not from /12 to /24
              Choose a block from /12 to /24, such as a /16.
              [Use 172.20.0.0/16] Set the service CIDR to 172.20.0.0/16"#]],
        );
        check_findings(
            &RULE,
            &services("10.0.0.0/16", Some("172.20.0.0/25"), &[]),
            expect![[r#"
            Error at cluster: The service CIDR 172.20.0.0/25 is not from /12 to /24
              Choose a block from /12 to /24, such as a /16.
              [Use 172.20.0.0/16] Set the service CIDR to 172.20.0.0/16"#]],
        );
        check_findings(&RULE, &services("10.0.0.0/16", Some("172.16.0.0/12"), &[]), expect![[""]]);
        check_findings(&RULE, &services("10.0.0.0/16", Some("172.20.0.0/24"), &[]), expect![[""]]);
    }
}
