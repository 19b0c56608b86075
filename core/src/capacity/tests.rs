//! What capacity says of whole designs, and what holds for all of them.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::catalog;
use crate::design::{NodeGroup, Scaling, Tier, starters};
use crate::testing::{self, examples};
use crate::value::{Cidr, EndpointService};

/// The reference design, its network and its one group changed.
fn reference(network: impl Fn(&mut crate::design::Network), group: impl Fn(&mut NodeGroup)) -> Design {
    let mut design = starters::reference();
    network(Arc::make_mut(&mut design.network));
    group(&mut Arc::make_mut(&mut design.compute).node_groups[0]);
    design
}

fn v<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

/// A group that takes all the addresses of a t3.medium (3 interfaces of 6) on each node, and nothing else around it.
fn bare(cidrs: [&str; 2], scaling: Scaling) -> Design {
    let mut design = reference(
        |n| (0..2).for_each(|i| n.subnets[i].cidr = v(cidrs[i])),
        |g| (g.instance_types, g.scaling) = (vec![v("t3.medium")], scaling),
    );
    design.intent.internal_load_balancers = false;
    Arc::make_mut(&mut design.cluster).control_plane_tier = Tier::Intra;
    design
}

#[test]
fn the_reference() {
    let capacity = capacity(&starters::reference());
    let group = capacity.groups[0];
    assert_eq!((group.surge, group.subnets), (4, 2));
    assert_eq!(group.nodes_in_each_subnet, Moments { at_rest: 1, at_peak: 2, with_surge: 4 });
    let fleet =
        |nodes| Fleet { nodes, pods: 29 * nodes, cpu_millicores: 1930 * nodes, memory_mib: 6903 * nodes };
    assert_eq!(capacity.fleet, PerScale { min: fleet(2), desired: fleet(2), max: fleet(4) });
    assert!(capacity.is_complete);
    assert_eq!((capacity.tightest, capacity.first_to_run_out), (Some(SubnetId(1)), None));
    let taken = capacity.subnets.iter().map(|s| (s.taken.at_rest, s.taken.at_peak, s.taken.with_surge));
    let taken: Vec<_> = taken.map(|(a, b, c)| [a, b, c].map(Demand::addresses)).collect();
    assert_eq!(taken, [[24, 74, 134], [24, 74, 134], [9; 3], [8; 3]]);
}

/// Case 1 of the worked cases: a healthy cluster in three zones has room for everything.
#[test]
fn a_healthy_cluster_runs_out_of_nothing() {
    let design = starters::production();
    let capacity = capacity(&design);
    assert!(capacity.subnets.iter().all(|s| s.taken.with_surge.fits(s.cidr)));
    let control_plane = capacity.subnets.iter().filter(|s| s.control_plane > 0);
    let free: Vec<u64> = control_plane.map(|s| s.usable() - s.taken.at_peak.addresses()).collect();
    assert_eq!(free, [5; 3]);
    assert!(free.iter().sum::<u64>() >= UPGRADE_ADDRESSES);
}

/// Case 23 of the worked cases: prefix delegation in a /27, one node in each zone, ten pods.
#[test]
fn a_27_has_addresses_but_no_blocks() {
    let mut design = bare(["10.0.16.0/27", "10.0.32.0/27"], Scaling { min: 2, desired: 2, max: 2 });
    let addresses = &mut Arc::make_mut(&mut design.network).pod_addresses;
    addresses.prefix_delegation = true;
    (addresses.warm_ip_target, addresses.minimum_ip_target) = (Some(1), Some(10));
    let full = capacity(&design);
    let subnet = full.subnets[0];
    assert_eq!(subnet.taken.at_rest, Demand { singles: 1, blocks: 1 });
    assert_eq!((subnet.taken.at_rest.addresses(), subnet.usable()), (17, 27));
    let blocks = subnet.blocks_at_peak().unwrap();
    assert_eq!((blocks.available, blocks.in_empty), (0, 0));
    assert_eq!(full.first_to_run_out.map(|r| (r.subnet, r.last_fit)), Some((SubnetId(1), None)));
    // Full, a node takes 108 + 1 addresses: 7 blocks, and one is broken by the interface.
    assert_eq!(subnet.taken.at_peak, Demand { singles: 2, blocks: 7 });
    assert_eq!(subnet.taken.at_peak.smallest_prefix_len(), Some(24));
}

