//! CID003: the VPC's block lies in a range that no network may use.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::ranges;
use crate::check::rule::{Area, Report, Rule};
use crate::check::vpc_blocks::{blocks, elsewhere, report_blocks};
use crate::check::words;
use crate::value::Cidr;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CID003",
    name: "vpc_cidr_reserved",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("A block of the VPC overlaps 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16 or 224.0.0.0/4."),
    why: "These ranges mean “this host”, “this link” or “a group of hosts” everywhere, so EC2 refuses them.",
    source: docs!("cdk-preflight, ec2-vpc-cidr-reserved-range"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let in_any = |block: Cidr| ranges::RESERVED.iter().find(|range| range.overlaps(block));
    // All of them at once: a fix that left the next one would not be one.
    let bad: Vec<usize> = blocks(facts).filter(|(_, c)| in_any(*c).is_some()).map(|(n, _)| n).collect();
    let mut hit: Vec<Cidr> = blocks(facts).filter_map(|(_, c)| in_any(c).copied()).collect();
    hit.dedup();
    let what = match hit.as_slice() {
        [range] => format!("in the reserved range {range}"),
        ranges => format!("in the reserved ranges {}", words::list(ranges)),
    };
    let help = "Choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.";
    report_blocks(facts, report, &bad, &what, help, |blocks, n| elsewhere(facts, blocks, n));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use expect_test::expect;

    #[test]
    fn link_local() {
        check_findings(
            &RULE,
            &network(|n| n.cidr = v("169.254.0.0/20")),
            expect![[r#"
                Error at vpc: Block 169.254.0.0/20 of the VPC is in the reserved range 169.254.0.0/16
                  Choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.
                  [Use 10.0.0.0/20] Set the VPC to 10.0.0.0/20"#]],
        );
        check_findings(
            &RULE,
            &network(|n| n.cidr = v("0.0.0.0/0")),
            expect![[r#"
                Error at vpc: Block 0.0.0.0/0 of the VPC is in the reserved range 0.0.0.0/8
                  Choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.
                  [Use 10.0.0.0/16] Set the VPC to 10.0.0.0/16"#]],
        );
    }

    #[test]
    fn beside_it() {
        check_findings(&RULE, &network(|n| n.cidr = v("169.253.0.0/16")), expect![[""]]);
    }

    #[test]
    fn blocks_of_two_ranges_move_together() {
        let design = network(|n| {
            n.cidr = v("0.0.0.0/0");
            n.secondary_cidrs = vec![v("169.254.0.0/20")];
        });
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at vpc: Blocks 0.0.0.0/0 and 169.254.0.0/20 of the VPC are in the reserved ranges 0.0.0.0/8 and 169.254.0.0/16
              Choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.
              [Move the blocks] Set the VPC to 10.0.0.0/16; Set the VPC's secondary blocks to 100.64.0.0/20"#]],
        );
    }
}
