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
        "A subnet has fewer addresses than the nodes and pods in it take when groups are as large as they may be and all \
         expected pods run on Fargate."
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
                "Enlarge the subnet, spread nodes and pods over more subnets, or lower how many there may be.",
            )
            .related(room::users(facts, subnet))
            .fix_if_any(room::grown(facts, subnet, peak));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, fargate, network, v};
    use crate::design::SubnetId;
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn a_small_subnet() {
        check_findings(
            &RULE,
            &network(|n| n.subnets[0].cidr = v("10.0.16.0/26")),
            expect![[r#"
            Warning at subnet-1 (with node-group-3): private-az1 needs 74 of 59 addresses at peak
              Enlarge the subnet, spread nodes and pods over more subnets, or lower how many there may be.
              [Use 10.0.16.0/25] Resize private-az1 from /26 to /25"#]],
        );
    }

    #[test]
    fn pods_on_fargate() {
        let mut design = fargate(|p| p.expected.pods = 200);
        let network = Arc::make_mut(&mut design.network);
        network.subnets.iter_mut().filter(|s| s.id == SubnetId(1)).for_each(|s| s.cidr = v("10.0.16.0/26"));
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Warning at subnet-1 (with fargate-profile-6): private-az1 needs 114 of 59 addresses at peak
              Enlarge the subnet, spread nodes and pods over more subnets, or lower how many there may be.
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
