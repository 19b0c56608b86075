//! VPE002: endpoints stand in for a way out, and a feature needs more of them.

use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::check::{Severity, private};
use crate::design::{EndpointNeed, Subject};
use crate::value::EndpointService;

pub(in crate::check) static RULE: Rule = Rule {
    id: "VPE002",
    name: "endpoints_for_features_missing",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!(
        "Nodes have no way to the internet, and a feature of the design calls a service without an endpoint. An error for Pod Identity and Karpenter."
    ),
    why: "The feature calls an AWS service by its public name. Without an endpoint nobody answers, and what the \
          feature was chosen for does not happen.",
    source: docs!(
        "Amazon EKS user guide, private clusters; Karpenter, getting started (private clusters); core/src/design/needs.rs"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let served = private::served(facts);
    if served.is_empty() {
        return;
    }
    let services = &facts.design.network.endpoints.services;
    let is_missing = |need: &EndpointNeed| {
        !services.contains(&need.service) && !EndpointService::FOR_NODES.contains(&need.service)
    };
    let missing: Vec<EndpointNeed> = facts.design.endpoint_needs().filter(is_missing).collect();
    if missing.is_empty() {
        return;
    }
    let vital = missing.iter().any(|need| need.is_vital) && private::severity(facts) == Severity::Error;
    report
        .add(
            Subject::Endpoints,
            format!("No endpoint for {}", list(missing.iter().map(|n| format!("{} ({})", n.service, n.by)))),
            "Add the endpoints, or a NAT gateway.",
        )
        .severity(if vital { Severity::Error } else { Severity::Warning })
        .related(served.iter().map(|s| Subject::Subnet(s.id)))
        .fix_if_any(private::add_endpoints(facts));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, isolated, network, v};
    use crate::design::{Addon, Identity};
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn load_balancers_and_pod_identity() {
        let mut design = isolated(&EndpointService::FOR_NODES);
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Warning at vpc-endpoints (with subnet-1, subnet-2): No endpoint for elasticloadbalancing (load balancers)
              Add the endpoints, or a NAT gateway.
              [Add the endpoints] Reach 6 services by VPC endpoints"#]],
        );
        let addon = Addon { identity: Identity::PodIdentity, ..Addon::default() };
        Arc::make_mut(&mut design.cluster).addons.insert(v("aws-ebs-csi-driver"), addon);
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at vpc-endpoints (with subnet-1, subnet-2): No endpoint for eks-auth (Pod Identity) and elasticloadbalancing (load balancers)
              Add the endpoints, or a NAT gateway.
              [Add the endpoints] Reach 7 services by VPC endpoints"#]],
        );
    }

    #[test]
    fn all_there_or_a_way_out() {
        check_findings(&RULE, &isolated(EndpointService::ALL), expect![[""]]);
        check_findings(
            &RULE,
            &network(|n| n.endpoints.services = [EndpointService::Ec2].into()),
            expect![[""]],
        );
    }
}
