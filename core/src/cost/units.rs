//! Prices of what the model does not have yet, from plain figures: interface endpoints, Fargate pods, Auto Mode.

use super::{Each, Share, charge};
use crate::catalog::AUTO_MODE_FEE_PER_MILLE;
use crate::value::{Rate, Usd};

/// What interface endpoints cost a month: each service has an endpoint in each zone, paid by the hour, and traffic is
/// paid by the GB. Gateway endpoints (S3, DynamoDB) are free. Source: AWS PrivateLink pricing.
pub fn interface_endpoints(services: u32, zones: u32, gb: u32, hour: Rate, per_gb: Rate) -> Usd {
    let endpoints = u64::from(services) * u64::from(zones);
    charge(hour, endpoints, Each::Hours, Share::WHOLE) + charge(per_gb, gb.into(), Each::One, Share::WHOLE)
}

/// The size of a Fargate pod: what is paid for, so after rounding up to a size that Fargate has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FargateSize {
    /// In thousandths of a vCPU.
    pub cpu_millicores: u64,
    /// In MiB; 1024 of them are the GB of the price list.
    pub memory_mib: u64,
    /// Ephemeral storage in GiB. The first 20 are free.
    pub storage_gib: u64,
}

/// What Fargate asks for an hour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FargateRates {
    /// Of a vCPU.
    pub vcpu: Rate,
    /// Of a GB of memory.
    pub memory: Rate,
    /// Of a GB of storage above what is free.
    pub storage: Rate,
}

/// Ephemeral storage that comes with each pod, in GiB. Source: AWS Fargate pricing.
const FREE_STORAGE_GIB: u64 = 20;

/// What a Fargate pod costs that runs the whole month. Source: AWS Fargate pricing.
pub fn fargate_pod(size: FargateSize, rates: FargateRates) -> Usd {
    let hours = |rate, count, of| charge(rate, count, Each::Hours, Share { part: 1, of });
    let storage = size.storage_gib.saturating_sub(FREE_STORAGE_GIB);
    hours(rates.vcpu, size.cpu_millicores, 1000)
        + hours(rates.memory, size.memory_mib, 1024)
        + hours(rates.storage, storage, 1)
}

/// What EKS Auto Mode asks beside the instances, for so many nodes of one type: a share of their on-demand price,
/// whatever is paid for them ([`AUTO_MODE_FEE_PER_MILLE`]).
pub fn auto_mode_fee(nodes: u64, on_demand: Rate) -> Usd {
    let share = Share { part: AUTO_MODE_FEE_PER_MILLE, of: 1000 };
    charge(on_demand, nodes, Each::Hours, share)
}
