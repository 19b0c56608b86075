//! Who may do what, in the cluster, on its nodes and from its pods.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Identity;
use super::nodes::is_default;
use crate::json::Read;
use crate::value::{
    AccessPolicy, AuthenticationMode, Cidr, EntryName, EntryType, IamAction, IamResource, KubernetesGroup,
    KubernetesUser, Namespace, ObjectName, PolicyArn, PrincipalArn, ServiceAccountName, SshPublicKey,
    WorkloadName,
};

/// Who may do what.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct Access {
    /// The IAM role or user that administers the cluster. Whoever runs Terraform gets nothing by that alone.
    pub administrator: PrincipalArn,
    /// Where EKS looks for who may do what; it goes towards the API only.
    pub authentication_mode: AuthenticationMode,
    /// Who else may do something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<AccessEntry>,
    /// Kubernetes roles for groups of access entries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rbac: Vec<RbacRole>,
    /// Pods that have rights in AWS.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub workloads: Vec<Workload>,
    /// Who may log in to nodes by SSH; nobody without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ssh: Option<SshAccess>,
    /// Whether Session Manager opens shells on nodes: no open port, no key, every session recorded.
    #[serde(default, skip_serializing_if = "is_default")]
    pub session_manager: bool,
}

/// An access entry: an IAM principal, and what it may do in the cluster.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct AccessEntry {
    /// What it is called here.
    pub name: EntryName,
    /// The role or user; one entry each (rule ACC002).
    pub principal: PrincipalArn,
    /// Whom it lets in.
    #[serde(default = "standard", skip_serializing_if = "is_standard")]
    pub kind: EntryType,
    /// The access policies of EKS that it has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<PolicyAssociation>,
    /// The Kubernetes groups that it belongs to, for roles of one's own.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub groups: BTreeSet<KubernetesGroup>,
    /// The name under which Kubernetes knows it; without, EKS makes one of the ARN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_name: Option<KubernetesUser>,
}

fn standard() -> EntryType {
    EntryType::Standard
}

fn is_standard(kind: &EntryType) -> bool {
    *kind == EntryType::Standard
}

/// An access policy and where it counts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct PolicyAssociation {
    /// The policy.
    pub policy: AccessPolicy,
    /// The namespaces in which it counts; in the whole cluster where there are none. So that rule ACC006 cannot be
    /// broken: the scope follows from the list.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub namespaces: BTreeSet<Namespace>,
}

/// A Kubernetes role and the group that has it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct RbacRole {
    /// Its name.
    pub name: ObjectName,
    /// The group of access entries that has it.
    pub group: KubernetesGroup,
    /// What it allows.
    pub permissions: RbacPermissions,
    /// The namespaces in which it counts; in the whole cluster where there are none.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub namespaces: BTreeSet<Namespace>,
}

/// What a Kubernetes role allows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum RbacPermissions {
    /// To look at everything but secrets.
    View,
    /// To look, read logs, and open shells in pods.
    Debug,
    /// To roll out workloads: deployments, services, configuration.
    Deploy,
    /// To look after the cluster: nodes, volumes, namespaces.
    Operate,
}

impl RbacPermissions {
    /// All values, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::View, Self::Debug, Self::Deploy, Self::Operate];

    /// The value as it stands in the design file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Debug => "debug",
            Self::Deploy => "deploy",
            Self::Operate => "operate",
        }
    }
}

/// Pods that have rights in AWS, by their service account.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct Workload {
    /// What their role is called.
    pub name: WorkloadName,
    /// Their namespace.
    pub namespace: Namespace,
    /// Their service account.
    pub service_account: ServiceAccountName,
    /// How they get the role.
    pub identity: WorkloadIdentity,
    /// Policies that the role has.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub policies: BTreeSet<PolicyArn>,
    /// What it may do beside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
}

/// How the pods of a workload get their role.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Read)]
#[serde(rename_all = "snake_case")]
pub enum WorkloadIdentity {
    /// By an EKS Pod Identity association.
    PodIdentity,
    /// Through the cluster's OIDC provider (IRSA).
    Irsa,
}

impl WorkloadIdentity {
    /// The same among the ways that an add-on has.
    pub fn identity(self) -> Identity {
        match self {
            Self::PodIdentity => Identity::PodIdentity,
            Self::Irsa => Identity::Irsa,
        }
    }
}

/// What a role may do with what.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The actions that are allowed.
    pub actions: BTreeSet<IamAction>,
    /// The resources on which they are.
    pub resources: BTreeSet<IamResource>,
}

/// SSH to the nodes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct SshAccess {
    /// The key that logs in; the private one stays with its owner.
    pub public_key: SshPublicKey,
    /// From where. Nobody can where there are none.
    pub cidrs: Vec<Cidr>,
}
