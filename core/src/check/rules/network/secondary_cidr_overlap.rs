//! CID008: a further block of the VPC overlaps an earlier one.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::vpc_blocks::{blocks, elsewhere, report_blocks};
use crate::value::Cidr;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CID008",
    name: "secondary_cidr_overlap",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("A further block of the VPC overlaps one that is associated before it."),
    why: "The blocks of a VPC are apart: AWS refuses one that shares an address with another (CidrConflict).",
    source: docs!("cdk-preflight, ec2-vpc-cidr-block-overlap; EC2 API, AssociateVpcCidrBlock"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let all: Vec<Cidr> = facts.design.network.blocks().collect();
    let bad: Vec<usize> =
        blocks(facts).filter(|(n, c)| all[..*n].iter().any(|b| b.overlaps(*c))).map(|(n, _)| n).collect();
    let help = "Remove it, or choose a block that is apart, such as one of 100.64.0.0/10 for pods.";
    report_blocks(facts, report, &bad, "part of an earlier one", help, |blocks, n| {
        elsewhere(facts, blocks, n)
    });
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
    fn inside_and_twice() {
        check_findings(
            &RULE,
            &further("10.0.0.0/16", &["10.0.128.0/20"]),
            expect![[r#"
                Error at vpc: Block 10.0.128.0/20 of the VPC is part of an earlier one
                  Remove it, or choose a block that is apart, such as one of 100.64.0.0/10 for pods.
                  [Use 100.64.0.0/20] Set the VPC's secondary blocks to 100.64.0.0/20"#]],
        );
    }
    #[test]
    fn apart() {
        check_findings(&RULE, &further("10.0.0.0/16", &["100.64.0.0/16", "100.65.0.0/16"]), expect![[""]]);
    }
}
