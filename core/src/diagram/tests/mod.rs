//! What the scenes of ready designs hold.

mod contrast;
mod soundness;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use expect_test::expect;

use super::{Figures, Node, Rect, Scene, Shape, scene, scene_for_zone};
use crate::check::{Mark, Severity};
use crate::design::{
    AutoMode, Design, FargatePods, FargateProfile, FargateProfileId, FargateSelector, Nat, NodeGroup,
    NodeGroupId, NodeGroupKind, SelfManagedNodes, Subject, SubnetId, Tier, starters,
};
use crate::value::{CapacityType, EndpointService};

/// Where objects lie, what they are, and what they say.
fn dump(scene: &Scene) -> String {
    let mut out = format!("{} × {}\n", scene.width, scene.height);
    for node in &scene.nodes {
        let Rect { x, y, width, height } = node.bounds;
        let _ = write!(out, "{} [{}] {x},{y} {width}×{height}", node.key, node.class);
        if let Some((row, column)) = node.cell {
            let _ = write!(out, " cell {row},{column}");
        }
        let texts = node.shapes.iter().filter_map(|s| match s {
            Shape::Text { text, .. } => Some(text.as_str()),
            Shape::Rect { .. } | Shape::Path { .. } | Shape::Icon { .. } => None,
        });
        let texts: Vec<&str> = texts.collect();
        let _ = writeln!(out, "{}{}", if texts.is_empty() { "" } else { ": " }, texts.join(" | "));
    }
    out
}

