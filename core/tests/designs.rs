//! The designs in `tests/designs/`: made here from the reference, written by `UPDATE_EXPECT=1 cargo test`,
//! and read by every test that wants designs of many kinds. Names that begin with `broken-` have errors.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

#[path = "designs/compute.rs"]
mod compute;
#[path = "designs/delivery.rs"]
mod delivery;
mod fixtures;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use configurator_core::check::{Context, Finding, Severity, check};
use configurator_core::design::{
    Design, Endpoint, Environment, Flavour, FlowLogTraffic, FlowLogs, LoadBalancerRole, Nat, NodeGroup,
    NodeGroupId, Peer, Percent, PodAddresses, Scaling, SecretsEncryption, StateBackend, StateLock, SubnetId,
    Tier, Usage, Waiver, starters,
};
use configurator_core::edit::{AccessEdit, ClusterEdit, ComputeEdit, DesignEdit, Edit, NetworkEdit};
use configurator_core::file::{from_json, to_json};
use configurator_core::value::{
    AmiType, AuthenticationMode, CapacityType, KubernetesVersion, SupportType, TagKey, TagValue, Taint,
    TaintEffect,
};

/// Every design with its file's name. What `reference.json` holds is tested beside the format itself.
fn designs() -> Vec<(&'static str, Design)> {
    let private_endpoint = Endpoint { private: true, public: false, public_cidrs: Vec::new() };
    vec![
        ("access", fixtures::access()),
        ("all-compute", compute::all_compute()),
        ("auto-mode", compute::auto_mode()),
        ("aws-owned-key", encrypted(SecretsEncryption::AwsOwned {})),
        ("both-locks", locked(StateLock::Both { table: v("my-eks-lock") })),
        ("broken-isolated", isolated()),
        ("broken-reference-original", starters::reference_original()),
        ("china", fixtures::china()),
        ("custom-networking", fixtures::custom_networking()),
        ("development", starters::development()),
        ("dynamodb-lock", locked(StateLock::DynamoDb { table: v("my-eks-lock") })),
        ("every-field", every_field()),
        ("existing-ipv6", fixtures::existing_ipv6()),
        ("existing-key", encrypted(SecretsEncryption::Existing { arn: v(KEY) })),
        ("existing-vpc", fixtures::existing_vpc()),
        ("fargate-karpenter", compute::fargate_karpenter().edited(&delivery::from_gitlab()).unwrap()),
        ("fargate-only", compute::fargate_only()),
        ("further-blocks", further_blocks()),
        ("github-delivery", delivery::github()),
        ("gitlab-delivery", delivery::gitlab()),
        ("govcloud", govcloud()),
        ("ipv6", fixtures::ipv6().edited(&delivery::from_gitlab()).unwrap()),
        ("ipv6-cni-role", compute::ipv6_cni_role().edited(&delivery::from_github()).unwrap()),
        ("karpenter", compute::karpenter()),
        ("local-state", reference([DesignEdit::SetState { state: StateBackend::Local {} }.into()])),
        ("long-names", long_names()),
        ("mixed-groups", mixed_groups()),
        ("native", native(with_nodes_only_in_the_last_zone(starters::production()))),
        ("native-all-compute", native(compute::all_compute())),
        ("native-ipv6", native(compute::ipv6().edited(&delivery::from_github()).unwrap())),
        ("odd-tags", odd_tags()),
        ("ohio", ohio()),
        ("private", fixtures::private()),
        ("private-endpoint", reference([ClusterEdit::SetEndpoint { endpoint: private_endpoint }.into()])),
        ("production", starters::production()),
        ("production-three-zones", production()),
        ("public-nodes", public_nodes()),
        ("self-managed", compute::self_managed()),
        ("terraform-words", terraform_words()),
        ("unpinned", reference([ClusterEdit::SetVersion { version: KubernetesVersion::minor(32) }.into()])),
    ]
}

const KEY: &str = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

