//! What runs on capacity of AWS's: Fargate profiles and EKS Auto Mode. Both hold what is expected of them, at any scale.

use super::demand::Demand;
use super::fargate::{FOR_KUBERNETES_MIB, fargate_size};
use super::fleet::Fleet;
use super::group::{Moments, NodeCapacity};
use super::kind::{NodeKind, PodSettings};
use super::resources::Resources;
use crate::design::{AutoMode, FargateProfile, FargateProfileId};

/// What a Fargate profile holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FargateCapacity {
    /// The profile.
    pub profile: FargateProfileId,
    /// The machine that each of its pods gets; `None` where none is large enough: then none of them runs.
    pub size: Option<Resources>,
    /// How many pods are expected, of those that run.
    pub pods: u64,
    /// Over how many subnets they are spread.
    pub subnets: u64,
    /// How many of them each subnet holds at most: as if they were spread evenly, and rounded up.
    pub pods_in_each_subnet: u64,
}

impl FargateCapacity {
    /// A profile that has so many subnets.
    pub(super) fn of(profile: &FargateProfile, subnets: u64) -> Self {
        let expected = profile.expected;
        let size = fargate_size(Resources {
            cpu_millicores: expected.millicores.into(),
            memory_mib: expected.memory_mib.into(),
        });
        let pods: u64 = size.map_or(0, |_| expected.pods.into());
        let pods_in_each_subnet = if subnets == 0 { 0 } else { pods.div_ceil(subnets) };
        Self { profile: profile.id, size, pods, subnets, pods_in_each_subnet }
    }

    /// Its pods, and what they get of their machines: all but what Kubernetes takes.
    pub fn fleet(&self) -> Fleet {
        self.size.map_or(Fleet::default(), |size| Fleet {
            nodes: 0,
            pods: self.pods,
            cpu_millicores: size.cpu_millicores.saturating_mul(self.pods),
            memory_mib: size.memory_mib.saturating_sub(FOR_KUBERNETES_MIB).saturating_mul(self.pods),
        })
    }

    /// What it takes from each of its subnets: an IPv4 address a pod, with IPv6 too.
    /// Source: EKS best practices guide, networking/ipv6 (Fargate).
    pub fn taken_from_each_subnet(&self) -> Moments<Demand> {
        let running = Demand::singles(self.pods_in_each_subnet);
        Moments { at_rest: Demand::default(), ..Moments::same(running) }
    }
}

/// What EKS Auto Mode holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AutoModeCapacity {
    /// What a node of the type expected has; `None` where the catalog does not know it. What Auto Mode reserves on it is
    /// not documented: it is taken to be what other nodes reserve.
    pub node: Option<NodeCapacity>,
    /// How many nodes are expected.
    pub nodes: u64,
    /// Over how many subnets they are spread: those of the control plane, which the built-in node class takes over.
    /// Sources: containers-roadmap issue 2793; terraform-aws-eks issue 3574.
    pub subnets: u64,
    /// How many of them each subnet holds at most.
    pub nodes_in_each_subnet: u64,
}

impl AutoModeCapacity {
    /// Auto Mode in so many subnets.
    pub(super) fn of(auto_mode: &AutoMode, settings: PodSettings, subnets: u64) -> Self {
        let types = std::slice::from_ref(&auto_mode.expected_type);
        let nodes = u64::from(auto_mode.expected_nodes);
        Self {
            node: NodeCapacity::of_types(types, NodeKind::AutoMode, settings),
            nodes,
            subnets,
            nodes_in_each_subnet: if subnets == 0 { 0 } else { nodes.div_ceil(subnets) },
        }
    }

    /// Its nodes together.
    pub fn fleet(&self) -> Fleet {
        Fleet::of(self.node.as_ref(), self.nodes)
    }

    /// What it takes from each of its subnets; where its type is not known, at least that.
    pub fn taken_from_each_subnet(&self) -> Moments<Demand> {
        let of = |taken: Option<Demand>| taken.unwrap_or(Demand::singles(1)).times(self.nodes_in_each_subnet);
        let full = of(self.node.map(|node| node.full.node));
        Moments { at_rest: of(self.node.map(|node| node.at_rest.node)), ..Moments::same(full) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{FargatePods, SubnetId};

    fn profile(pods: u32, millicores: u32, memory_mib: u32) -> FargateCapacity {
        let profile = FargateProfile {
            id: FargateProfileId(1),
            name: "apps".parse().unwrap(),
            selectors: Vec::new(),
            subnets: [SubnetId(1), SubnetId(2)].into(),
            expected: FargatePods { pods, millicores, memory_mib },
        };
        FargateCapacity::of(&profile, 2)
    }

    /// Five pods of 0.5 vCPU and 1 GiB: with 256 MiB on top, 0.5 vCPU and 2 GiB.
    #[test]
    fn a_profile_spreads_its_pods() {
        let five = profile(5, 500, 1024);
        assert_eq!(five.size, Some(Resources { cpu_millicores: 500, memory_mib: 2048 }));
        assert_eq!(five.fleet(), Fleet { nodes: 0, pods: 5, cpu_millicores: 2500, memory_mib: 5 * 1792 });
        let taken = five.taken_from_each_subnet();
        assert_eq!((taken.at_rest.addresses(), taken.at_peak.addresses()), (0, 3));
        let too_large = profile(5, 16_001, 0);
        assert_eq!((too_large.size, too_large.pods, too_large.fleet()), (None, 0, Fleet::default()));
    }

    /// m5.large takes 27 pods: 7 nodes in 2 subnets are 4 in one, of 49 addresses each when full and 17 at rest.
    #[test]
    fn auto_mode_spreads_its_nodes() {
        let of = |expected_type: &str, subnets| {
            let expected_type = expected_type.parse().unwrap();
            let auto_mode = AutoMode { node_pools: [].into(), expected_nodes: 7, expected_type };
            AutoModeCapacity::of(&auto_mode, PodSettings::default(), subnets)
        };
        let large = of("m5.large", 2);
        assert_eq!((large.nodes_in_each_subnet, large.fleet().pods), (4, 7 * 27));
        let taken = large.taken_from_each_subnet();
        assert_eq!((taken.at_rest.addresses(), taken.at_peak.addresses()), (4 * 17, 4 * 49));
        assert_eq!(of("z9.gigantic", 2).taken_from_each_subnet().at_peak, Demand::singles(4));
        assert_eq!(of("m5.large", 0).taken_from_each_subnet().at_peak, Demand::default());
    }
}
