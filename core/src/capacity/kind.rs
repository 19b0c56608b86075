//! Who sets nodes up: it decides how many pods they take and where the addresses come from.

use super::addresses::{taken_by_node, taken_by_windows, taken_with_pod_subnet};
use super::demand::Demand;
use super::node::{NodeShape, PodNetwork};
use super::pods::{
    PodLimit, PodLimitReason, auto_mode_pods, managed_pods, pods_by_interfaces, self_managed_pods,
    windows_pods,
};
use crate::design::{Design, NodeGroup, PodAddresses};
use crate::value::IpFamily;

/// Who sets nodes up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NodeKind {
    /// EKS, with an image of Amazon's: it sets the limit of pods.
    Managed,
    /// The owner: a self-managed group, or an image of one's own. EKS sets no limit.
    Own {
        /// How many pods the kubelet is told to take; without, it is left to nodeadm.
        kubelet: Option<u32>,
    },
    /// Anybody, with Windows.
    Windows,
    /// EKS Auto Mode.
    AutoMode,
}

impl NodeKind {
    /// The kind of a group's nodes.
    pub fn of(group: &NodeGroup) -> Self {
        let ami = group.settings.custom_ami.as_ref();
        if group.ami_type.is_windows() {
            Self::Windows
        } else if ami.is_some() || group.self_managed().is_some() {
            Self::Own { kubelet: ami.and_then(|ami| ami.max_pods).map(|pods| pods.get().into()) }
        } else {
            Self::Managed
        }
    }

    /// How many pods a node takes: never more than have addresses, whatever the kubelet is told.
    pub(super) fn limit(self, shape: &NodeShape, network: PodNetwork) -> PodLimit {
        match self {
            Self::Managed => managed_pods(shape, network),
            Self::Own { kubelet } => {
                let (told, held) =
                    (self_managed_pods(shape, kubelet, None), pods_by_interfaces(shape, network));
                let reason = match kubelet {
                    _ if told >= held => PodLimitReason::Interfaces,
                    Some(_) => PodLimitReason::Kubelet,
                    None => PodLimitReason::Nodeadm,
                };
                PodLimit { pods: told.min(held), reason }
            }
            // Blocks are a setting of Windows's own, which the design does not have.
            Self::Windows => {
                PodLimit { pods: windows_pods(shape, false), reason: PodLimitReason::OneInterface }
            }
            Self::AutoMode => auto_mode_pods(shape),
        }
    }

    /// How many of a node's pods have an address of their own. On Windows and in Auto Mode the network is not run by
    /// pods, so all have one.
    pub(super) fn with_address(self, limit: PodLimit) -> u64 {
        match self {
            Self::Managed | Self::Own { .. } => limit.with_address(),
            Self::Windows | Self::AutoMode => limit.pods,
        }
    }

    /// Whether pods can live in subnets of their own: that is a setting of the VPC CNI for Linux.
    pub(super) fn takes_pod_subnets(self) -> bool {
        matches!(self, Self::Managed | Self::Own { .. })
    }
}

/// Where pods get addresses, for all nodes of a design.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PodSettings {
    /// What the VPC CNI is told.
    pub addresses: PodAddresses,
    /// Whether pods have IPv6 addresses.
    pub ipv6: bool,
}

impl PodSettings {
    /// The settings of `design`.
    pub fn of(design: &Design) -> Self {
        Self { addresses: design.network.pod_addresses, ipv6: design.cluster.ip_family == IpFamily::Ipv6 }
    }

    /// The network of pods on nodes of `kind`.
    ///
    /// With IPv6 a node takes a block of 80 bits and pods never lack addresses, so the limit is that of prefix
    /// delegation. Sources: EKS user guide, cni-ipv6; amazon-vpc-cni-k8s, docs/prefix-and-ip-target.md.
    pub(super) fn network(self, kind: NodeKind) -> PodNetwork {
        PodNetwork {
            prefixes: self.addresses.prefix_delegation || self.ipv6,
            own_subnets: self.own_subnets() && kind.takes_pod_subnets(),
        }
    }

    /// Whether pods on Linux live in subnets of their own.
    pub(super) fn own_subnets(self) -> bool {
        self.addresses.custom_networking && !self.ipv6
    }

    /// What a node takes for itself and for `pods` with addresses: from its subnet, and from that of the pods.
    pub(super) fn taken(self, kind: NodeKind, shape: &NodeShape, pods: u64) -> Taken {
        let from_its_own = |node| Taken { node, pods: Demand::default() };
        if self.ipv6 {
            // One IPv4 address for the node; those of pods are not counted, there are 2⁶⁴ in each subnet.
            return from_its_own(Demand::singles(1));
        }
        match kind {
            NodeKind::Managed | NodeKind::Own { .. } if self.own_subnets() => {
                let (node, pods) = taken_with_pod_subnet(shape, self.addresses, pods);
                Taken { node, pods }
            }
            NodeKind::Managed | NodeKind::Own { .. } => {
                from_its_own(taken_by_node(shape, self.addresses, pods))
            }
            NodeKind::Windows => from_its_own(taken_by_windows(shape, pods)),
            // Blocks, with some kept warm; how many is not documented: one, as the VPC CNI does. Where no block is free it
            // takes single addresses, so blocks never run out. Source: EKS user guide, automode/auto-networking.
            NodeKind::AutoMode => {
                let blocks = PodAddresses { prefix_delegation: true, ..PodAddresses::DEFAULT };
                from_its_own(Demand::singles(taken_by_node(shape, blocks, pods).addresses()))
            }
        }
    }
}

