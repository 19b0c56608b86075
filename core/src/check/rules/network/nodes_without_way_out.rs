//! RTE003: nodes that cannot reach the internet.

use crate::check::facts::Facts;
use crate::check::finding::Fix;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::check::{Severity, draft::Draft};
use crate::design::{Nat, Subject, Subnet, SubnetId, Tier, WayOut};

pub(in crate::check) static RULE: Rule = Rule {
    id: "RTE003",
    name: "nodes_without_way_out",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("Nodes run in subnets whose traffic does not reach the internet."),
    why: "A node fetches its images and registers with the cluster over the internet. Without a way out it never \
          joins, and the creation of its node group fails.",
    source: docs!("Amazon EKS user guide, managed node groups and private clusters"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let stranded: Vec<&Subnet> =
        facts.node_subnets_with_ways_out().filter(|(_, way)| !arrives(*way)).map(|(s, _)| s).collect();
    // A public or private subnet lacks gateways; an intra subnet is shut on purpose, so its nodes must move.
    let (shut, lacking): (Vec<_>, Vec<_>) = stranded.into_iter().partition(|s| s.tier == Tier::Intra);
    if let Some(first) = lacking.first() {
        let names = list(lacking.iter().map(|s| &s.name));
        let ids = lacking.iter().map(|s| s.id).collect();
        report
            .add(
                Subject::Subnet(first.id),
                format!("Nodes in {names} have no way to the internet"),
                help(facts, &lacking),
            )
            .related(lacking[1..].iter().map(|s| Subject::Subnet(s.id)))
            .related(facts.groups_in(&ids))
            .fix_if_any(open(facts, &lacking));
    }
    for group in &facts.groups {
        let inside: Vec<&&Subnet> = shut.iter().filter(|s| group.subnets.contains(&s.id)).collect();
        if inside.is_empty() {
            continue;
        }
        let mut draft = Draft::of(facts.design);
        let moved = draft.place_in_private_subnets(group.id);
        report
            .add(
                Subject::NodeGroup(group.id),
                format!(
                    "{} runs in {}, which has no way out",
                    group.name,
                    list(inside.iter().map(|s| &s.name))
                ),
                "Place the node group in private subnets; intra subnets are for the control plane.",
            )
            .related(inside.iter().map(|s| Subject::Subnet(s.id)))
            .fix_if_any(moved.and_then(|()| draft.into_fix("Move to private subnets")));
    }
}

fn arrives(way: WayOut) -> bool {
    match way {
        WayOut::None => false,
        WayOut::InternetGateway => true,
        WayOut::Nat { reaches_internet, .. } => reaches_internet,
    }
}

fn help(facts: &Facts<'_>, lacking: &[&Subnet]) -> &'static str {
    let network = &facts.design.network;
    let lacks_nat =
        lacking.iter().any(|s| s.tier == Tier::Private && network.nat_gateway_for(&s.zone).is_none());
    match (network.internet_gateway, lacks_nat) {
        (true, _) => "Add a NAT gateway in a public subnet.",
        (false, true) => "Add an internet gateway, and a NAT gateway in a public subnet.",
        (false, false) => "Add an internet gateway.",
    }
}

/// The least that lets `lacking` out: gateway, then public subnets, then NAT gateways.
fn open(facts: &Facts<'_>, lacking: &[&Subnet]) -> Option<Fix> {
    let lacking: Vec<SubnetId> = lacking.iter().map(|s| s.id).collect();
    let done = |draft: &Draft| {
        let network = &draft.design().network;
        lacking.iter().all(|id| draft.design().subnet(*id).is_some_and(|s| arrives(network.way_out(s))))
    };
    let mut draft = Draft::of(facts.design);
    draft.add_internet_gateway();
    if done(&draft) {
        return draft.into_fix("Add internet gateway");
    }
    draft.add_missing_public_subnets();
    let nat = match facts.design.network.nat {
        Nat::None if facts.is_production() => Nat::PerZone,
        Nat::None => Nat::Single,
        chosen => chosen,
    };
    draft.set_nat(nat);
    if !done(&draft) {
        // Not every zone had room for a public subnet: one gateway serves them all.
        draft.set_nat(Nat::Single);
    }
    if done(&draft) { draft.into_fix("Add NAT") } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, design, in_production, network, v};
    use crate::design::starters;
    use expect_test::expect;

    #[test]
    fn the_original_reference() {
        check_findings(
            &RULE,
            &starters::reference_original(),
            expect![[r#"
                Error at subnet-1 (with subnet-2, node-group-3): Nodes in private-az1 and private-az2 have no way to the internet
                  Add a NAT gateway in a public subnet.
                  [Add NAT] Add subnet public-az1 10.0.0.0/24; Add subnet public-az2 10.0.1.0/24; Use one NAT gateway"#]],
        );
    }

    #[test]
    fn production_gets_a_gateway_a_zone() {
        check_findings(
            &RULE,
            &in_production(starters::reference_original()),
            expect![[r#"
                Error at subnet-1 (with subnet-2, node-group-3): Nodes in private-az1 and private-az2 have no way to the internet
                  Add a NAT gateway in a public subnet.
                  [Add NAT] Add subnet public-az1 10.0.0.0/24; Add subnet public-az2 10.0.1.0/24; Use a NAT gateway in each zone"#]],
        );
    }

    #[test]
    fn only_the_internet_gateway_is_missing() {
        check_findings(
            &RULE,
            &network(|n| n.internet_gateway = false),
            expect![[r#"
                Error at subnet-1 (with subnet-2, node-group-3): Nodes in private-az1 and private-az2 have no way to the internet
                  Add an internet gateway.
                  [Add internet gateway] Add the internet gateway"#]],
        );
    }

    #[test]
    fn one_zone_has_no_gateway() {
        let design = network(|n| {
            n.nat = Nat::PerZone;
            n.subnets.remove(3);
        });
        check_findings(
            &RULE,
            &design,
            expect![[r#"
                Error at subnet-2 (with node-group-3): Nodes in private-az2 have no way to the internet
                  Add a NAT gateway in a public subnet.
                  [Add NAT] Add subnet public-az2 10.0.1.0/24"#]],
        );
    }

    #[test]
    fn no_room_for_a_public_subnet() {
        let design = network(|n| {
            n.cidr = v("10.0.0.0/19");
            n.subnets[0].cidr = v("10.0.0.0/20");
            n.subnets[1].cidr = v("10.0.16.0/20");
            n.subnets.truncate(2);
        });
        check_findings(
            &RULE,
            &design,
            expect![[r#"
                Error at subnet-1 (with subnet-2, node-group-3): Nodes in private-az1 and private-az2 have no way to the internet
                  Add a NAT gateway in a public subnet."#]],
        );
    }

    #[test]
    fn nodes_in_intra_subnets() {
        check_findings(
            &RULE,
            &network(|n| n.subnets[1].tier = Tier::Intra),
            expect![[r#"
                Error at node-group-3 (with subnet-2): general runs in private-az2, which has no way out
                  Place the node group in private subnets; intra subnets are for the control plane.
                  [Move to private subnets] Place general in 1 subnet"#]],
        );
    }

    #[test]
    fn nodes_in_public_subnets() {
        let public = design(|d| {
            std::sync::Arc::make_mut(&mut d.network).nat = Nat::None;
            let group = &mut std::sync::Arc::make_mut(&mut d.compute).node_groups[0];
            group.subnets = [SubnetId(4), SubnetId(5)].into();
        });
        check_findings(&RULE, &public, expect![[""]]);
    }
}
