//! Designs that between them use everything the model can say, and that all roll out.

use configurator_core::design::{
    Design, Endpoint, Environment, Nat, NodeGroup, NodeGroupId, Scaling, SecretsEncryption, StateBackend,
    StateLock, Tier, starters,
};
use configurator_core::edit::{AccessEdit, ClusterEdit, ComputeEdit, DesignEdit, Edit, NetworkEdit};
use configurator_core::value::{AmiType, CapacityType, KubernetesVersion, TagKey, TagValue, Taint};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::str::FromStr;

/// The starters and the fixtures, by name.
#[must_use]
pub fn all() -> Vec<(&'static str, Design)> {
    let starters = starters::STARTERS.iter().map(|s| (s.id, (s.design)()));
    starters.chain(fixtures()).collect()
}

/// Designs beyond the starters, by name.
#[must_use]
pub fn fixtures() -> Vec<(&'static str, Design)> {
    vec![
        ("local-state", with([DesignEdit::SetState { state: StateBackend::Local {} }.into()])),
        ("lock-table", with([s3(Some("platform-team-state"), lock_table())])),
        ("both-locks", with([s3(None, StateLock::Both { table: of("terraform.locks_1") })])),
        ("three-zones", three_zones()),
        ("isolated", isolated()),
        ("existing-key", existing_key()),
        ("aws-owned-key", with([encryption(SecretsEncryption::AwsOwned {})])),
        ("many-groups", many_groups()),
        ("long-names", long_names()),
        ("public-nodes", public_nodes()),
        ("odd-tags", odd_tags()),
        ("unpinned", with([ClusterEdit::SetVersion { version: KubernetesVersion::minor(32) }.into()])),
        ("govcloud", elsewhere("us-gov-west-1", "arn:aws-us-gov:iam::999988887777:role/path/admin")),
        ("ohio", elsewhere("us-east-2", "arn:aws:iam::999988887777:user/first.last@example.com")),
    ]
}

/// `reference` after some edits, all of which it must take.
fn with(edits: impl IntoIterator<Item = Edit>) -> Design {
    edits.into_iter().fold(starters::reference(), |design, edit| {
        let edited = design.edited(&edit);
        edited.unwrap_or_else(|refusal| panic!("{}: {refusal}", edit.summary(&design)))
    })
}

fn of<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

fn s3(bucket: Option<&str>, lock: StateLock) -> Edit {
    DesignEdit::SetState { state: StateBackend::S3 { bucket: bucket.map(of), lock } }.into()
}

fn lock_table() -> StateLock {
    StateLock::DynamoDb { table: of("terraform-locks") }
}

fn encryption(encryption: SecretsEncryption) -> Edit {
    ClusterEdit::SetSecretsEncryption { encryption }.into()
}

fn add_subnet(name: &str, zone: &str, tier: Tier, cidr: &str) -> Edit {
    NetworkEdit::AddSubnet { name: of(name), zone: of(zone), tier, cidr: of(cidr) }.into()
}

/// Production: three zones with a NAT gateway each, the control plane in subnets of its own.
fn three_zones() -> Design {
    with([
        DesignEdit::SetEnvironment { environment: Environment::Production }.into(),
        NetworkEdit::AddZone { zone: of("euc1-az3") }.into(),
        NetworkEdit::SetNat { nat: Nat::PerZone }.into(),
        add_subnet("control-a", "euc1-az1", Tier::Intra, "10.0.255.0/28"),
        add_subnet("control-b", "euc1-az2", Tier::Intra, "10.0.255.16/28"),
        add_subnet("control-c", "euc1-az3", Tier::Intra, "10.0.255.32/28"),
        ClusterEdit::SetControlPlaneTier { tier: Tier::Intra }.into(),
    ])
}

/// No way out and no way in: private endpoint, nothing public, no logs, no load balancers.
fn isolated() -> Design {
    let reference = starters::reference();
    let public: Vec<_> = reference.network.subnets_of(Tier::Public).map(|s| s.id).collect();
    let endpoint = Endpoint { private: true, public: false, public_cidrs: Vec::new() };
    let removed = public.into_iter().map(|subnet| NetworkEdit::RemoveSubnet { subnet }.into());
    with(removed.chain([
        NetworkEdit::SetNat { nat: Nat::None }.into(),
        NetworkEdit::SetInternetGateway { enabled: false }.into(),
        DesignEdit::PlanLoadBalancers { planned: false }.into(),
        ClusterEdit::SetEndpoint { endpoint }.into(),
        ClusterEdit::SetLogTypes { log_types: BTreeSet::new() }.into(),
    ]))
}

