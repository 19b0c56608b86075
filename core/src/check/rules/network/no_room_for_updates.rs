//! IPX002: no addresses for the nodes of a rolling update.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::room;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "IPX002",
    name: "no_room_for_updates",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!(
        "A subnet has addresses for the nodes at peak, but not for those that an update starts beside them."
    ),
    why: "A rolling update starts new nodes before it drains old ones: two for each zone, or as many as may be away at \
          once. Without addresses for them it stalls.",
    source: docs!("Amazon EKS user guide, managed node update behavior; docs/capacity.md"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (subnet, taken) in room::node_subnets(facts) {
        let (peak, surge) = (taken.taken.at_peak, taken.taken.with_surge);
        // What does not even hold the nodes is IPX001's.
        if peak.addresses() > taken.usable() || surge.addresses() <= taken.usable() {
            continue;
        }
        report
            .add(
                Subject::Subnet(subnet.id),
                format!(
                    "{} needs {} while all its groups are updated at peak",
                    subnet.name,
                    room::words(surge, taken)
                ),
                "Enlarge the subnet, spread the nodes over more subnets, or update one group at a time.",
            )
            .related(room::users(facts, subnet))
            .fix_if_any(room::grown(facts, subnet, surge));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use expect_test::expect;

    #[test]
    fn enough_but_for_updates() {
        check_findings(
            &RULE,
            &network(|n| n.subnets[0].cidr = v("10.0.16.0/25")),
            expect![[r#"
            Warning at subnet-1 (with node-group-3): private-az1 needs 134 of 123 addresses while all its groups are updated at peak
              Enlarge the subnet, spread the nodes over more subnets, or update one group at a time.
              [Use 10.0.16.0/24] Resize private-az1 from /25 to /24"#]],
        );
    }

    #[test]
    fn room_for_all() {
        check_findings(&RULE, &network(|n| n.subnets[0].cidr = v("10.0.16.0/24")), expect![[""]]);
    }
}
