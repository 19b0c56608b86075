//! CTL004: services would have addresses of a connected network.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::services::{free_service_cidr, peers_in};
use crate::check::words::list;
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CTL004",
    name: "service_cidr_of_a_peer",
    area: Area::Cluster,
    severity: Severity::Warning,
    what: docs!("The service CIDR overlaps a connected network."),
    why: "Pods take those addresses for services, so the machines of that network that have them are out of reach.",
    source: docs!(
        "EKS API, KubernetesNetworkConfigRequest; cdk-preflight, cluster-remote-network-overlaps-service-cidr"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(cidr) = facts.ipv4_service_cidr() else { return };
    let met: Vec<String> = peers_in(facts, cidr);
    if met.is_empty() {
        return;
    }
    report
        .add(
            Subject::Cluster,
            format!("The service CIDR {cidr} overlaps {}", list(met)),
            "Choose a block that no connected network has.",
        )
        .related([Subject::Vpc])
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
    fn the_office() {
        check_findings(
            &RULE,
            &services("10.0.0.0/16", Some("172.20.0.0/16"), &["172.20.8.0/24"]),
            expect![[r#"
                Warning at cluster (with vpc): The service CIDR 172.20.0.0/16 overlaps office 172.20.8.0/24
                  Choose a block that no connected network has.
                  [Use 10.100.0.0/16] Set the service CIDR to 10.100.0.0/16"#]],
        );
        check_findings(
            &RULE,
            &services("10.0.0.0/16", Some("172.20.0.0/16"), &["172.21.0.0/16"]),
            expect![[""]],
        );
    }
}
