//! SUB006: nodes may take the addresses that the control plane needs.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB006",
    name: "control_plane_subnet_crowded",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!(
        "The nodes in a subnet of the control plane leave it fewer than 16 addresses when their groups \
          are as large as they may be."
    ),
    why: "EKS puts network interfaces into these subnets, and up to five more on an upgrade. Where no \
          address is left, the upgrade fails.",
    source: docs!(
        "Amazon EKS user guide, network requirements (6 addresses, better 16); EKS best practices \
          guide, networking/subnets"
    ),
    run,
};

const WANTED: u64 = 16;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let subnets = facts.subnets.iter().zip(&facts.capacity().subnets);
    for (subnet, addresses) in subnets.filter(|(s, _)| facts.design.takes_control_plane(s)) {
        // Each node takes at least one address.
        let (usable, nodes) = (addresses.usable(), addresses.nodes);
        if nodes == 0 || usable >= nodes + WANTED {
            continue;
        }
        report
            .add(
                Subject::Subnet(subnet.id),
                format!(
                    "{} has {usable} addresses for up to {nodes} nodes, their pods and the control plane",
                    subnet.name
                ),
                "Enlarge the subnet, or give the control plane subnets of its own: a /28 in each zone is enough.",
            )
            .related([Subject::Cluster]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use crate::design::Tier;
    use expect_test::expect;

    #[test]
    fn a_small_subnet_for_both() {
        check_findings(
            &RULE,
            &network(|n| n.subnets[0].cidr = v("10.0.16.0/28")),
            expect![[r#"
            Warning at subnet-1 (with cluster): private-az1 has 11 addresses for up to 2 nodes, their pods and the control plane
              Enlarge the subnet, or give the control plane subnets of its own: a /28 in each zone is enough."#]],
        );
    }

    #[test]
    fn a_small_subnet_of_its_own_and_a_larger_one_for_both() {
        let mut design = network(|n| {
            n.subnets[2].tier = Tier::Intra;
            n.subnets[2].cidr = v("10.0.0.0/28");
        });
        std::sync::Arc::make_mut(&mut design.cluster).control_plane_tier = Tier::Intra;
        check_findings(&RULE, &design, expect![[""]]);
        check_findings(&RULE, &network(|n| n.subnets[0].cidr = v("10.0.16.0/27")), expect![[""]]);
    }
}
