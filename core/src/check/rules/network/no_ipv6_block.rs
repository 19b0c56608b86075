//! SUB023: a subnet of an IPv6 cluster has no IPv6 block.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::NetworkEdit;
use crate::sorted;
use crate::value::{IpFamily, Ipv6Block};

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB023",
    name: "no_ipv6_block",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("The cluster's family is IPv6, and a subnet has none of the VPC's IPv6 blocks."),
    why: "Interfaces there get no IPv6 address: EKS refuses the subnet for the control plane, and nodes fail with Ec2SubnetMissingIpv6Assignment.",
    source: docs!("Amazon EKS user guide, network-reqs; EKS API, NodegroupIssueCode"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let design = facts.design;
    // The blocks of a VPC that exists are there or not, whatever the design says.
    if design.cluster.ip_family != IpFamily::Ipv6 || design.network.existing.is_some() {
        return;
    }
    let taken = sorted::set(facts.subnets.iter().filter_map(|s| s.ipv6));
    let free = (0..=255).map(Ipv6Block::known).find(|block| !taken.contains(block));
    for subnet in facts.subnets.iter().filter(|s| s.ipv6.is_none()) {
        let finding = report.add(
            Subject::Subnet(subnet.id),
            format!("{} has no IPv6 block", subnet.name),
            "Give it a number from 0 to 255 that no other subnet has.",
        );
        if let Some(block) = free {
            finding.fix(
                format!("Use {block}"),
                NetworkEdit::SetSubnetIpv6 { subnet: subnet.id, block: Some(block) },
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network};
    use crate::edit::ClusterEdit;
    use expect_test::expect;

    #[test]
    fn missing_and_there() {
        let edit = ClusterEdit::SetIpFamily { family: IpFamily::Ipv6 };
        let mut design = network(|_| {}).edited(&edit.into()).unwrap();
        check_findings(&RULE, &design, expect![[""]]);
        let subnets = &mut std::sync::Arc::make_mut(&mut design.network).subnets;
        // One with nodes, and a public one: load balancers of pods have an address of each family there.
        subnets[1].ipv6 = None;
        subnets[2].ipv6 = None;
        check_findings(
            &RULE,
            &design,
            expect![[r#"
                Error at subnet-2: private-az2 has no IPv6 block
                  Give it a number from 0 to 255 that no other subnet has.
                  [Use 1] Change the IPv6 block of private-az2
                Error at subnet-4: public-az1 has no IPv6 block
                  Give it a number from 0 to 255 that no other subnet has.
                  [Use 1] Change the IPv6 block of public-az1"#]],
        );
    }
}
