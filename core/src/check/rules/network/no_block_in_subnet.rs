//! SUB024: prefix delegation in a subnet without a single whole block.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::room;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{PodAddresses, Subject};
use crate::edit::NetworkEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB024",
    name: "no_block_in_subnet",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("Prefix delegation is on, and nodes run in a subnet smaller than a /26."),
    why: "AWS keeps the first four addresses and the last, so in a /27 neither block of 16 is whole: no pod ever gets an \
          address.",
    source: docs!("EKS best practices guide, networking/prefix-mode; arithmetic"),
    run,
};

/// The smallest subnet that has a whole block.
const SMALLEST: u8 = 26;
/// The smallest that the guide advises.
const ADVISED: u8 = 24;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let pod_addresses = facts.design.network.pod_addresses;
    if !pod_addresses.prefix_delegation {
        return;
    }
    for subnet in facts.node_subnets().filter(|s| s.cidr.prefix_len() > SMALLEST) {
        let finding = report.add(
            Subject::Subnet(subnet.id),
            format!(
                "{} {} has no whole block of 16 addresses for prefix delegation",
                subnet.name, subnet.cidr
            ),
            "Enlarge the subnet to /24 or more, or turn prefix delegation off.",
        );
        finding.related(room::users(facts, subnet)).fix_if_any(room::grown_to(facts, subnet, ADVISED));
        if finding.fix.is_none() {
            let off = PodAddresses { prefix_delegation: false, ..pod_addresses };
            finding.fix("Turn prefix delegation off", NetworkEdit::SetPodAddresses { pod_addresses: off });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use expect_test::expect;

    #[test]
    fn no_block_at_all() {
        let design = network(|n| {
            n.pod_addresses.prefix_delegation = true;
            n.subnets[0].cidr = v("10.0.16.0/27");
        });
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at subnet-1 (with node-group-3): private-az1 10.0.16.0/27 has no whole block of 16 addresses for prefix delegation
              Enlarge the subnet to /24 or more, or turn prefix delegation off.
              [Use 10.0.16.0/24] Resize private-az1 from /27 to /24"#]],
        );
    }

    #[test]
    fn two_blocks_or_single_addresses() {
        let design = network(|n| {
            n.pod_addresses.prefix_delegation = true;
            n.subnets[0].cidr = v("10.0.16.0/26");
        });
        check_findings(&RULE, &design, expect![[""]]);
        check_findings(&RULE, &network(|n| n.subnets[0].cidr = v("10.0.16.0/27")), expect![[""]]);
    }
}