fn v<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn reference(edits: impl IntoIterator<Item = Edit>) -> Design {
    edits.into_iter().fold(starters::reference(), |design, edit| design.edited(&edit).unwrap())
}

fn locked(lock: StateLock) -> Design {
    reference([
        DesignEdit::SetState { state: StateBackend::S3 { bucket: Some(v("my-eks-state")), lock } }.into()
    ])
}

fn encrypted(encryption: SecretsEncryption) -> Design {
    reference([ClusterEdit::SetSecretsEncryption { encryption }.into()])
}

fn native(design: Design) -> Design {
    let edit: Edit = ClusterEdit::SetFlavour { flavour: Flavour::Native }.into();
    design.edited(&edit).unwrap()
}

fn govcloud() -> Design {
    let principal = v("arn:aws-us-gov:iam::111122223333:role/platform-admin");
    reference([
        DesignEdit::SetRegion { region: v("us-gov-west-1") }.into(),
        AccessEdit::SetAdministrator { principal }.into(),
    ])
}

/// No way out and no way in, no logs, no load balancers, and none of the VPC endpoints that its nodes need.
fn isolated() -> Design {
    let endpoint = Endpoint { private: true, public: false, public_cidrs: Vec::new() };
    reference([
        NetworkEdit::RemoveSubnet { subnet: SubnetId(4) }.into(),
        NetworkEdit::RemoveSubnet { subnet: SubnetId(5) }.into(),
        NetworkEdit::SetNat { nat: Nat::None }.into(),
        NetworkEdit::SetInternetGateway { enabled: false }.into(),
        DesignEdit::PlanInternetFacingLoadBalancers { planned: false }.into(),
        ClusterEdit::SetEndpoint { endpoint }.into(),
        ClusterEdit::SetLogTypes { log_types: BTreeSet::new() }.into(),
    ])
}

/// Free of example values but for the endpoint's, in a region whose zones have another prefix.
fn ohio() -> Design {
    let principal = v("arn:aws:iam::999988887777:user/team/first.last@example.com");
    reference([
        DesignEdit::SetRegion { region: v("us-east-2") }.into(),
        AccessEdit::SetAdministrator { principal }.into(),
    ])
}

fn public_nodes() -> Design {
    let subnets = [SubnetId(4), SubnetId(5)].into();
    reference([ComputeEdit::PlaceNodeGroup { group: NodeGroupId(3), subnets }.into()])
}

/// Names that mean something in Terraform, or are no name there.
fn terraform_words() -> Design {
    let mut group = starters::reference().compute.node_groups[0].clone();
    group.name = v("0_for");
    group.labels = [("for", "null"), ("true", "true"), ("0", "1.0")].map(|(k, l)| (v(k), v(l))).into();
    let taint = |value: Option<&str>, effect| Taint { key: v("null"), value: value.map(v), effect };
    group.taints =
        vec![taint(Some("1"), TaintEffect::NoSchedule), taint(None, TaintEffect::PreferNoSchedule)];
    let tags = [("for", "each"), ("null", "null"), ("true", ""), ("managedby", "hand"), ("1e3", "1e3")];
    reference([
        ComputeEdit::AddNodeGroup { group }.into(),
        NetworkEdit::RenameSubnet { subnet: SubnetId(1), name: v("null") }.into(),
        NetworkEdit::RenameSubnet { subnet: SubnetId(2), name: v("1e3") }.into(),
        DesignEdit::SetTags { tags: tags.iter().map(|(key, value)| (v(key), v(value))).collect() }.into(),
    ])
}