#[test]
fn the_first_subnet_to_run_out() {
    // 59 addresses hold 3 nodes of 18, and 27 hold one.
    let scaling = Scaling { min: 1, desired: 2, max: 20 };
    let runs_out = |cidrs| capacity(&bare(cidrs, scaling)).first_to_run_out.unwrap();
    let both = runs_out(["10.0.16.0/26", "10.0.32.0/26"]);
    assert_eq!((both.subnet, both.at.nodes), (SubnetId(1), 7));
    assert_eq!(both.last_fit.map(|f| (f.nodes, f.pods)), Some((6, 6 * 17)));
    let second = runs_out(["10.0.16.0/26", "10.0.32.0/27"]);
    assert_eq!((second.subnet, second.last_fit.map(|f| f.nodes)), (SubnetId(2), Some(2)));
    // Not even one fits.
    let none = runs_out(["10.0.16.0/26", "10.0.32.0/28"]);
    assert_eq!((none.subnet, none.at.nodes, none.last_fit), (SubnetId(2), 1, None));
}

#[test]
fn groups_grow_together_until_each_is_full() {
    let mut design = bare(["10.0.16.0/26", "10.0.32.0/20"], Scaling { min: 0, desired: 0, max: 2 });
    let groups = &mut Arc::make_mut(&mut design.compute).node_groups;
    let mut other = groups[0].clone();
    (other.id, other.scaling.max) = (NodeGroupId(9), 50);
    groups[0].subnets = [SubnetId(2)].into();
    other.subnets = [SubnetId(1)].into();
    groups.push(other);
    let runs_out = capacity(&design).first_to_run_out.unwrap();
    // The first group stops at 2, the other does not get its fourth node.
    assert_eq!((runs_out.subnet, runs_out.at.nodes), (SubnetId(1), 6));
    assert_eq!(runs_out.last_fit.map(|f| f.nodes), Some(5));
}

/// What each takes of every subnet of the example with every kind; `docs/capacity.md` works it out.
#[test]
fn every_kind_takes_its_addresses() {
    let design = examples::every_kind();
    let capacity = capacity(&design);
    let own = capacity.groups[1];
    assert_eq!((own.surge, own.node.map(|n| n.pods.pods)), (0, Some(58)));
    let auto_mode = capacity.auto_mode.unwrap();
    assert_eq!((auto_mode.nodes_in_each_subnet, auto_mode.fleet().pods), (2, 3 * 27));
    assert_eq!(capacity.fargate[0].pods_in_each_subnet, 3);
    let fleet = capacity.fleet.map(|f| (f.nodes, f.pods));
    assert_eq!(fleet.min, (2 + 1 + 3, 2 * 29 + 58 + 81 + 5));
    assert_eq!(fleet.desired, (2 + 2 + 3, 2 * 29 + 2 * 58 + 81 + 5));
    assert_eq!(fleet.max, (4 + 4 + 3, 4 * 29 + 4 * 58 + 81 + 5));
    let private = capacity.subnet(SubnetId(1)).unwrap();
    assert_eq!((private.groups, private.users, private.endpoints), (2, 4, 4));
    let at_peak = |consumer| {
        let parts = capacity.parts(&design, SubnetId(1));
        parts.into_iter().find(|p| p.consumer == consumer).map(|p| p.taken.at_peak.addresses())
    };
    assert_eq!(at_peak(Consumer::Endpoints), Some(4));
    assert_eq!(at_peak(Consumer::Fargate(capacity.fargate[0].profile)), Some(3));
    assert_eq!(at_peak(Consumer::AutoMode), Some(2 * 49));
    assert_eq!(at_peak(Consumer::Group(own.group)), Some(2 * 60));
}

