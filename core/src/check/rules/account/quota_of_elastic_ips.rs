//! QTA002: more NAT gateways than there are Elastic IP addresses for.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words;
use crate::design::{Nat, Subject};
use crate::edit::NetworkEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "QTA002",
    name: "quota_of_elastic_ips",
    area: Area::Account,
    severity: Severity::Warning,
    what: docs!(
        "The NAT gateways and what the account uses already need more than five Elastic IP addresses."
    ),
    why: "Every NAT gateway takes an Elastic IP address, and an account starts with a quota of five a region. The \
          rollout stops half-way where there are none left.",
    source: docs!("EKS best practices guide, scalability/quotas (Elastic IP addresses 5)"),
    run,
};

/// The quota that an account starts with. Source: EKS best practices guide, scalability/quotas.
const QUOTA: u32 = 5;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let gateways = |design: &crate::design::Design| design.network.nat_gateways().count();
    // Those that run are counted in the account.
    let new = gateways(facts.design).saturating_sub(facts.deployed.map_or(0, gateways));
    let Some(used) = facts.account.elastic_ips else { return };
    if new == 0 || used as usize + new <= QUOTA as usize {
        return;
    }
    let finding = report.add(
        Subject::Vpc,
        format!(
            "{} with {used} in use {} over the quota of {QUOTA} Elastic IP addresses, unless it was raised",
            words::count(new, "new NAT gateway"),
            words::agree(new, "is", "are"),
        ),
        "Raise quota L-0263D0A3, release addresses, or use fewer NAT gateways.",
    );
    if facts.design.network.nat == Nat::PerZone && used < QUOTA {
        finding.fix("Use one NAT gateway", NetworkEdit::SetNat { nat: Nat::Single });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings_on, context, network};
    use crate::check::{Account, Context};
    use crate::design::starters;
    use expect_test::expect;

    fn with(elastic_ips: u32) -> Context {
        Context { account: Account { elastic_ips: Some(elastic_ips), ..Account::default() }, ..context() }
    }

    /// Worked case 15: three in use and one for each of three zones.
    #[test]
    fn three_and_three() {
        check_findings_on(
            &RULE,
            &starters::production(),
            &with(3),
            expect![[r#"
            Warning at vpc: 3 new NAT gateways with 3 in use are over the quota of 5 Elastic IP addresses, unless it was raised
              Raise quota L-0263D0A3, release addresses, or use fewer NAT gateways.
              [Use one NAT gateway] Use one NAT gateway"#]],
        );
        check_findings_on(
            &RULE,
            &network(|_| {}),
            &with(5),
            expect![[r#"
            Warning at vpc: 1 new NAT gateway with 5 in use is over the quota of 5 Elastic IP addresses, unless it was raised
              Raise quota L-0263D0A3, release addresses, or use fewer NAT gateways."#]],
        );
    }

    #[test]
    fn two_and_three() {
        check_findings_on(&RULE, &starters::production(), &with(2), expect![[""]]);
        check_findings_on(&RULE, &network(|n| n.nat = Nat::None), &with(9), expect![[""]]);
        check_findings_on(&RULE, &starters::production(), &context(), expect![[""]]);
    }
}
