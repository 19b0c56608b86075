//! EXA002: the key of secrets is an example. The rule is ours.

use super::example_values::EXAMPLE_ACCOUNT;
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{SecretsEncryption, Subject};

pub(in crate::check) static RULE: Rule = Rule {
    id: "EXA002",
    name: "example_key",
    area: Area::Account,
    severity: Severity::Warning,
    what: docs!("The existing key of secrets belongs to AWS's example account 111122223333."),
    why: "Nobody owns that account, so EKS could not use the key and would refuse the cluster.",
    source: docs!("AWS documentation (example account ids)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if let SecretsEncryption::Existing { arn } = &facts.design.cluster.secrets_encryption
        && arn.account() == EXAMPLE_ACCOUNT
    {
        report.add(
            Subject::Cluster,
            format!("The key of secrets is in the example account {EXAMPLE_ACCOUNT}"),
            "Replace it before the rollout by a key of yours.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, v};
    use crate::design::Design;
    use expect_test::expect;

    fn with_key(arn: &str) -> Design {
        cluster(|c| c.secrets_encryption = SecretsEncryption::Existing { arn: v(arn) })
    }

    #[test]
    fn an_example_and_a_key_of_ones_own() {
        check_findings(
            &RULE,
            &with_key("arn:aws:kms:eu-central-1:111122223333:key/1234abcd"),
            expect![[r#"
            Warning at cluster: The key of secrets is in the example account 111122223333
              Replace it before the rollout by a key of yours."#]],
        );
        check_findings(&RULE, &with_key("arn:aws:kms:eu-central-1:999988887777:key/1234abcd"), expect![[""]]);
    }
}
