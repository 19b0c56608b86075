//! What holds for the scene of every design: nothing is lost, nothing overflows, nothing lies on anything else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;

use crate::check::{Mark, Severity};
use crate::design::{
    AutoMode, Design, ExistingVpc, FargatePods, FargateProfile, FargateProfileId, FargateSelector, Nat,
    NodeGroup, NodeGroupId, NodeGroupKind, Scaling, SelfManagedNodes, Subject, Subnet, SubnetId, Tier,
    starters,
};
use crate::diagram::{
    Anchor, Figures, Fill, GroupFigures, Node, Rect, Scene, Shape, scene, scene_for_zone, text_width,
};
use crate::value::{AutoNodePool, CapacityType, EndpointService, IpFamily, Usd};

/// Every object that a board shows.
fn drawn_subjects(design: &Design) -> BTreeSet<Subject> {
    let network = &design.network;
    let mut subjects = BTreeSet::from([Subject::Vpc, Subject::Cluster]);
    subjects.extend(network.internet_gateway.then_some(Subject::InternetGateway));
    subjects.extend(network.zones.iter().cloned().map(Subject::Zone));
    subjects.extend(network.subnets.iter().map(|s| Subject::Subnet(s.id)));
    subjects.extend(network.nat_gateways().map(|n| Subject::NatGateway(n.subnet)));
    subjects.extend(network.route_tables().into_iter().map(|t| Subject::RouteTable(t.id)));
    subjects.extend((!network.endpoints.services.is_empty()).then_some(Subject::Endpoints));
    let compute = &design.compute;
    subjects.extend(compute.node_groups.iter().map(|g| Subject::NodeGroup(g.id)));
    subjects.extend(compute.fargate_profiles.iter().map(|p| Subject::FargateProfile(p.id)));
    subjects.extend(compute.auto_mode.is_some().then_some(Subject::AutoMode));
    subjects.extend(design.intent.karpenter.then_some(Subject::Karpenter));
    subjects
}

/// What holds for every scene.
fn check_scene(scene: &Scene) {
    let mut keys = BTreeSet::new();
    let mut cells = BTreeMap::new();
    for node in &scene.nodes {
        assert!(keys.insert(&node.key), "{} twice", node.key);
        assert_eq!(node.subject.is_some(), node.cell.is_some(), "{}", node.key);
        assert!(node.subject.is_none() || !node.label.is_empty(), "{} has no label", node.key);
        if let Some(other) = node.cell.and_then(|cell| cells.insert(cell, &node.key)) {
            panic!("{other} and {} share a cell", node.key);
        }
        check_shapes(scene, node);
    }
    // Gateways lie on their subnets, cards too, but neither on the other.
    for kinds in [["subnet", "zone", "route-table", "endpoints"], ["card", "nat", "route-table", "endpoints"]]
    {
        let of_kind = |n: &&Node| n.class.split(' ').any(|c| kinds.contains(&c));
        let edges = |n: &'_ Node| {
            let boxes = n.shapes.iter().filter(|s| matches!(s, Shape::Rect { class: "edge" | "hit", .. }));
            boxes.filter_map(rect_of).collect::<Vec<_>>()
        };
        let all: Vec<(&str, Rect)> = scene
            .nodes
            .iter()
            .filter(of_kind)
            .flat_map(|n| edges(n).into_iter().map(|r| (n.key.as_str(), r)))
            .collect();
        for (i, (a, rect)) in all.iter().enumerate() {
            for (b, other) in &all[i + 1..] {
                assert!(!overlap(*rect, *other), "{a} lies on {b}");
            }
        }
    }
}

