//! Designs that the pages on capacity and cost work out by hand.

use std::sync::Arc;

use crate::design::{
    AutoMode, Design, FargatePods, FargateProfile, FargateProfileId, NodeGroupId, NodeGroupKind, Percent,
    Scaling, SelfManagedNodes, Subnet, SubnetId, Tier, Volume, starters,
};
use crate::value::{AutoNodePool, CapacityType, EndpointService, VolumeType};

fn known<T: std::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| unreachable!("{text} reads as it should"))
}

fn percent(share: u8) -> Percent {
    Percent::try_from(share).unwrap_or_else(|_| unreachable!("a share"))
}

/// The reference design with a self-managed group, a Fargate profile, Auto Mode and VPC endpoints beside its managed
/// group.
pub fn every_kind() -> Design {
    let mut design = starters::reference();
    let compute = Arc::make_mut(&mut design.compute);
    let mut own = compute.node_groups[0].clone();
    (own.id, own.name) = (NodeGroupId(6), known("batch"));
    own.kind = NodeGroupKind::SelfManaged(SelfManagedNodes {
        on_demand_base: 1,
        on_demand_percent: percent(25),
        ..SelfManagedNodes::default()
    });
    own.instance_types = vec![known("m5.xlarge")];
    own.capacity_type = CapacityType::Spot;
    own.scaling = Scaling { min: 1, desired: 2, max: 4 };
    own.settings.volume = Volume { kind: VolumeType::Gp3, iops: Some(4000), throughput_mibps: Some(250) };
    let subnets = own.subnets.clone();
    compute.node_groups.push(own);
    compute.fargate_profiles.push(FargateProfile {
        id: FargateProfileId(7),
        name: known("jobs"),
        selectors: Vec::new(),
        subnets,
        expected: FargatePods { pods: 5, millicores: 500, memory_mib: 1024 },
    });
    compute.auto_mode = Some(AutoMode {
        node_pools: AutoNodePool::ALL.iter().copied().collect(),
        expected_nodes: 3,
        expected_type: known("m5.large"),
    });
    Arc::make_mut(&mut design.network).endpoints.services = [
        EndpointService::S3,
        EndpointService::Ec2,
        EndpointService::EcrApi,
        EndpointService::EcrDkr,
        EndpointService::Sts,
    ]
    .into();
    design.usage.endpoint_gb = 200;
    design.usage.spot_discount_percent = Some(percent(60));
    design.next_id = 8;
    design
}

/// The reference design with subnets for pods from a further block of the VPC.
pub fn pods_apart() -> Design {
    let mut design = starters::reference();
    let network = Arc::make_mut(&mut design.network);
    network.secondary_cidrs.push(known("100.64.0.0/16"));
    network.pod_addresses.custom_networking = true;
    let pod = |id, name: &str, zone: &str, cidr: &str| {
        Subnet::plain(SubnetId(id), known(name), known(zone), Tier::Pod, known(cidr))
    };
    network.subnets.push(pod(10, "pod-az1", "euc1-az1", "100.64.0.0/18"));
    network.subnets.push(pod(11, "pod-az2", "euc1-az2", "100.64.64.0/18"));
    design.next_id = 12;
    design
}
