//! How many pods a node takes.
//!
//! Sources: EKS user guide, choosing-instance-type (“How maxPods is determined”); amazon-eks-ami, nodeadm; the
//! recommended limits are those of the script `max-pods-calculator.sh`.

use super::node::{ADDRESSES_OF_BLOCK, NodeShape, PodNetwork};

/// The pods of every node that use its network and no address of their own: `aws-node` and `kube-proxy`. Where more
/// do, a node takes a little less than what is counted here.
pub const HOST_NETWORK_PODS: u64 = 2;

/// The limit of nodes with up to 30 processors.
const USUAL_LIMIT: u64 = 110;
/// The limit of larger ones.
const LARGE_LIMIT: u64 = 250;
/// More processors than this make a node large.
const MOST_USUAL_VCPUS: u32 = 30;

/// How many pods a node takes, and why no more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct PodLimit {
    /// The number of pods, those on the node's own network included.
    pub pods: u64,
    /// What holds it down.
    pub reason: PodLimitReason,
}

/// What holds a node's number of pods down.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PodLimitReason {
    /// The addresses that its network interfaces take.
    Interfaces,
    /// The limit of 110 for nodes with up to 30 processors.
    Usual,
    /// The limit of 250 for larger nodes.
    Large,
    /// What nodeadm works out by itself: one for each single address, whatever else the interfaces could hold.
    Nodeadm,
    /// What the kubelet is told.
    Kubelet,
    /// The addresses of the one interface that Windows uses.
    OneInterface,
}

impl PodLimit {
    /// How many of the pods on a Linux node have an address of their own.
    pub fn with_address(self) -> u64 {
        self.pods.saturating_sub(HOST_NETWORK_PODS)
    }

    fn at_most(addresses: u64, limit: u64, reason: PodLimitReason) -> Self {
        if addresses <= limit {
            Self { pods: addresses, reason: PodLimitReason::Interfaces }
        } else {
            Self { pods: limit, reason }
        }
    }
}

/// How many pods the network interfaces have addresses for; the two on the node's own network need none.
pub fn pods_by_interfaces(shape: &NodeShape, network: PodNetwork) -> u64 {
    let per_slot = if shape.takes_blocks(network) { ADDRESSES_OF_BLOCK } else { 1 };
    shape.pod_interfaces(network) * shape.slots() * per_slot + HOST_NETWORK_PODS
}

/// Pods on a node of a managed node group whose AMI is Amazon's: EKS sets the limit and overrides any other. Whether it
/// knows of custom networking is not documented; it is taken to.
pub fn managed_pods(shape: &NodeShape, network: PodNetwork) -> PodLimit {
    let (limit, reason) = if shape.vcpus > MOST_USUAL_VCPUS {
        (LARGE_LIMIT, PodLimitReason::Large)
    } else {
        (USUAL_LIMIT, PodLimitReason::Usual)
    };
    PodLimit::at_most(pods_by_interfaces(shape, network), limit, reason)
}

/// Pods on a node with an AMI of one's own: what the kubelet is told (`maxPods`), else what nodeadm is told (the value of
/// its `maxPodsExpression`), else one for each single address: by itself nodeadm knows neither blocks nor custom networking.
pub fn self_managed_pods(shape: &NodeShape, kubelet: Option<u32>, nodeadm: Option<u32>) -> u64 {
    let told = kubelet.or(nodeadm).map(u64::from);
    told.unwrap_or_else(|| pods_by_interfaces(shape, PodNetwork::default()))
}

/// Pods on a Windows node, which uses one interface.
/// Source: EKS user guide, windows-support; with blocks by the same reasoning, which is not documented.
pub fn windows_pods(shape: &NodeShape, prefixes: bool) -> u64 {
    let network = PodNetwork { prefixes, own_subnets: false };
    shape.slots() * if shape.takes_blocks(network) { ADDRESSES_OF_BLOCK } else { 1 }
}

/// Pods on a node of EKS Auto Mode.
pub fn auto_mode_pods(shape: &NodeShape) -> PodLimit {
    PodLimit::at_most(u64::from(shape.enis) * shape.slots(), USUAL_LIMIT, PodLimitReason::Usual)
}

#[cfg(test)]
mod tests {
    use super::super::node::shapes::*;
    use super::*;
    use PodLimitReason::{Interfaces, Large, Usual};

    const SINGLE: PodNetwork = PodNetwork { prefixes: false, own_subnets: false };
    const BLOCKS: PodNetwork = PodNetwork { prefixes: true, own_subnets: false };

    #[test]
    fn on_managed_nodes() {
        for (shape, by_interfaces, pods, reason) in [
            (T3_MEDIUM, 17, 17, Interfaces),
            (M5_LARGE, 29, 29, Interfaces),
            (M5_4XLARGE, 234, 110, Usual),
            (M5_8XLARGE, 234, 234, Interfaces),
        ] {
            assert_eq!(pods_by_interfaces(&shape, SINGLE), by_interfaces);
            assert_eq!(managed_pods(&shape, SINGLE), PodLimit { pods, reason });
        }
        assert_eq!(managed_pods(&M5_8XLARGE, BLOCKS), PodLimit { pods: 250, reason: Large });
    }

    #[test]
    fn with_blocks_and_in_subnets_of_their_own() {
        let own = PodNetwork { own_subnets: true, ..SINGLE };
        let both = PodNetwork { own_subnets: true, ..BLOCKS };
        for (network, by_interfaces, pods) in [(own, 20, 20), (BLOCKS, 434, 110), (both, 290, 110)] {
            assert_eq!(pods_by_interfaces(&M5_LARGE, network), by_interfaces);
            assert_eq!(managed_pods(&M5_LARGE, network).pods, pods);
        }
        // Without Nitro there are no blocks; with one interface nothing is left for pods.
        assert_eq!(pods_by_interfaces(&M4_LARGE, BLOCKS), 20);
        assert_eq!(pods_by_interfaces(&NodeShape { enis: 1, ..M5_LARGE }, own), HOST_NETWORK_PODS);
    }

    #[test]
    fn the_large_limit_is_for_more_than_30_processors() {
        let node = |vcpus| managed_pods(&NodeShape { vcpus, ..M5_8XLARGE }, BLOCKS);
        assert_eq!([30, 31].map(|vcpus| node(vcpus).pods), [110, 250]);
        // A limit that is just met holds nothing down.
        let exact = NodeShape { enis: 4, ipv4_per_eni: 28, ..M5_LARGE };
        assert_eq!(managed_pods(&exact, SINGLE), PodLimit { pods: 110, reason: Interfaces });
    }

    #[test]
    fn elsewhere() {
        assert_eq!(self_managed_pods(&M5_LARGE, None, None), 29);
        assert_eq!(self_managed_pods(&M5_LARGE, None, Some(60)), 60);
        assert_eq!(self_managed_pods(&M5_LARGE, Some(1), Some(60)), 1);
        assert_eq!([false, true].map(|prefixes| windows_pods(&M5_LARGE, prefixes)), [9, 144]);
        assert_eq!(auto_mode_pods(&M5_LARGE), PodLimit { pods: 27, reason: Interfaces });
        assert_eq!(auto_mode_pods(&M5_4XLARGE), PodLimit { pods: 110, reason: Usual });
    }

    #[test]
    fn two_need_no_address() {
        let limit = |pods| PodLimit { pods, reason: Interfaces };
        assert_eq!([29, 110, 2, 1].map(|pods| limit(pods).with_address()), [27, 108, 0, 0]);
    }
}
