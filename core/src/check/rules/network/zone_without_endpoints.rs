//! VPE007: nodes of a zone reach endpoints in another one only.

use crate::check::draft::Draft;
use crate::check::facts::Facts;
use crate::check::finding::Fix;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::check::{Severity, private};
use crate::design::{Subject, Tier, VpcEndpoints};
use crate::edit::NetworkEdit;
use crate::sorted;
use crate::value::ZoneId;
use std::collections::BTreeSet;

pub(in crate::check) static RULE: Rule = Rule {
    id: "VPE007",
    name: "zone_without_endpoints",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!(
        "The tier of the endpoints has no subnet in a zone with nodes. An error where it has none at all and nodes have no other way out."
    ),
    why: "Traffic to an endpoint in another zone is charged, and stops when that zone fails. An interface without a \
          subnet answers nobody.",
    source: docs!("AWS PrivateLink guide, interface endpoints (one subnet a zone)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let network = &facts.design.network;
    if network.endpoints.interfaces().next().is_none() {
        return;
    }
    let zones = sorted::set(private::running(facts).map(|(subnet, _)| &subnet.zone));
    let bare = bare(facts, &zones, network.endpoints.tier);
    if bare.is_empty() {
        return;
    }
    let tier = network.endpoints.tier.as_str();
    let none = network.endpoint_subnets().next().is_none();
    let severity =
        if none && !private::served(facts).is_empty() { private::severity(facts) } else { Severity::Warning };
    report
        .add(
            Subject::Endpoints,
            format!("There is no {tier} subnet for the endpoints in {}", list(&bare)),
            "Place the endpoints in a tier that has a subnet in every zone with nodes, or add subnets.",
        )
        .severity(severity)
        .related(bare.iter().map(|zone| Subject::Zone((*zone).clone())))
        .fix_if_any(fix(facts, &zones, &bare));
}

/// The zones without a subnet of a tier.
fn bare<'a>(facts: &Facts<'_>, zones: &BTreeSet<&'a ZoneId>, tier: Tier) -> Vec<&'a ZoneId> {
    let has = |zone: &ZoneId| facts.subnets_of(tier).any(|s| &s.zone == zone);
    zones.iter().copied().filter(|zone| !has(zone)).collect()
}

/// A tier with subnets in all zones, or subnets of this tier in those without.
fn fix(facts: &Facts<'_>, zones: &BTreeSet<&ZoneId>, missing: &[&ZoneId]) -> Option<Fix> {
    let network = &facts.design.network;
    let mut draft = Draft::of(facts.design);
    if let Some(tier) = [Tier::Private, Tier::Intra].into_iter().find(|t| bare(facts, zones, *t).is_empty()) {
        let endpoints = VpcEndpoints { tier, ..network.endpoints.clone() };
        draft.apply(NetworkEdit::SetEndpoints { endpoints })?;
        return draft.into_fix(format!("Use {} subnets", tier.as_str()));
    }
    if network.existing.is_some() {
        return None;
    }
    for zone in missing {
        draft.add_subnet(network.endpoints.tier, zone)?;
    }
    draft.into_fix("Add subnets")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, isolated, network};
    use crate::value::EndpointService;
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn one_zone_and_none() {
        let one = network(|n| {
            n.endpoints = VpcEndpoints { services: [EndpointService::Ec2].into(), tier: Tier::Public };
            n.subnets.pop();
        });
        check_findings(
            &RULE,
            &one,
            expect![[r#"
            Warning at vpc-endpoints (with zone-euc1-az2): There is no public subnet for the endpoints in euc1-az2
              Place the endpoints in a tier that has a subnet in every zone with nodes, or add subnets.
              [Use private subnets] Reach 1 services by VPC endpoints"#]],
        );
        let mut none = isolated(EndpointService::ALL);
        Arc::make_mut(&mut none.network).endpoints.tier = Tier::Intra;
        check_findings(
            &RULE,
            &none,
            expect![[r#"
            Error at vpc-endpoints (with zone-euc1-az1, zone-euc1-az2): There is no intra subnet for the endpoints in euc1-az1 and euc1-az2
              Place the endpoints in a tier that has a subnet in every zone with nodes, or add subnets.
              [Use private subnets] Reach 22 services by VPC endpoints"#]],
        );
    }

    #[test]
    fn every_zone_or_gateways_alone() {
        check_findings(&RULE, &isolated(EndpointService::ALL), expect![[""]]);
        let gateway = VpcEndpoints { services: [EndpointService::S3].into(), tier: Tier::Intra };
        check_findings(&RULE, &network(|n| n.endpoints = gateway), expect![[""]]);
    }
}