/// Custom networking: nodes take one address in their subnet, their pods live in the zone's pod subnet.
#[test]
fn pods_in_subnets_of_their_own() {
    let capacity = capacity(&examples::pods_apart());
    let group = capacity.groups[0];
    assert_eq!(group.node.map(|n| n.pods.pods), Some(20));
    let taken = |id| {
        let taken = capacity.subnet(SubnetId(id)).unwrap().taken;
        [taken.at_rest, taken.at_peak, taken.with_surge].map(Demand::addresses)
    };
    // 6 for the control plane, 8 for load balancers, and a node's own address for 1, 2 and 4 nodes.
    assert_eq!(taken(1), [15, 16, 18]);
    // 18 pods fill both of the interfaces that serve pods: 20 addresses a node; at rest one interface of 10.
    assert_eq!(taken(10), [10, 40, 80]);
    let pods = capacity.subnet(SubnetId(10)).unwrap();
    assert_eq!((pods.groups, pods.users, pods.nodes), (0, 1, 0));
    // 16 of 4091 addresses are a larger part than 40 of 16,379.
    assert_eq!(capacity.tightest, Some(SubnetId(1)));
}

/// Two nodes of a group that has two subnets in one zone: their pods share the zone's pod subnet.
#[test]
fn a_pod_subnet_runs_out_first() {
    let mut design = examples::pods_apart();
    let network = Arc::make_mut(&mut design.network);
    network.subnets.iter_mut().find(|s| s.id == SubnetId(11)).unwrap().cidr = v("100.64.64.0/26");
    Arc::make_mut(&mut design.compute).node_groups[0].scaling = Scaling { min: 1, desired: 2, max: 20 };
    let runs_out = capacity(&design).first_to_run_out.unwrap();
    // 59 addresses hold two nodes of 20 in the zone, so the fifth node, the third of a zone, is one too many.
    assert_eq!((runs_out.subnet, runs_out.at.nodes), (SubnetId(11), 5));
    assert_eq!(runs_out.last_fit.map(|f| (f.nodes, f.pods)), Some((4, 80)));
}

#[test]
fn with_ipv6_only_nodes_take_addresses() {
    let mut design = reference(|_| {}, |_| {});
    Arc::make_mut(&mut design.cluster).ip_family = crate::value::IpFamily::Ipv6;
    let capacity = capacity(&design);
    assert_eq!(capacity.groups[0].node.map(|n| n.pods.pods), Some(110));
    let taken = capacity.subnets[0].taken;
    assert_eq!([taken.at_rest, taken.at_peak, taken.with_surge].map(Demand::addresses), [15, 16, 18]);
}

#[test]
fn without_nodes_there_may_be_pods() {
    let mut design = examples::every_kind();
    let compute = Arc::make_mut(&mut design.compute);
    compute.node_groups.clear();
    compute.auto_mode = None;
    let capacity = capacity(&design);
    let fleet = Fleet { nodes: 0, pods: 5, cpu_millicores: 2500, memory_mib: 5 * 1792 };
    assert_eq!(capacity.fleet, PerScale::same(fleet));
    assert_eq!(capacity.tightest, Some(SubnetId(1)));
    let mut small = design;
    Arc::make_mut(&mut small.network).subnets[1].cidr = v("10.0.32.0/28");
    let runs_out = super::capacity(&small).first_to_run_out.unwrap();
    assert_eq!((runs_out.subnet, runs_out.at, runs_out.last_fit), (SubnetId(2), fleet, None));
}

/// AWS publishes the pods of each type without prefix delegation; a few types it lists not.
#[test]
fn agrees_with_what_aws_publishes() {
    let published = catalog::instance_types().iter().filter_map(|t| Some((t, t.published_max_pods?)));
    let mut count = 0;
    for (facts, pods) in published {
        let shape = NodeShape::from(facts);
        assert_eq!(pods_by_interfaces(&shape, PodNetwork::default()), u64::from(pods), "{}", facts.name);
        count += 1;
    }
    assert!(count > 1000, "only {count} types have published numbers");
}

fn with_max(design: &Design, index: usize, more: u32) -> Option<Design> {
    let mut design = design.clone();
    let group = Arc::make_mut(&mut design.compute).node_groups.get_mut(index)?;
    group.scaling.max = group.scaling.max.saturating_add(more);
    Some(design)
}

fn grown(design: &Design, index: usize) -> Option<Design> {
    let mut design = design.clone();
    let subnet = Arc::make_mut(&mut design.network).subnets.get_mut(index)?;
    subnet.cidr = Cidr::containing(subnet.cidr.address(), subnet.cidr.prefix_len().checked_sub(1)?)?;
    Some(design)
}

