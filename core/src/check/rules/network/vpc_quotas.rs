//! QTA003: more in one VPC than its quotas allow.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "QTA003",
    name: "vpc_quotas",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("The VPC has more than 200 subnets."),
    why: "A VPC takes 200 subnets unless AWS raises the quota for the account.",
    source: docs!(
        "VPC user guide, quotas (subnets 200, route tables 200; a zone has one table here, so those never are)"
    ),
    run,
};

/// The quota that an account starts with. Source: VPC user guide, quotas.
const SUBNETS: usize = 200;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.subnets.len() > SUBNETS {
        report.add(
            Subject::Vpc,
            format!(
                "{} subnets are over the quota of {SUBNETS} in a VPC, unless it was raised",
                facts.subnets.len()
            ),
            "Raise the quota of subnets in a VPC, or use fewer and larger ones.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network};
    use crate::design::{Design, Subnet, SubnetId};
    use expect_test::expect;

    fn with(count: u32) -> Design {
        let mut design = network(|n| {
            let model = n.subnets[0].clone();
            let new = |id| Subnet { id: SubnetId(id), ..model.clone() };
            n.subnets.extend((100..100 + count - 4).map(new));
        });
        design.next_id = 1000;
        design
    }

    #[test]
    fn one_more() {
        check_findings(
            &RULE,
            &with(201),
            expect![[r#"
            Warning at vpc: 201 subnets are over the quota of 200 in a VPC, unless it was raised
              Raise the quota of subnets in a VPC, or use fewer and larger ones."#]],
        );
    }

    #[test]
    fn as_many() {
        check_findings(&RULE, &with(200), expect![[""]]);
    }
}
