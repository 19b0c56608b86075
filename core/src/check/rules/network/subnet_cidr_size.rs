//! SUB001: a subnet is larger or smaller than AWS takes.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{SUBNET_PREFIX_LENS, Subject};
use crate::edit::NetworkEdit;
use crate::value::Cidr;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB001",
    name: "subnet_cidr_size",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("A subnet's block is not from /16 to /28."),
    why: "AWS makes subnets of 16 to 65,536 addresses (/28 to /16) and refuses all others.",
    source: docs!("cdk-preflight, ec2-subnet-cidr-size; EC2 API, CreateSubnet"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for subnet in &facts.subnets {
        let prefix_len = subnet.cidr.prefix_len();
        if SUBNET_PREFIX_LENS.contains(&prefix_len) {
            continue;
        }
        let finding = report.add(
            Subject::Subnet(subnet.id),
            format!("{} {} is not from /16 to /28", subnet.name, subnet.cidr),
            "Give the subnet a block from /16 to /28.",
        );
        // Where it stands if it can, else where there is room.
        let stays = Cidr::containing(subnet.cidr.address(), prefix_len.clamp(16, 28));
        let stays = stays.filter(|c| facts.free_space().is_free(*c, subnet.id));
        if let Some(cidr) = stays.or_else(|| facts.free_space().for_subnet(Some(subnet.id), prefix_len)) {
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
    fn too_small_grows_in_place_or_moves() {
        check_findings(
            &RULE,
            &network(|n| n.subnets[2].cidr = v("10.0.0.8/29")),
            expect![[r#"
            Error at subnet-4: public-az1 10.0.0.8/29 is not from /16 to /28
              Give the subnet a block from /16 to /28.
              [Use 10.0.0.0/28] Move public-az1 to 10.0.0.0/28"#]],
        );
        check_findings(
            &RULE,
            &network(|n| n.subnets[2].cidr = v("10.0.1.8/29")),
            expect![[r#"
            Error at subnet-4: public-az1 10.0.1.8/29 is not from /16 to /28
              Give the subnet a block from /16 to /28.
              [Use 10.0.0.0/28] Move public-az1 to 10.0.0.0/28"#]],
        );
    }

    #[test]
    fn too_large_without_room() {
        check_findings(
            &RULE,
            &network(|n| n.subnets[0].cidr = v("10.0.0.0/15")),
            expect![[r#"
            Error at subnet-1: private-az1 10.0.0.0/15 is not from /16 to /28
              Give the subnet a block from /16 to /28.
              [Use 10.0.128.0/17] Move private-az1 to 10.0.128.0/17"#]],
        );
    }

    #[test]
    fn the_smallest() {
        check_findings(&RULE, &network(|n| n.subnets[2].cidr = v("10.0.0.16/28")), expect![[""]]);
    }
}
