//! END001: the API server has no endpoint at all.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Endpoint, Subject};
use crate::edit::ClusterEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "END001",
    name: "endpoint_closed",
    area: Area::Cluster,
    severity: Severity::Error,
    what: docs!("Both the public and the private endpoint are off."),
    why: "Somebody must be able to reach the API server, if only the nodes: EKS refuses a cluster without endpoint.",
    source: docs!("cdk-preflight, cluster-endpoint-both-disabled; EKS API, VpcConfigRequest"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let endpoint = &facts.design.cluster.endpoint;
    if endpoint.public || endpoint.private {
        return;
    }
    let endpoint = Endpoint { private: true, ..endpoint.clone() };
    report
        .add(
            Subject::Cluster,
            "The API endpoint is neither public nor private",
            "Turn the private endpoint on; the public one is for those outside the VPC.",
        )
        .fix("Turn the private endpoint on", ClusterEdit::SetEndpoint { endpoint });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster};
    use expect_test::expect;

    #[test]
    fn both_off() {
        let design = cluster(|c| (c.endpoint.public, c.endpoint.private) = (false, false));
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at cluster: The API endpoint is neither public nor private
              Turn the private endpoint on; the public one is for those outside the VPC.
              [Turn the private endpoint on] Change the API endpoint"#]],
        );
    }

    #[test]
    fn one_on() {
        check_findings(&RULE, &cluster(|c| c.endpoint.public = false), expect![[""]]);
        check_findings(&RULE, &cluster(|c| c.endpoint.private = false), expect![[""]]);
    }
}
