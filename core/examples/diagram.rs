//! Prints pages with pictures of designs: `cargo run --example diagram -- production > production.html`.
//! Names: the starters', `production`, `large`, `stacked`, `cut`, `sealed`, `empty`, `fargate`, `kinds`, `pods`,
//! `private`, `existing`; a second word selects an object by its key, `phone` as a third draws zone by zone.

use std::collections::BTreeSet;
use std::sync::Arc;

use configurator_core::check::{Context, Mark, Severity, check, marks};
use configurator_core::design::{
    AutoMode, Design, ExistingVpc, FargatePods, FargateProfile, FargateProfileId, FargateSelector, Nat,
    NodeGroup, NodeGroupId, NodeGroupKind, Scaling, SelfManagedNodes, Subject, Subnet, SubnetId, Tier,
    starters,
};
use configurator_core::diagram::{Figures, Scene, scene, scene_for_zone, to_svg};
use configurator_core::value::{AutoNodePool, CapacityType, EndpointService, IpFamily};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_else(|| "reference".to_owned());
    let key = arguments.next();
    let is_phone = arguments.next().as_deref() == Some("phone");
    let design = match name.as_str() {
        "production" => production(),
        "large" => large(),
        "stacked" => stacked(),
        "cut" => cut(),
        "sealed" => sealed(),
        "empty" => empty(),
        "fargate" => fargate(),
        "kinds" => kinds(),
        "pods" => pods(),
        "private" => private(),
        "existing" => existing(),
        other => {
            let starter = starters::STARTERS.iter().find(|s| s.id == other);
            starter.map_or_else(starters::reference, |s| (s.design)())
        }
    };
    let mut found = marks(&check(&design, &Context::default()));
    if name == "cut" {
        found = marked(&design);
    }
    let everything = scene(&design, &found, &Figures::default(), None);
    let is_selected = |s: &Subject| Some(s.key()) == key;
    let selected = everything.nodes.into_iter().filter_map(|n| n.subject).find(is_selected);
    let scenes: Vec<Scene> = match is_phone {
        true => {
            let zones = design.network.zones.iter();
            zones
                .map(|z| scene_for_zone(&design, &found, &Figures::default(), selected.as_ref(), z))
                .collect()
        }
        false => vec![scene(&design, &found, &Figures::default(), selected.as_ref())],
    };
    println!(
        "<!doctype html><meta charset=\"utf-8\"><title>{name}</title><style>{}{}body{{margin:0;display:flex;gap:24px}}</style><body class=\"board\">",
        include_str!("../../public/styles/tokens.css"),
        include_str!("../../public/styles/canvas.css"),
    );
    for scene in scenes {
        println!("{}", to_svg(&scene, ""));
    }
}

/// Three zones with all tiers, a NAT gateway each, and groups of several kinds.
fn production() -> Design {
    let mut design = starters::reference();
    lay_out(&mut design, 3, &[Tier::Public, Tier::Private, Tier::Intra]);
    Arc::make_mut(&mut design.network).nat = Nat::PerZone;
    Arc::make_mut(&mut design.cluster).control_plane_tier = Tier::Intra;
    group(&mut design, "general", &[0, 1, 2], (3, 3, 6), CapacityType::OnDemand);
    group(&mut design, "batch", &[1, 2], (0, 2, 8), CapacityType::Spot);
    group(&mut design, "stateful-a", &[0], (1, 1, 3), CapacityType::OnDemand);
    group(&mut design, "edge-to-edge", &[0, 2], (2, 4, 40), CapacityType::Spot);
    design
}

/// Six zones, three tiers, thirty groups.
fn large() -> Design {
    let mut design = starters::reference();
    lay_out(&mut design, 6, &[Tier::Public, Tier::Private, Tier::Intra]);
    Arc::make_mut(&mut design.cluster).control_plane_tier = Tier::Intra;
    for i in 0..30_usize {
        let zones: Vec<usize> = (i % 6..6).step_by(1 + i % 2).take(1 + i % 4).collect();
        let capacity = if i % 3 == 0 { CapacityType::Spot } else { CapacityType::OnDemand };
        let most = u32::try_from(i).unwrap_or(0);
        group(&mut design, &format!("group-with-a-long-name-{i}"), &zones, (0, most / 2, most + 1), capacity);
    }
    design
}

