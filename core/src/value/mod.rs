//! Validated leaf values. Text becomes one of these at the edge or is refused with one clear sentence;
//! past the edge nothing is checked twice.

mod api_enum;
mod arn;
mod aws;
mod cidr;
mod compute;
mod date;
mod delivery;
mod document;
mod endpoint;
mod figure;
mod iam;
mod id;
mod kubernetes;
mod money;
mod name;
mod namespace;
mod number;
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
pub use compute::{AutoNodePool, EntryType, IpFamily, SpotAllocation, VolumeType};
pub use date::Date;
pub use delivery::{BranchName, EnvironmentName, GithubRepository, GitlabHost, GitlabProject};
pub use document::{AddonName, AddonVersion, JsonObject, SshPublicKey, StartScript};
pub use endpoint::EndpointService;
pub use figure::grouped;
pub use iam::{AccessPolicy, IamAction, IamResource, PolicyArn};
pub use id::{AmiId, ExistingSubnetId, VpcId};
pub use kubernetes::{LabelKey, LabelValue, Taint, TaintEffect};
pub use money::{Rate, Usd};
pub use name::{
    BucketName, ClusterName, EntryName, FargateProfileName, NodeGroupName, PeerName, SubnetName, TableName,
    WorkloadName,
};
pub use namespace::{
    KubernetesGroup, KubernetesUser, Namespace, NamespacePattern, ObjectName, PodLabelKey, PodLabelPattern,
    ServiceAccountName,
};
pub(crate) use number::read_number;
pub use number::{HopLimit, Ipv6Block, MaxPods, OutOfRange, SomePercent, UnavailableNodes};
pub use reason::{ObjectKey, Reason, RuleId};
pub use tag::{TagKey, TagValue};
pub use text::{TextError, TextProblem};
pub use version::KubernetesVersion;
