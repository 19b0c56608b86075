//! Tags. A design's tags go on every resource, IAM roles included, so the strictest service decides.

use super::text::{TextProblem, characters, form, length, text_value};

const ALLOWED: &str = "letters, digits, spaces and _ . : / = + - @";
const ALLOWED_IN_KEYS: &str = "letters, digits, spaces and _ . : / + - @";

text_value!(
    /// The key of a tag: 1 to 127 characters of IAM's set, not beginning with `aws:` in any case. Without `=`, which
    /// AWS would take and which divides key from value wherever tags are typed.
    /// Sources: EC2, EKS and IAM API models (botocore 1.44.5). Holds rules TAG001, TAG003 and TAG004.
    TagKey, "Tag key", |text| {
        length(text, 1, 127)?;
        characters(text, ALLOWED_IN_KEYS, |c| c != '=')?;
        allowed(text)
    }
);

text_value!(
    /// The value of a tag: up to 256 characters of IAM's set, not beginning with `aws:` in any case.
    TagValue, "Tag value", |text| {
        length(text, 0, 256)?;
        allowed(text)
    }
);

fn allowed(text: &str) -> Result<(), TextProblem> {
    characters(text, ALLOWED, |c| {
        c.is_alphanumeric() || c.is_whitespace() && !c.is_control() || "_.:/=+-@".contains(c)
    })?;
    let prefix: String = text.chars().take(4).collect();
    form(!prefix.eq_ignore_ascii_case("aws:"), "AWS keeps the prefix aws: for itself")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strictest_service_decides() {
        assert!("Cost centre".parse::<TagKey>().is_ok());
        assert!("Größe".parse::<TagKey>().is_ok());
        assert!("".parse::<TagValue>().is_ok());
        for bad in ["", "aws:x", "AWS:x", "a\"b", "a\nb", "${x}", "a%b", "a=b", &"k".repeat(128)] {
            assert!(bad.parse::<TagKey>().is_err(), "{bad}");
        }
    }
}