fn long_names() -> Design {
    let group = NodeGroupId(3);
    reference([
        ClusterEdit::Rename { name: v(&"cluster-x".repeat(12)[..100]) }.into(),
        ComputeEdit::RenameNodeGroup { group, name: v(&"group_".repeat(11)[..63]) }.into(),
        NetworkEdit::RenameSubnet { subnet: SubnetId(1), name: v(&"Private-".repeat(8)[..63]) }.into(),
        NetworkEdit::RenameSubnet { subnet: SubnetId(2), name: v("2") }.into(),
        DesignEdit::SetState {
            state: StateBackend::S3 {
                bucket: Some(v(&"b".repeat(63))),
                lock: StateLock::Both { table: v(&"t.".repeat(128)[..255]) },
            },
        }
        .into(),
        delivery::from_far_away(),
    ])
}

fn mixed_groups() -> Design {
    let group = |name, types: &[&str], capacity_type, ami_type| NodeGroup {
        id: NodeGroupId(0),
        name: v(name),
        kind: Default::default(),
        instance_types: types.iter().map(|t| v(t)).collect(),
        capacity_type,
        ami_type,
        scaling: Scaling { min: 0, desired: 1, max: 10 },
        disk_size_gib: 100.try_into().unwrap(),
        labels: BTreeMap::new(),
        taints: Vec::new(),
        subnets: [SubnetId(1), SubnetId(2)].into(),
        settings: Default::default(),
    };
    let mut spot =
        group("spot", &["m5.large", "m5a.large", "m6i.large"], CapacityType::Spot, AmiType::Al2023X86);
    spot.labels = [("capacity", "spot"), ("example.com/team", "Data_1.0")].map(|(k, l)| (v(k), v(l))).into();
    spot.taints =
        vec![Taint { key: v("spot"), value: Some(v("true")), effect: TaintEffect::PreferNoSchedule }];
    let mut arm = group("bottlerocket-arm", &["m7g.large"], CapacityType::OnDemand, AmiType::BottlerocketArm);
    arm.taints = vec![
        Taint { key: v("example.com/arch"), value: Some(v("arm64")), effect: TaintEffect::NoSchedule },
        Taint { key: v("dedicated"), value: None, effect: TaintEffect::NoExecute },
    ];
    let mut one_zone =
        group("bottlerocket-x86", &["c6i.large"], CapacityType::OnDemand, AmiType::BottlerocketX86);
    one_zone.subnets = BTreeSet::from([SubnetId(2)]);
    reference([spot, arm, one_zone].map(|group| ComputeEdit::AddNodeGroup { group }.into()))
}

fn odd_tags() -> Design {
    let long = "v".repeat(256);
    let tags = [
        ("Name", "not-ours"),
        ("Größe", "riesig"),
        ("Cost centre", ""),
        ("a.b:c/d+e-f@g_h", "x=y+z@_.:/-"),
        ("部門", "情報"),
        ("with space", " around "),
        ("0", "1"),
        ("long", &long),
    ];
    let tags = tags.iter().map(|(key, value)| (v(key), v(value))).collect();
    reference([DesignEdit::SetTags { tags }.into()])
}

/// Nodes in a block of the carrier-grade range beside the VPC's first one, and what refuses is recorded.
fn further_blocks() -> Design {
    let cidrs = ["100.64.0.0/16", "100.65.0.0/20"].map(v).to_vec();
    let flow_logs =
        FlowLogs::CloudWatch { retention_days: 30.try_into().unwrap(), traffic: FlowLogTraffic::Rejected };
    let peers = vec![Peer { name: v("office"), cidr: v("192.168.0.0/20") }];
    let pod_addresses =
        PodAddresses { prefix_delegation: true, warm_prefix_target: Some(2), ..PodAddresses::default() };
    let usage = Usage {
        endpoint_gb: 10,
        spot_discount_percent: Some(Percent::try_from(0).unwrap()),
        ..Usage::default()
    };
    let cidr = |n, cidr: &str| NetworkEdit::SetSubnetCidr { subnet: SubnetId(n), cidr: v(cidr) }.into();
    reference([
        NetworkEdit::SetSecondaryCidrs { cidrs }.into(),
        cidr(1, "100.64.0.0/18"),
        cidr(2, "100.65.0.0/21"),
        NetworkEdit::SetFlowLogs { flow_logs }.into(),
        NetworkEdit::SetPeers { peers }.into(),
        NetworkEdit::SetPodAddresses { pod_addresses }.into(),
        NetworkEdit::SetSubnetTags { subnet: SubnetId(1), tags: tags(&[("Pods", "yes")]) }.into(),
        DesignEdit::PlanKarpenter { planned: true }.into(),
        DesignEdit::SetUsage { usage }.into(),
        ClusterEdit::SetSecretsEncryption { encryption: SecretsEncryption::AwsOwned {} }.into(),
        ClusterEdit::SetServiceCidr { cidr: Some(v("172.20.0.0/16")) }.into(),
        ClusterEdit::SetUpgradePolicy { policy: SupportType::Extended }.into(),
        ClusterEdit::SetDeletionProtection { enabled: true }.into(),
        AccessEdit::SetAuthenticationMode { mode: AuthenticationMode::ApiAndConfigMap }.into(),
        waived("SEC002", "cluster", "The key of AWS will do here."),
    ])
}

