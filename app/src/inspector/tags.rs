//! Tags as text, one a line: `Project=shop`.

use std::collections::BTreeMap;

use configurator_core::value::{TagKey, TagValue};

use super::parse::joined;
use crate::widgets::pairs;

/// The tags as they stand in their field.
pub(super) fn words(tags: &BTreeMap<TagKey, TagValue>) -> String {
    joined(tags.iter().map(|(k, v)| format!("{k}={v}")), "\n")
}

/// The tags in `text`, or a sentence about what is none.
pub(super) fn tags(text: &str) -> Result<BTreeMap<TagKey, TagValue>, String> {
    pairs(text, "Project=shop")
}
