//! RTE011: what nodes fetch from S3 goes through the NAT gateway.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::NetworkEdit;
use crate::value::EndpointService;

pub(in crate::check) static RULE: Rule = Rule {
    id: "RTE011",
    name: "s3_through_nat",
    area: Area::Network,
    severity: Severity::Note,
    what: docs!("There is a NAT gateway and no gateway endpoint for S3."),
    why: "The layers of images come from S3. A NAT gateway charges for every gigabyte; the gateway endpoint of S3 is free.",
    source: docs!(
        "EKS best practices guide, cost optimization (networking); AWS PrivateLink guide, gateway endpoints"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let network = &facts.design.network;
    let has_endpoint = network.endpoints.services.contains(&EndpointService::S3);
    // What a VPC that exists has beside the design is not known.
    if has_endpoint || network.existing.is_some() || network.nat_gateways().next().is_none() {
        return;
    }
    let mut endpoints = network.endpoints.clone();
    endpoints.services.insert(EndpointService::S3);
    report
        .add(
            Subject::Endpoints,
            "What comes from S3 goes through the NAT gateway",
            "Add the gateway endpoint for S3, which costs nothing.",
        )
        .fix("Add the endpoint", NetworkEdit::SetEndpoints { endpoints });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network};
    use crate::design::Nat;
    use expect_test::expect;

    #[test]
    fn with_and_without() {
        check_findings(
            &RULE,
            &network(|_| {}),
            expect![[r#"
            Note at vpc-endpoints: What comes from S3 goes through the NAT gateway
              Add the gateway endpoint for S3, which costs nothing.
              [Add the endpoint] Reach 1 services by VPC endpoints"#]],
        );
        check_findings(
            &RULE,
            &network(|n| n.endpoints.services = [EndpointService::S3].into()),
            expect![[""]],
        );
        check_findings(&RULE, &network(|n| n.nat = Nat::None), expect![[""]]);
    }
}
