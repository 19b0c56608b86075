//! What one node group has.

use super::demand::Demand;
use super::fleet::Fleet;
use super::kind::{NodeKind, PodSettings, Taken};
use super::node::{NodeShape, PodNetwork};
use super::pods::PodLimit;
use super::resources::{Resources, allocatable, kube_reserved, pods_of_reservation};
use super::scale::PerScale;
use super::surge::{MaxUnavailable, surge};
use crate::catalog;
use crate::design::{NodeGroup, NodeGroupId, Unavailable};
use crate::value::InstanceType;

/// What EKS takes for a group that names no instance type. Source: EKS API, CreateNodegroup (instanceTypes).
pub const DEFAULT_TYPE: &str = "t3.medium";

/// What a node of a group has. Of several types it is the least of each, and the most of what is taken: any of them may
/// be bought.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NodeCapacity {
    /// How many pods it takes as the design is.
    pub pods: PodLimit,
    /// How many of these have an address of their own.
    pub pods_with_address: u64,
    /// How many it takes without prefix delegation.
    pub pods_without_blocks: PodLimit,
    /// How many it takes with prefix delegation.
    pub pods_with_blocks: PodLimit,
    /// What the kubelet and the container runtime keep; of the memory, [`super::EVICTION_MIB`] are kept beside.
    pub reserved: Resources,
    /// What pods get.
    pub allocatable: Resources,
    /// What it takes from subnets before the first pod with an address of its own runs.
    pub at_rest: Taken,
    /// What it takes when it is full of pods.
    pub full: Taken,
}

impl NodeCapacity {
    /// A node of `kind` of one of `shapes`; `None` where there are none.
    pub fn of(shapes: &[NodeShape], kind: NodeKind, settings: PodSettings) -> Option<Self> {
        let limit = |network: PodNetwork| shapes.iter().map(|shape| kind.limit(shape, network)).min();
        let network = settings.network(kind);
        let pods = limit(network)?;
        let pods_without_blocks = limit(PodNetwork { prefixes: settings.ipv6, ..network })?;
        let pods_with_blocks = limit(PodNetwork { prefixes: true, ..network })?;
        let of_each = shapes.iter().map(|shape| {
            let reserved = kube_reserved(shape.vcpus, pods_of_reservation(shape));
            Self {
                pods,
                pods_with_address: kind.with_address(pods),
                pods_without_blocks,
                pods_with_blocks,
                reserved,
                allocatable: allocatable(shape, reserved),
                at_rest: settings.taken(kind, shape, 0),
                full: settings.taken(kind, shape, kind.with_address(pods)),
            }
        });
        of_each.reduce(|a, b| Self {
            reserved: each(u64::max, a.reserved, b.reserved),
            allocatable: each(u64::min, a.allocatable, b.allocatable),
            at_rest: a.at_rest.most(b.at_rest),
            full: a.full.most(b.full),
            ..a
        })
    }

    /// A node of one of `types`; `None` where one of them is not known.
    pub fn of_types(types: &[InstanceType], kind: NodeKind, settings: PodSettings) -> Option<Self> {
        shapes(types).and_then(|shapes| Self::of(&shapes, kind, settings))
    }
}

fn each(choose: fn(u64, u64) -> u64, a: Resources, b: Resources) -> Resources {
    Resources {
        cpu_millicores: choose(a.cpu_millicores, b.cpu_millicores),
        memory_mib: choose(a.memory_mib, b.memory_mib),
    }
}

/// One thing at three moments.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Moments<T> {
    /// All groups are as large as at creation, and no pod with an address of its own runs yet.
    pub at_rest: T,
    /// All groups are as large as they may be, and all nodes are full of pods.
    pub at_peak: T,
    /// The same, while every group is being updated. Terraform updates groups side by side, so that can be.
    pub with_surge: T,
}

/// What a node group has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GroupCapacity {
    /// The group.
    pub group: NodeGroupId,
    /// What each of its nodes has; `None` where the catalog does not know one of the types.
    pub node: Option<NodeCapacity>,
    /// All of its nodes together.
    pub fleet: PerScale<Fleet>,
    /// How many nodes an update adds for a while.
    pub surge: u64,
    /// Over how many subnets its nodes are spread.
    pub subnets: u64,
    /// How many nodes each of these holds at most: as if they were spread evenly, and rounded up.
    pub nodes_in_each_subnet: Moments<u64>,
}

