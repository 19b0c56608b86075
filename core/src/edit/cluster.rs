//! Edits of the control plane.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::network::number_subnets;
use super::{Edit, Refusal, bounded};
use crate::design::{Addon, Design, Endpoint, Flavour, SecretsEncryption, Tier, limits};
use crate::sorted;
use crate::value::{
    AddonName, Cidr, ClusterName, IpFamily, KubernetesVersion, LogRetention, LogType, SupportType, ZoneId,
};

/// A change of the control plane.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ClusterEdit {
    /// Gives the cluster another name.
    Rename {
        /// The new name.
        name: ClusterName,
    },
    /// Chooses the Kubernetes version.
    SetVersion {
        /// The new version.
        version: KubernetesVersion,
    },
    /// Chooses what happens when the version's standard support ends.
    SetUpgradePolicy {
        /// The new policy.
        policy: SupportType,
    },
    /// Protects the cluster against deletion, or no longer.
    SetDeletionProtection {
        /// Whether it is protected.
        enabled: bool,
    },
    /// Lets traffic be shifted away from a zone that fails, or no longer.
    SetZonalShift {
        /// Whether it may be.
        enabled: bool,
    },
    /// Chooses how the bundle writes what belongs to the cluster.
    SetFlavour {
        /// The new flavour.
        flavour: Flavour,
    },
    /// Chooses the block of services.
    SetServiceCidr {
        /// The new block; `None` leaves it to EKS.
        cidr: Option<Cidr>,
    },
    /// Chooses the family of addresses of pods and services. With IPv6 every subnet that has none gets one of the VPC's
    /// IPv6 blocks, the lowest that is free; with IPv4 none has one.
    SetIpFamily {
        /// The new family.
        family: IpFamily,
    },
    /// Installs an add-on, or chooses how it is installed, or removes it.
    SetAddon {
        /// The add-on.
        name: AddonName,
        /// How it is installed; none removes it.
        addon: Option<Addon>,
    },
    /// Chooses who reaches the API server.
    SetEndpoint {
        /// The new ways.
        endpoint: Endpoint,
    },
    /// Chooses the tier that takes the control plane's network interfaces.
    SetControlPlaneTier {
        /// The new tier.
        tier: Tier,
    },
    /// Chooses the zones that the control plane leaves alone; what is no zone of the design is left out.
    SetZonesWithoutControlPlane {
        /// The new set.
        zones: BTreeSet<ZoneId>,
    },
    /// Chooses the key of Kubernetes secrets.
    SetSecretsEncryption {
        /// The new key.
        encryption: SecretsEncryption,
    },
    /// Chooses the logs that go to CloudWatch.
    SetLogTypes {
        /// The new set.
        log_types: BTreeSet<LogType>,
    },
    /// Chooses for how long they are kept.
    SetLogRetention {
        /// The new number of days.
        retention: LogRetention,
    },
}

impl From<ClusterEdit> for Edit {
    fn from(edit: ClusterEdit) -> Self {
        Self::Cluster(edit)
    }
}

impl ClusterEdit {
    pub(super) fn apply(&self, design: &mut Design) -> Result<(), Refusal> {
        let cluster = Arc::make_mut(&mut design.cluster);
        match self {
            Self::Rename { name } => cluster.name = name.clone(),
            Self::SetVersion { version } => cluster.version = *version,
            Self::SetUpgradePolicy { policy } => cluster.upgrade_policy = *policy,
            Self::SetDeletionProtection { enabled } => cluster.deletion_protection = *enabled,
            Self::SetZonalShift { enabled } => cluster.zonal_shift = *enabled,
            Self::SetFlavour { flavour } => cluster.flavour = *flavour,
            Self::SetServiceCidr { cidr } => cluster.service_cidr = *cidr,
            Self::SetIpFamily { family } => {
                cluster.ip_family = *family;
                number_subnets(design);
            }
            Self::SetAddon { name, addon: Some(addon) } => {
                cluster.addons.insert(name.clone(), addon.clone());
                bounded("add-ons", cluster.addons.len(), limits::ADDONS)?;
            }
            Self::SetAddon { name, addon: None } => {
                cluster.addons.remove(name).ok_or_else(|| Refusal::gone("add-on"))?;
            }
            Self::SetEndpoint { endpoint } if endpoint.public_cidrs.len() > limits::PUBLIC_CIDRS => {
                return Err(Refusal::full("blocks for the public endpoint", limits::PUBLIC_CIDRS));
            }
            Self::SetEndpoint { endpoint } => cluster.endpoint = endpoint.clone(),
            Self::SetControlPlaneTier { tier } => cluster.control_plane_tier = *tier,
            Self::SetZonesWithoutControlPlane { zones } => {
                let known = zones.iter().filter(|zone| design.network.zones.contains(zone));
                cluster.zones_without_control_plane = sorted::set(known.cloned());
            }
            Self::SetSecretsEncryption { encryption } => cluster.secrets_encryption = encryption.clone(),
            Self::SetLogTypes { log_types } => cluster.log_types = log_types.clone(),
            Self::SetLogRetention { retention } => cluster.log_retention_days = *retention,
        }
        Ok(())
    }
}
