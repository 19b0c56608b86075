//! Worked cases: a sound cluster in Virginia, and what the rules say when one thing of it is changed.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::str::FromStr;
use std::sync::Arc;

use configurator_core::check::{Account, Context, Severity, check};
use configurator_core::design::{
    Addon, Cluster, Design, Endpoint, Identity, Nat, Network, NodeGroup, Peer, PodAddresses, Scaling, Tier,
    starters,
};
use configurator_core::edit::{DesignEdit, NetworkEdit};
use configurator_core::value::{AmiType, KubernetesVersion, LabelKey, LabelValue};

fn v<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

/// Three zones, private /20 and public /24 subnets, NAT gateways in each zone, Kubernetes 1.35, both endpoints, network
/// policies, a role for the VPC CNI, and three to six m5.large.
fn base() -> Design {
    let mut design =
        starters::production().edited(&DesignEdit::SetRegion { region: v("us-east-1") }.into()).unwrap();
    let network = Arc::make_mut(&mut design.network);
    for (n, subnet) in network.subnets.iter_mut().filter(|s| s.tier == Tier::Public).enumerate() {
        subnet.cidr = v(&format!("10.0.20{n}.0/24"));
    }
    network.pod_addresses.network_policy = true;
    let cni = Addon { identity: Identity::PodIdentity, ..Addon::usual("vpc-cni") };
    Arc::make_mut(&mut design.cluster).addons.insert(v("vpc-cni"), cni);
    Arc::make_mut(&mut design.cluster).version = KubernetesVersion::minor(35);
    Arc::make_mut(&mut design.compute).node_groups[0].scaling = Scaling { min: 3, desired: 3, max: 6 };
    design
}

fn network(change: impl FnOnce(&mut Network)) -> Design {
    let mut design = base();
    change(Arc::make_mut(&mut design.network));
    design
}

fn cluster(change: impl FnOnce(&mut Cluster)) -> Design {
    let mut design = base();
    change(Arc::make_mut(&mut design.cluster));
    design
}

fn group(mut design: Design, change: impl FnOnce(&mut NodeGroup)) -> Design {
    change(&mut Arc::make_mut(&mut design.compute).node_groups[0]);
    design
}

fn version(minor: u16) -> Design {
    cluster(|c| c.version = KubernetesVersion::minor(minor))
}

fn said(design: &Design, deployed: Option<Design>) -> BTreeSet<&'static str> {
    assert_eq!(design.broken_invariant(), None);
    let context =
        Context { today: Some(v("2026-11-23")), deployed: deployed.map(Arc::new), ..Context::default() };
    check(design, &context).iter().map(|f| f.rule).collect()
}

/// The rules that must speak and those that must not.
fn judged(design: &Design, deployed: Option<Design>, must: &[&str], must_not: &[&str]) {
    let said = said(design, deployed);
    assert!(must.iter().all(|rule| said.contains(rule)), "{must:?} of {said:?}");
    assert!(!must_not.iter().any(|rule| said.contains(rule)), "none of {must_not:?} in {said:?}");
}

#[test]
fn case_1_the_sound_cluster() {
    let context = Context { today: Some(v("2026-11-23")), ..Context::default() };
    let bad: Vec<_> = check(&base(), &context).into_iter().filter(|f| f.severity != Severity::Note).collect();
    // The addresses are examples, and that is said.
    assert!(bad.iter().all(|f| f.rule == "EXA001"), "{bad:#?}");
    judged(&base(), None, &[], &["END003", "IPX001", "IPX002", "RTE006", "RTE007", "RTE008", "SUB006"]);
}

#[test]
fn case_2_a_vpc_of_16_million_addresses() {
    judged(&network(|n| n.cidr = v("10.0.0.0/8")), None, &["CID001"], &[]);
}

#[test]
fn case_3_services_inside_the_vpc() {
    let design = cluster(|c| c.service_cidr = Some(v("10.0.128.0/17")));
    judged(&design, None, &["CTL003"], &["CTL001", "CTL002"]);
}

#[test]
fn case_5_one_zone() {
    let mut design = base();
    for zone in ["use1-az2", "use1-az4"] {
        if design.network.zones.contains(&v(zone)) {
            design = design.edited(&NetworkEdit::RemoveZone { zone: v(zone) }.into()).unwrap();
        }
    }
    assert_eq!(design.network.zones.len(), 1, "{:?}", design.network.zones);
    judged(&design, None, &["SUB005"], &[]);
}

