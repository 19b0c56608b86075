//! Findings that somebody accepted.

use serde::Serialize;

use crate::json::Read;
use crate::value::{ObjectKey, Reason, RuleId};

/// A finding that is accepted as it is. Errors cannot be: a waiver of a finding that has become an error does nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The rule.
    pub rule: RuleId,
    /// The object it is about, by [`super::Subject::key`].
    pub object: ObjectKey,
    /// Why; printed in the bundle's README.
    pub reason: Reason,
}
