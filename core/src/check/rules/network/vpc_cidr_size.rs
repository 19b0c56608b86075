//! CID001: the VPC's block is larger or smaller than AWS takes.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::NetworkEdit;
use crate::value::Cidr;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CID001",
    name: "vpc_cidr_size",
    area: Area::Network,
    severity: Severity::Error,
    what: "The VPC's block is not from /16 to /28.",
    why: "AWS makes VPCs of 16 to 65,536 addresses (/28 to /16) and refuses all others.",
    source: "cdk-preflight, ec2-vpc-cidr-block-size; Amazon VPC user guide, VPC CIDR blocks",
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let cidr = facts.design.network.cidr;
    let prefix_len = cidr.prefix_len().clamp(16, 28);
    if prefix_len == cidr.prefix_len() {
        return;
    }
    let finding = report.add(
        Subject::Vpc,
        format!("The VPC {cidr} is not from /16 to /28"),
        "Choose a block from /16 to /28.",
    );
    if let Some(cidr) = Cidr::containing(cidr.address(), prefix_len) {
        finding.fix(format!("Use {cidr}"), NetworkEdit::SetVpcCidr { cidr });
    }
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
            Error at vpc: The VPC 10.0.0.0/8 is not from /16 to /28
              Choose a block from /16 to /28.
              [Use 10.0.0.0/16] Set the VPC to 10.0.0.0/16"#]],
        );
        check_findings(
            &RULE,
            &network(|n| n.cidr = v("10.0.0.16/29")),
            expect![[r#"
            Error at vpc: The VPC 10.0.0.16/29 is not from /16 to /28
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