impl GroupCapacity {
    /// A group that is spread over so many subnets in so many zones.
    pub(super) fn of(group: &NodeGroup, settings: PodSettings, subnets: u64, zones: u64) -> Self {
        let node = NodeCapacity::of_types(&group.instance_types, NodeKind::of(group), settings);
        let fleet = PerScale::of(node.as_ref(), group.scaling);
        let surge = match group.managed() {
            Some(managed) if !managed.minimal_surge => {
                let unavailable = match managed.unavailable {
                    Unavailable::Nodes(nodes) => MaxUnavailable::Nodes(nodes.get().into()),
                    Unavailable::Percent(percent) => MaxUnavailable::Percent(percent.get().into()),
                };
                surge(zones, group.scaling.max, unavailable)
            }
            // An instance refresh and the strategy MINIMAL take nodes away before they add any.
            Some(_) | None => 0,
        };
        let mut capacity =
            Self { group: group.id, node, fleet, surge, subnets, nodes_in_each_subnet: Moments::default() };
        let at_peak = capacity.in_each_subnet(fleet.max.nodes);
        capacity.nodes_in_each_subnet = Moments {
            at_rest: capacity.in_each_subnet(fleet.desired.nodes),
            at_peak,
            with_surge: at_peak + capacity.in_each_subnet(surge),
        };
        capacity
    }

    /// How many of so many nodes each subnet gets at most.
    pub(super) fn in_each_subnet(&self, nodes: u64) -> u64 {
        nodes.div_ceil(self.subnets.max(1))
    }

    /// What so many nodes full of pods take. A node of a type that is not known takes one address at least.
    pub(super) fn taken_when_full(&self, nodes: u64) -> Taken {
        self.node.map_or(UNKNOWN, |node| node.full).times(nodes)
    }

    /// What the group takes for the nodes of each of its subnets; where its types are not known, at least that.
    pub fn taken_for_each_subnet(&self) -> Moments<Taken> {
        let nodes = self.nodes_in_each_subnet;
        let at_rest = self.node.map_or(UNKNOWN, |node| node.at_rest);
        Moments {
            at_rest: at_rest.times(nodes.at_rest),
            at_peak: self.taken_when_full(nodes.at_peak),
            with_surge: self.taken_when_full(nodes.with_surge),
        }
    }
}

/// What a node of a type that is not known takes at least: its own address.
const UNKNOWN: Taken = Taken { node: Demand::singles(1), pods: Demand { singles: 0, blocks: 0 } };

impl<T: Copy> Moments<T> {
    /// The same at all of them.
    pub fn same(value: T) -> Self {
        Self { at_rest: value, at_peak: value, with_surge: value }
    }

    /// What `change` makes of each value.
    pub fn map<U>(self, change: impl Fn(T) -> U) -> Moments<U> {
        Moments {
            at_rest: change(self.at_rest),
            at_peak: change(self.at_peak),
            with_surge: change(self.with_surge),
        }
    }
}

impl Moments<Demand> {
    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            at_rest: self.at_rest.plus(other.at_rest),
            at_peak: self.at_peak.plus(other.at_peak),
            with_surge: self.with_surge.plus(other.with_surge),
        }
    }
}

/// The shapes of `types`; `None` where one is not known.
fn shapes(types: &[InstanceType]) -> Option<Vec<NodeShape>> {
    let shape = |name: &InstanceType| catalog::instance_type(name).map(NodeShape::from);
    if types.is_empty() {
        return shape(&DEFAULT_TYPE.parse().ok()?).map(|shape| vec![shape]);
    }
    types.iter().map(shape).collect()
}

#[cfg(test)]
mod tests {
    use super::super::node::shapes::*;
    use super::*;
    use crate::capacity::PodLimitReason;
    use crate::design::starters;

    #[test]
    fn of_several_types_the_least_counts() {
        let settings = PodSettings::default();
        let of = |shapes: &[NodeShape]| NodeCapacity::of(shapes, NodeKind::Managed, settings);
        let node = of(&[M5_4XLARGE, T3_MEDIUM, M5_LARGE]).unwrap();
        assert_eq!(node.pods, PodLimit { pods: 17, reason: PodLimitReason::Interfaces });
        assert_eq!(node.pods_with_blocks, PodLimit { pods: 110, reason: PodLimitReason::Usual });
        assert_eq!(node.allocatable, Resources { cpu_millicores: 1930, memory_mib: 3246 });
        assert_eq!(node.reserved, Resources { cpu_millicores: 110, memory_mib: 2829 });
        // 15 pods fill one interface of m5.4xlarge, and one is kept warm.
        assert_eq!(node.full.node, Demand::singles(60));
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn a_type_that_nobody_knows_is_not_guessed() {
        let mut group = starters::reference().compute.node_groups[0].clone();
        group.instance_types.push("z9.gigantic".parse().unwrap());
        let capacity = GroupCapacity::of(&group, PodSettings::default(), 2, 2);
        assert_eq!(capacity.node, None);
        assert_eq!(capacity.fleet.max, Fleet { nodes: 4, ..Fleet::default() });
        assert_eq!(capacity.taken_for_each_subnet().at_peak.node, Demand::singles(2));
    }

    #[test]
    fn a_group_without_types_gets_the_default() {
        let mut group = starters::reference().compute.node_groups[0].clone();
        group.instance_types.clear();
        let capacity = GroupCapacity::of(&group, PodSettings::default(), 2, 2);
        assert_eq!(capacity.node.map(|node| node.pods.pods), Some(17));
    }
}
