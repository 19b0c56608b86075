//! Random edits of what beside networks and node groups a design has: Fargate, Auto Mode, Karpenter, add-ons, access,
//! endpoints.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{cidr, edges, subnet, subnets, text, tier};
use crate::catalog;
use crate::design::{
    AccessEntry, Addon, AutoMode, CustomAmi, Delivery, ExistingVpc, FargatePods, FargateProfile,
    FargateProfileId, FargateSelector, Identity, InstanceMetadata, Karpenter, ManagedNodes, NodeGroupKind,
    NodeSettings, Percent, PolicyAssociation, RbacPermissions, RbacRole, SelfManagedNodes, SshAccess,
    Statement, Unavailable, Volume, VpcEndpoints, Workload, WorkloadIdentity,
};
use crate::edit::{AccessEdit, ClusterEdit, ComputeEdit, NetworkEdit};
use crate::value::{
    AddonName, AutoNodePool, CapacityType, EndpointService, EntryType, HopLimit, IamAction, IamResource,
    IpFamily, Ipv6Block, Namespace, PolicyArn, SomePercent, SpotAllocation, UnavailableNodes, VolumeType,
};

/// Any pipelines, or none.
pub(super) fn delivery() -> impl Strategy<Value = Option<Delivery>> {
    let branch = || text("main|[a-z0-9][a-zA-Z0-9_-]{0,40}(/[a-z0-9]{1,9}){0,3}");
    let environment = || text("production|[A-Za-z0-9]([A-Za-z0-9._/-]{0,40}[a-z0-9])?");
    let repository = text(
        "[a-z0-9]([A-Za-z0-9-]{0,37}[a-z0-9])?(/[a-zA-Z0-9._-]{1,99}|@[0-9]{1,9}/[a-z]{1,9}@[0-9]{1,9})",
    );
    let github = (repository, branch(), environment(), any::<bool>()).prop_map(
        |(repository, branch, environment, existing_provider)| Delivery::Github {
            repository,
            branch,
            environment,
            existing_provider,
        },
    );
    let host = text("gitlab\\.com|[a-z0-9]{1,20}(\\.[a-z0-9]{1,20}){1,4}");
    let project = text("[a-z0-9_]{1,20}(/[a-z0-9][A-Za-z0-9_.-]{0,40}[a-z0-9]){1,4}");
    let gitlab = (host, project, branch(), environment(), any::<bool>()).prop_map(
        |(host, project, branch, environment, existing_provider)| Delivery::Gitlab {
            host,
            project,
            branch,
            environment,
            existing_provider,
        },
    );
    option::of(prop_oneof![github, gitlab])
}

/// Who looks after the nodes of a group, and what they are made of.
pub(super) fn nodes() -> impl Strategy<Value = (NodeGroupKind, NodeSettings)> {
    prop_oneof![2 => Just(Default::default()), 3 => (kind(), settings())]
}

/// Any kind of group.
pub(super) fn kind() -> impl Strategy<Value = NodeGroupKind> {
    let unavailable = prop_oneof![
        (1u32..=100)
            .prop_filter_map("nodes", |n| UnavailableNodes::try_from(n).ok())
            .prop_map(Unavailable::Nodes),
        percent().prop_map(Unavailable::Percent),
    ];
    let managed = (unavailable, any::<bool>(), any::<bool>())
        .prop_map(|(unavailable, minimal_surge, repair)| ManagedNodes { unavailable, minimal_surge, repair });
    let share = (0u8..=100).prop_filter_map("a share", |n| Percent::try_from(n).ok());
    let base = prop_oneof![6 => 0u16..5, 1 => Just(10_000)];
    let own = (base, share, select(SpotAllocation::ALL), any::<bool>(), percent()).prop_map(
        |(on_demand_base, on_demand_percent, spot_allocation, refresh, min_healthy_percent)| {
            SelfManagedNodes {
                on_demand_base,
                on_demand_percent,
                spot_allocation,
                refresh,
                min_healthy_percent,
            }
        },
    );
    prop_oneof![managed.prop_map(NodeGroupKind::Managed), own.prop_map(NodeGroupKind::SelfManaged)]
}

