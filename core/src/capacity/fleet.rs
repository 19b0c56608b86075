//! Nodes counted together, at the three sizes of a group.

use super::group::NodeCapacity;
use crate::design::Scaling;

/// One thing at each size of a group.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PerScale<T> {
    /// When it is as small as it may be.
    pub min: T,
    /// At creation.
    pub desired: T,
    /// When it is as large as it may be.
    pub max: T,
}

/// Nodes, and what pods get of them together. Of nodes whose type is not known only the number counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Fleet {
    /// The number of nodes.
    pub nodes: u64,
    /// How many pods they take, those on the nodes' own network included.
    pub pods: u64,
    /// Processor time for pods, in thousandths of a processor.
    pub cpu_millicores: u64,
    /// Memory for pods, in MiB.
    pub memory_mib: u64,
}

impl Fleet {
    /// So many nodes of one kind.
    pub(super) fn of(node: Option<&NodeCapacity>, nodes: u64) -> Self {
        node.map_or(Self { nodes, ..Self::default() }, |node| Self {
            nodes,
            pods: node.pods.pods.saturating_mul(nodes),
            cpu_millicores: node.allocatable.cpu_millicores.saturating_mul(nodes),
            memory_mib: node.allocatable.memory_mib.saturating_mul(nodes),
        })
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            nodes: self.nodes.saturating_add(other.nodes),
            pods: self.pods.saturating_add(other.pods),
            cpu_millicores: self.cpu_millicores.saturating_add(other.cpu_millicores),
            memory_mib: self.memory_mib.saturating_add(other.memory_mib),
        }
    }
}

impl PerScale<Fleet> {
    pub(super) fn of(node: Option<&NodeCapacity>, scaling: Scaling) -> Self {
        let of = |nodes: u32| Fleet::of(node, nodes.into());
        Self { min: of(scaling.min), desired: of(scaling.desired), max: of(scaling.max) }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            min: self.min.plus(other.min),
            desired: self.desired.plus(other.desired),
            max: self.max.plus(other.max),
        }
    }
}