/// Every field set to something that is not what a new design has.
fn every_field() -> Design {
    let flow_logs =
        FlowLogs::CloudWatch { retention_days: 90.try_into().unwrap(), traffic: FlowLogTraffic::All };
    let peers = ["172.16.0.0/16", "172.18.0.0/16"].map(|c| Peer { name: v("data-centre"), cidr: v(c) });
    let group = NodeGroupId(3);
    let taint = Taint { key: v("team"), value: Some(v("shop")), effect: TaintEffect::PreferNoSchedule };
    let endpoint =
        Endpoint { private: true, public: true, public_cidrs: vec![v("198.51.100.0/28"), v("192.0.2.7/32")] };
    let lock = StateLock::Both { table: v("shop-lock") };
    let pod_addresses = PodAddresses {
        prefix_delegation: true,
        warm_ip_target: Some(5),
        minimum_ip_target: Some(20),
        warm_eni_target: Some(2),
        warm_prefix_target: Some(3),
        custom_networking: true,
        security_groups: true,
        network_policy: true,
    };
    let usage = Usage {
        nat_gb: 700,
        cross_zone_gb: 300,
        control_plane_log_gb: 12,
        flow_log_gb: 34,
        endpoint_gb: 56,
        spot_discount_percent: Some(Percent::try_from(60).unwrap()),
    };
    let edits = [
        DesignEdit::SetEnvironment { environment: Environment::Staging }.into(),
        DesignEdit::PlanKarpenter { planned: true }.into(),
        DesignEdit::PlanInternalLoadBalancers { planned: false }.into(),
        DesignEdit::SetRegion { region: v("eu-west-1") }.into(),
        DesignEdit::SetTags { tags: tags(&[("Team", "shop")]) }.into(),
        DesignEdit::SetUsage { usage }.into(),
        DesignEdit::SetState { state: StateBackend::S3 { bucket: Some(v("shop-state")), lock } }.into(),
        NetworkEdit::SetVpcCidr { cidr: v("10.7.0.0/16") }.into(),
        NetworkEdit::SetSecondaryCidrs { cidrs: vec![v("10.8.0.0/20")] }.into(),
        NetworkEdit::SetFlowLogs { flow_logs }.into(),
        NetworkEdit::SetPeers { peers: peers.to_vec() }.into(),
        NetworkEdit::SetPodAddresses { pod_addresses }.into(),
        NetworkEdit::SetSubnetLoadBalancers { subnet: SubnetId(2), role: LoadBalancerRole::Internal }.into(),
        NetworkEdit::SetSubnetTags { subnet: SubnetId(4), tags: tags(&[("Edge", "1")]) }.into(),
        NetworkEdit::SetNat { nat: Nat::PerZone }.into(),
        ClusterEdit::Rename { name: v("shop") }.into(),
        ClusterEdit::SetVersion { version: KubernetesVersion::minor(35) }.into(),
        ClusterEdit::SetUpgradePolicy { policy: SupportType::Extended }.into(),
        ClusterEdit::SetDeletionProtection { enabled: true }.into(),
        ClusterEdit::SetZonalShift { enabled: true }.into(),
        ClusterEdit::SetServiceCidr { cidr: Some(v("192.168.0.0/16")) }.into(),
        ClusterEdit::SetEndpoint { endpoint }.into(),
        ClusterEdit::SetLogRetention { retention: 400.try_into().unwrap() }.into(),
        ComputeEdit::SetLabels { group, labels: [(v("team"), v("shop"))].into() }.into(),
        ComputeEdit::SetTaints { group, taints: vec![taint] }.into(),
        AccessEdit::SetAuthenticationMode { mode: AuthenticationMode::ApiAndConfigMap }.into(),
        delivery::from_github(),
        waived("SUB018", "subnet-2", "Only | the `<old>` *gateway* needs it."),
    ];
    reference(edits.into_iter().chain(fixtures::all_further()))
}