fn percent() -> impl Strategy<Value = SomePercent> {
    (1u32..=100).prop_filter_map("a share", |n| SomePercent::try_from(n).ok())
}

/// Any settings of nodes.
pub(super) fn settings() -> impl Strategy<Value = NodeSettings> {
    let number = || option::of(prop_oneof![4 => 100u32..20_000, 1 => any::<u32>()]);
    let volume = prop_oneof![
        2 => Just(Volume::default()),
        1 => (select(VolumeType::ALL), number(), number())
            .prop_map(|(kind, iops, throughput_mibps)| Volume { kind, iops, throughput_mibps }),
    ];
    let hop_limit = (1u32..=64).prop_filter_map("hops", |n| HopLimit::try_from(n).ok());
    let metadata = prop_oneof![
        2 => Just(InstanceMetadata::default()),
        1 => (any::<bool>(), hop_limit)
            .prop_map(|(tokens_required, hop_limit)| InstanceMetadata { tokens_required, hop_limit }),
    ];
    let script = option::weighted(0.2, edges::script());
    let max_pods = option::of((1u32..=300).prop_filter_map("pods", |n| n.try_into().ok()));
    let ami = option::weighted(
        0.2,
        (text("ami-[0-9a-f]{17}"), max_pods).prop_map(|(id, max_pods)| CustomAmi { id, max_pods }),
    );
    (volume, metadata, any::<bool>(), script, ami).prop_map(
        |(volume, metadata, detailed_monitoring, start_script, custom_ami)| NodeSettings {
            volume,
            metadata,
            detailed_monitoring,
            start_script,
            custom_ami,
        },
    )
}

/// Edits of Fargate profiles, Auto Mode and Karpenter.
pub(super) fn compute_edit() -> impl Strategy<Value = ComputeEdit> {
    let id = || (0u32..16).prop_map(FargateProfileId);
    let auto_mode = (btree_set(select(AutoNodePool::ALL), 0..3), 0u32..20, text("(m5|c7g)\\.(large|xlarge)"))
        .prop_map(|(node_pools, expected_nodes, expected_type)| AutoMode {
            node_pools,
            expected_nodes,
            expected_type,
        });
    let karpenter =
        (
            text("kube-system|karpenter"),
            any::<bool>(),
            btree_set(select(CapacityType::ALL), 0..3),
            btree_set(select(vec!['c', 'm', 'r', 'g']), 0..4),
            0u32..2000,
        )
            .prop_map(|(namespace, interruption_queue, capacity_types, categories, vcpu_limit)| {
                Karpenter { namespace, interruption_queue, capacity_types, categories, vcpu_limit }
            });
    prop_oneof![
        3 => profile(Just(FargateProfileId(0))).prop_map(|profile| ComputeEdit::AddFargateProfile { profile }),
        1 => profile(id()).prop_map(|profile| ComputeEdit::SetFargateProfile { profile }),
        1 => id().prop_map(|profile| ComputeEdit::RemoveFargateProfile { profile }),
        1 => option::of(auto_mode).prop_map(|auto_mode| ComputeEdit::SetAutoMode { auto_mode }),
        1 => karpenter.prop_map(|karpenter| ComputeEdit::SetKarpenter { karpenter }),
    ]
}

