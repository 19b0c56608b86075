//! Where Terraform keeps its state.

use serde::Serialize;

use crate::json::Read;
use crate::value::{BucketName, TableName};

/// The state backend of the bundle.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(rename_all = "snake_case", tag = "backend", deny_unknown_fields)]
pub enum StateBackend {
    /// A file beside the configuration: for one person's experiments.
    Local {},
    /// An encrypted, versioned bucket that the bundle's `bootstrap` creates.
    S3 {
        /// The bucket's name; without one it is made of cluster name and account id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bucket: Option<BucketName>,
        /// What keeps two runs apart.
        lock: StateLock,
    },
}

/// What keeps two runs of Terraform apart.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum StateLock {
    /// A lock file in the bucket itself (Terraform 1.11, OpenTofu 1.10, or later).
    LockFile {},
    /// A DynamoDB table. Deprecated by Terraform.
    DynamoDb {
        /// The table's name.
        table: TableName,
    },
    /// Both, for the time of a migration from the table to the file.
    Both {
        /// The table's name.
        table: TableName,
    },
}

impl StateLock {
    /// Whether a lock file is used.
    pub fn uses_lock_file(&self) -> bool {
        matches!(self, Self::LockFile {} | Self::Both { .. })
    }

    /// The lock table, if one is used.
    pub fn table(&self) -> Option<&TableName> {
        match self {
            Self::LockFile {} => None,
            Self::DynamoDb { table } | Self::Both { table } => Some(table),
        }
    }
}
