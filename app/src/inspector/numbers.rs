//! Fields that hold a whole number, or nothing.

use std::str::FromStr;

/// A whole number; an empty text is none.
pub(super) struct MaybeNumber(pub(super) Option<u32>);

impl FromStr for MaybeNumber {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Self(None));
        }
        let number = text.parse().map_err(|_| "Give a whole number, like 3, or nothing.".to_owned())?;
        Ok(Self(Some(number)))
    }
}

/// A number as it stands in its field.
pub(super) fn shown<T: ToString>(number: Option<T>) -> String {
    number.map(|n| n.to_string()).unwrap_or_default()
}
