//! From two states of the control plane to the edit between them.

use configurator_core::design::Cluster;
use configurator_core::edit::ClusterEdit;

/// The edit that makes one of the other: a field changes one thing. The key of secrets has a form of its own.
pub(super) fn edit(before: &Cluster, after: Cluster) -> Option<ClusterEdit> {
    Some(if before.name != after.name {
        ClusterEdit::Rename { name: after.name }
    } else if before.version != after.version {
        ClusterEdit::SetVersion { version: after.version }
    } else if before.upgrade_policy != after.upgrade_policy {
        ClusterEdit::SetUpgradePolicy { policy: after.upgrade_policy }
    } else if before.deletion_protection != after.deletion_protection {
        ClusterEdit::SetDeletionProtection { enabled: after.deletion_protection }
    } else if before.zonal_shift != after.zonal_shift {
        ClusterEdit::SetZonalShift { enabled: after.zonal_shift }
    } else if before.flavour != after.flavour {
        ClusterEdit::SetFlavour { flavour: after.flavour }
    } else if before.service_cidr != after.service_cidr {
        ClusterEdit::SetServiceCidr { cidr: after.service_cidr }
    } else if before.ip_family != after.ip_family {
        ClusterEdit::SetIpFamily { family: after.ip_family }
    } else if before.endpoint != after.endpoint {
        ClusterEdit::SetEndpoint { endpoint: after.endpoint }
    } else if before.control_plane_tier != after.control_plane_tier {
        ClusterEdit::SetControlPlaneTier { tier: after.control_plane_tier }
    } else if before.zones_without_control_plane != after.zones_without_control_plane {
        ClusterEdit::SetZonesWithoutControlPlane { zones: after.zones_without_control_plane }
    } else if before.log_types != after.log_types {
        ClusterEdit::SetLogTypes { log_types: after.log_types }
    } else if before.log_retention_days != after.log_retention_days {
        ClusterEdit::SetLogRetention { retention: after.log_retention_days }
    } else {
        return None;
    })
}