/// Several subnets of a tier in a zone, groups across them, one without subnets, and no way out.
fn stacked() -> Design {
    let mut design = production();
    let network = Arc::make_mut(&mut design.network);
    network.nat = Nat::Single;
    let extra = [(0, Tier::Private), (2, Tier::Private), (1, Tier::Public)];
    for (i, (zone, tier)) in extra.into_iter().enumerate() {
        let (id, zone) = (SubnetId(design.next_id), network.zones[zone].clone());
        design.next_id += 1;
        let name = format!("a-second-{}-subnet-{i}", tier.as_str());
        let cidr = format!("10.0.{}.0/24", 200 + i);
        network.subnets.push(Subnet::plain(id, parsed(&name), zone, tier, parsed(&cidr)));
        if tier == Tier::Private {
            Arc::make_mut(&mut design.compute).node_groups[0].subnets.insert(id);
        }
    }
    group(&mut design, "homeless", &[], (1, 1, 1), CapacityType::OnDemand);
    design
}

/// A zone whose nodes have no NAT gateway, and findings on all kinds of objects.
fn cut() -> Design {
    let mut design = production();
    let network = Arc::make_mut(&mut design.network);
    network.subnets.retain(|s| s.id != SubnetId(3));
    design
}

/// A VPC without an internet gateway.
fn sealed() -> Design {
    let mut design = production();
    let network = Arc::make_mut(&mut design.network);
    network.internet_gateway = false;
    network.nat = Nat::None;
    design
}

/// A cluster without nodes: two Fargate profiles.
fn fargate() -> Design {
    let mut design = starters::reference();
    let subnets = std::mem::take(&mut Arc::make_mut(&mut design.compute).node_groups).remove(0).subnets;
    profile(&mut design, "kube-system", "kube-system", subnets.clone());
    profile(&mut design, "applications-of-teams", "team*", subnets);
    design
}

/// Every kind of compute beside the others.
fn kinds() -> Design {
    let mut design = production();
    design.intent.karpenter = true;
    for subnet in &mut Arc::make_mut(&mut design.network).subnets {
        subnet.karpenter_discovery = subnet.tier == Tier::Private;
    }
    let all: BTreeSet<SubnetId> = design.network.subnets_of(Tier::Private).map(|s| s.id).collect();
    let two = all.iter().copied().take(2).collect();
    let one = all.iter().copied().skip(2).collect();
    group(&mut design, "gpu", &[0, 1], (0, 1, 2), CapacityType::OnDemand);
    group(&mut design, "gpu-spot", &[2], (0, 1, 2), CapacityType::Spot);
    let compute = Arc::make_mut(&mut design.compute);
    for group in compute.node_groups.iter_mut().filter(|g| g.name.as_str().starts_with("gpu")) {
        group.kind = NodeGroupKind::SelfManaged(SelfManagedNodes::default());
    }
    compute.auto_mode = Some(AutoMode {
        node_pools: AutoNodePool::ALL.iter().copied().collect(),
        expected_nodes: 4,
        expected_type: parsed("c6g.large"),
    });
    profile(&mut design, "kube-system", "kube-system", all);
    profile(&mut design, "team-blue", "blue", two);
    profile(&mut design, "team-green", "green", one);
    design
}

/// Custom networking: pod subnets in three zones, one of which has no private subnet.
fn pods() -> Design {
    let mut design = starters::reference();
    lay_out(&mut design, 3, &[Tier::Public, Tier::Private, Tier::Intra, Tier::Pod]);
    let network = Arc::make_mut(&mut design.network);
    network.nat = Nat::PerZone;
    network.secondary_cidrs = vec![parsed("100.64.0.0/16")];
    network.pod_addresses.custom_networking = true;
    network.subnets.retain(|s| s.name.as_str() != "private-az3");
    Arc::make_mut(&mut design.cluster).control_plane_tier = Tier::Intra;
    group(&mut design, "general", &[0, 1], (3, 3, 6), CapacityType::OnDemand);
    design
}

