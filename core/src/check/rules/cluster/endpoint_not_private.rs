//! END009: nodes reach the API server over the internet.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Endpoint, Subject};
use crate::edit::ClusterEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "END009",
    name: "endpoint_not_private",
    area: Area::Cluster,
    severity: Severity::Warning,
    what: docs!("The private endpoint is off."),
    why: "Every request of a node to the API server then leaves the VPC: it costs NAT traffic, and fails when the NAT \
          gateway does.",
    source: docs!("EKS best practices guide, networking/subnets"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let endpoint = &facts.design.cluster.endpoint;
    if endpoint.private {
        return;
    }
    let endpoint = Endpoint { private: true, ..endpoint.clone() };
    report
        .add(
            Subject::Cluster,
            "Nodes reach the API server outside the VPC only",
            "Turn the private endpoint on.",
        )
        .fix("Turn the private endpoint on", ClusterEdit::SetEndpoint { endpoint });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster};
    use expect_test::expect;

    #[test]
    fn public_only() {
        check_findings(
            &RULE,
            &cluster(|c| c.endpoint.private = false),
            expect![[r#"
                Warning at cluster: Nodes reach the API server outside the VPC only
                  Turn the private endpoint on.
                  [Turn the private endpoint on] Change the API endpoint"#]],
        );
    }

    #[test]
    fn private_only() {
        check_findings(&RULE, &cluster(|c| c.endpoint.public = false), expect![[""]]);
    }
}
