//! How far a design carries: pods, processors, memory and addresses.

mod addresses;
mod demand;
mod fargate;
mod node;
mod pods;
mod resources;
mod surge;

pub use addresses::{taken_by_branch_interfaces, taken_by_node, taken_with_pod_subnet};
pub use demand::{Demand, PrefixBlocks, blocks_of_empty};
pub use fargate::fargate_size;
pub use node::{ADDRESSES_OF_BLOCK, NodeShape, PodNetwork};
pub use pods::{
    HOST_NETWORK_PODS, PodLimit, PodLimitReason, auto_mode_pods, managed_pods, pods_by_interfaces,
    self_managed_pods, windows_pods,
};
pub use resources::{
    EVICTION_MIB, Resources, allocatable, allocatable_disk_mib, kube_reserved, node_capacity,
    pods_of_reservation,
};
pub use surge::{MaxUnavailable, surge};
