//! SUB017: internal load balancers are planned and no private subnet takes them.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{LoadBalancerRole, Subject, Tier};
use crate::edit::{Edit, NetworkEdit};

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB017",
    name: "no_subnet_for_internal_load_balancers",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("Internal load balancers are planned and no private subnet has the role for them."),
    why: "The controller finds subnets by their role. Versions before 2.12.1 find none without it, and newer ones guess from route tables.",
    source: docs!("AWS Load Balancer Controller, deploy/subnet_discovery"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let has_role = facts.subnets_of(Tier::Private).any(|s| s.load_balancers == LoadBalancerRole::Internal);
    if !facts.design.intent.internal_load_balancers || has_role {
        return;
    }
    let edits: Vec<Edit> = facts
        .subnets_of(Tier::Private)
        .map(|s| {
            NetworkEdit::SetSubnetLoadBalancers { subnet: s.id, role: LoadBalancerRole::Internal }.into()
        })
        .collect();
    let finding = report.add(
        Subject::Vpc,
        "No private subnet is for internal load balancers",
        "Let internal load balancers into the private subnets, or plan none.",
    );
    if !edits.is_empty() {
        finding.fix("Let them in", Edit::Batch { edits });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network};
    use expect_test::expect;

    #[test]
    fn no_role_and_no_plan() {
        let bare = network(|n| n.subnets.iter_mut().for_each(|s| s.load_balancers = LoadBalancerRole::None));
        check_findings(
            &RULE,
            &bare,
            expect![[r#"
            Warning at vpc: No private subnet is for internal load balancers
              Let internal load balancers into the private subnets, or plan none.
              [Let them in] Let internal load balancers into private-az1; Let internal load balancers into private-az2"#]],
        );
        let mut unplanned = bare.clone();
        unplanned.intent.internal_load_balancers = false;
        check_findings(&RULE, &unplanned, expect![[""]]);
        check_findings(
            &RULE,
            &network(|n| n.subnets[0].load_balancers = LoadBalancerRole::None),
            expect![[""]],
        );
    }
}
