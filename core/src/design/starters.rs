//! Ready designs to begin from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{
    Access, Cluster, Compute, Design, Dns, Endpoint, Environment, Flavour, FlowLogTraffic, FlowLogs,
    Identity, Intent, Karpenter, LoadBalancerRole, Nat, Network, NodeGroup, NodeGroupId, NodeGroupKind,
    NodeSettings, PodAddresses, Scaling, SecretsEncryption, StateBackend, StateLock, Subnet, SubnetId, Tier,
    Usage, VpcEndpoints, addons,
};
use crate::sorted;
use crate::value::{
    AmiType, AuthenticationMode, CapacityType, IpFamily, KubernetesVersion, LogRetention, LogType,
    SupportType,
};

/// A ready design: what it is called, what it shows, and how to make it.
pub struct Starter {
    /// Its name, as it stands in addresses and tests.
    pub id: &'static str,
    /// Its name in words.
    pub title: &'static str,
    /// What it is, in one sentence.
    pub description: &'static str,
    /// Makes it.
    pub design: fn() -> Design,
}

/// All starters, in the order in which they are offered; the first is what a new visitor sees.
pub const STARTERS: &[Starter] = &[
    Starter {
        id: "reference",
        title: "Reference",
        description: "Two zones, nodes in private subnets, one NAT gateway, restricted API endpoint.",
        design: reference,
    },
    Starter {
        id: "development",
        title: "Development",
        description: "Two zones, spot nodes, one NAT gateway, short logs: cheap, and may be lost.",
        design: development,
    },
    Starter {
        id: "production",
        title: "Production",
        description: "Three zones with subnets for the control plane, a NAT gateway in each, all logs, protected.",
        design: production,
    },
    Starter {
        id: "reference-original",
        title: "Reference, as it once stood",
        description: "Kubernetes 1.21 and no way out of the private subnets: opens with its findings; Fix all mends it.",
        design: reference_original,
    },
];

/// The reference rollout made whole: free of errors.
pub fn reference() -> Design {
    let mut design = reference_original();
    let network = Arc::make_mut(&mut design.network);
    network.subnets.push(subnet(4, "public-az1", "euc1-az1", Tier::Public, "10.0.0.0/24"));
    network.subnets.push(subnet(5, "public-az2", "euc1-az2", Tier::Public, "10.0.1.0/24"));
    network.nat = Nat::Single;
    for subnet in &mut network.subnets {
        subnet.load_balancers = design.intent.load_balancer_role(subnet.tier);
    }
    design.next_id = 6;
    Arc::make_mut(&mut design.cluster).version = KubernetesVersion::minor(36);
    Arc::make_mut(&mut design.compute).node_groups[0].ami_type = AmiType::Al2023X86;
    design
}

/// A cluster to try things in: cheap, and nobody minds when a zone or a node goes.
pub fn development() -> Design {
    let mut design = reference();
    let cluster = Arc::make_mut(&mut design.cluster);
    cluster.name = known("my-dev");
    cluster.secrets_encryption = SecretsEncryption::AwsOwned {};
    cluster.log_types = sorted::set([LogType::Api, LogType::Audit, LogType::Authenticator]);
    cluster.log_retention_days = LogRetention::MONTH;
    // Three of one size: two cores and 8 GiB.
    let group = &mut Arc::make_mut(&mut design.compute).node_groups[0];
    group.instance_types = ["m5.large", "m5a.large", "m6i.large"].map(known).to_vec();
    group.capacity_type = CapacityType::Spot;
    design.tags = Arc::new(sorted::map([(known("Project"), known("my-dev"))]));
    design
}

/// A cluster that somebody waits for: a zone may fail, and what happened can be looked up.
pub fn production() -> Design {
    let mut design = reference();
    design.intent.environment = Environment::Production;
    design.usage = Usage {
        nat_gb: 1000,
        cross_zone_gb: 1000,
        control_plane_log_gb: 20,
        flow_log_gb: 50,
        ..design.usage
    };
    let zones = ["euc1-az1", "euc1-az2", "euc1-az3"];
    let network = Arc::make_mut(&mut design.network);
    network.zones = zones.map(known).to_vec();
    network.nat = Nat::PerZone;
    network.flow_logs =
        FlowLogs::CloudWatch { retention_days: LogRetention::YEAR, traffic: FlowLogTraffic::All };
    network.pod_addresses.network_policy = true;
    network.subnets = vec![
        subnet(1, "private-az1", zones[0], Tier::Private, "10.0.16.0/20"),
        subnet(2, "private-az2", zones[1], Tier::Private, "10.0.32.0/20"),
        subnet(3, "private-az3", zones[2], Tier::Private, "10.0.48.0/20"),
        subnet(4, "public-az1", zones[0], Tier::Public, "10.0.0.0/24"),
        subnet(5, "public-az2", zones[1], Tier::Public, "10.0.1.0/24"),
        subnet(6, "public-az3", zones[2], Tier::Public, "10.0.2.0/24"),
        subnet(7, "intra-az1", zones[0], Tier::Intra, "10.0.3.0/28"),
        subnet(8, "intra-az2", zones[1], Tier::Intra, "10.0.3.16/28"),
        subnet(9, "intra-az3", zones[2], Tier::Intra, "10.0.3.32/28"),
    ];
    for subnet in &mut network.subnets {
        subnet.load_balancers = design.intent.load_balancer_role(subnet.tier);
    }
    let cluster = Arc::make_mut(&mut design.cluster);
    cluster.name = known("my-production");
    cluster.control_plane_tier = Tier::Intra;
    cluster.deletion_protection = true;
    cluster.zonal_shift = true;
    // The network plugin has its rights by itself, so that the nodes need not have them.
    if let Some(addon) = cluster.addons.get_mut(&known("vpc-cni")) {
        addon.identity = Identity::PodIdentity;
    }
    let group = &mut Arc::make_mut(&mut design.compute).node_groups[0];
    group.id = NodeGroupId(10);
    group.scaling = Scaling { min: 3, desired: 3, max: 9 };
    group.subnets = sorted::set([1, 2, 3].map(SubnetId));
    design.tags = Arc::new(sorted::map([(known("Project"), known("my-production"))]));
    design.next_id = 11;
    design
}

