//! CID009: AWS takes no such block beside those that the VPC has.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::ranges;
use crate::check::rule::{Area, Report, Rule};
use crate::check::vpc_blocks::{blocks, elsewhere, report_blocks};
use crate::value::Cidr;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CID009",
    name: "secondary_cidr_refused",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!(
        "A further block of the VPC is of a range that AWS does not take beside an earlier one: private ranges of RFC 1918 do not mix."
    ),
    why: "AWS routes inside the VPC by ranges it has set aside. Beside 10.0.0.0/8 it takes nothing of 172.16.0.0/12 or 192.168.0.0/16, and the other way round; 100.64.0.0/10 goes with all.",
    source: docs!("Amazon VPC user guide, VPC CIDR blocks (restrictions on association)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let all: Vec<Cidr> = facts.design.network.blocks().collect();
    let is_bad = |n: usize, new: Cidr| all[..n].iter().any(|old| excludes(*old, new, all[0]));
    let bad: Vec<usize> = blocks(facts).filter(|(n, c)| is_bad(*n, *c)).map(|(n, _)| n).collect();
    let help = "Use a block of 100.64.0.0/10, which goes with every other, or one of the range that the VPC began with.";
    report_blocks(
        facts,
        report,
        &bad,
        "of a range that AWS refuses beside the earlier ones",
        help,
        |blocks, n| elsewhere(facts, blocks, n),
    );
}

/// Whether AWS refuses `new` where `old` is associated and the VPC began with `first`.
fn excludes(old: Cidr, new: Cidr, first: Cidr) -> bool {
    let range = |cidr: Cidr| ranges::PRIVATE.iter().position(|r| r.overlaps(cidr));
    let benchmark = |cidr: Cidr| ranges::BENCHMARK.iter().any(|r| r.overlaps(cidr));
    match range(old) {
        // AWS keeps 172.31.0.0/16 apart from the rest of its range.
        Some(1) if ranges::DEFAULT_VPC.iter().any(|r| r.overlaps(new)) => true,
        Some(of_old) => benchmark(new) || range(new).is_some_and(|of_new| of_new != of_old),
        None if benchmark(old) => range(new).is_some(),
        None => benchmark(new) || range(new).is_some() && range(first).is_none(),
    }
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
    fn the_order_matters() {
        check_findings(
            &RULE,
            &further("100.64.0.0/16", &["10.0.0.0/16"]),
            expect![[r#"
                Error at vpc: Block 10.0.0.0/16 of the VPC is of a range that AWS refuses beside the earlier ones
                  Use a block of 100.64.0.0/10, which goes with every other, or one of the range that the VPC began with.
                  [Use 100.65.0.0/16] Set the VPC's secondary blocks to 100.65.0.0/16; Move private-az1 to 100.65.16.0/20; Move private-az2 to 100.65.32.0/20; Move public-az1 to 100.65.0.0/24; Move public-az2 to 100.65.1.0/24"#]],
        );
        check_findings(&RULE, &further("10.0.0.0/16", &["100.64.0.0/16"]), expect![[""]]);
        check_findings(&RULE, &further("10.0.0.0/16", &["100.64.0.0/16", "10.4.0.0/16"]), expect![[""]]);
    }

    #[test]
    fn ranges_of_rfc_1918_do_not_mix() {
        check_findings(
            &RULE,
            &further("10.0.0.0/16", &["192.168.0.0/16", "172.20.0.0/16"]),
            expect![[r#"
                Error at vpc: Blocks 192.168.0.0/16 and 172.20.0.0/16 of the VPC are of a range that AWS refuses beside the earlier ones
                  Use a block of 100.64.0.0/10, which goes with every other, or one of the range that the VPC began with.
                  [Move the blocks] Set the VPC's secondary blocks to 100.64.0.0/16, 100.65.0.0/16"#]],
        );
        check_findings(
            &RULE,
            &further("172.16.0.0/16", &["172.31.0.0/16"]),
            expect![[r#"
                Error at vpc: Block 172.31.0.0/16 of the VPC is of a range that AWS refuses beside the earlier ones
                  Use a block of 100.64.0.0/10, which goes with every other, or one of the range that the VPC began with.
                  [Use 100.64.0.0/16] Set the VPC's secondary blocks to 100.64.0.0/16"#]],
        );
        check_findings(&RULE, &further("172.16.0.0/16", &["172.20.0.0/16"]), expect![[""]]);
        check_findings(
            &RULE,
            &further("10.0.0.0/16", &["198.19.0.0/16"]),
            expect![[r#"
                Error at vpc: Block 198.19.0.0/16 of the VPC is of a range that AWS refuses beside the earlier ones
                  Use a block of 100.64.0.0/10, which goes with every other, or one of the range that the VPC began with.
                  [Use 100.64.0.0/16] Set the VPC's secondary blocks to 100.64.0.0/16"#]],
        );
    }
}
