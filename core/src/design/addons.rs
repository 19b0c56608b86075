//! The add-ons that EKS installs and updates.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog;
use crate::json::Read;
use crate::sorted;
use crate::value::{AddonName, AddonVersion, JsonObject};

/// The add-ons of a cluster by name.
pub type Addons = BTreeMap<AddonName, Addon>;

/// How an add-on is installed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Read)]
#[serde(deny_unknown_fields, default)]
pub struct Addon {
    /// Whether it comes before the nodes: they need some to become ready.
    pub before_compute: bool,
    /// Its build; without one, the build that the bundle pins for the cluster's version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<AddonVersion>,
    /// What it is configured with beside what follows from the design, and before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub configuration: Option<JsonObject>,
    /// How its pods get rights in AWS.
    #[serde(skip_serializing_if = "Identity::is_none")]
    pub identity: Identity,
}

/// How pods get rights in AWS.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// Not by a role of their own: they have those of their node, if they reach its credentials.
    #[default]
    None,
    /// By an EKS Pod Identity association. It needs an agent on every node and does not work on Fargate.
    PodIdentity,
    /// By a role that trusts the service account through the cluster's OIDC provider (IRSA).
    Irsa,
}

impl Identity {
    /// All values, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::None, Self::PodIdentity, Self::Irsa];

    /// The value as it stands in the design file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::PodIdentity => "pod_identity",
            Self::Irsa => "irsa",
        }
    }

    /// The value in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::PodIdentity => "Pod Identity",
            Self::Irsa => "IRSA",
        }
    }

    fn is_none(&self) -> bool {
        *self == Self::None
    }
}

impl Addon {
    /// The add-on as it is usually installed: networking before the nodes, with Pod Identity where its pods need rights
    /// that a managed policy gives. The VPC CNI has those of the node, as the module gives them.
    pub fn usual(name: &str) -> Self {
        let before_compute = matches!(name, "vpc-cni" | "kube-proxy" | "eks-pod-identity-agent");
        let facts = catalog::addons().iter().find(|a| a.name == name);
        let has_role = facts.is_some_and(|a| !a.managed_policies.is_empty() && !before_compute);
        let identity = if has_role { Identity::PodIdentity } else { Identity::None };
        Self { before_compute, identity, ..Self::default() }
    }
}

/// The four without which no cluster with nodes works.
pub(super) fn usual() -> Addons {
    let names = ["coredns", "eks-pod-identity-agent", "kube-proxy", "vpc-cni"];
    let named = |name: &str| name.parse().ok().map(|n| (n, Addon::usual(name)));
    sorted::map(names.into_iter().filter_map(named))
}

pub(super) fn are_usual(addons: &Addons) -> bool {
    *addons == usual()
}
