//! What is wrong with a design: findings, made by rules.

mod finding;

pub use finding::{Context, Finding, Fix, Severity};

use crate::design::Design;
use crate::edit::Edit;

/// Everything the rules say about `design`: errors first, then warnings, then notes.
pub fn check(_design: &Design, _context: &Context) -> Vec<Finding> {
    Vec::new()
}

/// The edit that applies every fix there is, one after the other, until none is left; `None` where there is none.
pub fn fix_all(_design: &Design, _context: &Context) -> Option<Edit> {
    None
}