fn profile(id: impl Strategy<Value = FargateProfileId>) -> impl Strategy<Value = FargateProfile> {
    let labels = btree_map(
        text("k8s-app|[a-z]{1,5}"),
        edges::long("kube-dns|[a-z*?]{1,5}", "[a-z?][a-z._-]{61}[a-z*]"),
        0..7,
    );
    let selector = (
        edges::long("kube-system|team-\\*|\\*|[a-z]{1,9}", "[a-z]{63}"),
        prop_oneof![2 => Just(BTreeMap::new()), 1 => labels],
    )
        .prop_map(|(namespace, labels)| FargateSelector { namespace, labels });
    let pods = (0u32..500, 0u32..20_000, 0u32..130_000)
        .prop_map(|(pods, millicores, memory_mib)| FargatePods { pods, millicores, memory_mib });
    let pods = prop_oneof![Just(FargatePods::default()), pods];
    (
        id,
        edges::long("kube-system|fp-[a-z]{1,9}", "[a-z0-9][A-Z_-]{99}"),
        vec(selector, 0..7),
        subnets(),
        pods,
    )
        .prop_map(|(id, name, selectors, subnets, expected)| FargateProfile {
            id,
            name,
            selectors,
            subnets,
            expected,
        })
}

/// Edits of the IP family and the add-ons.
pub(super) fn cluster_edit() -> impl Strategy<Value = ClusterEdit> {
    let names: Vec<AddonName> = catalog::addons().iter().filter_map(|a| a.name.parse().ok()).collect();
    let four = || text("coredns|eks-pod-identity-agent|kube-proxy|vpc-cni");
    let name = prop_oneof![3 => select(names), 3 => four(), 1 => text("[a-z]{3,9}-addon")];
    let configuration = option::weighted(
        0.3,
        text("\\{\\}|\\{\"(env|computeType|a)\":(\\{\"A\":\"[a-z$%{}]{0,5}\"\\}|\"fargate\"|[0-9])\\}"),
    );
    let addon = (
        any::<bool>(),
        option::weighted(0.3, text("v[0-9]\\.[0-9]{1,2}\\.[0-9]-eksbuild\\.([0-9]|preview)")),
        configuration,
        select(&Identity::ALL[..]),
    )
        .prop_map(|(before_compute, version, configuration, identity)| Addon {
            before_compute,
            version,
            configuration,
            identity,
        });
    prop_oneof![
        1 => select(IpFamily::ALL).prop_map(|family| ClusterEdit::SetIpFamily { family }),
        1 => btree_set(text("euc1-az[1-3]"), 0..3)
            .prop_map(|zones| ClusterEdit::SetZonesWithoutControlPlane { zones }),
        3 => (name, option::weighted(0.8, addon)).prop_map(|(name, addon)| ClusterEdit::SetAddon { name, addon }),
    ]
}

/// Edits of endpoints, and of a VPC that exists.
pub(super) fn network_edit() -> impl Strategy<Value = NetworkEdit> {
    let services = prop_oneof![
        4 => btree_set(select(EndpointService::ALL), 0..12),
        1 => Just(EndpointService::ALL.iter().copied().collect::<BTreeSet<_>>()),
    ];
    let endpoints = (services, tier()).prop_map(|(services, tier)| VpcEndpoints { services, tier });
    let vpc = text("vpc-[0-9a-f]{17}").prop_map(|id| ExistingVpc { id });
    let block = (0u32..=255).prop_filter_map("a block", |n| Ipv6Block::try_from(n).ok());
    prop_oneof![
        3 => endpoints.prop_map(|endpoints| NetworkEdit::SetEndpoints { endpoints }),
        1 => option::weighted(0.3, vpc).prop_map(|existing| NetworkEdit::SetExistingVpc { existing }),
        1 => (subnet(), option::weighted(0.7, text("subnet-[0-9a-f]{17}")))
            .prop_map(|(subnet, existing)| NetworkEdit::SetSubnetExisting { subnet, existing }),
        1 => (subnet(), option::of(block)).prop_map(|(subnet, block)| NetworkEdit::SetSubnetIpv6 { subnet, block }),
    ]
}

/// Edits of who may do what.
pub(super) fn access_edit() -> impl Strategy<Value = AccessEdit> {
    prop_oneof![
        2 => vec(entry(), 0..4).prop_map(|entries| AccessEdit::SetEntries { entries }),
        1 => vec(rbac(), 0..3).prop_map(|roles| AccessEdit::SetRbac { roles }),
        2 => vec(workload(), 0..3).prop_map(|workloads| AccessEdit::SetWorkloads { workloads }),
        1 => option::weighted(0.7, ssh()).prop_map(|ssh| AccessEdit::SetSsh { ssh }),
        1 => any::<bool>().prop_map(|enabled| AccessEdit::SetSessionManager { enabled }),
    ]
}

