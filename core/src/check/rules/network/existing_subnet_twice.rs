//! EXV002: two subnets are the same one in AWS. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "EXV002",
    name: "existing_subnet_twice",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("Two subnets of the design have the id of the same existing subnet."),
    why: "EKS refuses a subnet that is named twice, and the zones of the design would not be those of AWS.",
    source: docs!("EKS API, VpcConfigRequest (subnetIds)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.design.network.existing.is_none() {
        return;
    }
    for (at, subnet) in facts.subnets.iter().enumerate() {
        let same = |other: &&&crate::design::Subnet| other.existing == subnet.existing;
        let Some(id) = &subnet.existing else { continue };
        let Some(first) = facts.subnets[..at].iter().find(same) else { continue };
        report
            .add(
                Subject::Subnet(subnet.id),
                format!("{} and {} are both {id}", first.name, subnet.name),
                "Enter the id of each subnet as AWS shows it.",
            )
            .related([Subject::Subnet(first.id)]);
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
    fn the_same_and_others() {
        check_findings(
            &RULE,
            &existing([IDS[0], IDS[0], None, None]),
            expect![[r#"
            Error at subnet-2 (with subnet-1): private-az1 and private-az2 are both subnet-00000001
              Enter the id of each subnet as AWS shows it."#]],
        );
        check_findings(&RULE, &existing(IDS), expect![[""]]);
    }
}
