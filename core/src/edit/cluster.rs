//! Edits of the control plane.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Edit, Refusal};
use crate::design::{Design, Endpoint, SecretsEncryption, Tier, limits};
use crate::value::{Cidr, ClusterName, KubernetesVersion, LogRetention, LogType, SupportType};

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
    /// Chooses the block of services.
    SetServiceCidr {
        /// The new block; `None` leaves it to EKS.
        cidr: Option<Cidr>,
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
            Self::SetServiceCidr { cidr } => cluster.service_cidr = *cidr,
            Self::SetEndpoint { endpoint } if endpoint.public_cidrs.len() > limits::PUBLIC_CIDRS => {
                return Err(Refusal::full("blocks for the public endpoint", limits::PUBLIC_CIDRS));
            }
            Self::SetEndpoint { endpoint } => cluster.endpoint = endpoint.clone(),
            Self::SetControlPlaneTier { tier } => cluster.control_plane_tier = *tier,
            Self::SetSecretsEncryption { encryption } => cluster.secrets_encryption = encryption.clone(),
            Self::SetLogTypes { log_types } => cluster.log_types = log_types.clone(),
            Self::SetLogRetention { retention } => cluster.log_retention_days = *retention,
        }
        Ok(())
    }
}