/// The reference rollout as it once stood: its nodes cannot leave their subnets and its version is gone.
pub fn reference_original() -> Design {
    Design {
        intent: Intent {
            environment: Environment::Development,
            internet_facing_load_balancers: true,
            internal_load_balancers: true,
            karpenter: false,
        },
        region: known("eu-central-1"),
        network: Arc::new(Network {
            cidr: known("10.0.0.0/16"),
            secondary_cidrs: Vec::new(),
            dns: Dns::ON,
            flow_logs: FlowLogs::Off {},
            peers: Vec::new(),
            zones: vec![known("euc1-az1"), known("euc1-az2")],
            subnets: vec![
                Subnet {
                    load_balancers: LoadBalancerRole::Internal,
                    ..subnet(1, "private-az1", "euc1-az1", Tier::Private, "10.0.16.0/20")
                },
                Subnet {
                    load_balancers: LoadBalancerRole::Internal,
                    ..subnet(2, "private-az2", "euc1-az2", Tier::Private, "10.0.32.0/20")
                },
            ],
            internet_gateway: true,
            nat: Nat::None,
            pod_addresses: PodAddresses::default(),
            endpoints: VpcEndpoints::default(),
            existing: None,
        }),
        cluster: Arc::new(Cluster {
            name: known("my-eks"),
            version: KubernetesVersion::minor(21),
            upgrade_policy: SupportType::Standard,
            deletion_protection: false,
            zonal_shift: false,
            service_cidr: None,
            ip_family: IpFamily::Ipv4,
            // 203.0.113.0/24 is kept for documentation by RFC 5737: rule EXA001 asks for the real addresses.
            endpoint: Endpoint { private: true, public: true, public_cidrs: vec![known("203.0.113.0/24")] },
            control_plane_tier: Tier::Private,
            zones_without_control_plane: BTreeSet::new(),
            secrets_encryption: SecretsEncryption::New {},
            log_types: sorted::set(LogType::ALL.iter().copied()),
            log_retention_days: LogRetention::YEAR,
            addons: addons::usual(),
            flavour: Flavour::Module,
        }),
        compute: Arc::new(Compute {
            node_groups: vec![NodeGroup {
                id: NodeGroupId(3),
                name: known("general"),
                kind: NodeGroupKind::default(),
                instance_types: vec![known("m5.large")],
                capacity_type: CapacityType::OnDemand,
                ami_type: AmiType::Al2X86,
                scaling: Scaling { min: 2, desired: 2, max: 4 },
                disk_size_gib: 50.try_into().unwrap_or_else(|_| unreachable!()),
                labels: BTreeMap::new(),
                taints: Vec::new(),
                subnets: sorted::set([SubnetId(1), SubnetId(2)]),
                settings: NodeSettings::default(),
            }],
            fargate_profiles: Vec::new(),
            auto_mode: None,
            karpenter: Karpenter::default(),
        }),
        // 111122223333 is AWS's own example account: rule EXA001 asks for the real principal.
        access: Arc::new(Access {
            administrator: known("arn:aws:iam::111122223333:role/platform-admin"),
            authentication_mode: AuthenticationMode::Api,
            entries: Vec::new(),
            rbac: Vec::new(),
            workloads: Vec::new(),
            ssh: None,
            session_manager: false,
        }),
        tags: Arc::new(sorted::map([(known("Project"), known("my-eks"))])),
        state: Arc::new(StateBackend::S3 { bucket: None, lock: StateLock::LockFile {} }),
        delivery: None,
        // What such a cluster may use: figures to be replaced by one's own.
        usage: Usage {
            nat_gb: 100,
            cross_zone_gb: 100,
            control_plane_log_gb: 5,
            flow_log_gb: 0,
            endpoint_gb: 0,
            spot_discount_percent: None,
        },
        waivers: Arc::default(),
        next_id: 4,
    }
}

fn subnet(id: u32, name: &'static str, zone: &'static str, tier: Tier, cidr: &'static str) -> Subnet {
    Subnet::plain(SubnetId(id), known(name), known(zone), tier, known(cidr))
}

/// A literal of this file; the tests below parse every one of them.
fn known<T: std::str::FromStr>(text: &'static str) -> T {
    text.parse().unwrap_or_else(|_| panic!("“{text}” in a starter does not parse"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starters_hold_the_invariants() {
        for starter in STARTERS {
            assert_eq!((starter.design)().broken_invariant(), None, "{}", starter.id);
        }
    }
}