/// `design` with a further group, profile or endpoint, or with one more node of Auto Mode.
fn with_one_more(design: &Design, kind: usize, index: prop::sample::Index) -> Option<Design> {
    let mut design = design.clone();
    let subnets: Vec<SubnetId> = design.network.subnets.iter().map(|s| s.id).collect();
    let subnet = (!subnets.is_empty()).then(|| *index.get(&subnets))?;
    let compute = Arc::make_mut(&mut design.compute);
    match kind {
        0 => {
            let mut group = compute.node_groups.first()?.clone();
            (group.id, group.subnets) = (NodeGroupId(u32::MAX), [subnet].into());
            compute.node_groups.push(group);
        }
        1 => {
            let mut profile = examples::every_kind().compute.fargate_profiles[0].clone();
            (profile.id, profile.subnets) = (FargateProfileId(u32::MAX), [subnet].into());
            compute.fargate_profiles.push(profile);
        }
        2 => {
            let auto_mode = compute.auto_mode.as_mut()?;
            auto_mode.expected_nodes += 1;
        }
        _ => {
            let services = &mut Arc::make_mut(&mut design.network).endpoints.services;
            services.insert(EndpointService::Sts);
        }
    }
    Some(design)
}

/// Random designs, half of them with types that exist and in subnets so small that many run out.
fn design() -> impl Strategy<Value = Design> {
    const TYPES: [&str; 5] = ["t3.medium", "m5.large m6i.large", "m5.8xlarge", "m4.large c7g.large", ""];
    let type_of_group = prop::collection::vec(prop::sample::select(&TYPES[..]), 20);
    let len_of_subnet = prop::collection::vec(20u8..=28, 40);
    (testing::design(), len_of_subnet, type_of_group, any::<bool>()).prop_map(
        |(mut design, lens, types, small)| {
            if small {
                let network = Arc::make_mut(&mut design.network);
                for (subnet, len) in network.subnets.iter_mut().zip(lens) {
                    subnet.cidr = Cidr::containing(subnet.cidr.address(), len).unwrap();
                }
                let groups = &mut Arc::make_mut(&mut design.compute).node_groups;
                for (group, types) in groups.iter_mut().zip(types) {
                    group.instance_types = types.split_whitespace().map(v).collect();
                }
            }
            design
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sums_are_those_of_their_parts(design in design()) {
        let capacity = capacity(&design);
        for subnet in &capacity.subnets {
            let parts = capacity.parts(&design, subnet.subnet);
            let sum = |of: fn(&Moments<Demand>) -> Demand| {
                parts.iter().fold(Demand::default(), |sum, part| sum.plus(of(&part.taken)))
            };
            prop_assert_eq!(sum(|m| m.at_rest), subnet.taken.at_rest);
            prop_assert_eq!(sum(|m| m.at_peak), subnet.taken.at_peak);
            prop_assert_eq!(sum(|m| m.with_surge), subnet.taken.with_surge);
            prop_assert!(subnet.taken.at_peak.addresses() <= subnet.taken.with_surge.addresses());
            let known = parts.iter().all(|p| match p.consumer {
                Consumer::Group(id) => capacity.group(id).is_some_and(|g| g.node.is_some()),
                Consumer::AutoMode => capacity.auto_mode.is_some_and(|a| a.node.is_some()),
                _ => true,
            });
            prop_assert_eq!(known, subnet.is_complete);
            let users = parts.iter().filter(|p| {
                matches!(p.consumer, Consumer::Group(_) | Consumer::AutoMode | Consumer::Fargate(_))
            });
            prop_assert_eq!(users.count() > 0, subnet.is_used());
        }
        let always = capacity.fargate.iter().map(FargateCapacity::fleet);
        let always = always.chain(capacity.auto_mode.map(|a| a.fleet())).fold(Fleet::default(), Fleet::plus);
        let groups = capacity.groups.iter();
        let fleet = groups.fold(PerScale::same(always), |sum, g| sum.with(g.fleet, Fleet::plus));
        prop_assert_eq!(fleet, capacity.fleet);
        prop_assert_eq!(capacity.groups.len(), design.compute.node_groups.len());
        let known = capacity.subnets.iter().all(|s| s.is_complete);
        prop_assert!(known || !capacity.is_complete);
    }

    #[test]
    fn more_nodes_never_take_fewer_addresses(design in design(), index: prop::sample::Index, more in 1u32..50) {
        let groups = design.compute.node_groups.len();
        if let Some(larger) = (groups > 0).then(|| index.index(groups)).and_then(|i| with_max(&design, i, more)) {
            for (few, many) in capacity(&design).subnets.iter().zip(&capacity(&larger).subnets) {
                let pairs = [(few.taken.at_peak, many.taken.at_peak), (few.taken.with_surge, many.taken.with_surge)];
                for (few, many) in pairs {
                    prop_assert!(few.singles <= many.singles && few.blocks <= many.blocks);
                }
            }
        }
    }

    /// Whoever comes, nobody takes less than before, and no subnet is left for longer.
    #[test]
    fn demand_never_falls_when_something_comes(design in design(), kind in 0usize..4, index: prop::sample::Index) {
        let Some(more) = with_one_more(&design, kind, index) else { return Ok(()) };
        let (before, after) = (capacity(&design), capacity(&more));
        for (few, many) in before.subnets.iter().zip(&after.subnets) {
            let all = |m: Moments<Demand>| [m.at_rest, m.at_peak, m.with_surge];
            for (few, many) in all(few.taken).into_iter().zip(all(many.taken)) {
                prop_assert!(few.singles <= many.singles && few.blocks <= many.blocks);
            }
        }
        prop_assert!(before.first_to_run_out.is_none() || after.first_to_run_out.is_some());
        prop_assert!(before.fleet.max.pods <= after.fleet.max.pods);
    }

    #[test]
    fn a_larger_subnet_never_runs_out_earlier(design in design(), index: prop::sample::Index) {
        let subnets = design.network.subnets.len();
        if let Some(larger) = (subnets > 0).then(|| index.index(subnets)).and_then(|i| grown(&design, i)) {
            let (small, large) = (capacity(&design).first_to_run_out, capacity(&larger).first_to_run_out);
            if let Some(large) = large {
                let small = small.expect("what is smaller runs out too");
                prop_assert!(small.at.nodes <= large.at.nodes);
            }
        }
    }

    /// What the search by halves finds is what going step by step finds.
    #[test]
    fn runs_out_where_one_walks_step_by_step(design in design()) {
        let mut small = design;
        for group in &mut Arc::make_mut(&mut small.compute).node_groups {
            let Scaling { min, max, .. } = &mut group.scaling;
            (*min, *max) = (*min % 5, *max % 40);
        }
        let capacity = capacity(&small);
        let walked = (0..40).find_map(|step| {
            let mut at = small.clone();
            for group in &mut Arc::make_mut(&mut at.compute).node_groups {
                group.scaling.max = group.scaling.max.min(group.scaling.min + step);
            }
            let at = super::capacity(&at);
            let short = at.subnets.iter().filter(|s| !s.taken.at_peak.fits(s.cidr));
            let short: Vec<SubnetId> = short.map(|s| s.subnet).collect();
            (!short.is_empty()).then_some((short, at.fleet.max))
        });
        let first = capacity.first_to_run_out;
        prop_assert_eq!(first.map(|r| r.at), walked.as_ref().map(|(_, at)| *at));
        let is_short = first.zip(walked).is_none_or(|(first, (short, _))| short.contains(&first.subnet));
        prop_assert!(is_short);
    }

    #[test]
    fn order_does_not_matter(design in design()) {
        let mut other = design.clone();
        Arc::make_mut(&mut other.compute).node_groups.reverse();
        let network = Arc::make_mut(&mut other.network);
        // The first public subnet of a zone holds its gateway, and the first of other tiers its pods and endpoints: that
        // depends on the order.
        network.nat = crate::design::Nat::None;
        network.pod_addresses.custom_networking = false;
        network.endpoints = Default::default();
        let mut same = other.clone();
        Arc::make_mut(&mut same.network).subnets.reverse();
        Arc::make_mut(&mut same.compute).node_groups.reverse();
        prop_assert_eq!(super::capacity(&other), super::capacity(&same));
    }
}
