//! What a thing costs a month by plain figures: interface endpoints, Fargate pods, the fee of Auto Mode.

use super::{Each, Share, charge};
use crate::capacity::Resources;
use crate::catalog::AUTO_MODE_FEE_PER_MILLE;
use crate::value::{Rate, Usd};

/// What interface endpoints cost a month: each service has an endpoint in each zone, paid by the hour, and traffic is
/// paid by the GB. Gateway endpoints (S3, DynamoDB) are free. Source: AWS PrivateLink pricing.
pub fn interface_endpoints(services: u32, zones: u32, gb: u32, hour: Rate, per_gb: Rate) -> Usd {
    let endpoints = u64::from(services) * u64::from(zones);
    charge(hour, endpoints, Each::Hours, Share::WHOLE) + charge(per_gb, gb.into(), Each::One, Share::WHOLE)
}

/// What so many Fargate pods cost that run the whole month in machines of `size`, at the prices of a vCPU and of a GB an
/// hour. The 20 GiB of storage that come with each are free. Source: AWS Fargate pricing.
pub fn fargate_pods(pods: u64, size: Resources, vcpu: Rate, memory: Rate) -> Usd {
    charge(vcpu, pods, Each::VcpuHours(size.cpu_millicores), Share::WHOLE)
        + charge(memory, pods, Each::GibHours(size.memory_mib), Share::WHOLE)
}

/// The share of an instance's on-demand price that EKS Auto Mode asks beside it, whatever is paid for the instance.
pub(super) const AUTO_MODE_FEE: Share = Share::percent(AUTO_MODE_FEE_PER_MILLE / 10);

/// What EKS Auto Mode asks beside the instances, for so many nodes of one type.
pub fn auto_mode_fee(nodes: u64, on_demand: Rate) -> Usd {
    charge(on_demand, nodes, Each::Hours, AUTO_MODE_FEE)
}