#[test]
fn reference() {
    expect![[r#"
        560 × 504
        vpc [node vpc] 12,58 536×432 cell 1,0: VPC | 10.0.0.0/16 | 56 832 of 65 536 free
        zone-euc1-az1 [node zone] 104,110 204×22 cell 3,1: euc1-az1
        zone-euc1-az2 [node zone] 320,110 204×22 cell 3,2: euc1-az2
        tier-public [tier public] 24,134 68×84: Public | to internet
        tier-private [tier private] 24,258 68×208: Private | via NAT
        subnet-4 [node subnet public] 104,134 204×84 cell 4,1: public-az1 | 10.0.0.0/24 | 251 usable
        subnet-5 [node subnet public] 320,134 204×84 cell 4,2: public-az2 | 10.0.1.0/24 | 251 usable
        subnet-1 [node subnet private] 104,258 204×208 cell 7,1: private-az1 | 10.0.16.0/20 | 4 091 usable
        subnet-2 [node subnet private] 320,258 204×208 cell 7,2: private-az2 | 10.0.32.0/20 | 4 091 usable
        wire-internet [wire] 314,28 0×14
        wire-public [wire] 314,74 0×12
        wire-out-4 [wire] 296,106 18×94
        wire-out-5 [wire] 355.5,96 174.5×104
        wire-subnet-1 [wire] 260,252 0×6
        wire-subnet-2 [wire] 476,252 0×6
        wire-route-euc1-az1 [wire] 260,212 0×20
        wire-route-euc1-az2 [wire] 260,212 216×20
        internet [internet] 270,8 88×20: Internet
        internet-gateway [node gateway] 234,42 160×32 cell 0,0: Internet gateway
        route-table-rt-public [node route-table] 272.5,86 83×20 cell 2,0: rt-public
        route-table-rt-private-az1 [node route-table] 183,232 113×20 cell 6,1: rt-private-az1
        route-table-rt-private-az2 [node route-table] 399,232 113×20 cell 6,2: rt-private-az2
        nat-gateway-4 [node nat] 204,188 92×24 cell 5,1: nat-az1
        cluster [node card cluster private] 112,320 404×60 cell 8,1: Control plane | my-eks | Kubernetes 1.36 | API private + 1 CIDR | 5 log types | KMS key
        node-group-3 [node card group] 112,384 404×60 cell 9,1: general | Managed · on-demand | AL2023 · x86 | 2 – 2 – 4 nodes | m5.large | 50 GiB disk
    "#]].assert_eq(&dump(&scene(&starters::reference(), &[], &Figures::default(), None)));
}

#[test]
fn labels_tell_what_is_shown() {
    let marks = [Mark { severity: Severity::Error, subject: Subject::Subnet(SubnetId(2)) }];
    let scene = scene(&starters::reference_original(), &marks, &Figures::default(), None);
    let label = |key: &str| scene.nodes.iter().find(|n| n.key == key).unwrap().label.clone();
    expect!["Subnet private-az2, private, 10.0.32.0/20, 4 091 usable addresses, in euc1-az2, no way out, uses rt-private-az2, 1 error"].assert_eq(&label("subnet-2"));
    expect!["Node group general, managed, on-demand, m5.large, 2 nodes minimum, 2 desired, 4 at most, Amazon Linux 2 · x86, 50 GiB disk, in private-az1, private-az2"].assert_eq(&label("node-group-3"));
    expect!["Control plane my-eks, Kubernetes 1.21, API private + 1 CIDR, 5 log types, KMS key, in private-az1, private-az2"].assert_eq(&label("cluster"));
    expect!["Route table rt-private-az1, no default route, 1 subnet"]
        .assert_eq(&label("route-table-rt-private-az1"));
}

#[test]
fn lights_the_way_out() {
    let lit = |design: &Design, id: u32| {
        let scene = scene(design, &[], &Figures::default(), Some(&Subject::Subnet(SubnetId(id))));
        let is = |n: &&Node, state: &str| n.class.split(' ').any(|c| c == state);
        let keys = |state: &str| {
            scene.nodes.iter().filter(|n| is(n, state)).map(|n| n.key.clone()).collect::<Vec<_>>().join(" ")
        };
        format!("lit: {}\nbroken: {}", keys("lit"), keys("broken"))
    };
    expect![[r#"
        lit: subnet-2 wire-internet wire-public wire-out-4 wire-subnet-2 wire-route-euc1-az2 internet internet-gateway route-table-rt-public route-table-rt-private-az2 nat-gateway-4
        broken: "#]].assert_eq(&lit(&starters::reference(), 2));
    expect![[r#"
        lit: subnet-5 wire-internet wire-public wire-out-5 internet internet-gateway route-table-rt-public
        broken: "#]]
    .assert_eq(&lit(&starters::reference(), 5));
    expect![[r#"
        lit: subnet-2 wire-subnet-2 route-table-rt-private-az2
        broken: wire-route-euc1-az1 wire-route-euc1-az2"#]]
    .assert_eq(&lit(&starters::reference_original(), 2));
}

#[test]
fn a_phone_shows_one_zone() {
    let design = starters::reference();
    let scene = scene_for_zone(&design, &[], &Figures::default(), None, &design.network.zones[1]);
    expect![[r#"
        344 × 470
        vpc [node vpc] 6,5 332×20 cell 0,0: VPC | 10.0.0.0/16 | 56 832 of 65 536 free
        subnet-5 [node subnet public] 6,136 310×84 cell 3,1: public-az2 | 10.0.1.0/24 | 251 usable
        subnet-2 [node subnet private] 6,252 310×210 cell 6,1: private-az2 | 10.0.32.0/20 | 4 091 usable
        wire-internet [wire] 161,54 0×14
        wire-public [wire] 161,100 0×12
        wire-out-5 [wire] 202.5,122 127.5×80
        wire-subnet-2 [wire] 268,246 0×6
        wire-route-euc1-az2 [wire] 110,236 81×0
        internet [internet] 117,34 88×20: Internet
        internet-gateway [node gateway] 81,68 160×32 cell 1,0: Internet gateway
        route-table-rt-public [node route-table] 119.5,112 83×20 cell 2,0: rt-public
        route-table-rt-private-az2 [node route-table] 191,226 113×20 cell 5,1: rt-private-az2
        nat-gateway-4 [node nat elsewhere] 18,224 92×24 cell 4,1: nat-az1
        cluster [node card cluster private] 14,314 294×60 cell 7,1: Kubernetes 1.36 | Control plane | API private + 1 CIDR | my-eks | 5 log types · KMS key
        node-group-3 [node card group] 14,378 294×76 cell 8,1: 2 – 2 – 4 nodes | general | Managed · on-demand · m5.large | AL2023 · x86 · 50 GiB disk | spans az1, az2
    "#]].assert_eq(&dump(&scene));
}

/// The reference with every kind of compute, a pod subnet and endpoints, and without NAT gateways.
fn every_kind() -> Design {
    let mut design = starters::reference();
    design.intent.karpenter = true;
    let network = Arc::make_mut(&mut design.network);
    network.nat = Nat::None;
    network.endpoints.services = EndpointService::FOR_NODES.into();
    network.subnets[0].karpenter_discovery = true;
    (network.subnets[3].tier, network.subnets[3].name) = (Tier::Pod, "pod-az2".parse().unwrap());
    let compute = Arc::make_mut(&mut design.compute);
    let group = compute.node_groups[0].clone();
    let kind = NodeGroupKind::SelfManaged(SelfManagedNodes::default());
    let subnets = group.subnets.clone();
    compute.node_groups.push(NodeGroup { id: NodeGroupId(90), name: "own".parse().unwrap(), kind, ..group });
    compute.auto_mode = Some(AutoMode {
        node_pools: BTreeSet::new(),
        expected_nodes: 1,
        expected_type: "c6g.large".parse().unwrap(),
    });
    let selectors =
        vec![FargateSelector { namespace: "kube-system".parse().unwrap(), labels: BTreeMap::new() }];
    compute.fargate_profiles.push(FargateProfile {
        id: FargateProfileId(91),
        name: "dns".parse().unwrap(),
        selectors,
        subnets,
        expected: FargatePods::default(),
    });
    design.next_id = 92;
    design
}

#[test]
fn every_kind_has_a_shape_and_words() {
    let selected = Subject::Subnet(SubnetId(5));
    let scene = scene(&every_kind(), &[], &Figures::default(), Some(&selected));
    let drawn = dump(&scene);
    let kinds = ["card", "wire", "pod", "endpoints", "route-table"];
    let of_kind = drawn.lines().filter(|line| kinds.iter().any(|kind| line.contains(kind)));
    expect![[r#"
        tier-private [tier private] 24,258 68×466: Private | endpoints
        tier-pod [tier pod] 24,736 68×84: Pod | endpoints
        subnet-5 [node subnet pod selected lit] 320,736 204×84 cell 13,2: pod-az2 | 10.0.1.0/24 | no internet | 251 usable
        wire-internet [wire] 314,28 0×14
        wire-public [wire] 314,74 0×12
        wire-out-4 [wire] 308,106 6×94
        wire-subnet-1 [wire] 260,252 0×6
        wire-subnet-2 [wire] 476,252 0×6
        wire-endpoints-route-table-rt-private-az1 [wire] 260,226 348×32
        wire-subnet-5 [wire lit] 314,242 85×511
        wire-endpoints-route-table-rt-private-az2 [wire lit] 476,226 132×32
        route-table-rt-public [node route-table] 272.5,86 83×20 cell 2,0: rt-public
        route-table-rt-private-az1 [node route-table] 183,232 113×20 cell 5,1: rt-private-az1
        route-table-rt-private-az2 [node route-table lit] 399,232 113×20 cell 5,2: rt-private-az2
        vpc-endpoints [node endpoints lit] 548,258 120×152 cell 6,3: Endpoints | 1 gateway | 4 interfaces | s3 | ec2 | ecr.api | ecr.dkr | sts
        cluster [node card cluster private] 112,320 404×60 cell 7,1: Control plane | my-eks | Kubernetes 1.36 | API private + 1 CIDR | 5 log types | KMS key
        node-group-3 [node card group] 112,384 404×60 cell 8,1: general | Managed · on-demand | AL2023 · x86 | 2 – 2 – 4 nodes | m5.large | 50 GiB disk
        node-group-90 [node card group self-managed] 112,448 404×60 cell 9,1: own | Self-managed | AL2023 · x86 | 2 – 2 – 4 nodes | m5.large | 50 GiB disk
        auto-mode [node card auto-mode] 112,512 404×60 cell 10,1: Auto Mode | Nodes run by AWS | no node pool | 1 node expected | c6g.large | only pools of your own
        karpenter [node card karpenter] 112,576 188×76 cell 11,1: Karpenter | As needed | up to 100 vCPU | c, m, r · on-demand
        fargate-profile-91 [node card fargate] 112,656 404×60 cell 12,1: dns | Fargate profile | kube-system | 2 pods expected | 0.25 vCPU · 0.5 GiB | all its pods
    "#]].assert_eq(&of_kind.map(|line| format!("{line}\n")).collect::<String>());
    let labels = scene.nodes.iter().filter(|n| n.class.contains("card") || n.class.contains("endpoints"));
    expect![[r#"
        VPC endpoints, 1 gateway, 4 interfaces: s3, ec2, ecr.api, ecr.dkr, sts
        Control plane my-eks, Kubernetes 1.36, API private + 1 CIDR, 5 log types, KMS key, in private-az1, private-az2
        Node group general, managed, on-demand, m5.large, 2 nodes minimum, 2 desired, 4 at most, AL2023 · x86, 50 GiB disk, in private-az1, private-az2
        Node group own, self-managed, on-demand, m5.large, 2 nodes minimum, 2 desired, 4 at most, AL2023 · x86, 50 GiB disk, in private-az1, private-az2
        Auto Mode, Nodes run by AWS, 1 node expected, c6g.large, no node pool, only pools of your own, in private-az1, private-az2
        Karpenter, Nodes as pods need them, up to 100 vCPU, c, m, r · on-demand, in kube-system, interruption queue, in private-az1
        Fargate profile dns, Fargate profile, 2 pods expected, 0.25 vCPU · 0.5 GiB, kube-system, all its pods, in private-az1, private-az2
    "#]].assert_eq(&labels.map(|n| format!("{}\n", n.label)).collect::<String>());
}

/// Every class that the scene uses has a place in the style sheet, which uses no colour of its own.
#[test]
fn the_style_sheet_knows_every_class() {
    let css = include_str!("../../../../public/styles/canvas.css");
    let styled: BTreeSet<&str> = css
        .split('.')
        .skip(1)
        .filter_map(|rest| rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).next())
        .collect();
    // These only mark what they stand on.
    let unstyled = ["node", "cluster", "group", "warning", "hint", "unplaced", "tier", "auto-mode"];
    let mut design = starters::reference();
    Arc::make_mut(&mut design.compute).node_groups[0].capacity_type = CapacityType::Spot;
    let selected = Subject::Subnet(SubnetId(1));
    for design in [design, every_kind(), starters::reference_original()] {
        for node in scene(&design, &[], &Figures::default(), Some(&selected)).nodes {
            let of_shapes = node.shapes.iter().map(|s| match s {
                Shape::Rect { class, .. }
                | Shape::Text { class, .. }
                | Shape::Path { class, .. }
                | Shape::Icon { class, .. } => *class,
            });
            for class in of_shapes.chain([node.class.as_str()]).flat_map(|c| c.split(' ')) {
                assert!(styled.contains(class) || unstyled.contains(&class), "{class} of {}", node.key);
            }
        }
    }
    for colour in ["#", "rgb(", "hsl(", "black", "white"] {
        assert!(!css.contains(colour), "{colour}");
    }
}