/// What a node takes from two subnets.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Taken {
    /// From its own.
    pub node: Demand,
    /// From the pod subnet of its zone, where pods live there (custom networking).
    pub pods: Demand,
}

impl Taken {
    /// So many times.
    #[must_use]
    pub fn times(self, count: u64) -> Self {
        Self { node: self.node.times(count), pods: self.pods.times(count) }
    }

    /// All addresses, of both.
    pub fn addresses(self) -> u64 {
        self.node.plus(self.pods).addresses()
    }

    /// The larger of each.
    pub(super) fn most(self, other: Self) -> Self {
        Self { node: self.node.most(other.node), pods: self.pods.most(other.pods) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::node::shapes::*;
    use super::*;
    use PodLimitReason::{Interfaces, Kubelet, Nodeadm, OneInterface, Usual};

    const OWN: NodeKind = NodeKind::Own { kubelet: None };
    const TOLD: NodeKind = NodeKind::Own { kubelet: Some(20) };

    fn settings(prefix_delegation: bool, custom_networking: bool, ipv6: bool) -> PodSettings {
        let addresses = PodAddresses { prefix_delegation, custom_networking, ..PodAddresses::DEFAULT };
        PodSettings { addresses, ipv6 }
    }

    /// m5.large: 3 interfaces of 10 addresses, so 3 × 9 + 2 = 29 pods; m5.4xlarge: 8 of 30, so 8 × 29 + 2 = 234.
    #[test]
    fn who_sets_the_limit() {
        let plain = settings(false, false, false);
        let limit = |kind: NodeKind, shape, settings: PodSettings| {
            let limit = kind.limit(shape, settings.network(kind));
            (limit.pods, limit.reason)
        };
        assert_eq!(limit(NodeKind::Managed, &M5_4XLARGE, plain), (110, Usual));
        assert_eq!(limit(OWN, &M5_4XLARGE, plain), (234, Interfaces));
        assert_eq!(limit(TOLD, &M5_LARGE, plain), (20, Kubelet));
        assert_eq!(limit(NodeKind::Own { kubelet: Some(110) }, &M5_LARGE, plain), (29, Interfaces));
        assert_eq!(limit(OWN, &M5_LARGE, settings(true, false, false)), (29, Nodeadm));
        // With one interface less for pods: 2 × 9 + 2.
        assert_eq!(limit(OWN, &M5_LARGE, settings(false, true, false)), (20, Interfaces));
        assert_eq!(limit(NodeKind::Managed, &M5_LARGE, settings(false, true, false)), (20, Interfaces));
        assert_eq!(limit(NodeKind::Managed, &M5_LARGE, settings(false, true, true)), (110, Usual));
        for settings in [plain, settings(true, true, false)] {
            assert_eq!(limit(NodeKind::Windows, &M5_LARGE, settings), (9, OneInterface));
            assert_eq!(limit(NodeKind::AutoMode, &M5_LARGE, settings), (27, Interfaces));
        }
    }

    #[test]
    fn where_addresses_come_from() {
        let taken = |kind, settings: PodSettings, pods| {
            let taken = settings.taken(kind, &M5_LARGE, pods);
            (taken.node, taken.pods)
        };
        let (single, none) = (Demand::singles(1), Demand::default());
        let plain = settings(false, false, false);
        assert_eq!(taken(OWN, plain, 27), (Demand::singles(30), none));
        // 18 pods fill the two interfaces that are left for them.
        assert_eq!(taken(OWN, settings(false, true, false), 18), (single, Demand::singles(20)));
        // 108 pods: 7 blocks and a warm one, all on one interface.
        let blocks = Demand { singles: 1, blocks: 8 };
        assert_eq!(taken(NodeKind::Managed, settings(true, true, false), 108), (single, blocks));
        assert_eq!(taken(NodeKind::Managed, settings(true, true, true), 108), (single, none));
        // The interface's own address, three warm ones at rest, and no more than it holds.
        let windows = [0, 2, 9].map(|pods| taken(NodeKind::Windows, settings(true, true, false), pods).0);
        assert_eq!(windows, [4, 6, 10].map(Demand::singles));
        // 27 pods fill two blocks, and one is warm: 49 addresses.
        let auto = taken(NodeKind::AutoMode, plain, 27);
        assert_eq!(auto, (Demand::singles(49), none));
    }
}
