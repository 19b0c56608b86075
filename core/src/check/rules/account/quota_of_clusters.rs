//! QTA005: no room for another cluster.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "QTA005",
    name: "quota_of_clusters",
    area: Area::Account,
    severity: Severity::Warning,
    what: docs!("The account has a hundred clusters in the region, and the design makes one more."),
    why: "An account starts with a quota of 100 clusters a region, and of 100 OIDC providers, of which each cluster takes \
          one.",
    source: docs!("EKS best practices guide, scalability/quotas (clusters 100, OIDC providers 100)"),
    run,
};

/// The quota that an account starts with. Source: EKS best practices guide, scalability/quotas.
const QUOTA: u32 = 100;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(used) = facts.account.clusters.filter(|used| *used >= QUOTA) else { return };
    if facts.deployed.is_none() {
        report.add(
            Subject::Cluster,
            format!(
                "{used} clusters are used in {}, and the quota is {QUOTA} unless it was raised",
                facts.design.region
            ),
            "Raise the quotas of clusters and of OIDC providers, or choose another account.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings_on, context, design};
    use crate::check::{Account, Context};
    use expect_test::expect;

    fn with(clusters: u32) -> Context {
        Context { account: Account { clusters: Some(clusters), ..Account::default() }, ..context() }
    }

    #[test]
    fn a_hundred_and_one_more() {
        check_findings_on(
            &RULE,
            &design(|_| {}),
            &with(100),
            expect![[r#"
            Warning at cluster: 100 clusters are used in eu-central-1, and the quota is 100 unless it was raised
              Raise the quotas of clusters and of OIDC providers, or choose another account."#]],
        );
    }

    #[test]
    fn ninety_nine_or_not_known() {
        check_findings_on(&RULE, &design(|_| {}), &with(99), expect![[""]]);
        check_findings_on(&RULE, &design(|_| {}), &context(), expect![[""]]);
    }
}
