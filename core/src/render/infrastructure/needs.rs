//! Which services of AWS `infrastructure/` calls: what the role that applies it must be allowed to.

use super::flow_logs::has_flow_logs;
use super::{has_ipv6_policy, has_own_key, karpenter, native, self_managed};
use crate::design::Design;

/// What is in the folder, as far as its making needs rights of its own.
pub(in super::super) struct Needs {
    /// A key of the cluster.
    pub(in super::super) key: bool,
    /// A VPC.
    pub(in super::super) network: bool,
    /// VPC endpoints.
    pub(in super::super) endpoints: bool,
    /// Flow logs.
    pub(in super::super) flow_logs: bool,
    /// Launch templates.
    pub(in super::super) nodes: bool,
    /// Auto Scaling groups.
    pub(in super::super) auto_scaling: bool,
    /// Karpenter's queue.
    pub(in super::super) queue: bool,
    /// The policy by which nodes assign IPv6 addresses.
    pub(in super::super) ipv6: bool,
}

impl Needs {
    /// The needs of `design`.
    pub(in super::super) fn of(design: &Design) -> Self {
        Self {
            key: has_own_key(design),
            network: design.network.existing.is_none(),
            endpoints: !design.network.endpoints.services.is_empty(),
            flow_logs: has_flow_logs(design),
            nodes: !design.compute.node_groups.is_empty(),
            auto_scaling: self_managed::some(design),
            queue: karpenter::has_queue(design),
            ipv6: has_ipv6_policy(design) && !native::is_chosen(design),
        }
    }
}
