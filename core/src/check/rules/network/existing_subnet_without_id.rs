//! EXV001: nobody said which existing subnet this is. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "EXV001",
    name: "existing_subnet_without_id",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("The VPC exists, and a subnet of the design has no id."),
    why: "The bundle makes no subnets in a VPC that exists and refers to each by its id.",
    source: docs!("The rendered subnets of an existing VPC"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.design.network.existing.is_none() {
        return;
    }
    for subnet in facts.subnets.iter().filter(|s| s.existing.is_none()) {
        report.add(
            Subject::Subnet(subnet.id),
            format!("{} has no id, and the VPC exists", subnet.name),
            "Enter the id of the subnet in AWS, or remove it from the design.",
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
    fn one_unknown_and_all_known() {
        check_findings(
            &RULE,
            &existing([None, IDS[1], IDS[2], IDS[3]]),
            expect![[r#"
            Error at subnet-1: private-az1 has no id, and the VPC exists
              Enter the id of the subnet in AWS, or remove it from the design."#]],
        );
        check_findings(&RULE, &existing(IDS), expect![[""]]);
        check_findings(&RULE, &network(|_| {}), expect![[""]]);
    }
}
