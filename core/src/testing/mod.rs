//! Random designs and edits for property tests: everything that the types allow, with a liking for what
//! collides, nests, overflows or is not there. And the largest design that benches measure.

mod compute;
mod edges;
pub mod examples;
mod further;
mod rare;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::net::Ipv4Addr;
use std::ops::Range;
use std::str::FromStr;

use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;

use crate::catalog;
use crate::design::{
    Design, Dns, Endpoint, Environment, Flavour, FlowLogTraffic, FlowLogs, LoadBalancerRole, Nat, NodeGroup,
    NodeGroupId, Peer, Percent, PodAddresses, Scaling, SecretsEncryption, StateBackend, StateLock, SubnetId,
    Tier, Usage, Waiver, starters,
};
use crate::edit::{AccessEdit, ClusterEdit, ComputeEdit, DesignEdit, Edit, NetworkEdit, suggest};
use crate::value::{
    AmiType, AuthenticationMode, CapacityType, Cidr, KubernetesVersion, LabelKey, LabelValue, LogRetention,
    LogType, ObjectKey, Region, SupportType, TagKey, TagValue, Taint, TaintEffect, VolumeSize, ZoneId,
};

/// A design that some edits made of a starter.
pub fn design() -> impl Strategy<Value = Design> {
    (starter(), edits(0..60)).prop_map(|(design, edits)| edited(design, &edits))
}

/// `design` after those of `edits` that it takes.
pub fn edited(design: Design, edits: &[Edit]) -> Design {
    edits.iter().fold(design, |design, edit| design.edited(edit).unwrap_or(design))
}

/// One of the starters.
pub fn starter() -> impl Strategy<Value = Design> {
    select(starters::STARTERS.iter().map(|s| (s.design)()).collect::<Vec<_>>())
}

/// A list of edits.
pub fn edits(count: Range<usize>) -> impl Strategy<Value = Vec<Edit>> {
    vec(edit(), count)
}

/// Any edit; many are refused, because they name what a design does not have.
pub fn edit() -> impl Strategy<Value = Edit> {
    let one = prop_oneof![
        8 => network_edit().prop_map(Edit::Network),
        2 => further::network_edit().prop_map(Edit::Network),
        6 => compute_edit().prop_map(Edit::Compute),
        3 => further::compute_edit().prop_map(Edit::Compute),
        3 => cluster_edit().prop_map(Edit::Cluster),
        2 => further::cluster_edit().prop_map(Edit::Cluster),
        3 => further::access_edit().prop_map(Edit::Access),
        4 => design_edit().prop_map(Edit::Design),
        1 => text::<_>("arn:aws(-cn)?:iam::(111122223333|[0-9]{12}):(role|user)/[a-z]{1,9}")
            .prop_map(|principal| Edit::Access(AccessEdit::SetAdministrator { principal })),
        1 => select(AuthenticationMode::ALL)
            .prop_map(|mode| Edit::Access(AccessEdit::SetAuthenticationMode { mode })),
    ];
    let one = one.boxed();
    prop_oneof![
        40 => one.clone(),
        2 => vec(one, 0..4).prop_map(|edits| Edit::Batch { edits }),
        1 => select(rare::edits()),
        1 => select(compute::rare()),
        1 => starter().prop_map(|design| Edit::Replace { design: Box::new(design), name: "a starter".to_owned() }),
    ]
}

