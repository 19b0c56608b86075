//! SEC002: nobody here controls the key of secrets.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{SecretsEncryption, Subject};
use crate::edit::ClusterEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SEC002",
    name: "secrets_key_of_aws",
    area: Area::Cluster,
    severity: Severity::Note,
    what: docs!("Secrets are encrypted with the key that AWS owns."),
    why: "Kubernetes secrets are encrypted in any case. With a key of your own you can also see who used it \
          and take it away; EKS cannot change the choice back later.",
    source: docs!("CIS Amazon EKS Benchmark 1.8.0, 5.3.1; EKS API, EncryptionConfig"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if !matches!(facts.design.cluster.secrets_encryption, SecretsEncryption::AwsOwned {}) {
        return;
    }
    let encryption = SecretsEncryption::New {};
    report
        .add(
            Subject::Cluster,
            "Secrets are encrypted with a key that AWS owns",
            "Create a key if audits ask for one.",
        )
        .fix("Create a key", ClusterEdit::SetSecretsEncryption { encryption });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster};
    use expect_test::expect;

    #[test]
    fn of_aws_and_of_ones_own() {
        check_findings(
            &RULE,
            &cluster(|c| c.secrets_encryption = SecretsEncryption::AwsOwned {}),
            expect![[r#"
                Note at cluster: Secrets are encrypted with a key that AWS owns
                  Create a key if audits ask for one.
                  [Create a key] Encrypt secrets with a new key"#]],
        );
        check_findings(&RULE, &cluster(|_| {}), expect![[""]]);
    }
}
