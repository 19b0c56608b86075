//! Edits of who may do what.

use std::sync::Arc;

use super::{Edit, Refusal, all_bounded, bounded};
use crate::design::{
    Access, AccessEntry, Design, RbacRole, SshAccess, Workload, limits, lists_of_entry, lists_of_workload,
};
use crate::value::{AuthenticationMode, PrincipalArn};

/// A change of who may do what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AccessEdit {
    /// Names the administrator.
    SetAdministrator {
        /// The role or user.
        principal: PrincipalArn,
    },
    /// Chooses where EKS looks for who may do what.
    SetAuthenticationMode {
        /// The new mode.
        mode: AuthenticationMode,
    },
    /// Replaces the access entries.
    SetEntries {
        /// The new ones.
        entries: Vec<AccessEntry>,
    },
    /// Replaces the Kubernetes roles.
    SetRbac {
        /// The new ones.
        roles: Vec<RbacRole>,
    },
    /// Replaces the workloads that have a role.
    SetWorkloads {
        /// The new ones.
        workloads: Vec<Workload>,
    },
    /// Chooses who may log in to nodes by SSH.
    SetSsh {
        /// The key and from where; nobody without.
        ssh: Option<SshAccess>,
    },
    /// Chooses whether Session Manager opens shells on nodes.
    SetSessionManager {
        /// Whether it does.
        enabled: bool,
    },
}

impl From<AccessEdit> for Edit {
    fn from(edit: AccessEdit) -> Self {
        Self::Access(edit)
    }
}

impl AccessEdit {
    pub(super) fn apply(&self, design: &mut Design) -> Result<(), Refusal> {
        let access: &mut Access = Arc::make_mut(&mut design.access);
        match self {
            Self::SetAdministrator { principal } => access.administrator = principal.clone(),
            Self::SetAuthenticationMode { mode } => access.authentication_mode = *mode,
            Self::SetEntries { entries } => {
                bounded("access entries", entries.len(), limits::ENTRIES)?;
                all_bounded(entries.iter().flat_map(lists_of_entry))?;
                access.entries = entries.clone();
            }
            Self::SetRbac { roles } => {
                bounded("Kubernetes roles", roles.len(), limits::RBAC)?;
                let namespaces =
                    |r: &RbacRole| ("namespaces of a role", r.namespaces.len(), limits::OF_AN_ENTRY);
                all_bounded(roles.iter().map(namespaces))?;
                access.rbac = roles.clone();
            }
            Self::SetWorkloads { workloads } => {
                bounded("workload roles", workloads.len(), limits::WORKLOADS)?;
                all_bounded(workloads.iter().flat_map(lists_of_workload))?;
                access.workloads = workloads.clone();
            }
            Self::SetSsh { ssh } => {
                bounded("SSH blocks", ssh.as_ref().map_or(0, |s| s.cidrs.len()), limits::SSH_CIDRS)?;
                access.ssh = ssh.clone();
            }
            Self::SetSessionManager { enabled } => access.session_manager = *enabled,
        }
        Ok(())
    }

    /// What the edit does, in words.
    pub(super) fn summary(&self) -> String {
        match self {
            Self::SetAdministrator { principal } => format!("Make {principal} the administrator"),
            Self::SetAuthenticationMode { mode } => format!("Authenticate by {mode}"),
            Self::SetEntries { .. } => "Change who may do what".to_owned(),
            Self::SetRbac { .. } => "Change the Kubernetes roles".to_owned(),
            Self::SetWorkloads { .. } => "Change the workload roles".to_owned(),
            Self::SetSsh { ssh: Some(_) } => "Let SSH in to nodes".to_owned(),
            Self::SetSsh { ssh: None } => "Keep SSH out of nodes".to_owned(),
            Self::SetSessionManager { enabled: true } => {
                "Let Session Manager open shells on nodes".to_owned()
            }
            Self::SetSessionManager { enabled: false } => "Keep Session Manager out of nodes".to_owned(),
        }
    }
}
