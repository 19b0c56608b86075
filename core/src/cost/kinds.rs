//! What the pods of a design would cost on each kind of compute: an estimate, for whoever chooses between them.

use super::expected::AUTO_MODE_DISK_GIB;
use super::units::{auto_mode_fee, fargate_pods};
use super::{Each, Share, charge};
use crate::capacity::{
    Capacity, DEFAULT_TYPE, Fleet, NodeCapacity, NodeKind, PodSettings, Resources, fargate_size,
};
use crate::catalog::{Service, on_demand_price, service_price};
use crate::design::Design;
use crate::value::{InstanceType, Rate, Usd};

/// A kind of compute.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ComputeKind {
    /// Node groups that EKS manages.
    Managed,
    /// Node groups of one's own.
    SelfManaged,
    /// AWS Fargate.
    Fargate,
    /// EKS Auto Mode.
    AutoMode,
}

/// What the pods of a design would take of one kind of compute, and cost there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KindCost {
    /// The kind.
    pub kind: ComputeKind,
    /// How many nodes they would need, or on Fargate how many pods there are.
    pub count: u64,
    /// What these would cost a month on demand, with gp3 volumes; `None` where a price is not known, or Fargate has no
    /// machine that is large enough.
    pub usd: Option<Usd>,
}

/// What is compared: the pods of a design, and the nodes that would run them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Compared {
    /// How many pods with an address of their own there are, all nodes full.
    pub pods: u64,
    /// What one of them gets on average.
    pub each: Resources,
    /// The type of the nodes.
    pub instance_type: InstanceType,
    /// The kinds, in the order in which they are offered.
    pub kinds: [KindCost; 4],
}

/// What the pods that `design` has room for as it is created would cost on each kind of compute, on nodes of its first
/// known type. `None` where it has room for none, or the type is not known.
pub fn compute_kinds(design: &Design, capacity: &Capacity) -> Option<Compared> {
    let (settings, groups) = (PodSettings::of(design), &design.compute.node_groups);
    let first = groups.iter().find_map(|g| Some((g.instance_types.first()?, g.disk_size_gib.gib())));
    let expected = design.compute.auto_mode.as_ref().map(|a| (&a.expected_type, AUTO_MODE_DISK_GIB));
    let usual: InstanceType = DEFAULT_TYPE.parse().ok()?;
    let (instance_type, disk) = first.or(expected).unwrap_or((&usual, AUTO_MODE_DISK_GIB));
    let node = |kind| NodeCapacity::of_types(std::slice::from_ref(instance_type), kind, settings);

    let fleet = capacity.fleet.desired;
    let pods = capacity.pods_with_address();
    let each = Resources {
        cpu_millicores: fleet.cpu_millicores.checked_div(pods)?,
        memory_mib: fleet.memory_mib.checked_div(pods)?,
    };
    let rate = |service| service_price(service, &design.region).map(|price| price.rate);
    let hour = on_demand_price(instance_type, &design.region).map(|price| price.rate);
    let on_nodes = |kind, of: NodeKind, fee: fn(u64, Rate) -> Usd, disk: u32| {
        let count = nodes_for(pods, fleet, &node(of)?)?;
        let usd = hour.zip(rate(Service::Gp3GbMonth)).map(|(hour, gb)| {
            let disks = charge(gb, count, Each::Gib(disk), Share::WHOLE);
            charge(hour, count, Each::Hours, Share::WHOLE) + disks + fee(count, hour)
        });
        Some(KindCost { kind, count, usd })
    };
    let none = |_: u64, _: Rate| Usd::default();
    let rates = rate(Service::FargateVcpuHour).zip(rate(Service::FargateGbHour));
    let on_fargate =
        fargate_size(each).zip(rates).map(|(size, (vcpu, memory))| fargate_pods(pods, size, vcpu, memory));
    let kinds = [
        on_nodes(ComputeKind::Managed, NodeKind::Managed, none, disk)?,
        on_nodes(ComputeKind::SelfManaged, NodeKind::Own { kubelet: None }, none, disk)?,
        KindCost { kind: ComputeKind::Fargate, count: pods, usd: on_fargate },
        on_nodes(ComputeKind::AutoMode, NodeKind::AutoMode, auto_mode_fee, AUTO_MODE_DISK_GIB)?,
    ];
    Some(Compared { pods, each, instance_type: instance_type.clone(), kinds })
}