#[test]
fn case_6_no_endpoint() {
    let endpoint = Endpoint { private: false, public: false, public_cidrs: Vec::new() };
    judged(&cluster(|c| c.endpoint = endpoint), None, &["END001", "END009"], &[]);
}

#[test]
fn case_11_nine_days_of_standard_support() {
    judged(&version(34), None, &["VER003"], &["VER002"]);
}

#[test]
fn case_12_two_minors_at_once() {
    judged(&version(36), Some(version(34)), &["VER004"], &["VER003"]);
}

#[test]
fn case_13_amazon_linux_2_too_late() {
    let design = group(version(33), |g| g.ami_type = AmiType::Al2X86);
    judged(&design, None, &["VER003", "VER007"], &[]);
}

#[test]
fn case_14_one_nat_gateway_for_three_zones() {
    judged(&network(|n| n.nat = Nat::Single), None, &["RTE007"], &["RTE006", "RTE008"]);
}

#[test]
fn case_7_two_architectures_in_one_group() {
    let design = group(base(), |g| g.instance_types = vec![v("m5.large"), v("m7g.large")]);
    judged(&design, None, &["NG004", "NG005"], &[]);
}

#[test]
fn case_15_no_addresses_for_nat_gateways() {
    let account = Account { elastic_ips: Some(3), ..Account::default() };
    let context = Context { today: Some(v("2026-11-23")), account, ..Context::default() };
    assert!(check(&base(), &context).iter().any(|f| f.rule == "QTA002"), "3 + 3 > 5");
}

/// One block and one single address a node are fewer addresses than a /27 has, and yet it has no block.
#[test]
fn case_23_addresses_without_a_block() {
    let small = network(|n| {
        n.pod_addresses = PodAddresses {
            prefix_delegation: true,
            warm_ip_target: Some(1),
            minimum_ip_target: Some(10),
            ..PodAddresses::default()
        };
        for (number, subnet) in n.subnets.iter_mut().filter(|s| s.tier == Tier::Private).enumerate() {
            subnet.cidr = v(&format!("10.0.16.{}/27", 32 * number));
            subnet.load_balancers = configurator_core::design::LoadBalancerRole::None;
        }
    });
    // Machines for ten pods with addresses of their own: 2 interfaces of 6 make 12, and one node in each zone.
    let design = group(small, |g| {
        g.instance_types = vec![v("t3.medium")];
        g.scaling = Scaling { min: 3, desired: 3, max: 3 };
    });
    judged(&design, None, &["IPX003", "SUB024"], &[]);
}

#[test]
fn case_19_the_order_of_blocks() {
    let blocks = |first: &str, second: &str| {
        network(|n| {
            n.cidr = v(first);
            n.secondary_cidrs = vec![v(second)];
        })
    };
    judged(&blocks("100.64.0.0/16", "10.0.0.0/16"), None, &["CID009"], &["CID004", "CID008"]);
    let said = said(&blocks("10.0.0.0/16", "100.64.0.0/16"), None);
    assert!(!said.iter().any(|rule| rule.starts_with("CID")), "{said:?}");
}

/// Two of the three labels are no labels of the model at all; the third reaches the kubelet, which refuses it.
#[test]
fn case_21_labels() {
    assert!("team".parse::<LabelKey>().is_ok() && "".parse::<LabelValue>().is_err(), "LBL002");
    assert!("k".repeat(65).parse::<LabelKey>().is_err(), "LBL001");
    let labels = [(v("node-role.kubernetes.io/worker"), v("true"))];
    judged(&group(base(), |g| g.labels = labels.into()), None, &["LBL004"], &["LBL003"]);
}

#[test]
fn case_25_the_office_and_a_minimum_that_nobody_reached() {
    let peered = network(|n| n.peers = vec![Peer { name: v("on-premises"), cidr: v("172.20.0.0/14") }]);
    let scaled = |min| group(peered.clone(), move |g| g.scaling = Scaling { min, desired: 2, max: 6 });
    judged(&scaled(3), Some(scaled(2)), &["CTL005", "NG001", "NG020"], &["CID007", "CTL003"]);
}
