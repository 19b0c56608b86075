//! IPX001: more addresses at peak than the subnet has.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::room;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "IPX001",
    name: "addresses_run_out",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!(
        "A subnet has fewer addresses than its nodes and pods take when their groups are as large as they may be."
    ),
    why: "Nodes take addresses for their pods ahead of time. When the subnet has none left, pods stay in \
          ContainerCreating and new nodes do not start.",
    source: docs!(
        "amazon-vpc-cni-k8s, docs/eni-and-ip-target.md; EKS best practices guide, networking/ip-optimization; docs/capacity.md"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (subnet, taken) in room::node_subnets(facts) {
        let peak = taken.taken.at_peak;
        if peak.addresses() <= taken.usable() {
            continue;
        }
        report
            .add(
                Subject::Subnet(subnet.id),
                format!("{} needs {} at peak", subnet.name, room::words(peak, taken)),
                "Enlarge the subnet, spread the nodes over more subnets, or lower their maximum.",
            )
            .related(room::groups(facts, subnet))
            .fix_if_any(room::grown(facts, subnet, peak));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use expect_test::expect;

    #[test]
    fn a_small_subnet() {
        check_findings(
            &RULE,
            &network(|n| n.subnets[0].cidr = v("10.0.16.0/26")),
            expect![[r#"
            Warning at subnet-1 (with node-group-3): private-az1 needs 74 of 59 addresses at peak
              Enlarge the subnet, spread the nodes over more subnets, or lower their maximum.
              [Use 10.0.16.0/25] Resize private-az1 from /26 to /25"#]],
        );
    }

    #[test]
    fn just_enough_and_a_type_that_is_not_known() {
        check_findings(&RULE, &network(|n| n.subnets[0].cidr = v("10.0.16.0/25")), expect![[""]]);
        let design = crate::check::testing::group(|g| g.instance_types = vec![v("m99x.large")]);
        check_findings(&RULE, &design, expect![[""]]);
    }
}
