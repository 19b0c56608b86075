//! RTE003: nodes that cannot reach the internet.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::finding::Fix;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::check::{draft::Draft, private, private::User};
use crate::design::{Nat, Subject, Subnet, SubnetId, Tier};
use crate::edit::{ClusterEdit, ComputeEdit, NetworkEdit};
use crate::sorted;

pub(in crate::check) static RULE: Rule = Rule {
    id: "RTE003",
    name: "nodes_without_way_out",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!(
        "Nodes or pods on Fargate run in subnets whose traffic does not reach the internet, and no VPC endpoints stand in (VPE001 says what is missing where some do). A warning for a VPC that exists and for IPv6."
    ),
    why: "A node fetches its images and registers with the cluster over the internet. Without a way out it never \
          joins, and the creation of its node group fails.",
    source: docs!("Amazon EKS user guide, managed node groups and private clusters"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let by_endpoints = facts.design.network.endpoints.interfaces().next().is_some();
    let stranded = private::stranded(facts);
    // A public or private subnet lacks gateways; an intra subnet is shut on purpose, so what runs there must move.
    let (shut, mut lacking): (Vec<_>, Vec<_>) = stranded.into_iter().partition(|s| s.tier == Tier::Intra);
    lacking.retain(|s| s.tier == Tier::Public || !by_endpoints);
    if let Some(first) = lacking.first() {
        let names = list(lacking.iter().map(|s| &s.name));
        report
            .add(
                Subject::Subnet(first.id),
                format!("Nodes in {names} have no way to the internet"),
                help(facts, &lacking),
            )
            .severity(private::severity(facts))
            .related(lacking[1..].iter().map(|s| Subject::Subnet(s.id)))
            .related(private::users(facts, &lacking).iter().map(User::subject))
            .fix_if_any(open(facts, &lacking));
    }
    if by_endpoints || shut.is_empty() {
        return;
    }
    for user in private::users(facts, &shut) {
        let inside: Vec<&Subnet> = shut.iter().filter(|s| user.is_in(s)).copied().collect();
        let subject = user.subject();
        report
            .add(
                subject.clone(),
                format!(
                    "{} runs in {}, without a way out",
                    facts.design.name_of(&subject),
                    list(inside.iter().map(|s| &s.name))
                ),
                "Use private subnets; intra subnets are for the control plane.",
            )
            .severity(private::severity(facts))
            .related(inside.iter().map(|s| Subject::Subnet(s.id)))
            .fix_if_any(moved(facts, &user, &inside).or_else(|| private::add_endpoints(facts)));
    }
}

/// Takes `user` out of the intra subnets in which it is.
fn moved(facts: &Facts<'_>, user: &User<'_>, inside: &[&Subnet]) -> Option<Fix> {
    let mut draft = Draft::of(facts.design);
    match user {
        User::Group(group) => draft.place_in_private_subnets(group.id)?,
        User::Profile(profile) => {
            let mut profile = (*profile).clone();
            profile.subnets = sorted::set(facts.subnets_of(Tier::Private).map(|s| s.id));
            if profile.subnets.is_empty() {
                return None;
            }
            draft.apply(ComputeEdit::SetFargateProfile { profile })?;
        }
        User::Karpenter => {
            for subnet in inside {
                draft.apply(NetworkEdit::SetSubnetKarpenter { subnet: subnet.id, discovery: false })?;
            }
            return draft.into_fix("Hide them from Karpenter");
        }
        User::AutoMode(_) => {
            facts.subnets_of(Tier::Private).next()?;
            draft.apply(ClusterEdit::SetControlPlaneTier { tier: Tier::Private })?;
        }
    }
    draft.into_fix("Move to private subnets")
}

fn help(facts: &Facts<'_>, lacking: &[&Subnet]) -> &'static str {
    let network = &facts.design.network;
    let lacks_nat =
        lacking.iter().any(|s| s.tier != Tier::Public && network.nat_gateway_for(&s.zone).is_none());
    match (network.internet_gateway, lacks_nat) {
        (true, _) => "Add a NAT gateway in a public subnet, or the VPC endpoints that nodes need.",
        (false, true) => {
            "Add an internet gateway and a NAT gateway in a public subnet, or the VPC endpoints that nodes need."
        }
        (false, false) => "Add an internet gateway.",
    }
}

/// What lets `lacking` out, or endpoints where the VPC has no gateway on purpose or no room for one.
fn open(facts: &Facts<'_>, lacking: &[&Subnet]) -> Option<Fix> {
    let network = &facts.design.network;
    let serves = lacking.iter().all(|s| s.tier != Tier::Public);
    let endpoints = || if serves { private::add_endpoints(facts) } else { None };
    // Gateways of a VPC that exists are described, not made.
    let is_shut = !network.internet_gateway && network.nat == Nat::None;
    if network.existing.is_some() {
        return endpoints();
    }
    let first = if is_shut { endpoints() } else { None };
    first.or_else(|| add_gateways(facts, lacking)).or_else(endpoints)
}

/// The least that lets `lacking` out: gateway, then public subnets, then NAT gateways.
fn add_gateways(facts: &Facts<'_>, lacking: &[&Subnet]) -> Option<Fix> {
    let lacking: Vec<SubnetId> = lacking.iter().map(|s| s.id).collect();
    let done = |draft: &Draft| {
        let network = &draft.design().network;
        lacking
            .iter()
            .all(|id| draft.design().subnet(*id).is_some_and(|s| private::arrives(network.way_out(s))))
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
    use crate::check::testing::{auto_mode, check_findings, design, in_production, network, v};
    use crate::design::starters;
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn the_original_reference() {
        check_findings(
            &RULE,
            &starters::reference_original(),
            expect![[r#"
                Error at subnet-1 (with subnet-2, node-group-3): Nodes in private-az1 and private-az2 have no way to the internet
                  Add a NAT gateway in a public subnet, or the VPC endpoints that nodes need.
                  [Add NAT] Add subnet public-az1 10.0.0.0/24; Add subnet public-az2 10.0.1.0/24; Use one NAT gateway"#]],
        );
    }

    #[test]
    fn auto_mode_beside_the_control_plane() {
        let shut = auto_mode(|d| {
            *d = d.edited(&crate::edit::suggest::add_tier(d, Tier::Intra).unwrap()).unwrap();
            Arc::make_mut(&mut d.cluster).control_plane_tier = Tier::Intra;
        });
        check_findings(
            &RULE,
            &shut,
            expect![[r#"
            Error at auto-mode (with subnet-6, subnet-7): Auto Mode runs in intra-az1 and intra-az2, without a way out
              Use private subnets; intra subnets are for the control plane.
              [Move to private subnets] Place the control plane in private subnets"#]],
        );
    }

    #[test]
    fn production_gets_a_gateway_a_zone() {
        check_findings(
            &RULE,
            &in_production(starters::reference_original()),
            expect![[r#"
                Error at subnet-1 (with subnet-2, node-group-3): Nodes in private-az1 and private-az2 have no way to the internet
                  Add a NAT gateway in a public subnet, or the VPC endpoints that nodes need.
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
                  Add a NAT gateway in a public subnet, or the VPC endpoints that nodes need.
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
                  Add a NAT gateway in a public subnet, or the VPC endpoints that nodes need.
                  [Add the endpoints] Reach 6 services by VPC endpoints"#]],
        );
    }

    #[test]
    fn nodes_in_intra_subnets() {
        check_findings(
            &RULE,
            &network(|n| n.subnets[1].tier = Tier::Intra),
            expect![[r#"
                Error at node-group-3 (with subnet-2): general runs in private-az2, without a way out
                  Use private subnets; intra subnets are for the control plane.
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
