//! How pods get their addresses.

use serde::Serialize;

use crate::json::Read;

/// The settings of the VPC CNI, for all nodes alike: what a node takes from its subnet for its pods, and when.
/// Source: amazon-vpc-cni-k8s, README (2026-08-20), environment variables of the same names.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct PodAddresses {
    /// Whether nodes take blocks of 16 addresses (/28) instead of single ones (`ENABLE_PREFIX_DELEGATION`).
    pub prefix_delegation: bool,
    /// Whether pods get their addresses from the pod subnet of their node's zone instead of the node's own subnet
    /// (`AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG`): custom networking.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub custom_networking: bool,
    /// Whether pods can have security groups of their own (`ENABLE_POD_ENI`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub security_groups: bool,
    /// Whether the CNI enforces network policies (`enableNetworkPolicy` of the add-on).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub network_policy: bool,
    /// How many free addresses a node keeps (`WARM_IP_TARGET`); `None` leaves it to whole interfaces or blocks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warm_ip_target: Option<u16>,
    /// How many addresses a node takes at once when it starts (`MINIMUM_IP_TARGET`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_ip_target: Option<u16>,
    /// How many free network interfaces a node keeps without prefix delegation (`WARM_ENI_TARGET`); `None` is 1. It
    /// does nothing where a node keeps free addresses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warm_eni_target: Option<u16>,
    /// How many free blocks a node keeps with prefix delegation (`WARM_PREFIX_TARGET`); `None` is 1. It does nothing
    /// where a node keeps free addresses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warm_prefix_target: Option<u16>,
}

impl PodAddresses {
    /// What the CNI does by itself.
    pub const DEFAULT: Self = Self {
        prefix_delegation: false,
        custom_networking: false,
        security_groups: false,
        network_policy: false,
        warm_ip_target: None,
        minimum_ip_target: None,
        warm_eni_target: None,
        warm_prefix_target: None,
    };

    /// The environment variables of the CNI that differ from what it does by itself, with their values. Source beside the
    /// README: EKS best practices guide, network security (2026-08-20): policies together with groups of pods need `standard`.
    pub fn environment(self) -> Vec<(&'static str, String)> {
        let numbers = [
            ("MINIMUM_IP_TARGET", self.minimum_ip_target),
            ("WARM_ENI_TARGET", self.warm_eni_target),
            ("WARM_IP_TARGET", self.warm_ip_target),
            ("WARM_PREFIX_TARGET", self.warm_prefix_target),
        ];
        let switches = [
            ("AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", self.custom_networking, "true"),
            // The name of an ENIConfig is the name of its zone.
            ("ENI_CONFIG_LABEL_DEF", self.custom_networking, "topology.kubernetes.io/zone"),
            ("ENABLE_POD_ENI", self.security_groups, "true"),
            ("ENABLE_PREFIX_DELEGATION", self.prefix_delegation, "true"),
            // Where traffic of a pod goes by its own interface alone (`strict`, the CNI's choice), policies do not see it.
            ("POD_SECURITY_GROUP_ENFORCING_MODE", self.security_groups && self.network_policy, "standard"),
        ];
        let switches =
            switches.into_iter().filter(|(_, on, _)| *on).map(|(name, _, value)| (name, value.to_owned()));
        let numbers = numbers.into_iter().filter_map(|(name, n)| Some((name, n?.to_string())));
        switches.chain(numbers).collect()
    }

    /// The environment variables of the container that prepares a node for the CNI, with their values. Source: the same
    /// README, `DISABLE_TCP_EARLY_DEMUX`: without it the kubelet's probes do not reach pods with groups of their own, in
    /// the mode in which their traffic goes by their own interface alone.
    pub fn init_environment(self) -> Option<(&'static str, &'static str)> {
        (self.security_groups && !self.network_policy).then_some(("DISABLE_TCP_EARLY_DEMUX", "true"))
    }

    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}
