//! RTE007: one NAT gateway for a production cluster in several zones.

use crate::check::Severity;
use crate::check::draft::Draft;
use crate::check::facts::Facts;
use crate::check::finding::Fix;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Nat, Subject, Tier, WayOut};

pub(in crate::check) static RULE: Rule = Rule {
    id: "RTE007",
    name: "single_nat_in_production",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("A production design has nodes in several zones and a single NAT gateway."),
    why: "When the zone of the gateway fails, nodes of all zones lose the internet. Traffic from other \
          zones also pays for crossing over.",
    source: docs!("EKS best practices guide, networking/subnets"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let network = &facts.design.network;
    let zones = facts.node_zones().len();
    let Some(gateway) = network.nat_gateways().next() else { return };
    if network.nat != Nat::Single || !facts.is_production() || zones < 2 {
        return;
    }
    report
        .add(
            Subject::NatGateway(gateway.subnet),
            format!("Nodes in {zones} zones share the NAT gateway in {}", gateway.zone),
            "Use a NAT gateway in each zone.",
        )
        .fix_if_any(one_each(facts));
}

/// A gateway in each zone, if that leaves no private subnet without one.
fn one_each(facts: &Facts<'_>) -> Option<Fix> {
    let mut draft = Draft::of(facts.design);
    draft.add_missing_public_subnets();
    draft.set_nat(Nat::PerZone);
    let network = &draft.design().network;
    let all_out = network.subnets_of(Tier::Private).all(|s| network.way_out(s) != WayOut::None);
    if all_out { draft.into_fix("One for each zone") } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, in_production, network};
    use expect_test::expect;

    /// Worked case 14.
    #[test]
    fn one_for_two_zones() {
        check_findings(
            &RULE,
            &in_production(network(|_| {})),
            expect![[r#"
            Warning at nat-gateway-4: Nodes in 2 zones share the NAT gateway in euc1-az1
              Use a NAT gateway in each zone.
              [One for each zone] Use a NAT gateway in each zone"#]],
        );
        check_findings(
            &RULE,
            &in_production(network(|n| drop(n.subnets.pop()))),
            expect![[r#"
            Warning at nat-gateway-4: Nodes in 2 zones share the NAT gateway in euc1-az1
              Use a NAT gateway in each zone.
              [One for each zone] Add subnet public-az2 10.0.1.0/24; Use a NAT gateway in each zone"#]],
        );
    }

    #[test]
    fn one_each_and_an_experiment() {
        check_findings(&RULE, &in_production(network(|n| n.nat = Nat::PerZone)), expect![[""]]);
        check_findings(&RULE, &network(|_| {}), expect![[""]]);
    }
}
