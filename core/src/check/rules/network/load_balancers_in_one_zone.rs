//! SUB020: load balancers are planned and their subnets lie in one zone.

use crate::check::Severity;
use crate::check::draft::Draft;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Design, LoadBalancerRole, Subject, Subnet, Tier};
use crate::sorted;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB020",
    name: "load_balancers_in_one_zone",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!(
        "Internet-facing load balancers are planned and the public subnets for them lie in a single zone."
    ),
    why: "An Application Load Balancer needs subnets in two zones, so the controller refuses to create one.",
    source: docs!("AWS Load Balancer Controller, deploy/subnet_discovery"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(first) = facts.subnets_of(Tier::Public).find(|s| takes_them(s)) else { return };
    if !facts.design.intent.internet_facing_load_balancers || public_zones(facts.design) != 1 {
        return;
    }
    let mut draft = Draft::of(facts.design);
    draft.add_missing_public_subnets();
    let mended = public_zones(draft.design()) > 1;
    report
        .add(
            Subject::Subnet(first.id),
            format!("Public subnets for load balancers lie in {} only; one needs two zones", first.zone),
            "Add a public subnet in another zone.",
        )
        .fix_if_any(if mended { draft.into_fix("Add public subnets") } else { None });
}

fn takes_them(subnet: &Subnet) -> bool {
    subnet.load_balancers == LoadBalancerRole::InternetFacing
}

fn public_zones(design: &Design) -> usize {
    let subnets = design.network.subnets_of(Tier::Public);
    sorted::set(subnets.filter(|s| takes_them(s)).map(|s| &s.zone)).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network};
    use expect_test::expect;

    #[test]
    fn one_public_subnet() {
        check_findings(
            &RULE,
            &network(|n| drop(n.subnets.pop())),
            expect![[r#"
                Warning at subnet-4: Public subnets for load balancers lie in euc1-az1 only; one needs two zones
                  Add a public subnet in another zone.
                  [Add public subnets] Add subnet public-az2 10.0.1.0/24"#]],
        );
    }

    #[test]
    fn two() {
        check_findings(&RULE, &network(|_| {}), expect![[""]]);
    }
}
