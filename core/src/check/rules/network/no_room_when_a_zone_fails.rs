//! IPX004: no addresses for the nodes of a zone that fails.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::room;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "IPX004",
    name: "no_room_when_a_zone_fails",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!(
        "In production, a subnet has no addresses for its share of the nodes when one of the zones fails."
    ),
    why: "When a zone fails, Auto Scaling starts its nodes in the others. They have to have addresses for them.",
    source: docs!(
        "EKS best practices guide, reliability (spread over zones); our judgement; docs/capacity.md"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if !facts.is_production() {
        return;
    }
    let zones = facts.node_zones().len() as u64;
    if zones < 2 {
        return;
    }
    for (subnet, taken) in room::node_subnets(facts) {
        let (peak, fixed) = (taken.taken.at_peak.addresses(), taken.without_groups().addresses());
        let nodes = peak.saturating_sub(fixed).saturating_mul(zones).div_ceil(zones - 1);
        let needed = fixed.saturating_add(nodes);
        // What does not hold the nodes of a good day is IPX001's.
        if peak > taken.usable() || needed <= taken.usable() {
            continue;
        }
        report
            .add(
                Subject::Subnet(subnet.id),
                format!(
                    "{} needs {needed} of {} addresses at peak when one of {zones} zones fails",
                    subnet.name,
                    taken.usable()
                ),
                "Enlarge the subnet, or use more zones.",
            )
            .related(room::users(facts, subnet))
            .fix_if_any(room::grown(facts, subnet, crate::capacity::Demand::singles(needed)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, in_production, network, v};
    use expect_test::expect;

    #[test]
    fn enough_for_a_good_day() {
        let design = in_production(network(|n| n.subnets[0].cidr = v("10.0.16.0/25")));
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Warning at subnet-1 (with node-group-3): private-az1 needs 134 of 123 addresses at peak when one of 2 zones fails
              Enlarge the subnet, or use more zones.
              [Use 10.0.16.0/24] Resize private-az1 from /25 to /24"#]],
        );
    }

    #[test]
    fn enough_for_a_bad_day_or_nobody_waits() {
        check_findings(
            &RULE,
            &in_production(network(|n| n.subnets[0].cidr = v("10.0.16.0/24"))),
            expect![[""]],
        );
        check_findings(&RULE, &network(|n| n.subnets[0].cidr = v("10.0.16.0/25")), expect![[""]]);
    }
}
