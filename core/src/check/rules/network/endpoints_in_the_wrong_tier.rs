//! VPE013: endpoints stand among load balancers or pods. The rule is ours.

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
    what: docs!("The VPC endpoints have their interfaces in public or pod subnets."),
    why: "Public subnets are for what the internet reaches, and pod subnets for pods alone: each interface takes an \
          address there.",
    source: docs!("EKS best practices guide, networking/subnets (what each tier is for)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let endpoints = &facts.design.network.endpoints;
    let is_odd = matches!(endpoints.tier, Tier::Public | Tier::Pod);
    if !is_odd || endpoints.interfaces().next().is_none() {
        return;
    }
    let finding = report.add(
        Subject::Endpoints,
        format!("The VPC endpoints stand in {} subnets", endpoints.tier.as_str()),
        "Place them in private or intra subnets.",
    );
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
        check_findings(&RULE, &placed(EndpointService::Ec2, Tier::Private), expect![[""]]);
        check_findings(&RULE, &placed(EndpointService::S3, Tier::Public), expect![[""]]);
    }
}