fn existing_key() -> Design {
    let arn = of("arn:aws:kms:eu-central-1:999988887777:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    with([encryption(SecretsEncryption::Existing { arn })])
}

/// On demand and spot, x86 and Arm, Amazon Linux and Bottlerocket, labels and taints of every kind.
fn many_groups() -> Design {
    let general = starters::reference().compute.node_groups.first().cloned();
    let general = general.unwrap_or_else(|| panic!("the starter has a group"));
    let group = |name: &str, instance_types: &[&str], ami_type| NodeGroup {
        id: NodeGroupId(0),
        name: of(name),
        instance_types: instance_types.iter().map(|t| of(t)).collect(),
        ami_type,
        ..general.clone()
    };
    let taint = |key: &str, value: Option<&str>, effect: &str| Taint {
        key: of(key),
        value: value.map(of),
        effect: configurator_core::value::TaintEffect::ALL
            .into_iter()
            .find(|e| e.as_str() == effect)
            .unwrap_or_else(|| panic!("no effect {effect}")),
    };
    let spot = NodeGroup {
        capacity_type: CapacityType::Spot,
        scaling: Scaling { min: 0, desired: 1, max: 20 },
        labels: BTreeMap::from([
            (of("example.com/interruptible"), of("true")),
            (of("team"), of("Data_1.2-x")),
        ]),
        taints: vec![
            taint("example.com/spot", Some("true"), "NO_SCHEDULE"),
            taint("example.com/spot", None, "PREFER_NO_SCHEDULE"),
            taint("dedicated", None, "NO_EXECUTE"),
        ],
        ..group("spot-batch", &["m5.large", "m5a.large", "m6i.large"], AmiType::Al2023X86)
    };
    let add = |group| ComputeEdit::AddNodeGroup { group }.into();
    with([
        ClusterEdit::SetVersion { version: KubernetesVersion::minor(34) }.into(),
        add(spot),
        add(group("arm", &["m7g.large"], AmiType::Al2023Arm)),
        add(group("bottlerocket", &["m5.xlarge"], AmiType::BottlerocketX86)),
        add(group("0_for_arm", &["c7g.xlarge"], AmiType::BottlerocketArm)),
    ])
}

/// Every name as long as its type allows.
fn long_names() -> Design {
    let start = starters::reference();
    let renamed = start.network.subnets.iter().map(|s| {
        let name = of(&format!("{}{}", s.name, "-s".repeat(26)).chars().take(63).collect::<String>());
        NetworkEdit::RenameSubnet { subnet: s.id, name }.into()
    });
    let groups = start.compute.node_groups.iter().map(|g| {
        ComputeEdit::RenameNodeGroup { group: g.id, name: of(&"node_Group-9".repeat(6)[..63]) }.into()
    });
    let name = of(&"Cluster_Name-".repeat(8)[..100]);
    with(renamed.chain(groups).chain([
        ClusterEdit::Rename { name }.into(),
        s3(Some(&"b".repeat(63)), StateLock::DynamoDb { table: of(&"t".repeat(255)) }),
    ]))
}

/// Nodes with addresses on the internet, and the API server reached from there only by name.
fn public_nodes() -> Design {
    let start = starters::reference();
    let subnets: BTreeSet<_> = start.network.subnets_of(Tier::Public).map(|s| s.id).collect();
    with(
        start
            .compute
            .node_groups
            .iter()
            .map(|g| ComputeEdit::PlaceNodeGroup { group: g.id, subnets: subnets.clone() }.into()),
    )
}

/// Tags that are words of Terraform, or hold all that a tag may hold.
fn odd_tags() -> Design {
    let tag = |key: &str, value: &str| -> (TagKey, TagValue) { (of(key), of(value)) };
    let tags = BTreeMap::from([
        tag("for", "null"),
        tag("true", ""),
        tag("Managed-By", "hand"),
        tag("ManagedBy", "the platform team"),
        tag("cost:center/é", "a=b + c - d_e. @ f:g/h"),
        tag("Größe", "東京 Łódź"),
        tag("1st", "  spaces  "),
    ]);
    with([DesignEdit::SetTags { tags }.into()])
}

/// Another region, perhaps of another partition, and another administrator.
fn elsewhere(region: &str, administrator: &str) -> Design {
    with([
        DesignEdit::SetRegion { region: of(region) }.into(),
        Edit::Access(AccessEdit::SetAdministrator { principal: of(administrator) }),
    ])
}
