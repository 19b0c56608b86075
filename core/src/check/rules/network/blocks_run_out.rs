//! IPX003: more blocks of addresses than the subnet surely has.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::room;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "IPX003",
    name: "blocks_run_out",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!(
        "With prefix delegation, nodes need more whole free blocks of 16 addresses than a subnet has for sure."
    ),
    why: "A block is 16 addresses in a row from a multiple of 16. Every single address breaks one, so a subnet can have \
          addresses left and no block.",
    source: docs!("EKS best practices guide, networking/prefix-mode; docs/capacity.md"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (subnet, taken) in room::node_subnets(facts) {
        let Some(blocks) = taken.blocks_with_surge().filter(|b| b.needed > b.available) else { continue };
        report
            .add(
                Subject::Subnet(subnet.id),
                format!(
                    "{} needs {} blocks of 16 addresses at peak with updates, and surely has {}",
                    subnet.name, blocks.needed, blocks.available
                ),
                "Enlarge the subnet, or keep a part of it for prefixes with a CIDR reservation.",
            )
            .related(room::users(facts, subnet))
            .fix_if_any(room::grown(facts, subnet, taken.taken.with_surge));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use expect_test::expect;

    #[test]
    fn few_blocks() {
        let design = network(|n| {
            n.pod_addresses.prefix_delegation = true;
            n.subnets[0].cidr = v("10.0.16.0/25");
        });
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Warning at subnet-1 (with node-group-3): private-az1 needs 32 blocks of 16 addresses at peak with updates, and surely has 0
              Enlarge the subnet, or keep a part of it for prefixes with a CIDR reservation.
              [Use 10.0.16.0/22] Resize private-az1 from /25 to /22"#]],
        );
    }

    #[test]
    fn many_blocks_or_none_needed() {
        check_findings(&RULE, &network(|n| n.pod_addresses.prefix_delegation = true), expect![[""]]);
        check_findings(&RULE, &network(|n| n.subnets[0].cidr = v("10.0.16.0/25")), expect![[""]]);
    }
}
