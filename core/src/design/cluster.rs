//! The control plane.

use std::collections::BTreeSet;

use serde::Serialize;

use super::nodes::is_default;
use super::{Addons, Tier, addons};
use crate::json::Read;
use crate::value::{
    Cidr, ClusterName, IpFamily, KmsKeyArn, KubernetesVersion, LogRetention, LogType, SupportType, ZoneId,
};

/// The EKS cluster itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct Cluster {
    /// Its name; EKS cannot change it.
    pub name: ClusterName,
    /// The Kubernetes version.
    pub version: KubernetesVersion,
    /// What happens when the version's standard support ends.
    pub upgrade_policy: SupportType,
    /// Whether EKS refuses to delete the cluster until this is turned off.
    pub deletion_protection: bool,
    /// Whether traffic may be shifted away from a zone that fails (Amazon Application Recovery Controller).
    pub zonal_shift: bool,
    /// The block that Kubernetes gives its services addresses from; without one EKS chooses
    /// ([`crate::design::Design::service_cidr`]). EKS cannot change it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_cidr: Option<Cidr>,
    /// The family of addresses of pods and services; EKS cannot change it.
    #[serde(default = "ipv4", skip_serializing_if = "is_ipv4")]
    pub ip_family: IpFamily,
    /// Who reaches the API server.
    pub endpoint: Endpoint,
    /// The tier whose subnets take the control plane's network interfaces.
    pub control_plane_tier: Tier,
    /// Zones whose subnets it leaves alone all the same: EKS takes no further zone once the cluster is made, so that one
    /// which is added later holds nodes only.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub zones_without_control_plane: BTreeSet<ZoneId>,
    /// The key that encrypts Kubernetes secrets; EKS cannot take it away again.
    pub secrets_encryption: SecretsEncryption,
    /// The control-plane logs that go to CloudWatch.
    pub log_types: BTreeSet<LogType>,
    /// For how long they are kept.
    pub log_retention_days: LogRetention,
    /// What EKS installs in it and updates.
    #[serde(default = "addons::usual", skip_serializing_if = "addons::are_usual")]
    pub addons: Addons,
    /// How the bundle writes what belongs to the cluster.
    #[serde(default, skip_serializing_if = "is_default")]
    pub flavour: Flavour,
}

/// How the bundle writes the cluster, its nodes and who may use it. Both make the same in AWS; going from one to the
/// other makes the cluster anew, for its resources have other addresses in Terraform's state.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum Flavour {
    /// Through the module `terraform-aws-modules/eks/aws` of the public registry.
    #[default]
    Module,
    /// As resources of the AWS provider, for teams that may not use modules of a registry.
    Native,
}

impl Flavour {
    /// All values, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Module, Self::Native];

    /// The value as it stands in the design file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Module => "module",
            Self::Native => "native",
        }
    }

    /// The value in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Module => "EKS module",
            Self::Native => "Plain resources",
        }
    }
}

fn ipv4() -> IpFamily {
    IpFamily::Ipv4
}

fn is_ipv4(family: &IpFamily) -> bool {
    *family == IpFamily::Ipv4
}

/// The ways to the API server.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// Whether it has an address inside the VPC.
    pub private: bool,
    /// Whether it has an address on the internet.
    pub public: bool,
    /// Who may use the latter; nobody else can.
    pub public_cidrs: Vec<Cidr>,
}

/// The key that encrypts Kubernetes secrets in the cluster's store.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(rename_all = "snake_case", tag = "key", deny_unknown_fields)]
pub enum SecretsEncryption {
    /// A key that this design creates, with rotation and a policy of its own.
    New {},
    /// A key that exists.
    Existing {
        /// Its ARN; it must lie in the design's region.
        arn: KmsKeyArn,
    },
    /// The key that AWS owns: encrypted, but nobody here controls or audits the key.
    AwsOwned {},
}
