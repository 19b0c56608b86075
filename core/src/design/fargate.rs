//! Compute without nodes of one's own: Fargate profiles, EKS Auto Mode, Karpenter.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

use super::SubnetId;
use crate::json::Read;
use crate::sorted;
use crate::value::{
    AutoNodePool, CapacityType, FargateProfileName, InstanceType, Namespace, NamespacePattern, PodLabelKey,
    PodLabelPattern,
};

/// Names a Fargate profile for as long as the design lives, whatever it is called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Read)]
#[serde(transparent)]
pub struct FargateProfileId(pub u32);

impl fmt::Display for FargateProfileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Pods that run on capacity of AWS's, each in a virtual machine of its own. EKS cannot change a profile: every edit
/// makes it anew.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct FargateProfile {
    /// Its id.
    pub id: FargateProfileId,
    /// Its name.
    pub name: FargateProfileName,
    /// Which pods it takes: those that any of the selectors matches. EKS takes 1 to 5 (rule FG003).
    pub selectors: Vec<FargateSelector>,
    /// The subnets that its pods get addresses from; private ones only (rule FG001).
    pub subnets: BTreeSet<SubnetId>,
    /// What is expected to run on it, for capacity and cost.
    #[serde(default)]
    pub expected: FargatePods,
}

/// Which pods a Fargate profile takes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct FargateSelector {
    /// Their namespace.
    pub namespace: NamespacePattern,
    /// Labels that they all have.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<PodLabelKey, PodLabelPattern>,
}

/// How many pods of which size are expected on a Fargate profile. Nothing is made of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct FargatePods {
    /// How many at a time.
    pub pods: u32,
    /// What each requests, in thousandths of a vCPU.
    pub millicores: u32,
    /// What each requests, in MiB.
    pub memory_mib: u32,
}

impl Default for FargatePods {
    /// Two of the smallest size: CoreDNS's count.
    fn default() -> Self {
        Self { pods: 2, millicores: 250, memory_mib: 256 }
    }
}

/// EKS Auto Mode: AWS runs nodes, their network, volumes and load balancers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct AutoMode {
    /// The node pools that AWS brings; without any, only pools of one's own make nodes.
    pub node_pools: BTreeSet<AutoNodePool>,
    /// How many nodes are expected, for capacity and cost.
    pub expected_nodes: u32,
    /// Of which type.
    pub expected_type: InstanceType,
}

/// Karpenter: a controller in the cluster that starts nodes as pods need them. It counts where
/// [`crate::design::Intent::karpenter`] is on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct Karpenter {
    /// The namespace of the controller, whose service account is `karpenter`.
    pub namespace: Namespace,
    /// Whether it hears of interruptions of spot nodes, by a queue.
    pub interruption_queue: bool,
    /// How the nodes of its default pool are bought.
    pub capacity_types: BTreeSet<CapacityType>,
    /// The instance categories of its default pool, such as `c`, `m` and `r`.
    pub categories: BTreeSet<char>,
    /// How many vCPUs its default pool takes at most.
    pub vcpu_limit: u32,
}

impl Default for Karpenter {
    /// What Karpenter's getting-started guide takes, with the namespace that it recommends.
    fn default() -> Self {
        Self {
            namespace: "kube-system".parse().unwrap_or_else(|_| unreachable!("a namespace")),
            interruption_queue: true,
            capacity_types: sorted::set([CapacityType::OnDemand]),
            categories: sorted::set(['c', 'm', 'r']),
            vcpu_limit: 100,
        }
    }
}
