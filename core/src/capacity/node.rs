//! What counts of an instance type: processors, memory and network interfaces.

use crate::catalog::InstanceFacts;
use crate::value::Architecture;

/// How many addresses a block has that a node takes with prefix delegation: a /28.
/// Source: EKS best practices guide, networking/prefix-mode.
pub const ADDRESSES_OF_BLOCK: u64 = 16;

/// An instance type, as far as pods and addresses depend on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NodeShape {
    /// Virtual processors.
    pub vcpus: u32,
    /// Memory in MiB, as EC2 states it.
    pub memory_mib: u32,
    /// Network interfaces on the default network card: the VPC CNI uses no other.
    pub enis: u16,
    /// IPv4 addresses of each interface, its primary one included.
    pub ipv4_per_eni: u16,
    /// Whether it runs on the Nitro system: without it there is no prefix delegation.
    pub is_nitro: bool,
    /// The processors' architecture.
    pub architecture: Architecture,
}

/// How the pods of a node are connected.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PodNetwork {
    /// Whether nodes take blocks of 16 addresses (prefix delegation).
    pub prefixes: bool,
    /// Whether pods live in subnets of their own (custom networking): the node's primary interface then serves none.
    pub own_subnets: bool,
}

impl From<&InstanceFacts> for NodeShape {
    fn from(facts: &InstanceFacts) -> Self {
        Self {
            vcpus: facts.vcpus.into(),
            memory_mib: facts.memory_mib,
            enis: facts.enis.into(),
            ipv4_per_eni: facts.ipv4_per_eni.into(),
            is_nitro: facts.is_nitro,
            architecture: facts.architecture,
        }
    }
}

impl NodeShape {
    /// How many addresses or blocks an interface takes beside its primary address.
    pub(super) fn slots(&self) -> u64 {
        u64::from(self.ipv4_per_eni.saturating_sub(1))
    }

    /// How many interfaces serve pods.
    pub(super) fn pod_interfaces(&self, network: PodNetwork) -> u64 {
        u64::from(self.enis.saturating_sub(u16::from(network.own_subnets)))
    }

    /// Whether the node takes blocks: where it cannot, the CNI falls back to single addresses.
    /// Source: amazon-vpc-cni-k8s, pkg/ipamd (“not supported on non-nitro instance … falling back”).
    pub(super) fn takes_blocks(&self, network: PodNetwork) -> bool {
        network.prefixes && self.is_nitro
    }
}

#[cfg(test)]
pub(super) mod shapes {
    //! Types of the worked examples. Source: EC2, DescribeInstanceTypes.

    use super::*;

    const fn x86(vcpus: u32, memory_gib: u32, enis: u16, ipv4_per_eni: u16) -> NodeShape {
        let (memory_mib, architecture) = (memory_gib * 1024, Architecture::X86);
        NodeShape { vcpus, memory_mib, enis, ipv4_per_eni, is_nitro: true, architecture }
    }

    pub(in crate::capacity) const T3_SMALL: NodeShape = x86(2, 2, 3, 4);
    pub(in crate::capacity) const T3_MEDIUM: NodeShape = x86(2, 4, 3, 6);
    pub(in crate::capacity) const M5_LARGE: NodeShape = x86(2, 8, 3, 10);
    pub(in crate::capacity) const M5_4XLARGE: NodeShape = x86(16, 64, 8, 30);
    pub(in crate::capacity) const M5_8XLARGE: NodeShape = x86(32, 128, 8, 30);
    pub(in crate::capacity) const M6G_LARGE: NodeShape =
        NodeShape { architecture: Architecture::Arm, ..M5_LARGE };
    pub(in crate::capacity) const M4_LARGE: NodeShape = NodeShape { is_nitro: false, ..x86(2, 8, 2, 10) };
}