fn network_edit() -> impl Strategy<Value = NetworkEdit> {
    let name =
        || edges::long("(private|public|a)-(az[12]|b)|[A-Za-z0-9][A-Za-z0-9_-]{0,62}", "[a-z0-9][A-Z_-]{62}");
    prop_oneof![
        1 => cidr().prop_map(|cidr| NetworkEdit::SetVpcCidr { cidr }),
        2 => zone().prop_map(|zone| NetworkEdit::AddZone { zone }),
        1 => zone().prop_map(|zone| NetworkEdit::RemoveZone { zone }),
        1 => (zone(), zone()).prop_map(|(zone, to)| NetworkEdit::MoveZone { zone, to }),
        6 => (name(), zone(), tier(), cidr())
            .prop_map(|(name, zone, tier, cidr)| NetworkEdit::AddSubnet { name, zone, tier, cidr }),
        1 => subnet().prop_map(|subnet| NetworkEdit::RemoveSubnet { subnet }),
        2 => (subnet(), name()).prop_map(|(subnet, name)| NetworkEdit::RenameSubnet { subnet, name }),
        3 => (subnet(), cidr()).prop_map(|(subnet, cidr)| NetworkEdit::SetSubnetCidr { subnet, cidr }),
        2 => (subnet(), tier()).prop_map(|(subnet, tier)| NetworkEdit::SetSubnetTier { subnet, tier }),
        2 => prop_oneof![4 => vec(block(), 0..3), 1 => vec(block(), 5..7)]
            .prop_map(|cidrs| NetworkEdit::SetSecondaryCidrs { cidrs }),
        1 => (any::<bool>(), any::<bool>())
            .prop_map(|(support, hostnames)| NetworkEdit::SetDns { dns: Dns { support, hostnames } }),
        1 => flow_logs().prop_map(|flow_logs| NetworkEdit::SetFlowLogs { flow_logs }),
        1 => vec((edges::long("[a-z]{1,8}", "[a-z_-]{40}"), prop_oneof![cidr(), secondary()]), 0..3).prop_map(|peers| {
            let peers = peers.into_iter().map(|(name, cidr)| Peer { name, cidr }).collect();
            NetworkEdit::SetPeers { peers }
        }),
        2 => (subnet(), select(&LoadBalancerRole::ALL[..]))
            .prop_map(|(subnet, role)| NetworkEdit::SetSubnetLoadBalancers { subnet, role }),
        3 => ((1u32..6).prop_map(SubnetId), prop::bool::weighted(0.2))
            .prop_map(|(subnet, discovery)| NetworkEdit::SetSubnetKarpenter { subnet, discovery }),
        2 => (subnet(), subnet_tags()).prop_map(|(subnet, tags)| NetworkEdit::SetSubnetTags { subnet, tags }),
        2 => pod_addresses().prop_map(|pod_addresses| NetworkEdit::SetPodAddresses { pod_addresses }),
        1 => any::<bool>().prop_map(|enabled| NetworkEdit::SetInternetGateway { enabled }),
        1 => select(&Nat::ALL[..]).prop_map(|nat| NetworkEdit::SetNat { nat }),
    ]
}

fn compute_edit() -> impl Strategy<Value = ComputeEdit> {
    let name = || edges::long("general|general-2|[A-Za-z0-9][A-Za-z0-9_-]{0,62}", "[a-z0-9][A-Z_-]{62}");
    let types = || vec(text("(m5|c7g|t3|m4|a1|g6|mac2)\\.(large|nano|[0-9]{1,2}xlarge)"), 0..25);
    let ami_type = || select(AmiType::ALL);
    let capacity_type = || select(CapacityType::ALL);
    let added = (
        name(),
        types(),
        capacity_type(),
        ami_type(),
        scaling(),
        disk(),
        labels(),
        taints(),
        subnets(),
        further::nodes(),
    );
    prop_oneof![
        4 => added.prop_map(
            |(name, instance_types, capacity_type, ami_type, scaling, disk_size_gib, labels, taints, subnets, nodes)| {
                let id = NodeGroupId(0);
                ComputeEdit::AddNodeGroup {
                    group: NodeGroup {
                        id, name, instance_types, capacity_type, ami_type, scaling, disk_size_gib, labels, taints,
                        subnets, kind: nodes.0, settings: nodes.1,
                    },
                }
            }
        ),
        1 => group().prop_map(|group| ComputeEdit::RemoveNodeGroup { group }),
        2 => (group(), name()).prop_map(|(group, name)| ComputeEdit::RenameNodeGroup { group, name }),
        1 => (group(), types())
            .prop_map(|(group, instance_types)| ComputeEdit::SetInstanceTypes { group, instance_types }),
        1 => (group(), capacity_type())
            .prop_map(|(group, capacity_type)| ComputeEdit::SetCapacityType { group, capacity_type }),
        1 => (group(), ami_type()).prop_map(|(group, ami_type)| ComputeEdit::SetAmiType { group, ami_type }),
        2 => (group(), scaling()).prop_map(|(group, scaling)| ComputeEdit::SetScaling { group, scaling }),
        1 => (group(), disk()).prop_map(|(group, disk_size_gib)| ComputeEdit::SetDiskSize { group, disk_size_gib }),
        1 => (group(), labels()).prop_map(|(group, labels)| ComputeEdit::SetLabels { group, labels }),
        1 => (group(), taints()).prop_map(|(group, taints)| ComputeEdit::SetTaints { group, taints }),
        2 => (group(), further::kind()).prop_map(|(group, kind)| ComputeEdit::SetNodeGroupKind { group, kind }),
        1 => (group(), further::settings())
            .prop_map(|(group, settings)| ComputeEdit::SetNodeSettings { group, settings }),
        2 => (group(), subnets()).prop_map(|(group, subnets)| ComputeEdit::PlaceNodeGroup { group, subnets }),
    ]
}

