//! Who may do what in the cluster.

use serde::{Deserialize, Serialize};

use crate::value::{AuthenticationMode, PrincipalArn};

/// The cluster's access entries.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Access {
    /// The IAM role or user that administers the cluster. Whoever runs Terraform gets nothing by that alone.
    pub administrator: PrincipalArn,
    /// Where EKS looks for who may do what; it goes towards the API only.
    pub authentication_mode: AuthenticationMode,
}