/// Texts lie in a box of their node and not on one another; all numbers are finite and in the picture.
fn check_shapes(scene: &Scene, node: &Node) {
    let boxes: Vec<Rect> = node.shapes.iter().filter_map(rect_of).collect();
    let inside = |r: Rect| {
        let all = [r.x, r.y, r.width, r.height];
        assert!(all.iter().all(|n| n.is_finite()) && r.width >= 0.0 && r.height >= 0.0, "{} {r:?}", node.key);
        r.x >= 0.0 && r.y >= 0.0 && r.x + r.width <= scene.width && r.y + r.height <= scene.height
    };
    assert!(inside(node.bounds), "{} lies outside the picture", node.key);
    assert!(boxes.iter().all(|b| inside(*b)), "{} paints outside the picture", node.key);
    let mut taken: Vec<Rect> = Vec::new();
    for shape in &node.shapes {
        let area = match shape {
            Shape::Text { x, y, anchor, class, text } => {
                let width = text_width(class, text).unwrap();
                let left = match anchor {
                    Anchor::Start => *x,
                    Anchor::Middle => x - width / 2.0,
                    Anchor::End => x - width,
                };
                let area = Rect { x: left, y: y - 8.0, width, height: 9.0 };
                let fits = |b: &Rect| {
                    left >= b.x && left + width <= b.x + b.width && b.y <= area.y && *y <= b.y + b.height
                };
                assert!(boxes.iter().any(fits), "{}: “{text}” overflows", node.key);
                area
            }
            Shape::Icon { x, y, size, .. } => Rect { x: *x, y: *y, width: *size, height: *size },
            Shape::Rect { rect, class, .. } if class.starts_with("square") => *rect,
            Shape::Path { d, .. } => {
                assert!(!d.contains("NaN") && !d.contains("inf"), "{}: {d}", node.key);
                continue;
            }
            Shape::Rect { .. } => continue,
        };
        if let Some(other) = taken.iter().find(|t| overlap(**t, area)) {
            panic!("{}: {area:?} on {other:?}", node.key);
        }
        taken.push(area);
    }
}

