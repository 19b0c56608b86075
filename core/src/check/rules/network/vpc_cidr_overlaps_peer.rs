//! CID007: the VPC shares addresses with a network it is connected with.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::vpc_blocks::{blocks, elsewhere, report_blocks};
use crate::check::words::list;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CID007",
    name: "vpc_cidr_overlaps_peer",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("A block of the VPC overlaps one of a connected network."),
    why: "An address can mean one machine only: AWS refuses the peering, and over a VPN or transit gateway one side never gets an answer.",
    source: docs!("Amazon VPC user guide, VPC CIDR blocks; VPC peering guide, overlapping blocks"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let peers = &facts.design.network.peers;
    let bad: Vec<usize> =
        blocks(facts).filter(|(_, c)| peers.iter().any(|p| p.cidr.overlaps(*c))).map(|(n, _)| n).collect();
    let met = list(
        peers
            .iter()
            .filter(|p| facts.design.network.blocks().any(|b| b.overlaps(p.cidr)))
            .map(|p| format!("{} {}", p.name, p.cidr)),
    );
    let help = "Give the VPC a block that none of its connected networks has.";
    report_blocks(facts, report, &bad, &format!("also in use by {met}"), help, |n, cidr| {
        elsewhere(facts, n, cidr)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use crate::design::{Design, Peer};
    use expect_test::expect;

    fn peered(cidr: &str) -> Design {
        network(|n| n.peers = vec![Peer { name: v("office"), cidr: v(cidr) }])
    }
    #[test]
    fn the_same_and_a_part() {
        check_findings(
            &RULE,
            &peered("10.0.128.0/20"),
            expect![[r#"
                Error at vpc: Block 10.0.0.0/16 of the VPC is also in use by office 10.0.128.0/20
                  Give the VPC a block that none of its connected networks has.
                  [Use 10.1.0.0/16] Set the VPC to 10.1.0.0/16"#]],
        );
    }
    #[test]
    fn a_neighbour() {
        check_findings(&RULE, &peered("10.1.0.0/16"), expect![[""]]);
    }
}
