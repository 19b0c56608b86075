//! SUB021: no addresses for load balancers.

use crate::capacity::LOAD_BALANCER_ADDRESSES;
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::room;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB021",
    name: "no_room_for_load_balancers",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("A subnet for load balancers has fewer than eight free addresses at peak."),
    why: "The load balancer controller leaves out a subnet with fewer than eight free addresses, and AWS refuses the load \
          balancer where too few zones are left.",
    source: docs!("aws-load-balancer-controller, pkg/networking/subnet_resolver.go; docs/capacity.md"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (subnet, taken) in facts.subnets.iter().zip(&facts.capacity().subnets) {
        if taken.load_balancers == 0 || !taken.is_complete {
            continue;
        }
        // The eight are part of the peak.
        let others = taken.taken.at_peak.addresses().saturating_sub(LOAD_BALANCER_ADDRESSES);
        let left = taken.usable().saturating_sub(others);
        if left >= LOAD_BALANCER_ADDRESSES {
            continue;
        }
        report
            .add(
                Subject::Subnet(subnet.id),
                format!(
                    "{} has {left} free addresses at peak, and load balancers want {LOAD_BALANCER_ADDRESSES}",
                    subnet.name
                ),
                "Enlarge the subnet, or keep load balancers out of it.",
            )
            .related(room::users(facts, subnet))
            .fix_if_any(room::grown(facts, subnet, taken.taken.at_peak));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use crate::design::Nat;
    use expect_test::expect;

    #[test]
    fn a_crowded_subnet() {
        check_findings(
            &RULE,
            &network(|n| n.subnets[0].cidr = v("10.0.16.0/26")),
            expect![[r#"
            Warning at subnet-1 (with node-group-3): private-az1 has 0 free addresses at peak, and load balancers want 8
              Enlarge the subnet, or keep load balancers out of it.
              [Use 10.0.16.0/25] Resize private-az1 from /26 to /25"#]],
        );
    }

    #[test]
    fn the_smallest_subnet_for_them_alone() {
        let design = network(|n| {
            n.subnets[2].cidr = v("10.0.0.0/28");
            n.nat = Nat::Single;
        });
        check_findings(&RULE, &design, expect![[""]]);
    }
}
