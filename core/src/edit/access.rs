//! Edits of who may do what.

use std::sync::Arc;

use super::{Edit, Refusal};
use crate::design::Design;
use crate::value::{AuthenticationMode, PrincipalArn};

/// A change of the access entries.
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
}

impl From<AccessEdit> for Edit {
    fn from(edit: AccessEdit) -> Self {
        Self::Access(edit)
    }
}

impl AccessEdit {
    pub(super) fn apply(&self, design: &mut Design) -> Result<(), Refusal> {
        match self {
            Self::SetAdministrator { principal } => {
                Arc::make_mut(&mut design.access).administrator = principal.clone();
            }
            Self::SetAuthenticationMode { mode } => {
                Arc::make_mut(&mut design.access).authentication_mode = *mode;
            }
        }
        Ok(())
    }
}
