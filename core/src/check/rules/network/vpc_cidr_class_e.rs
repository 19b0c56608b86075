//! CID005: the VPC's block is of class E.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::ranges;
use crate::check::rule::{Area, Report, Rule};
use crate::check::vpc_blocks::{blocks, elsewhere, report_blocks};

pub(in crate::check) static RULE: Rule = Rule {
    id: "CID005",
    name: "vpc_cidr_class_e",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("A block of the VPC overlaps 240.0.0.0/4."),
    why: "EC2 takes the block, but most hosts and routers drop these addresses.",
    source: docs!("cdk-preflight, ec2-vpc-cidr-reserved-range (comment); RFC 1112, section 4"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let is_bad = |c| ranges::CLASS_E.iter().any(|r| r.overlaps(c));
    let bad: Vec<usize> = blocks(facts).filter(|(_, c)| is_bad(*c)).map(|(n, _)| n).collect();
    let help = "Choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.";
    let what = "in 240.0.0.0/4, which most hosts drop";
    report_blocks(facts, report, &bad, what, help, |blocks, n| elsewhere(facts, blocks, n));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use expect_test::expect;

    #[test]
    fn class_e_and_below() {
        check_findings(
            &RULE,
            &network(|n| n.cidr = v("250.1.0.0/16")),
            expect![[r#"
                Warning at vpc: Block 250.1.0.0/16 of the VPC is in 240.0.0.0/4, which most hosts drop
                  Choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.
                  [Use 10.0.0.0/16] Set the VPC to 10.0.0.0/16"#]],
        );
        check_findings(&RULE, &network(|n| n.cidr = v("192.168.0.0/16")), expect![[""]]);
    }
}
