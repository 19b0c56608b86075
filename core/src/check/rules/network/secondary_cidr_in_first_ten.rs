//! CID010: a further block of 10.0.0.0/16 beside one of 10.0.0.0/15.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::vpc_blocks::{blocks, elsewhere, report_blocks};
use crate::value::Cidr;
use std::net::Ipv4Addr;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CID010",
    name: "secondary_cidr_in_first_ten",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("A further block overlaps 10.0.0.0/16 while an earlier one overlaps 10.0.0.0/15."),
    why: "AWS uses these addresses inside where a VPC has blocks of 10.0.0.0/15, and refuses any more of 10.0.0.0/16.",
    source: docs!("Amazon VPC user guide, VPC CIDR blocks (restrictions on association)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let (Some(fifteen), Some(sixteen)) = (ten(15), ten(16)) else { return };
    let all: Vec<Cidr> = facts.design.network.blocks().collect();
    let mut bad: Vec<usize> = Vec::new();
    for (n, cidr) in blocks(facts) {
        let trapped = cidr.overlaps(sixteen) && all[..n].iter().any(|b| b.overlaps(fifteen));
        // CID008 says more about a block that is there already, unless that one moves away.
        let is_there = (0..n).any(|earlier| all[earlier].overlaps(cidr) && !bad.contains(&earlier));
        if trapped && !is_there {
            bad.push(n);
        }
    }
    let help = "Use a block of 100.64.0.0/10, or one of 10.2.0.0 or above.";
    let what = "in 10.0.0.0/16, of which AWS takes nothing more";
    report_blocks(facts, report, &bad, what, help, |blocks, n| elsewhere(facts, blocks, n));
}

fn ten(prefix_len: u8) -> Option<Cidr> {
    Cidr::containing(Ipv4Addr::new(10, 0, 0, 0), prefix_len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use crate::design::Design;
    use expect_test::expect;

    fn further(vpc: &str, cidrs: &[&str]) -> Design {
        network(|n| {
            n.cidr = v(vpc);
            n.secondary_cidrs = cidrs.iter().map(|c| v(c)).collect();
        })
    }

    #[test]
    fn beside_ten_one() {
        check_findings(
            &RULE,
            &further("10.1.0.0/16", &["10.0.0.0/16"]),
            expect![[r#"
                Error at vpc: Block 10.0.0.0/16 of the VPC is in 10.0.0.0/16, of which AWS takes nothing more
                  Use a block of 100.64.0.0/10, or one of 10.2.0.0 or above.
                  [Use 100.64.0.0/16] Set the VPC's secondary blocks to 100.64.0.0/16; Move private-az1 to 100.64.16.0/20; Move private-az2 to 100.64.32.0/20; Move public-az1 to 100.64.0.0/24; Move public-az2 to 100.64.1.0/24"#]],
        );
    }
    #[test]
    fn beside_ten_two() {
        check_findings(&RULE, &further("10.2.0.0/16", &["10.0.0.0/16"]), expect![[""]]);
    }
}