fn cluster_edit() -> impl Strategy<Value = ClusterEdit> {
    let key = "arn:aws:kms:(eu-central-1|us-east-1):(111122223333|[0-9]{12}):key/[a-f0-9-]{1,36}";
    let encryption = prop_oneof![
        Just(SecretsEncryption::New {}),
        Just(SecretsEncryption::AwsOwned {}),
        text(key).prop_map(|arn| SecretsEncryption::Existing { arn }),
    ];
    let endpoint = (any::<bool>(), any::<bool>(), vec(cidr(), 0..45))
        .prop_map(|(private, public, public_cidrs)| Endpoint { private, public, public_cidrs });
    prop_oneof![
        edges::long("[A-Za-z0-9][A-Za-z0-9_-]{0,99}", "[a-z0-9][A-Z_-]{99}")
            .prop_map(|name| ClusterEdit::Rename { name }),
        prop_oneof![20u16..40, any::<u16>()].prop_map(|minor| {
            let version = KubernetesVersion::minor(minor % 1000);
            // What is printed must parse again: a minor of 0 does not.
            let version = version.to_string().parse().unwrap_or(KubernetesVersion::minor(36));
            ClusterEdit::SetVersion { version }
        }),
        endpoint.prop_map(|endpoint| ClusterEdit::SetEndpoint { endpoint }),
        tier().prop_map(|tier| ClusterEdit::SetControlPlaneTier { tier }),
        encryption.prop_map(|encryption| ClusterEdit::SetSecretsEncryption { encryption }),
        btree_set(select(LogType::ALL), 0..5).prop_map(|log_types| ClusterEdit::SetLogTypes { log_types }),
        select(SupportType::ALL).prop_map(|policy| ClusterEdit::SetUpgradePolicy { policy }),
        any::<bool>().prop_map(|enabled| ClusterEdit::SetDeletionProtection { enabled }),
        any::<bool>().prop_map(|enabled| ClusterEdit::SetZonalShift { enabled }),
        select(&Flavour::ALL[..]).prop_map(|flavour| ClusterEdit::SetFlavour { flavour }),
        proptest::option::of(prop_oneof![cidr(), secondary()])
            .prop_map(|cidr| ClusterEdit::SetServiceCidr { cidr }),
        retention().prop_map(|retention| ClusterEdit::SetLogRetention { retention }),
    ]
}

fn design_edit() -> impl Strategy<Value = DesignEdit> {
    let bucket = || proptest::option::of(edges::long("[a-z0-9]{3,20}", "[a-z][a-z-]{61}[0-9]"));
    let table = || edges::long("[a-zA-Z0-9_.-]{3,40}", "[a-zA-Z0-9_.-]{255}");
    let lock = prop_oneof![
        Just(StateLock::LockFile {}),
        table().prop_map(|table| StateLock::DynamoDb { table }),
        table().prop_map(|table| StateLock::Both { table }),
    ];
    let state = prop_oneof![
        Just(StateBackend::Local {}),
        (bucket(), lock).prop_map(|(bucket, lock)| StateBackend::S3 { bucket, lock }),
    ];
    let tag_key = || prop_oneof![1 => text("Env|env"), 9 => edges::long("[A-Za-zé][A-Za-z0-9 ._:/=+@-]{0,30}", "[b-z]{127}")];
    let tag = || (tag_key(), edges::long("[A-Za-z0-9ü ]{0,30}", "[b-z]{256}"));
    let tags = prop_oneof![3 => vec(tag(), 0..6), 1 => vec(tag(), 48..56)]
        .prop_map(|tags| tags.into_iter().collect::<BTreeMap<_, _>>());
    let known: Vec<Region> = catalog::regions().iter().map(|r| r.region.clone()).collect();
    prop_oneof![
        select(&Environment::ALL[..]).prop_map(|environment| DesignEdit::SetEnvironment { environment }),
        any::<bool>().prop_map(|planned| DesignEdit::PlanInternetFacingLoadBalancers { planned }),
        any::<bool>().prop_map(|planned| DesignEdit::PlanInternalLoadBalancers { planned }),
        any::<bool>().prop_map(|planned| DesignEdit::PlanKarpenter { planned }),
        (text("SUB0(10|15|16)|NG0(08|17)|RTE007|END003"), object(), text("[A-Za-z]{3}[ -~]{0,20}[a-z`|<]"))
            .prop_map(|(rule, object, reason)| DesignEdit::Waive { waiver: Waiver { rule, object, reason } }),
        (text("SUB0(10|15|16)|NG0(08|17)|RTE007|END003"), object())
            .prop_map(|(rule, object)| DesignEdit::Unwaive { rule, object }),
        prop_oneof![2 => select(known), 1 => text("us-east-1|us-west-1"), 1 => text("[a-z]{2}-[a-z]{4}-[0-9]")]
            .prop_map(|region| DesignEdit::SetRegion { region }),
        tags.prop_map(|tags| DesignEdit::SetTags { tags }),
        state.prop_map(|state| DesignEdit::SetState { state }),
        further::delivery().prop_map(|delivery| DesignEdit::SetDelivery { delivery }),
        usage().prop_map(|usage| DesignEdit::SetUsage { usage }),
    ]
}