fn tags(tags: &[(&str, &str)]) -> BTreeMap<TagKey, TagValue> {
    tags.iter().map(|(key, value)| (v(key), v(value))).collect()
}

fn waived(rule: &str, object: &str, reason: &str) -> Edit {
    DesignEdit::Waive { waiver: Waiver { rule: v(rule), object: v(object), reason: v(reason) } }.into()
}

/// As if the zone had been added when the cluster was there.
fn with_nodes_only_in_the_last_zone(design: Design) -> Design {
    let zones = design.network.zones.last().cloned().into_iter().collect();
    design.edited(&ClusterEdit::SetZonesWithoutControlPlane { zones }.into()).unwrap()
}

fn production() -> Design {
    let intra = |number: u8| NetworkEdit::AddSubnet {
        name: v(&format!("intra-az{number}")),
        zone: v(&format!("euc1-az{number}")),
        tier: Tier::Intra,
        cidr: v(&format!("10.0.3.{}/28", 16 * (number - 1))),
    };
    let scaling = Scaling { min: 3, desired: 3, max: 9 };
    with_nodes_only_in_the_last_zone(reference([
        DesignEdit::SetEnvironment { environment: Environment::Production }.into(),
        NetworkEdit::AddZone { zone: v("euc1-az3") }.into(),
        intra(1).into(),
        intra(2).into(),
        intra(3).into(),
        NetworkEdit::SetNat { nat: Nat::PerZone }.into(),
        ClusterEdit::SetControlPlaneTier { tier: Tier::Intra }.into(),
        ComputeEdit::SetScaling { group: NodeGroupId(3), scaling }.into(),
    ]))
}

#[test]
fn files_hold_the_designs() {
    for (name, design) in designs() {
        let file = expect_test::expect_file![format!("../../tests/designs/{name}.json")];
        file.assert_eq(&to_json(&design));
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
fn every_file_opens_and_is_as_sound_as_its_name_says() {
    let context = Context { today: Some(v("2026-11-23")), ..Context::default() };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/designs");
    let mut opened = 0;
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "json") {
            continue;
        }
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let design = from_json(&std::fs::read_to_string(&path).unwrap());
        let design = design.unwrap_or_else(|error| panic!("{name}: {error}"));
        let errors: Vec<Finding> =
            check(&design, &context).into_iter().filter(|f| f.severity == Severity::Error).collect();
        assert_eq!(errors.is_empty(), !name.starts_with("broken-"), "{name}: {errors:#?}");
        opened += 1;
    }
    assert!(opened > designs().len(), "reference.json is one more");
}

#[test]
fn production_needs_no_advice() {
    let context = Context { today: Some(v("2026-11-23")), ..Context::default() };
    let findings = check(&starters::production(), &context);
    let said: BTreeSet<&str> =
        findings.iter().filter(|f| f.severity != Severity::Note).map(|f| f.rule).collect();
    assert_eq!(said, BTreeSet::from(["EXA001"]));
}
