//! CTL011: the key of secrets lies in another region.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{SecretsEncryption, Subject};

pub(in crate::check) static RULE: Rule = Rule {
    id: "CTL011",
    name: "key_in_another_region",
    area: Area::Cluster,
    severity: Severity::Error,
    what: docs!("The existing key of secrets is not in the design's region."),
    why: "EKS encrypts with a key of its own region only and refuses the cluster.",
    source: docs!("EKS API, EncryptionConfig and Provider; cdk-preflight, cluster-encryption-*"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let region = &facts.design.region;
    if let SecretsEncryption::Existing { arn } = &facts.design.cluster.secrets_encryption
        && arn.region() != region.as_str()
    {
        report
            .add(
                Subject::Cluster,
                format!("The key of secrets is in {}, the cluster in {region}", arn.region()),
                format!("Name a key in {region}, or let the design create one."),
            )
            .related([Subject::Design]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, v};
    use crate::design::Design;
    use expect_test::expect;

    fn with_key_in(region: &str) -> Design {
        let arn = v(&format!("arn:aws:kms:{region}:999988887777:key/1234abcd"));
        cluster(|c| c.secrets_encryption = SecretsEncryption::Existing { arn })
    }

    #[test]
    fn elsewhere_and_here() {
        check_findings(
            &RULE,
            &with_key_in("eu-west-1"),
            expect![[r#"
            Error at cluster (with design): The key of secrets is in eu-west-1, the cluster in eu-central-1
              Name a key in eu-central-1, or let the design create one."#]],
        );
        check_findings(&RULE, &with_key_in("eu-central-1"), expect![[""]]);
    }
}
