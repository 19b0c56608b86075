//! SUB025: others break the blocks that nodes need.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::room;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB025",
    name: "shared_with_prefixes",
    area: Area::Network,
    severity: Severity::Note,
    what: docs!(
        "With prefix delegation, nodes share a subnet with the control plane, load balancers or a NAT gateway."
    ),
    why: "Those take single addresses anywhere in the subnet, and each breaks a block of 16 for the nodes. It shows as \
          InsufficientCidrBlocks when the subnet fills.",
    source: docs!("EKS best practices guide, networking/prefix-mode (subnet CIDR reservations)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if !facts.design.network.pod_addresses.prefix_delegation {
        return;
    }
    for (subnet, taken) in room::node_subnets(facts) {
        let others = [
            (taken.control_plane, "the control plane"),
            (taken.load_balancers, "load balancers"),
            (taken.nat_gateway, "a NAT gateway"),
        ];
        let others: Vec<&str> =
            others.iter().filter(|(count, _)| *count > 0).map(|(_, words)| *words).collect();
        if others.is_empty() {
            continue;
        }
        report
            .add(
                Subject::Subnet(subnet.id),
                format!("{} gives blocks to nodes and single addresses to {}", subnet.name, crate::check::words::list(others)),
                "Give the others subnets of their own, or reserve a part of this one for prefixes after the rollout.",
            )
            .related(room::users(facts, subnet));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network};
    use crate::design::{LoadBalancerRole, starters};
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn the_control_plane_among_nodes() {
        check_findings(
            &RULE,
            &network(|n| n.pod_addresses.prefix_delegation = true),
            expect![[r#"
            Note at subnet-1 (with node-group-3): private-az1 gives blocks to nodes and single addresses to the control plane and load balancers
              Give the others subnets of their own, or reserve a part of this one for prefixes after the rollout.
            Note at subnet-2 (with node-group-3): private-az2 gives blocks to nodes and single addresses to the control plane and load balancers
              Give the others subnets of their own, or reserve a part of this one for prefixes after the rollout."#]],
        );
    }

    #[test]
    fn nodes_among_themselves_or_without_blocks() {
        let mut design = starters::production();
        let network = Arc::make_mut(&mut design.network);
        network.pod_addresses.prefix_delegation = true;
        network.subnets.iter_mut().for_each(|s| s.load_balancers = LoadBalancerRole::None);
        check_findings(&RULE, &design, expect![[""]]);
        check_findings(&RULE, &starters::reference(), expect![[""]]);
    }
}
