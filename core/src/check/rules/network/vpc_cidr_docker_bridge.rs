//! CID006: the VPC shares addresses with Docker's default bridge.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::ranges;
use crate::check::rule::{Area, Report, Rule};
use crate::check::vpc_blocks::{blocks, elsewhere, report_blocks};

pub(in crate::check) static RULE: Rule = Rule {
    id: "CID006",
    name: "vpc_cidr_docker_bridge",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("A block of the VPC overlaps 172.17.0.0/16."),
    why: "Machines with Docker, such as build runners, Cloud9 and SageMaker, use these addresses inside and \
          cannot reach the VPC's.",
    source: docs!("Amazon VPC user guide, VPC CIDR blocks; Amazon EKS user guide, troubleshooting"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let is_bad = |c| ranges::DOCKER_BRIDGE.iter().any(|r| r.overlaps(c));
    let bad: Vec<usize> = blocks(facts).filter(|(_, c)| is_bad(*c)).map(|(n, _)| n).collect();
    let help = "Choose another block, such as one of 10.0.0.0/8.";
    let what = "over 172.17.0.0/16, Docker's default bridge";
    report_blocks(facts, report, &bad, what, help, |blocks, n| elsewhere(facts, blocks, n));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use expect_test::expect;

    #[test]
    fn the_bridge_and_beside_it() {
        check_findings(
            &RULE,
            &network(|n| n.cidr = v("172.16.0.0/15")),
            expect![[r#"
                Warning at vpc: Block 172.16.0.0/15 of the VPC is over 172.17.0.0/16, Docker's default bridge
                  Choose another block, such as one of 10.0.0.0/8.
                  [Use 10.0.0.0/16] Set the VPC to 10.0.0.0/16"#]],
        );
        check_findings(&RULE, &network(|n| n.cidr = v("172.18.0.0/16")), expect![[""]]);
    }
}
