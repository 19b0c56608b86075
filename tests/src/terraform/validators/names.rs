//! Names that Kubernetes and EC2 give rules for: labels, namespaces, identifiers.
//! Source: Kubernetes documentation "Labels and Selectors", read 2026-11-27. That EC2's identifiers are
//! hexadecimal is common knowledge.

use super::text::{length, only};

/// An identifier that EC2 assigns: a prefix, a hyphen, and hexadecimal digits.
pub(super) fn id(text: &str, prefix: &str) -> Result<(), String> {
    let digits = text.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('-')).unwrap_or_default();
    if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_hexdigit() && !c.is_ascii_uppercase()) {
        return Ok(());
    }
    Err(format!("expected an identifier such as {prefix}-0123456789abcdef0, got: {text}"))
}

/// An optional DNS prefix, a slash, and a name of at most 63 characters.
pub(super) fn label_key(text: &str) -> Result<(), String> {
    let (prefix, name) = text.split_once('/').map_or((None, text), |(prefix, name)| (Some(prefix), name));
    if let Some(prefix) = prefix {
        length(prefix, 1, 253)?;
        prefix.split('.').try_for_each(dns_label)?;
    }
    length(name, 1, 63)?;
    label_characters(name)
}

/// At most 63 characters, or nothing.
pub(super) fn label_value(text: &str) -> Result<(), String> {
    length(text, 0, 63)?;
    label_characters(text)
}

fn label_characters(text: &str) -> Result<(), String> {
    only(text, |c| c.is_ascii_alphanumeric() || "-_.".contains(c), "letters, digits and -_.")?;
    let edge = |c: char| c.is_ascii_alphanumeric();
    if text.is_empty() || (text.starts_with(edge) && text.ends_with(edge)) {
        return Ok(());
    }
    Err(format!("must begin and end with a letter or a digit: {text}"))
}

/// A DNS label (RFC 1123), which is also what a namespace is called.
pub(super) fn dns_label(text: &str) -> Result<(), String> {
    length(text, 1, 63)?;
    only(
        text,
        |c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-',
        "lowercase letters, digits and hyphens",
    )?;
    if text.starts_with('-') || text.ends_with('-') {
        return Err(format!("must begin and end with a letter or a digit: {text}"));
    }
    Ok(())
}

/// A DNS name of several labels, which is also what a service account is called.
pub(super) fn dns_name(text: &str) -> Result<(), String> {
    length(text, 1, 253)?;
    text.split('.').try_for_each(dns_label)
}

/// Names that Kubernetes or EKS keeps for itself.
pub(super) fn not_reserved(text: &str, what: &str) -> Result<(), String> {
    match ["system:", "eks:", "aws:", "amazon:", "iam:"].iter().find(|prefix| text.starts_with(**prefix)) {
        Some(prefix) => Err(format!("{what} must not begin with {prefix}, got: {text}")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_have_a_prefix_or_none() {
        for right in ["app", "node.kubernetes.io/lifecycle", "a/b", "A_b.c-d"] {
            assert_eq!(label_key(right), Ok(()));
        }
        for wrong in ["", "/b", "a/", "Example.com/a", "-a", "a b", "a/b/c"] {
            assert!(label_key(wrong).is_err(), "{wrong}");
        }
        assert_eq!(label_value(""), Ok(()));
        assert!(label_value("a-").is_err());
    }

    #[test]
    fn identifiers_have_a_prefix_and_hexadecimal_digits() {
        assert_eq!(id("sg-0a", "sg"), Ok(()));
        for wrong in ["sg-", "sg0a", "subnet-0a", "sg-0A", "sg-xyz"] {
            assert!(id(wrong, "sg").is_err(), "{wrong}");
        }
    }
}
