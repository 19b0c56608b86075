//! CTL005: the block that EKS would choose for services is in use.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::services::{free_service_cidr, peers_in};
use crate::check::words::list;
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CTL005",
    name: "service_cidr_left_to_eks",
    area: Area::Cluster,
    severity: Severity::Warning,
    what: docs!(
        "No service CIDR is chosen, and the one that EKS takes by default overlaps the VPC or a connected network."
    ),
    why: "EKS chooses 10.100.0.0/16 or 172.20.0.0/16 without knowing your other networks. Those of them that have such addresses are out of reach for pods.",
    source: docs!("EKS API, KubernetesNetworkConfigRequest (default); containers-roadmap issue 216"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.design.cluster.service_cidr.is_some() || facts.is_ipv6() {
        return;
    }
    let cidr = facts.design.service_cidr();
    let vpc = facts.design.network.blocks().filter(|b| b.overlaps(cidr)).map(|b| format!("the VPC's {b}"));
    let met: Vec<String> = vpc.chain(peers_in(facts, cidr)).collect();
    if met.is_empty() {
        return;
    }
    report
        .add(
            Subject::Cluster,
            format!("EKS would probably take {cidr} for services, which overlaps {}", list(met)),
            "Choose a service CIDR.",
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
    fn the_office_has_it() {
        check_findings(
            &RULE,
            &services("10.0.0.0/16", None, &["172.20.0.0/14"]),
            expect![[r#"
            Warning at cluster (with vpc): EKS would probably take 172.20.0.0/16 for services, which overlaps office 172.20.0.0/14
              Choose a service CIDR.
              [Use 10.100.0.0/16] Set the service CIDR to 10.100.0.0/16"#]],
        );
        check_findings(&RULE, &services("10.0.0.0/16", None, &["10.100.0.0/16"]), expect![[""]]);
        check_findings(
            &RULE,
            &services("172.31.0.0/16", None, &["10.100.0.0/16"]),
            expect![[r#"
            Warning at cluster (with vpc): EKS would probably take 10.100.0.0/16 for services, which overlaps office 10.100.0.0/16
              Choose a service CIDR.
              [Use 172.20.0.0/16] Set the service CIDR to 172.20.0.0/16"#]],
        );
        check_findings(
            &RULE,
            &services("10.0.0.0/16", Some("192.168.0.0/16"), &["172.20.0.0/14"]),
            expect![[""]],
        );
    }
}