fn rect_of(shape: &Shape) -> Option<Rect> {
    match shape {
        Shape::Rect { rect, .. } => Some(*rect),
        Shape::Text { .. } | Shape::Path { .. } | Shape::Icon { .. } => None,
    }
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/// A card's top and bottom lie in the row of its subnets, and no card covers the text of a subnet.
fn check_cards(design: &Design, scene: &Scene) {
    let bounds: BTreeMap<&Subject, Rect> =
        scene.nodes.iter().filter_map(|n| Some((n.subject.as_ref()?, n.bounds))).collect();
    let compute = &design.compute;
    let set = |has: &dyn Fn(&Subnet) -> bool| {
        design.network.subnets.iter().filter(|s| has(s)).map(|s| s.id).collect::<BTreeSet<_>>()
    };
    let groups = compute.node_groups.iter().map(|g| (Subject::NodeGroup(g.id), g.subnets.clone()));
    let profiles =
        compute.fargate_profiles.iter().map(|p| (Subject::FargateProfile(p.id), p.subnets.clone()));
    let others = [
        (Subject::Cluster, set(&|s| design.takes_control_plane(s))),
        (Subject::AutoMode, set(&|s| design.takes_control_plane(s))),
        (Subject::Karpenter, set(&|s| s.karpenter_discovery)),
    ];
    for (subject, subnets) in groups.chain(profiles).chain(others) {
        let Some(card) = bounds.get(&subject) else { continue };
        let cells: Vec<Rect> = subnets.iter().map(|id| bounds[&Subject::Subnet(*id)]).collect();
        let holds = |c: &Rect| c.y + 40.0 <= card.y && card.y + card.height <= c.y + c.height;
        assert!(cells.is_empty() || cells.iter().any(holds), "{} lies off its subnets", subject.key());
    }
}

/// Figures as wide as they get.
fn figures(design: &Design) -> Figures {
    let fill = Fill { needed: u64::MAX, available: 1 << 16, is_blocks: true };
    let group = GroupFigures { pods: Some(1 << 40), usd: Some(Usd::of_micros(u64::MAX)), is_estimate: true };
    Figures {
        subnets: design.network.subnets.iter().map(|s| (s.id, fill)).collect(),
        groups: design.compute.node_groups.iter().map(|g| (g.id, group)).collect(),
        profiles: design.compute.fargate_profiles.iter().map(|p| (p.id, group)).collect(),
        auto_mode: design.compute.auto_mode.as_ref().map(|_| group),
    }
}

fn check_design(design: &Design, selected: Option<&Subject>, marks: &[Mark]) {
    let figures = &figures(design);
    let board = scene(design, marks, figures, selected);
    check_scene(&board);
    check_cards(design, &board);
    let drawn: BTreeSet<Subject> = board.nodes.iter().filter_map(|n| n.subject.clone()).collect();
    assert_eq!(drawn, drawn_subjects(design));
    for zone in &design.network.zones {
        let phone = scene_for_zone(design, marks, figures, selected, zone);
        assert_eq!(phone.width, 344.0);
        let has_endpoints = phone.nodes.iter().any(|n| n.subject == Some(Subject::Endpoints));
        assert_eq!(has_endpoints, drawn.contains(&Subject::Endpoints));
        check_scene(&phone);
    }
}

#[test]
fn starters_are_sound() {
    for starter in starters::STARTERS {
        check_design(&(starter.design)(), None, &[]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_design_is_drawn_soundly(design in any_design(), pick: prop::sample::Index, found: prop::sample::Index) {
        let subjects: Vec<Subject> = drawn_subjects(&design).into_iter().collect();
        let error = Mark { severity: Severity::Error, subject: subjects[found.index(subjects.len())].clone() };
        let picked = &subjects[pick.index(subjects.len())];
        let warning = Mark { severity: Severity::Warning, subject: picked.clone() };
        check_design(&design, Some(picked), &[error, warning]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_edited_design_is_drawn_soundly(design in crate::testing::design(), pick: prop::sample::Index) {
        // Zones of two regions can share the end of their names, by which route tables are called.
        let ends: BTreeSet<&str> = design.network.zones.iter().map(|z| z.short()).collect();
        prop_assume!(ends.len() == design.network.zones.len());
        let subjects: Vec<Subject> = drawn_subjects(&design).into_iter().collect();
        let picked = &subjects[pick.index(subjects.len())];
        let error = Mark { severity: Severity::Error, subject: picked.clone() };
        check_design(&design, Some(picked), &[error]);
    }
}

/// Compute beside node groups, endpoints and what is special about a VPC, each there or not.
fn with_more(mut design: Design, has: [bool; 5], name: &str, services: BTreeSet<EndpointService>) -> Design {
    let [fargate, auto_mode, karpenter, existing, ipv6] = has;
    let ids: Vec<SubnetId> = design.network.subnets.iter().map(|s| s.id).collect();
    let compute = Arc::make_mut(&mut design.compute);
    for (i, group) in compute.node_groups.iter_mut().enumerate().filter(|(i, _)| i % 2 == 1) {
        group.kind = NodeGroupKind::SelfManaged(SelfManagedNodes::default());
        group.settings.detailed_monitoring = i % 3 == 0;
    }
    if fargate {
        let of = |(i, n): (usize, u32)| FargateProfile {
            id: FargateProfileId(500 + n),
            name: name.parse().unwrap(),
            selectors: vec![
                FargateSelector {
                    namespace: "kube-system".parse().unwrap(),
                    labels: BTreeMap::new()
                };
                i
            ],
            subnets: ids.iter().copied().skip(i).step_by(1 + i).collect(),
            expected: FargatePods { pods: u32::MAX, millicores: n * 4000, memory_mib: 256 },
        };
        compute.fargate_profiles = (0..4).zip(0..).map(of).collect();
    }
    compute.auto_mode = auto_mode.then(|| AutoMode {
        node_pools: AutoNodePool::ALL.iter().copied().collect(),
        expected_nodes: u32::MAX,
        expected_type: "u-6tb1.112xlarge".parse().unwrap(),
    });
    compute.karpenter.categories = ('a'..='z').collect();
    design.intent.karpenter = karpenter;
    let network = Arc::make_mut(&mut design.network);
    network.existing = existing.then(|| ExistingVpc { id: "vpc-0123456789abcdef0".parse().unwrap() });
    network.endpoints.services = services;
    for (n, subnet) in (0u32..).zip(&mut network.subnets) {
        subnet.karpenter_discovery = n % 3 == 0;
        subnet.ipv6 = n.try_into().ok();
    }
    if ipv6 {
        Arc::make_mut(&mut design.cluster).ip_family = IpFamily::Ipv6;
    }
    design
}

/// Names of every width: narrow, wide and as long as a name may be.
fn any_name() -> impl Strategy<Value = String> {
    (1usize..=63, prop::sample::select(vec!["i", "m", "W"]))
        .prop_map(|(length, letter)| letter.repeat(length))
}

/// A subnet as raw material: the number of its zone, its tier, a part of its address, its name.
fn any_subnet() -> impl Strategy<Value = (usize, Tier, u8, String)> {
    (0usize..8, prop::sample::select(&Tier::ALL[..]), any::<u8>(), any_name())
}

/// A node group with subnets of `ids`.
fn any_group(ids: Vec<SubnetId>) -> impl Strategy<Value = NodeGroup> {
    let nodes = vec![(0, 0, 1), (2, 2, 4), (3, 9, 20), (9, 5, 3), (100, 200, u32::MAX)];
    let types = prop::collection::vec(prop::sample::select(vec!["m5.large", "u-6tb1.112xlarge"]), 0..4);
    let most = ids.len().min(6);
    let capacity = prop::sample::select(CapacityType::ALL);
    let parts =
        (any_name(), prop::sample::subsequence(ids, 0..=most), prop::sample::select(nodes), types, capacity);
    parts.prop_map(|(name, subnets, (min, desired, max), types, capacity_type)| NodeGroup {
        name: name.parse().unwrap(),
        subnets: subnets.into_iter().collect(),
        scaling: Scaling { min, desired, max },
        instance_types: types.iter().map(|t| t.parse().unwrap()).collect(),
        capacity_type,
        ..starters::reference().compute.node_groups[0].clone()
    })
}

/// Designs that hold the invariants and little else.
fn any_design() -> impl Strategy<Value = Design> {
    let network = (0usize..=8, prop::collection::vec(any_subnet(), 0..24), any::<bool>());
    let network = network.prop_map(|(zones, subnets, internet_gateway)| {
        let mut network = (*starters::reference().network).clone();
        network.zones = (1..=zones).map(|i| format!("apne123-az{i}").parse().unwrap()).collect();
        network.internet_gateway = internet_gateway;
        let subnets = subnets.into_iter().filter(|_| zones > 0).zip(0..);
        let subnet = |((zone, tier, third, name), id): ((usize, Tier, u8, String), u32)| {
            let cidr = format!("100.100.{third}.128/28").parse().unwrap();
            Subnet::plain(
                SubnetId(id),
                name.parse().unwrap(),
                network.zones[zone % zones].clone(),
                tier,
                cidr,
            )
        };
        network.subnets = subnets.map(subnet).collect();
        network
    });
    let with_groups = network.prop_flat_map(|network| {
        let ids = network.subnets.iter().map(|s| s.id).collect();
        (Just(network), prop::collection::vec(any_group(ids), 0..12))
    });
    let nat = prop::sample::select(&Nat::ALL[..]);
    let tier = prop::sample::select(&Tier::ALL[..]);
    let cidr = prop::sample::select(vec!["10.0.0.0/16", "100.100.128.0/17"]);
    let services = prop::collection::btree_set(prop::sample::select(EndpointService::ALL), 0..22);
    let more = (any::<[bool; 5]>(), prop_oneof![Just(BTreeSet::new()), services]);
    (with_groups, nat, tier, cidr, any_name(), more).prop_map(
        |((mut network, mut groups), nat, tier, cidr, name, (has, services))| {
            let mut design = starters::reference();
            (network.nat, network.cidr) = (nat, cidr.parse().unwrap());
            (100..).zip(&mut groups).for_each(|(id, group)| group.id = NodeGroupId(id));
            design.network = Arc::new(network);
            Arc::make_mut(&mut design.compute).node_groups = groups;
            let cluster = Arc::make_mut(&mut design.cluster);
            (cluster.control_plane_tier, cluster.name) = (tier, name.parse().unwrap());
            design.next_id = 1000;
            let design = with_more(design, has, &name, services);
            assert_eq!(design.broken_invariant(), None);
            design
        },
    )
}