fn namespaces() -> impl Strategy<Value = BTreeSet<Namespace>> {
    btree_set(text("default|team-[a-z]{1,4}"), 0..3)
}

fn entry() -> impl Strategy<Value = AccessEntry> {
    let policy = (text("AmazonEKS(ClusterAdmin|Admin|Edit|View|Watch)Policy"), namespaces())
        .prop_map(|(policy, namespaces)| PolicyAssociation { policy, namespaces });
    let kind = prop_oneof![4 => Just(EntryType::Standard), 1 => select(EntryType::ALL)];
    (
        edges::long("engineer|sre|pipeline|[a-z]{1,9}", "[a-z][a-z_-]{39}"),
        text("arn:aws(-cn)?:iam::(111122223333|[0-9]{12}):(role|user)/(platform-admin|[a-z]{1,9})"),
        kind,
        vec(policy, 0..3),
        btree_set(text("platform:[a-z]{1,5}"), 0..3),
        option::weighted(0.2, text("[a-z]{1,5}:[a-z]{1,5}")),
        any::<bool>(),
    )
        .prop_map(|(name, principal, kind, policies, groups, user_name, fits)| {
            if fits && kind != EntryType::Standard {
                // Nodes have a role of the administrator's account and no rights beside those of their type.
                let principal = "arn:aws:iam::111122223333:role/nodes".parse().unwrap_or(principal);
                let (policies, groups) = (Vec::new(), BTreeSet::new());
                return AccessEntry { name, principal, kind, policies, groups, user_name: None };
            }
            AccessEntry { name, principal, kind, policies, groups, user_name }
        })
}

fn rbac() -> impl Strategy<Value = RbacRole> {
    (
        edges::long("[a-z]{1,9}", "[a-z]{63}"),
        text("platform:[a-z]{1,5}"),
        select(&RbacPermissions::ALL[..]),
        namespaces(),
    )
        .prop_map(|(name, group, permissions, namespaces)| RbacRole {
            name,
            group,
            permissions,
            namespaces,
        })
}

fn workload() -> impl Strategy<Value = Workload> {
    let policies = btree_set(
        text::<PolicyArn>(
            "arn:aws:iam::(aws|111122223333):policy/(ReadOnlyAccess|AmazonS3ReadOnlyAccess|[a-z]{1,9})",
        ),
        0..3,
    );
    let actions = btree_set(text::<IamAction>("s3:(Get|List|Put)\\*|sqs:\\*|dynamodb:GetItem|iam:\\*"), 0..4);
    let resources = btree_set(text::<IamResource>("\\*|arn:aws:s3:::[a-z]{3,9}(/\\*)?"), 0..3);
    let statement = (actions, resources).prop_map(|(actions, resources)| Statement { actions, resources });
    let identity = select(vec![WorkloadIdentity::PodIdentity, WorkloadIdentity::Irsa]);
    (
        edges::long("uploads|[a-z]{1,9}", "[a-z][a-z_-]{31}"),
        edges::long("default|kube-system|[a-z]{1,9}", "[a-z]{63}"),
        edges::long("uploads|[a-z]{1,9}", "[a-z]{63}(\\.[a-z]{63}){2}\\.[a-z]{61}"),
        identity,
        policies,
        prop_oneof![4 => vec(statement, 0..3), 1 => edges::statements()],
    )
        .prop_map(|(name, namespace, service_account, identity, policies, statements)| Workload {
            name,
            namespace,
            service_account,
            identity,
            policies,
            statements,
        })
}

fn ssh() -> impl Strategy<Value = SshAccess> {
    (edges::public_key(), vec(cidr(), 0..4)).prop_map(|(public_key, cidrs)| SshAccess { public_key, cidrs })
}
