//! How much of a node's processors, memory and disk pods get.
//!
//! Sources: amazon-eks-ami, nodeadm, `internal/kubelet/config.go` (what is reserved, hard eviction); Karpenter,
//! `pkg/providers/instancetype/types.go` (memory that the hypervisor and, on Arm, the kernel keep).

use super::node::{NodeShape, PodNetwork};
use super::pods::pods_by_interfaces;
use crate::value::Architecture;

/// Free memory, in MiB, below which the kubelet evicts pods: they never get it.
pub const EVICTION_MIB: u64 = 100;

/// Processor time and memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Resources {
    /// Thousandths of a processor.
    pub cpu_millicores: u64,
    /// Memory in MiB.
    pub memory_mib: u64,
}

/// What the kubelet and the container runtime keep for themselves. The memory depends on `max_pods` as nodeadm sees it:
/// see [`pods_of_reservation`].
pub fn kube_reserved(vcpus: u32, max_pods: u64) -> Resources {
    let vcpus = u64::from(vcpus);
    let steps = [(0, 1, 600), (1, 2, 100), (2, 4, 50), (4, u64::MAX, 25)];
    // Ten-thousandths of each processor in the step.
    let of_step = |(from, to, share): (u64, u64, u64)| vcpus.min(to).saturating_sub(from) * share;
    let cpu_millicores = steps.map(of_step).iter().sum::<u64>().div_ceil(10);
    Resources { cpu_millicores, memory_mib: max_pods.saturating_mul(11).saturating_add(255) }
}

/// The number of pods that memory is reserved for on a node that nodeadm sets up: one for each single address of its
/// interfaces, whatever limit EKS hands to the kubelet. Bottlerocket goes by its own limit: there this is an estimate.
pub fn pods_of_reservation(shape: &NodeShape) -> u64 {
    pods_by_interfaces(shape, PodNetwork::default())
}

/// What the node has for Kubernetes: less memory than the type by 7.5 %, and by 64 MiB on Arm. Nodes usually report a
/// little more, so this is an estimate on the safe side.
pub fn node_capacity(shape: &NodeShape) -> Resources {
    let kernel = if shape.architecture == Architecture::Arm { 64 } else { 0 };
    let memory = u64::from(shape.memory_mib).saturating_sub(kernel);
    Resources {
        cpu_millicores: 1000 * u64::from(shape.vcpus),
        memory_mib: memory - (memory * 75).div_ceil(1000),
    }
}

/// What pods get of the node where `reserved` is kept.
pub fn allocatable(shape: &NodeShape, reserved: Resources) -> Resources {
    let capacity = node_capacity(shape);
    Resources {
        cpu_millicores: capacity.cpu_millicores.saturating_sub(reserved.cpu_millicores),
        memory_mib: capacity.memory_mib.saturating_sub(reserved.memory_mib.saturating_add(EVICTION_MIB)),
    }
}

/// What pods get of a volume of `size_gib`, in MiB: 1 GiB is reserved, and the kubelet evicts below a tenth.
pub fn allocatable_disk_mib(size_gib: u32) -> u64 {
    let size = u64::from(size_gib) * 1024;
    size.saturating_sub(1024 + size.div_ceil(10))
}

#[cfg(test)]
mod tests {
    use super::super::node::shapes::*;
    use super::*;

    fn of_node(shape: &NodeShape) -> [u64; 4] {
        let reserved = kube_reserved(shape.vcpus, pods_of_reservation(shape));
        let pods = allocatable(shape, reserved);
        [reserved.cpu_millicores, reserved.memory_mib, pods.cpu_millicores, pods.memory_mib]
    }

    #[test]
    fn what_pods_get() {
        assert_eq!(of_node(&T3_MEDIUM), [70, 442, 1930, 3246]);
        assert_eq!(of_node(&M5_LARGE), [70, 574, 1930, 6903]);
        assert_eq!(of_node(&M5_4XLARGE), [110, 2829, 15_890, 57_691]);
        assert_eq!(of_node(&M5_8XLARGE), [150, 2829, 31_850, 118_312]);
        // 8192 - 64 = 8128, a tenth of three quarters is 609.6.
        assert_eq!(of_node(&M6G_LARGE), [70, 574, 1930, 8128 - 610 - 574 - 100]);
    }

    #[test]
    fn processors_are_reserved_in_steps() {
        let reserved = [1, 2, 4, 8, 16, 32, 96].map(|vcpus| kube_reserved(vcpus, 0).cpu_millicores);
        assert_eq!(reserved, [60, 70, 80, 90, 110, 150, 310]);
    }

    /// The limit of 110 pods lowers no reservation, and a test of the AMI that sets it to 1 still finds 915 MiB.
    #[test]
    fn memory_is_reserved_for_the_pods_of_the_interfaces() {
        assert_eq!(kube_reserved(16, 110).memory_mib, 1465);
        assert_eq!(kube_reserved(16, pods_of_reservation(&M5_4XLARGE)).memory_mib - 1465, 1364);
        assert_eq!(kube_reserved(2, 60).memory_mib, 915);
    }

    #[test]
    fn tiny_nodes_and_disks_have_nothing_left() {
        let tiny = NodeShape { memory_mib: 512, vcpus: 0, ..T3_MEDIUM };
        assert_eq!(of_node(&tiny)[2..], [0, 0]);
        assert_eq!([1, 2, 50].map(allocatable_disk_mib), [0, 819, 45_056]);
    }
}
