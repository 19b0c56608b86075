//! Which services of AWS `infrastructure/` calls: what the role that applies it must be allowed to.

use super::cluster::has_node_group;
use super::flow_logs::has_flow_logs;
use super::network::{has_nat, is_ipv6};
use super::values::network::has_tagged_subnets;
use super::{addons, fargate, has_own_key, karpenter, self_managed, ssh};
use crate::design::{Design, WorkloadIdentity};
use crate::value::CapacityType;

/// What is in the folder, as far as its making needs rights of its own.
pub(in super::super) struct Needs {
    /// A key of the cluster.
    pub(in super::super) key: bool,
    /// A VPC.
    pub(in super::super) network: bool,
    /// An internet gateway.
    pub(in super::super) internet_gateway: bool,
    /// NAT gateways.
    pub(in super::super) nat: bool,
    /// IPv6 addresses of a VPC.
    pub(in super::super) ipv6: bool,
    /// Further IPv4 blocks of a VPC.
    pub(in super::super) further_blocks: bool,
    /// VPC endpoints.
    pub(in super::super) endpoints: bool,
    /// Flow logs.
    pub(in super::super) flow_logs: bool,
    /// Log groups.
    pub(in super::super) log_groups: bool,
    /// Launch templates.
    pub(in super::super) nodes: bool,
    /// Managed node groups.
    pub(in super::super) managed_groups: bool,
    /// Auto Scaling groups.
    pub(in super::super) auto_scaling: bool,
    /// Groups of spot instances.
    pub(in super::super) spot: bool,
    /// A key pair.
    pub(in super::super) key_pair: bool,
    /// Roles for nodes on EC2.
    pub(in super::super) instances: bool,
    /// Fargate profiles.
    pub(in super::super) fargate: bool,
    /// A place on Fargate for what runs first, since there is no other.
    pub(in super::super) first_on_fargate: bool,
    /// Tags of subnets beside their names.
    pub(in super::super) tagged_subnets: bool,
    /// Roles that pods get by Pod Identity.
    pub(in super::super) pod_identity: bool,
    /// Karpenter's queue.
    pub(in super::super) queue: bool,
}

impl Needs {
    /// The needs of `design`.
    pub(in super::super) fn of(design: &Design) -> Self {
        let groups = &design.compute.node_groups;
        let workloads = &design.access.workloads;
        let flow_logs = has_flow_logs(design);
        Self {
            key: has_own_key(design),
            network: design.network.existing.is_none(),
            internet_gateway: design.network.internet_gateway,
            nat: has_nat(design),
            ipv6: is_ipv6(design),
            further_blocks: !design.network.secondary_cidrs.is_empty(),
            endpoints: !design.network.endpoints.services.is_empty(),
            flow_logs,
            log_groups: flow_logs || !design.cluster.log_types.is_empty(),
            nodes: !groups.is_empty(),
            managed_groups: groups.iter().any(|g| g.managed().is_some()),
            auto_scaling: self_managed::some(design),
            spot: groups.iter().any(|g| g.capacity_type == CapacityType::Spot),
            key_pair: ssh::is_open(design),
            instances: has_node_group(design) || design.compute.auto_mode.is_some(),
            fargate: fargate::some(design),
            first_on_fargate: fargate::runs_first(design),
            tagged_subnets: has_tagged_subnets(design),
            pod_identity: addons::some_by_pod_identity(design)
                || karpenter::is_by_pod_identity(design)
                || workloads.iter().any(|w| w.identity == WorkloadIdentity::PodIdentity),
            queue: karpenter::has_queue(design),
        }
    }
}

/// The names of the add-ons whose pods have a role.
pub(in super::super) fn addons_with_role(design: &Design) -> impl Iterator<Item = &'static str> {
    addons::with_role(design).map(|(_, facts)| facts.name)
}
