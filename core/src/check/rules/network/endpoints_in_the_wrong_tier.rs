//! VPE013: endpoints stand among load balancers or pods, or in no subnet at all. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Subject, Tier, VpcEndpoints};
use crate::edit::NetworkEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "VPE013",
    name: "endpoints_in_the_wrong_tier",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!(
        "The VPC endpoints have their interfaces in public or pod subnets. An error where the tier has no subnet."
    ),
    why: "Public subnets are for what the internet reaches, and pod subnets for pods alone: each interface takes an \
          address there. Without a subnet there is no place for them.",
    source: docs!("EKS best practices guide, networking/subnets (what each tier is for)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let endpoints = &facts.design.network.endpoints;
    let is_odd = matches!(endpoints.tier, Tier::Public | Tier::Pod);
    let is_empty = facts.subnets_of(endpoints.tier).next().is_none();
    if !(is_odd || is_empty) || endpoints.interfaces().next().is_none() {
        return;
    }
    let tier = endpoints.tier.as_str();
    let title = if is_empty {
        format!("The VPC endpoints are to stand in {tier} subnets, and there are none")
    } else {
        format!("The VPC endpoints stand in {tier} subnets")
    };
    let finding = report.add(Subject::Endpoints, title, "Place them in private or intra subnets.");
    if is_empty {
        finding.severity(Severity::Error);
    }
    if let Some(tier) =
        [Tier::Private, Tier::Intra].into_iter().find(|t| facts.subnets_of(*t).next().is_some())
    {
        let endpoints = VpcEndpoints { tier, ..endpoints.clone() };
        finding.fix(format!("Use {} subnets", tier.as_str()), NetworkEdit::SetEndpoints { endpoints });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network};
    use crate::value::EndpointService;
    use expect_test::expect;

    #[test]
    fn public_and_private() {
        let placed =
            |service, tier| network(|n| n.endpoints = VpcEndpoints { services: [service].into(), tier });
        check_findings(
            &RULE,
            &placed(EndpointService::Ec2, Tier::Public),
            expect![[r#"
            Warning at vpc-endpoints: The VPC endpoints stand in public subnets
              Place them in private or intra subnets.
              [Use private subnets] Reach 1 services by VPC endpoints"#]],
        );
        check_findings(
            &RULE,
            &placed(EndpointService::Ec2, Tier::Intra),
            expect![[r#"
            Error at vpc-endpoints: The VPC endpoints are to stand in intra subnets, and there are none
              Place them in private or intra subnets.
              [Use private subnets] Reach 1 services by VPC endpoints"#]],
        );
        check_findings(&RULE, &placed(EndpointService::Ec2, Tier::Private), expect![[""]]);
        check_findings(&RULE, &placed(EndpointService::S3, Tier::Public), expect![[""]]);
    }
}
