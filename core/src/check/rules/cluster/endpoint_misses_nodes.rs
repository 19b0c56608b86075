//! END002: nodes cannot reach the API server.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Endpoint, Subject};
use crate::edit::ClusterEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "END002",
    name: "endpoint_misses_nodes",
    area: Area::Cluster,
    severity: Severity::Error,
    what: docs!(
        "The private endpoint is off and the blocks that may use the public one cannot hold the nodes' \
          addresses."
    ),
    why: "Without the private endpoint nodes come to the public one, from the address of a NAT gateway that \
          does not exist yet. A list of blocks that leaves it out keeps every node from joining.",
    source: docs!("EKS API, VpcConfigRequest; Amazon EKS user guide, cluster endpoint"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let endpoint = &facts.design.cluster.endpoint;
    let open_to_all =
        endpoint.public_cidrs.is_empty() || endpoint.public_cidrs.iter().any(|c| c.prefix_len() == 0);
    if endpoint.private || !endpoint.public || open_to_all || facts.groups.is_empty() {
        return;
    }
    let endpoint = Endpoint { private: true, ..endpoint.clone() };
    report
        .add(
            Subject::Cluster,
            "Nodes cannot reach the API server: it is public only, for blocks without their NAT gateway",
            "Turn the private endpoint on.",
        )
        .fix("Turn the private endpoint on", ClusterEdit::SetEndpoint { endpoint });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, v};
    use expect_test::expect;

    #[test]
    fn public_only_for_an_office() {
        check_findings(
            &RULE,
            &cluster(|c| c.endpoint.private = false),
            expect![[r#"
            Error at cluster: Nodes cannot reach the API server: it is public only, for blocks without their NAT gateway
              Turn the private endpoint on.
              [Turn the private endpoint on] Change the API endpoint"#]],
        );
    }

    #[test]
    fn public_only_for_all_and_private() {
        let design = cluster(|c| {
            c.endpoint.private = false;
            c.endpoint.public_cidrs.push(v("0.0.0.0/0"));
        });
        check_findings(&RULE, &design, expect![[""]]);
        check_findings(&RULE, &cluster(|_| {}), expect![[""]]);
    }
}
