//! Prints pages with pictures of designs: `cargo run --example diagram -- production > production.html`.
//! Names: the starters', `production`, `large`, `stacked`, `cut`, `sealed`, `empty`, `phone`; a second word selects
//! an object by its key.

use std::collections::BTreeSet;
use std::sync::Arc;

use configurator_core::check::{Context, Mark, Severity, check, marks};
use configurator_core::design::{
    Design, Nat, NodeGroup, NodeGroupId, Scaling, Subject, Subnet, SubnetId, Tier, starters,
};
use configurator_core::diagram::{Figures, Scene, scene, scene_for_zone, to_svg};
use configurator_core::value::CapacityType;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_else(|| "reference".to_owned());
    let key = arguments.next();
    let design = match name.as_str() {
        "production" | "phone" => production(),
        "large" => large(),
        "stacked" => stacked(),
        "cut" => cut(),
        "sealed" => sealed(),
        "empty" => empty(),
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
    let scenes: Vec<Scene> = match name.as_str() {
        "phone" => {
            let zones = design.network.zones.iter();
            zones
                .map(|z| scene_for_zone(&design, &found, &Figures::default(), selected.as_ref(), z))
                .collect()
        }
        _ => vec![scene(&design, &found, &Figures::default(), selected.as_ref())],
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
                Tier::Pod => format!("10.0.16.{}/28", 16 * z),
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
