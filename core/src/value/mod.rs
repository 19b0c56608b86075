//! Validated leaf values. Text becomes one of these at the edge or is refused with one clear sentence;
//! past the edge nothing is checked twice.

mod arn;
mod aws;
mod cidr;
mod date;
mod kubernetes;
mod money;
mod name;
mod reason;
mod tag;
mod text;
mod version;

pub use arn::{AccountId, Arn, KmsKeyArn, PrincipalArn};
pub use aws::{
    AmiType, Architecture, AuthenticationMode, CapacityType, InstanceType, LogRetention, LogType, Region,
    SupportType, VolumeSize, ZoneId,
};
pub use cidr::{Cidr, CidrError};
pub use date::Date;
pub use kubernetes::{LabelKey, LabelValue, Taint, TaintEffect};
pub use money::{Rate, Usd};
pub use name::{BucketName, ClusterName, NodeGroupName, PeerName, SubnetName, TableName};
pub use reason::{ObjectKey, Reason, RuleId};
pub use tag::{TagKey, TagValue};
pub use text::{TextError, TextProblem};
pub use version::KubernetesVersion;
