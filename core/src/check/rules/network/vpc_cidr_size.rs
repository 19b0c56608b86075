//! CID001: the VPC's block is larger or smaller than AWS takes.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::vpc_blocks::{blocks, report_blocks};
use crate::value::Cidr;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CID001",
    name: "vpc_cidr_size",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("A block of the VPC is not from /16 to /28."),
    why: "AWS makes VPCs of 16 to 65,536 addresses (/28 to /16) and refuses all others.",
    source: docs!("cdk-preflight, ec2-vpc-cidr-block-size; Amazon VPC user guide, VPC CIDR blocks"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let size = |cidr: Cidr| cidr.prefix_len().clamp(16, 28);
    let bad: Vec<usize> = blocks(facts).filter(|(_, c)| size(*c) != c.prefix_len()).map(|(n, _)| n).collect();
    let help = "Choose a block from /16 to /28.";
    let choose = |blocks: &[Cidr], n: usize| Cidr::containing(blocks[n].address(), size(blocks[n]));
    report_blocks(facts, report, &bad, "not from /16 to /28", help, choose);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use expect_test::expect;

    #[test]
    fn an_eighth_of_a_class_a() {
        check_findings(
            &RULE,
            &network(|n| n.cidr = v("10.0.0.0/8")),
            expect![[r#"
                Error at vpc: Block 10.0.0.0/8 of the VPC is not from /16 to /28
                  Choose a block from /16 to /28.
                  [Use 10.0.0.0/16] Set the VPC to 10.0.0.0/16"#]],
        );
        check_findings(
            &RULE,
            &network(|n| n.cidr = v("10.0.0.16/29")),
            expect![[r#"
                Error at vpc: Block 10.0.0.16/29 of the VPC is not from /16 to /28
                  Choose a block from /16 to /28.
                  [Use 10.0.0.16/28] Set the VPC to 10.0.0.16/28"#]],
        );
    }

    #[test]
    fn the_largest_and_the_smallest() {
        check_findings(&RULE, &network(|n| n.cidr = v("10.0.0.0/16")), expect![[""]]);
        check_findings(&RULE, &network(|n| n.cidr = v("10.0.0.16/28")), expect![[""]]);
    }
}
