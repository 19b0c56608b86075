//! CTL002: the block of services is not private.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::ranges;
use crate::check::rule::{Area, Report, Rule};
use crate::check::services::free_service_cidr;
use crate::design::Subject;
use crate::value::Cidr;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CTL002",
    name: "service_cidr_not_private",
    area: Area::Cluster,
    severity: Severity::Error,
    what: docs!("The service CIDR is not inside one of the private ranges of RFC 1918."),
    why: "EKS takes private ranges only for services: 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.",
    source: docs!(
        "cdk-preflight, cluster-service-ipv4-cidr-private-range; EKS API, KubernetesNetworkConfigRequest"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let is_private = |c: &Cidr| ranges::PRIVATE.iter().any(|r| r.contains(*c));
    let Some(cidr) = facts.ipv4_service_cidr().filter(|c| !is_private(c)) else { return };
    report
        .add(
            Subject::Cluster,
            format!("The service CIDR {cidr} is not private"),
            "Choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.",
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
    fn shared_and_across() {
        check_findings(
            &RULE,
            &services("10.0.0.0/16", Some("100.64.0.0/16"), &[]),
            expect![[r#"
            Error at cluster: The service CIDR 100.64.0.0/16 is not private
              Choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.
              [Use 172.20.0.0/16] Set the service CIDR to 172.20.0.0/16"#]],
        );
        check_findings(
            &RULE,
            &services("10.0.0.0/16", Some("192.0.0.0/12"), &[]),
            expect![[r#"
            Error at cluster: The service CIDR 192.0.0.0/12 is not private
              Choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.
              [Use 172.20.0.0/16] Set the service CIDR to 172.20.0.0/16"#]],
        );
        check_findings(&RULE, &services("10.0.0.0/16", Some("192.168.0.0/16"), &[]), expect![[""]]);
    }
}
