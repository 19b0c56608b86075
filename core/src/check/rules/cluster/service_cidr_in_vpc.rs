//! CTL003: services would have addresses of the VPC.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::services::free_service_cidr;
use crate::check::words::list;
use crate::design::Subject;
use crate::value::Cidr;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CTL003",
    name: "service_cidr_in_vpc",
    area: Area::Cluster,
    severity: Severity::Error,
    what: docs!("The service CIDR overlaps a block of the VPC."),
    why: "Pods could not tell a service from a machine of the VPC, and would never reach the latter.",
    source: docs!("EKS API, KubernetesNetworkConfigRequest (must not overlap the VPC)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(cidr) = facts.ipv4_service_cidr() else { return };
    let met: Vec<Cidr> = facts.design.network.blocks().filter(|b| b.overlaps(cidr)).collect();
    if met.is_empty() {
        return;
    }
    report
        .add(
            Subject::Cluster,
            format!("The service CIDR {cidr} overlaps {} of the VPC", list(met)),
            "Choose a block that the VPC does not have.",
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
    fn a_part_and_beside_it() {
        check_findings(
            &RULE,
            &services("10.0.0.0/16", Some("10.0.128.0/17"), &[]),
            expect![[r#"
            Error at cluster (with vpc): The service CIDR 10.0.128.0/17 overlaps 10.0.0.0/16 of the VPC
              Choose a block that the VPC does not have.
              [Use 172.20.0.0/16] Set the service CIDR to 172.20.0.0/16"#]],
        );
        check_findings(&RULE, &services("10.0.0.0/16", Some("10.1.0.0/16"), &[]), expect![[""]]);
        check_findings(&RULE, &services("10.0.0.0/16", None, &[]), expect![[""]]);
    }
}
