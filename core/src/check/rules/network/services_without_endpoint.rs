//! VPE009: there is no way out, and something calls services that have no endpoint.

use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::{Severity, private};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "VPE009",
    name: "services_without_endpoint",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!(
        "Nodes have no way to the internet, and Karpenter or load balancers are planned, which call services that no endpoint reaches."
    ),
    why: "IAM, the price list, Shield and WAF are on the internet only. Karpenter and the load balancer controller wait \
          for them until they are told not to ask.",
    source: docs!("Karpenter, getting started (private clusters); Amazon EKS user guide, private clusters"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let intent = facts.design.intent;
    if private::served(facts).is_empty() {
        return;
    }
    if intent.karpenter {
        report.add(
            Subject::Karpenter,
            "Karpenter reaches neither IAM nor the price list without the internet",
            "Name an instance profile in its node classes instead of a role, and expect prices that age.",
        );
    }
    if intent.internet_facing_load_balancers || intent.internal_load_balancers {
        report
            .add(
                Subject::Endpoints,
                "The load balancer controller reaches neither Shield nor WAF without the internet",
                "Start it with enable-shield, enable-waf and enable-wafv2 set to false, and name certificates by ARN.",
            )
            .severity(Severity::Note);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, isolated, network};
    use crate::value::EndpointService;
    use expect_test::expect;

    #[test]
    fn karpenter_and_load_balancers() {
        let mut design = isolated(EndpointService::ALL);
        design.intent.karpenter = true;
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Warning at karpenter: Karpenter reaches neither IAM nor the price list without the internet
              Name an instance profile in its node classes instead of a role, and expect prices that age.
            Note at vpc-endpoints: The load balancer controller reaches neither Shield nor WAF without the internet
              Start it with enable-shield, enable-waf and enable-wafv2 set to false, and name certificates by ARN."#]],
        );
    }

    #[test]
    fn neither_or_a_way_out() {
        let mut design = isolated(EndpointService::ALL);
        design.intent.internet_facing_load_balancers = false;
        design.intent.internal_load_balancers = false;
        check_findings(&RULE, &design, expect![[""]]);
        check_findings(
            &RULE,
            &network(|n| n.endpoints.services = [EndpointService::Ec2].into()),
            expect![[""]],
        );
    }
}
