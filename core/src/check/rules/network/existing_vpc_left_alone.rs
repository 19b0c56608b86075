//! EXV003: the bundle makes no routes in a VPC that exists. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "EXV003",
    name: "existing_vpc_left_alone",
    area: Area::Network,
    severity: Severity::Note,
    what: docs!("The VPC exists and is not made by the bundle."),
    why: "Subnets, gateways and routes of the VPC stay as they are. If AWS has them otherwise than the design says, what is judged here is not what runs.",
    source: docs!("The rendered network of an existing VPC"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if let Some(vpc) = &facts.design.network.existing {
        report.add(
            Subject::Vpc,
            format!("Nothing is made in {} but endpoints and security groups", vpc.id),
            "Compare blocks, zones, routes and gateways with AWS before the rollout.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use crate::design::{Design, ExistingVpc};
    use expect_test::expect;

    fn existing(ids: [Option<&str>; 4]) -> Design {
        network(|n| {
            n.existing = Some(ExistingVpc { id: v("vpc-0123456789abcdef0") });
            for (subnet, id) in n.subnets.iter_mut().zip(ids) {
                subnet.existing = id.map(v);
            }
        })
    }
    const IDS: [Option<&str>; 4] =
        [Some("subnet-00000001"), Some("subnet-00000002"), Some("subnet-00000003"), Some("subnet-00000004")];

    #[test]
    fn existing_and_new() {
        check_findings(
            &RULE,
            &existing(IDS),
            expect![[r#"
            Note at vpc: Nothing is made in vpc-0123456789abcdef0 but endpoints and security groups
              Compare blocks, zones, routes and gateways with AWS before the rollout."#]],
        );
        check_findings(&RULE, &network(|_| {}), expect![[""]]);
    }
}
