//! VPE012: nodes have no way out, and the API server has no address inside. The rule is ours.

use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::{Severity, private};
use crate::design::{Endpoint, Subject};
use crate::edit::ClusterEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "VPE012",
    name: "private_nodes_without_private_endpoint",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!(
        "Nodes have no way to the internet and live by VPC endpoints, and the API server is public only, for everybody."
    ),
    why: "Without its private endpoint the API server is on the internet, where these nodes never get.",
    source: docs!("Amazon EKS user guide, private clusters (private access must be on)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let endpoint = &facts.design.cluster.endpoint;
    let is_open =
        endpoint.public_cidrs.is_empty() || endpoint.public_cidrs.iter().any(|c| c.prefix_len() == 0);
    // Where both are off, or the public one is for some only, END001 or END002 speaks.
    if endpoint.private || !endpoint.public || !is_open || private::served(facts).is_empty() {
        return;
    }
    let endpoint = Endpoint { private: true, ..endpoint.clone() };
    report
        .add(
            Subject::Cluster,
            "Nodes without a way out cannot reach the API server, which is public only",
            "Turn the private endpoint on.",
        )
        .severity(private::severity(facts))
        .fix("Turn the private endpoint on", ClusterEdit::SetEndpoint { endpoint });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, isolated, network};
    use crate::value::EndpointService;
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn public_only_and_both() {
        let mut design = isolated(EndpointService::ALL);
        check_findings(&RULE, &design, expect![[""]]);
        Arc::make_mut(&mut design.cluster).endpoint =
            Endpoint { private: false, public: true, public_cidrs: Vec::new() };
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at cluster: Nodes without a way out cannot reach the API server, which is public only
              Turn the private endpoint on.
              [Turn the private endpoint on] Change the API endpoint"#]],
        );
        let mut out = network(|_| {});
        out.cluster = design.cluster;
        check_findings(&RULE, &out, expect![[""]]);
    }
}
