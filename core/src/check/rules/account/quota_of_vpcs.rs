//! QTA001: no room for another VPC.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "QTA001",
    name: "quota_of_vpcs",
    area: Area::Account,
    severity: Severity::Warning,
    what: docs!("The account has five VPCs in the region, and the design makes one more."),
    why: "An account starts with a quota of five VPCs a region, and of as many internet gateways. Raising it takes hours \
          to days.",
    source: docs!("EKS best practices guide, scalability/quotas (VPCs 5, internet gateways 5)"),
    run,
};

/// The quota that an account starts with. Source: EKS best practices guide, scalability/quotas.
const QUOTA: u32 = 5;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(used) = facts.account.vpcs.filter(|used| *used >= QUOTA) else { return };
    // A cluster that runs has its VPC already.
    if facts.deployed.is_none() {
        report.add(
            Subject::Vpc,
            format!(
                "{used} VPCs are used in {}, and the quota is {QUOTA} unless it was raised",
                facts.design.region
            ),
            "Raise quota L-F678F1CE (and with it that of internet gateways), or remove a VPC.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings_on, context, design};
    use crate::check::{Account, Context};
    use expect_test::expect;
    use std::sync::Arc;

    fn with(vpcs: u32) -> Context {
        Context { account: Account { vpcs: Some(vpcs), ..Account::default() }, ..context() }
    }

    #[test]
    fn five_and_one_more() {
        check_findings_on(
            &RULE,
            &design(|_| {}),
            &with(5),
            expect![[r#"
            Warning at vpc: 5 VPCs are used in eu-central-1, and the quota is 5 unless it was raised
              Raise quota L-F678F1CE (and with it that of internet gateways), or remove a VPC."#]],
        );
    }

    #[test]
    fn four_or_one_that_is_there() {
        check_findings_on(&RULE, &design(|_| {}), &with(4), expect![[""]]);
        let deployed = Context { deployed: Some(Arc::new(design(|_| {}))), ..with(5) };
        check_findings_on(&RULE, &design(|_| {}), &deployed, expect![[""]]);
        check_findings_on(&RULE, &design(|_| {}), &context(), expect![[""]]);
    }
}
