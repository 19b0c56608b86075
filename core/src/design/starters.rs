//! Ready designs to begin from.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{
    Access, Cluster, Compute, Design, Endpoint, Environment, Intent, Nat, Network, NodeGroup, NodeGroupId,
    Scaling, SecretsEncryption, StateBackend, StateLock, Subnet, SubnetId, Tier,
};
use crate::sorted;
use crate::value::{AmiType, CapacityType, KubernetesVersion, LogRetention, LogType};

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
    design.next_id = 6;
    Arc::make_mut(&mut design.cluster).version = KubernetesVersion::minor(36);
    Arc::make_mut(&mut design.compute).node_groups[0].ami_type = AmiType::Al2023X86;
    design
}

/// The reference rollout as it once stood: its nodes cannot leave their subnets and its version is gone.
pub fn reference_original() -> Design {
    Design {
        intent: Intent { environment: Environment::Development, load_balancers: true },
        region: known("eu-central-1"),
        network: Arc::new(Network {
            cidr: known("10.0.0.0/16"),
            zones: vec![known("euc1-az1"), known("euc1-az2")],
            subnets: vec![
                subnet(1, "private-az1", "euc1-az1", Tier::Private, "10.0.16.0/20"),
                subnet(2, "private-az2", "euc1-az2", Tier::Private, "10.0.32.0/20"),
            ],
            internet_gateway: true,
            nat: Nat::None,
        }),
        cluster: Arc::new(Cluster {
            name: known("my-eks"),
            version: KubernetesVersion::minor(21),
            // 203.0.113.0/24 is kept for documentation by RFC 5737: rule EXA001 asks for the real addresses.
            endpoint: Endpoint { private: true, public: true, public_cidrs: vec![known("203.0.113.0/24")] },
            control_plane_tier: Tier::Private,
            secrets_encryption: SecretsEncryption::New {},
            log_types: sorted::set(LogType::ALL.iter().copied()),
            log_retention_days: LogRetention::YEAR,
        }),
        compute: Arc::new(Compute {
            node_groups: vec![NodeGroup {
                id: NodeGroupId(3),
                name: known("general"),
                instance_types: vec![known("m5.large")],
                capacity_type: CapacityType::OnDemand,
                ami_type: AmiType::Al2X86,
                scaling: Scaling { min: 2, desired: 2, max: 4 },
                disk_size_gib: 50.try_into().unwrap_or_else(|_| unreachable!()),
                labels: BTreeMap::new(),
                taints: Vec::new(),
                subnets: sorted::set([SubnetId(1), SubnetId(2)]),
            }],
        }),
        // 111122223333 is AWS's own example account: rule EXA001 asks for the real principal.
        access: Arc::new(Access { administrator: known("arn:aws:iam::111122223333:role/platform-admin") }),
        tags: Arc::new(sorted::map([(known("Project"), known("my-eks"))])),
        state: Arc::new(StateBackend::S3 { bucket: None, lock: StateLock::LockFile {} }),
        next_id: 4,
    }
}

fn subnet(id: u32, name: &'static str, zone: &'static str, tier: Tier, cidr: &'static str) -> Subnet {
    Subnet { id: SubnetId(id), name: known(name), zone: known(zone), tier, cidr: known(cidr) }
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