fn usage() -> impl Strategy<Value = Usage> {
    let volume = || prop_oneof![4 => 0u32..5000, 1 => any::<u32>()];
    let discount =
        proptest::option::of((0u8..=100).prop_filter_map("a share", |n| Percent::try_from(n).ok()));
    (volume(), volume(), volume(), volume(), volume(), discount).prop_map(
        |(nat_gb, cross_zone_gb, control_plane_log_gb, flow_log_gb, endpoint_gb, spot_discount_percent)| {
            Usage {
                nat_gb,
                cross_zone_gb,
                control_plane_log_gb,
                flow_log_gb,
                endpoint_gb,
                spot_discount_percent,
            }
        },
    )
}

fn pod_addresses() -> impl Strategy<Value = PodAddresses> {
    let target = || proptest::option::of(prop_oneof![8 => 0u16..40, 1 => any::<u16>()]);
    let switch = || prop::bool::weighted(0.2);
    (any::<bool>(), (switch(), switch(), switch()), target(), target(), target(), target()).prop_map(
        |(
            prefix_delegation,
            (custom_networking, security_groups, network_policy),
            warm_ip_target,
            minimum_ip_target,
            warm_eni_target,
            warm_prefix_target,
        )| {
            PodAddresses {
                prefix_delegation,
                custom_networking,
                security_groups,
                network_policy,
                warm_ip_target,
                minimum_ip_target,
                warm_eni_target,
                warm_prefix_target,
            }
        },
    )
}

fn block() -> impl Strategy<Value = Cidr> {
    prop_oneof![2 => cidr(), 1 => secondary()]
}

/// Blocks that people add to a VPC, or that AWS refuses beside others.
fn secondary() -> impl Strategy<Value = Cidr> {
    text(
        "100\\.64\\.0\\.0/(10|16)|10\\.[0-4]\\.0\\.0/16|172\\.20\\.0\\.0/(14|16)|192\\.168\\.0\\.0/16|198\\.19\\.0\\.0/16",
    )
}

fn flow_logs() -> impl Strategy<Value = FlowLogs> {
    let traffic = select(vec![FlowLogTraffic::All, FlowLogTraffic::Rejected]);
    prop_oneof![
        Just(FlowLogs::Off {}),
        (retention(), traffic)
            .prop_map(|(retention_days, traffic)| FlowLogs::CloudWatch { retention_days, traffic }),
    ]
}

fn retention() -> impl Strategy<Value = LogRetention> {
    select(LogRetention::ALL).prop_map(|days| LogRetention::try_from(days).unwrap_or(LogRetention::YEAR))
}

fn subnet_tags() -> impl Strategy<Value = BTreeMap<TagKey, TagValue>> {
    let key = "kubernetes\\.io/(cluster/(my-eks|other)|role/(elb|internal-elb|cni))|karpenter\\.sh/discovery|Name|[A-Za-z]{1,9}";
    btree_map(text(key), text("1|shared|owned|my-eks|[A-Za-z0-9 ]{0,9}"), 0..4)
}