/// A cluster without a way to the internet: endpoints lead to AWS services.
fn private() -> Design {
    let mut design = production();
    let network = Arc::make_mut(&mut design.network);
    network.subnets.retain(|s| s.tier != Tier::Public);
    network.internet_gateway = false;
    network.nat = Nat::None;
    network.endpoints.services = EndpointService::ALL.iter().copied().take(9).collect();
    design
}

/// A VPC that exists, with IPv6.
fn existing() -> Design {
    let mut design = starters::reference();
    let network = Arc::make_mut(&mut design.network);
    network.existing = Some(ExistingVpc { id: parsed("vpc-0123456789abcdef0") });
    network.endpoints.services = [EndpointService::S3].into();
    for (block, subnet) in (0_u32..).zip(&mut network.subnets) {
        subnet.ipv6 = block.try_into().ok();
    }
    Arc::make_mut(&mut design.cluster).ip_family = IpFamily::Ipv6;
    design
}

/// Adds a Fargate profile for a namespace.
fn profile(design: &mut Design, name: &str, namespace: &str, subnets: BTreeSet<SubnetId>) {
    let id = FargateProfileId(design.next_id);
    design.next_id += 1;
    let labels = [(parsed("k8s-app"), parsed("kube-dns"))].into();
    let selectors = vec![FargateSelector { namespace: parsed(namespace), labels }];
    let profile =
        FargateProfile { id, name: parsed(name), selectors, subnets, expected: FargatePods::default() };
    Arc::make_mut(&mut design.compute).fargate_profiles.push(profile);
}

/// A mark on every object, warnings and errors by turns.
fn marked(design: &Design) -> Vec<Mark> {
    let subjects = scene(design, &[], &Figures::default(), None).nodes.into_iter().filter_map(|n| n.subject);
    let severities = [Severity::Warning, Severity::Error].into_iter().cycle();
    let mark = |(subject, severity)| Mark { severity, subject };
    subjects.zip(severities).map(mark).collect()
}

fn empty() -> Design {
    let mut design = starters::reference();
    lay_out(&mut design, 0, &[]);
    design
}

/// Replaces the network by `zones` with a subnet in each of `tiers`, and drops all groups.
fn lay_out(design: &mut Design, zones: usize, tiers: &[Tier]) {
    let network = Arc::make_mut(&mut design.network);
    network.zones = (1..=zones).map(|i| parsed(&format!("euc1-az{i}"))).collect();
    network.subnets.clear();
    for (t, tier) in tiers.iter().enumerate() {
        for (z, zone) in network.zones.iter().enumerate() {
            let cidr = match tier {
                Tier::Public => format!("10.0.{z}.0/24"),
                Tier::Private => format!("10.0.{}.0/20", 16 * (z + 1)),
                Tier::Pod => format!("100.64.{}.0/18", 64 * z),
                Tier::Intra => format!("10.0.15.{}/28", 16 * z),
            };
            let id = u32::try_from(1 + t * zones + z).unwrap_or(0);
            let name = format!("{}-az{}", tier.as_str(), z + 1);
            let subnet = Subnet::plain(SubnetId(id), parsed(&name), zone.clone(), *tier, parsed(&cidr));
            network.subnets.push(subnet);
        }
    }
    Arc::make_mut(&mut design.compute).node_groups.clear();
    design.next_id = u32::try_from(1 + tiers.len() * zones).unwrap_or(0);
}

/// Adds a group in the private subnets of some zones.
fn group(design: &mut Design, name: &str, zones: &[usize], nodes: (u32, u32, u32), capacity: CapacityType) {
    let private: Vec<SubnetId> = design.network.subnets_of(Tier::Private).map(|s| s.id).collect();
    let subnets: BTreeSet<SubnetId> = zones.iter().map(|&z| private[z]).collect();
    let model = starters::reference().compute.node_groups[0].clone();
    let (min, desired, max) = nodes;
    let id = NodeGroupId(design.next_id);
    design.next_id += 1;
    Arc::make_mut(&mut design.compute).node_groups.push(NodeGroup {
        id,
        name: parsed(name),
        capacity_type: capacity,
        scaling: Scaling { min, desired, max },
        subnets,
        ..model
    });
}

fn parsed<T: std::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("{text} does not parse"))
}
