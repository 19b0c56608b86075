//! VPE001: endpoints stand in for a way out, and nodes need more of them.

use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::check::{Severity, private};
use crate::design::Subject;
use crate::value::EndpointService;

pub(in crate::check) static RULE: Rule = Rule {
    id: "VPE001",
    name: "endpoints_for_nodes_missing",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!(
        "Nodes have no way to the internet, and one of the endpoints for ec2, ecr.api, ecr.dkr, s3 and sts is missing. A warning for a VPC that exists and for IPv6."
    ),
    why: "Without the internet a node pulls its images and asks for its addresses and roles by VPC endpoints only. \
          With one of these missing it never becomes ready.",
    source: docs!("Amazon EKS user guide, private clusters; eksctl, endpoint_service.go"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let served = private::served(facts);
    let services = &facts.design.network.endpoints.services;
    let missing: Vec<_> = EndpointService::FOR_NODES.iter().filter(|s| !services.contains(s)).collect();
    if served.is_empty() || missing.is_empty() {
        return;
    }
    report
        .add(
            Subject::Endpoints,
            format!(
                "Nodes in {} have no way out and no endpoint for {}",
                list(served.iter().map(|s| &s.name)),
                list(missing)
            ),
            "Add the endpoints, or a NAT gateway.",
        )
        .severity(private::severity(facts))
        .related(served.iter().map(|s| Subject::Subnet(s.id)))
        .fix_if_any(private::add_endpoints(facts));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, isolated};
    use expect_test::expect;

    #[test]
    fn half_and_whole() {
        use EndpointService::{Ec2, EcrApi, EcrDkr, S3, Sts};
        check_findings(
            &RULE,
            &isolated(&[EcrApi, EcrDkr, S3]),
            expect![[r#"
            Error at vpc-endpoints (with subnet-1, subnet-2): Nodes in private-az1 and private-az2 have no way out and no endpoint for ec2 and sts
              Add the endpoints, or a NAT gateway.
              [Add the endpoints] Reach 6 services by VPC endpoints"#]],
        );
        check_findings(&RULE, &isolated(&[Ec2, EcrApi, EcrDkr, S3, Sts]), expect![[""]]);
        // Without an interface RTE003 speaks.
        check_findings(&RULE, &isolated(&[S3]), expect![[""]]);
    }
}
