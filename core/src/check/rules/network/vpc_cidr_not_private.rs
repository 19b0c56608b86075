//! CID004: the VPC's addresses belong to somebody on the internet.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::ranges;
use crate::check::rule::{Area, Report, Rule};
use crate::check::vpc_blocks::{blocks, elsewhere, report_blocks};
use crate::value::Cidr;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CID004",
    name: "vpc_cidr_not_private",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("A block of the VPC is neither in a private range (RFC 1918) nor in 100.64.0.0/10."),
    why: "AWS takes such a block, but its real owners on the internet become unreachable from the cluster.",
    source: docs!("Amazon VPC user guide, VPC CIDR blocks"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let inside = |c: Cidr| ranges::PRIVATE.iter().chain(&*ranges::SHARED).any(|r| r.contains(c));
    // CID003 and CID005 say more about these.
    let said = |c: Cidr| ranges::RESERVED.iter().chain(&*ranges::CLASS_E).any(|r| r.overlaps(c));
    let bad: Vec<usize> = blocks(facts).filter(|(_, c)| !inside(*c) && !said(*c)).map(|(n, _)| n).collect();
    let help = "Choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.";
    report_blocks(facts, report, &bad, "not private", help, |blocks, n| elsewhere(facts, blocks, n));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use expect_test::expect;

    #[test]
    fn somebody_elses() {
        check_findings(
            &RULE,
            &network(|n| n.cidr = v("11.0.0.0/16")),
            expect![[r#"
                Warning at vpc: Block 11.0.0.0/16 of the VPC is not private
                  Choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.
                  [Use 10.0.0.0/16] Set the VPC to 10.0.0.0/16"#]],
        );
    }

    #[test]
    fn private_and_shared() {
        check_findings(&RULE, &network(|n| n.cidr = v("172.31.0.0/16")), expect![[""]]);
        check_findings(&RULE, &network(|n| n.cidr = v("100.64.0.0/16")), expect![[""]]);
    }
}
