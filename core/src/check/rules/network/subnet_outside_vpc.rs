//! SUB002: a subnet does not lie in the VPC.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::Subject;
use crate::edit::NetworkEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB002",
    name: "subnet_outside_vpc",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("A subnet's block is not wholly inside one of the VPC's."),
    why: "A subnet is a part of the VPC's addresses, so AWS refuses one that reaches beyond them.",
    source: docs!("EC2 API, CreateSubnet"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let network = &facts.design.network;
    let vpc = list(network.blocks());
    for subnet in facts.subnets.iter().filter(|s| !network.blocks().any(|b| b.contains(s.cidr))) {
        let finding = report.add(
            Subject::Subnet(subnet.id),
            format!("{} {} is not inside the VPC {vpc}", subnet.name, subnet.cidr),
            "Give the subnet a free block of the VPC, or enlarge the VPC.",
        );
        finding.related([Subject::Vpc]);
        if let Some(cidr) = facts.free_space().for_subnet(Some(subnet.id), subnet.cidr.prefix_len()) {
            finding.fix(format!("Use {cidr}"), NetworkEdit::SetSubnetCidr { subnet: subnet.id, cidr });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use expect_test::expect;

    #[test]
    fn another_network_and_a_block_that_reaches_over() {
        check_findings(
            &RULE,
            &network(|n| n.subnets[0].cidr = v("10.1.16.0/20")),
            expect![[r#"
            Error at subnet-1 (with vpc): private-az1 10.1.16.0/20 is not inside the VPC 10.0.0.0/16
              Give the subnet a free block of the VPC, or enlarge the VPC.
              [Use 10.0.16.0/20] Move private-az1 to 10.0.16.0/20"#]],
        );
        check_findings(
            &RULE,
            &network(|n| n.cidr = v("10.0.32.0/20")),
            expect![[r#"
            Error at subnet-1 (with vpc): private-az1 10.0.16.0/20 is not inside the VPC 10.0.32.0/20
              Give the subnet a free block of the VPC, or enlarge the VPC.
            Error at subnet-4 (with vpc): public-az1 10.0.0.0/24 is not inside the VPC 10.0.32.0/20
              Give the subnet a free block of the VPC, or enlarge the VPC.
            Error at subnet-5 (with vpc): public-az2 10.0.1.0/24 is not inside the VPC 10.0.32.0/20
              Give the subnet a free block of the VPC, or enlarge the VPC."#]],
        );
    }

    #[test]
    fn the_last_block_of_the_vpc() {
        check_findings(&RULE, &network(|n| n.subnets[0].cidr = v("10.0.240.0/20")), expect![[""]]);
    }
}