/// Blocks inside the starters' VPC, and any other.
fn cidr() -> impl Strategy<Value = Cidr> {
    let inside = (0u32..=0xffff, 16u8..=29).prop_map(|(low, len)| (0x0a00_0000 | low, len));
    let any = (any::<u32>(), 0u8..=32);
    let odd = select(vec![(0, 0), (0xcb00_7100, 24), (0x0a00_0000, 8), (0x0a00_0000, 16), (0xac11_0000, 16)]);
    prop_oneof![6 => inside, 1 => any, 1 => odd].prop_map(|(address, prefix_len)| {
        Cidr::containing(Ipv4Addr::from(address), prefix_len)
            .unwrap_or_else(|| unreachable!("at most 32 bits"))
    })
}

fn object() -> impl Strategy<Value = ObjectKey> {
    text(
        "vpc|cluster|add-ons|access|subnet-[0-9]|node-group-3|zone-euc1-az1|route-table-rt-(public|private-az1)",
    )
}

fn zone() -> impl Strategy<Value = ZoneId> {
    text("euc1-az[1-4]|use1-az[1-4]|[a-z]{3,4}[1-2]-az[1-3]")
}

fn tier() -> impl Strategy<Value = Tier> {
    select(&Tier::ALL[..])
}

fn subnet() -> impl Strategy<Value = SubnetId> {
    (0u32..16).prop_map(SubnetId)
}

fn subnets() -> impl Strategy<Value = BTreeSet<SubnetId>> {
    btree_set(prop_oneof![8 => (1u32..3).prop_map(SubnetId), 1 => subnet()], 0..3)
}

fn group() -> impl Strategy<Value = NodeGroupId> {
    prop_oneof![Just(3u32), 0u32..16].prop_map(NodeGroupId)
}

fn scaling() -> impl Strategy<Value = Scaling> {
    (edges::size(), edges::size(), edges::size()).prop_map(|(min, desired, max)| Scaling {
        min,
        desired,
        max,
    })
}

fn disk() -> impl Strategy<Value = VolumeSize> {
    prop_oneof![1 => 1u32..=30, 3 => 1u32..=65_536]
        .prop_filter_map("a size", |gib| VolumeSize::try_from(gib).ok())
}

fn key() -> impl Strategy<Value = LabelKey> {
    text(
        "(kubernetes\\.io/|eks\\.amazonaws\\.com/|node-role\\.kubernetes\\.io/|example\\.com/)?[a-zA-Z][a-z0-9._-]{0,9}[a-z]",
    )
}

fn labels() -> impl Strategy<Value = BTreeMap<LabelKey, LabelValue>> {
    prop_oneof![9 => btree_map(key(), text("[a-z0-9]([a-z._-]{0,9}[a-z])?"), 0..4), 1 => edges::labels()]
}

fn taints() -> impl Strategy<Value = Vec<Taint>> {
    let value = proptest::option::of(text("[a-z]{1,5}"));
    let one = (prop_oneof![text("gpu|CriticalAddonsOnly"), key()], value, select(&TaintEffect::ALL[..]))
        .prop_map(|(key, value, effect)| Taint { key, value, effect });
    prop_oneof![12 => Just(Vec::new()), 6 => vec(one, 0..4), 1 => edges::taints()]
}

/// A value made of text that matches a regular expression; the few that do not parse are drawn again.
fn text<T: FromStr<Err: Debug> + Debug + 'static>(pattern: &'static str) -> impl Strategy<Value = T> {
    let strategy = proptest::string::string_regex(pattern);
    strategy
        .unwrap_or_else(|error| panic!("{pattern}: {error}"))
        .prop_filter_map(pattern, |text| text.parse().ok())
}

/// The largest design that the drawing is made for, by the edits that a user would make: six zones, three tiers,
/// thirty node groups.
pub fn largest_drawn() -> Design {
    let apply = |design: &Design, edit: Option<Edit>| {
        edit.and_then(|e| design.edited(&e).ok()).expect("there is room for what is added")
    };
    let region = "us-east-1".parse().expect("a region");
    let mut design = apply(&starters::reference(), Some(DesignEdit::SetRegion { region }.into()));
    design = apply(&design, suggest::add_tier(&design, Tier::Intra));
    for (zone, _) in suggest::free_zones(&design) {
        design = apply(&design, Some(NetworkEdit::AddZone { zone }.into()));
    }
    while design.compute.node_groups.len() < 30 {
        design = apply(&design, suggest::add_node_group(&design));
    }
    assert_eq!((design.network.zones.len(), design.network.subnets.len()), (6, 18));
    design
}