/// How many nodes run so many pods that together get what `fleet` has; `None` where a node runs none.
fn nodes_for(pods: u64, fleet: Fleet, node: &NodeCapacity) -> Option<u64> {
    let needed = |all: u64, each: u64| (each > 0).then(|| all.div_ceil(each));
    let for_pods = needed(pods, node.pods_with_address)?;
    let for_cpu = needed(fleet.cpu_millicores, node.allocatable.cpu_millicores)?;
    let for_memory = needed(fleet.memory_mib, node.allocatable.memory_mib)?;
    Some(for_pods.max(for_cpu).max(for_memory))
}

impl ComputeKind {
    /// What it is called.
    pub fn words(self) -> &'static str {
        match self {
            Self::Managed => "Managed node groups",
            Self::SelfManaged => "Self-managed node groups",
            Self::Fargate => "Fargate",
            Self::AutoMode => "Auto Mode",
        }
    }

    /// Who manages what, in a sentence. Source: EKS user guide, eks-compute.
    pub fn who_manages_what(self) -> &'static str {
        match self {
            Self::Managed => {
                "You choose types, sizes and when to update; AWS makes the nodes, drains them on updates and can repair them."
            }
            Self::SelfManaged => {
                "You choose the image and its settings, and you update and repair the nodes; AWS runs the Auto Scaling group."
            }
            Self::Fargate => {
                "You size pods only; AWS runs a machine for each, without DaemonSets, GPUs or EBS volumes."
            }
            Self::AutoMode => {
                "You write pods and node pools; AWS chooses, patches and replaces nodes and runs network, volumes and load balancers."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capacity::capacity;
    use crate::design::starters;
    use crate::testing::examples;
    use std::sync::Arc;

    fn compared(design: &Design) -> Option<Compared> {
        compute_kinds(design, &capacity(design))
    }

    /// Two m5.large in eu-central-1 hold 54 pods with an address: 3860 m and 13,806 MiB, so 71 m and 255 MiB each. The
    /// nodes are 2 × 730 × 0.115 = 167.90 and 2 × 50 GiB × 0.0952 = 9.52. In Auto Mode 167.90 × 1.12 = 188.048 and
    /// 2 × 80 GiB × 0.0952 = 15.232.
    #[test]
    fn the_reference() {
        let design = starters::reference();
        let compared = compared(&design).unwrap();
        assert_eq!((compared.pods, compared.each), (54, Resources { cpu_millicores: 71, memory_mib: 255 }));
        let [managed, own, fargate, auto] = compared.kinds.map(|k| (k.count, k.usd.unwrap().micros()));
        assert_eq!((managed, own), ((2, 177_420_000), (2, 177_420_000)));
        assert_eq!(auto, (2, 203_280_000));
        // 255 + 256 MiB fit into the smallest machine: 0.25 vCPU and 512 MiB.
        let rate = |service| service_price(service, &design.region).unwrap().rate;
        let month = rate(Service::FargateVcpuHour).nano() / 4 + rate(Service::FargateGbHour).nano() / 2;
        assert_eq!(fargate, (54, 54 * 730 * month / 1000));
    }

    #[test]
    fn without_pods_there_is_nothing_to_compare() {
        let mut design = starters::reference();
        Arc::make_mut(&mut design.compute).node_groups.clear();
        assert_eq!(compared(&design), None);
        let mut fargate = examples::every_kind();
        let compute = Arc::make_mut(&mut fargate.compute);
        compute.node_groups.clear();
        compute.auto_mode = None;
        let compared = compared(&fargate).unwrap();
        assert_eq!((compared.pods, compared.instance_type.as_str()), (5, "t3.medium"));
        // 5 × 1792 MiB on nodes of 3246 MiB.
        assert_eq!(compared.kinds[0].count, 3);
    }
}
