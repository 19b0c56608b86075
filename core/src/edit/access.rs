//! Edits of who may do what.

use std::sync::Arc;

use super::{Edit, Refusal};
use crate::design::Design;
use crate::value::PrincipalArn;

/// A change of the access entries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AccessEdit {
    /// Names the administrator.
    SetAdministrator {
        /// The role or user.
        principal: PrincipalArn,
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
        }
        Ok(())
    }
}
