//! Rules on arguments of one block together, as data.

use super::super::provider::{Value, field, is_unknown};

/// A rule on the arguments of a block, named by its dotted path; empty for the resource itself.
pub(super) struct Relation {
    pub(super) types: &'static [&'static str],
    pub(super) block: &'static str,
    pub(super) rule: Together,
}

/// A relation between arguments of the resource itself.
pub(super) const fn top(types: &'static [&'static str], rule: Together) -> Relation {
    Relation { types, block: "", rule }
}

/// A relation between arguments of a nested block.
pub(super) const fn within(types: &'static [&'static str], block: &'static str, rule: Together) -> Relation {
    Relation { types, block, rule }
}

/// How arguments go together.
pub(super) enum Together {
    /// The first excludes each of the others.
    ConflictsWith(&'static [&'static str]),
    /// One of them and no other.
    ExactlyOneOf(&'static [&'static str]),
    /// One of them or more.
    AtLeastOneOf(&'static [&'static str]),
    /// A low, then a high: numbers in ascending order.
    Ascending(&'static [&'static str]),
    /// Anything else, placed at an attribute.
    Custom(&'static str, fn(&Value) -> Result<(), String>),
}

impl Together {
    /// The attribute that a finding is placed at.
    pub(super) fn place(&self) -> &'static str {
        match self {
            Self::ConflictsWith(names) | Self::Ascending(names) => names.first().copied().unwrap_or_default(),
            // Terraform places a finding without an attribute at the whole resource.
            Self::ExactlyOneOf(_) | Self::AtLeastOneOf(_) => "",
            Self::Custom(name, _) => name,
        }
    }

    /// Judges a block; what is unknown may yet turn out null, and is given the benefit of the doubt.
    pub(super) fn judge(&self, block: &Value) -> Result<(), String> {
        if !block.is_map() {
            return Ok(());
        }
        let is_set = |name: &&&str| !absent(field(block, name)) && !is_unknown(field(block, name));
        let may_be_set = |name: &&str| !absent(field(block, name));
        match self {
            Self::ConflictsWith(names) => {
                let Some((first, others)) = names.split_first() else { return Ok(()) };
                match others.iter().find(is_set) {
                    Some(other) if is_set(&first) => Err(format!("\"{first}\": conflicts with {other}")),
                    _ => Ok(()),
                }
            }
            Self::ExactlyOneOf(names) => {
                let given: Vec<_> = names.iter().filter(is_set).collect();
                if given.len() > 1 {
                    return Err(format!("only one of {names:?} can be specified, but {given:?} were"));
                }
                Self::AtLeastOneOf(names).judge(block)
            }
            Self::AtLeastOneOf(names) => {
                if names.iter().any(may_be_set) {
                    return Ok(());
                }
                Err(format!("one of {names:?} must be specified"))
            }
            Self::Ascending(names) => {
                let known: Vec<_> =
                    names.iter().filter_map(|name| Some((name, field(block, name).as_f64()?))).collect();
                match known.windows(2).find(|pair| pair[0].1 > pair[1].1) {
                    Some([(low, a), (high, b)]) => {
                        Err(format!("{low} ({a}) must not be greater than {high} ({b})"))
                    }
                    _ => Ok(()),
                }
            }
            Self::Custom(_, judge) => judge(block),
        }
    }
}

/// Null, or a nested block that is not there.
fn absent(value: &Value) -> bool {
    value.is_nil() || value.as_array().is_some_and(Vec::is_empty)
}
