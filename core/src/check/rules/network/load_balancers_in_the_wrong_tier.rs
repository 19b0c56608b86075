//! SUB018: a subnet takes load balancers that do not belong there.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{LoadBalancerRole, Subject, Tier};
use crate::edit::NetworkEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB018",
    name: "load_balancers_in_the_wrong_tier",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!(
        "A subnet that is not public is for internet-facing load balancers, or a public one is for internal ones."
    ),
    why: "The controller puts load balancers where the role says. Without a way in from the internet an internet-facing one is reached by nobody, and an internal one in a public subnet is a step away from being open.",
    source: docs!("AWS Load Balancer Controller, deploy/subnet_discovery"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for subnet in &facts.subnets {
        let (what, role) = match (subnet.tier, subnet.load_balancers) {
            (Tier::Private, LoadBalancerRole::InternetFacing) => {
                ("internet-facing", LoadBalancerRole::Internal)
            }
            (Tier::Intra, LoadBalancerRole::InternetFacing) => ("internet-facing", LoadBalancerRole::None),
            (Tier::Public, LoadBalancerRole::Internal) => ("internal", LoadBalancerRole::InternetFacing),
            _ => continue,
        };
        let edit = NetworkEdit::SetSubnetLoadBalancers { subnet: subnet.id, role };
        report
            .add(
                Subject::Subnet(subnet.id),
                format!("{} is {} and takes {what} load balancers", subnet.name, subnet.tier.as_str()),
                "Change the role or the tier.",
            )
            .fix("Change the role", edit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network};
    use expect_test::expect;

    #[test]
    fn swapped_and_right() {
        let swapped = network(|n| {
            n.subnets[0].load_balancers = LoadBalancerRole::InternetFacing;
            n.subnets[2].load_balancers = LoadBalancerRole::Internal;
            n.subnets[3].tier = Tier::Intra;
        });
        check_findings(
            &RULE,
            &swapped,
            expect![[r#"
            Warning at subnet-1: private-az1 is private and takes internet-facing load balancers
              Change the role or the tier.
              [Change the role] Let internal load balancers into private-az1
            Warning at subnet-4: public-az1 is public and takes internal load balancers
              Change the role or the tier.
              [Change the role] Let internet-facing load balancers into public-az1
            Warning at subnet-5: public-az2 is intra and takes internet-facing load balancers
              Change the role or the tier.
              [Change the role] Keep load balancers out of public-az2"#]],
        );
        check_findings(&RULE, &network(|_| {}), expect![[""]]);
    }
}
