//! Who may do what in the cluster.

use serde::{Deserialize, Serialize};

use crate::value::PrincipalArn;

/// The cluster's access entries.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Access {
    /// The IAM role or user that administers the cluster. Whoever runs Terraform gets nothing by that alone.
    pub administrator: PrincipalArn,
}
