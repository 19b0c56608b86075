//! Node labels and taints as the EKS API takes them.

use serde::Serialize;

use super::text::{TextProblem, characters, form, length, text_value};
use crate::json::Read;

text_value!(
    /// The key of a node label or taint: a Kubernetes qualified name of at most 63 characters, prefix included.
    /// Sources: EKS API model (botocore 1.44.5), `labelKey`; Kubernetes, labels and selectors (the prefix is a DNS
    /// subdomain). Holds rule LBL001.
    LabelKey, "Label key", label_key
);

text_value!(
    /// The value of a node label: 1 to 63 characters. Kubernetes takes an empty value, the EKS model does not.
    /// Source: EKS API model (botocore 1.44.5), `labelValue`. Holds rule LBL002.
    LabelValue, "Label value", |text| {
        length(text, 1, 63)?;
        qualified(text)
    }
);

fn label_key(text: &str) -> Result<(), TextProblem> {
    length(text, 1, 63)?;
    let (prefix, name) = match text.split_once('/') {
        Some((prefix, name)) => (Some(prefix), name),
        None => (None, text),
    };
    form(!name.contains('/'), "it has more than one /")?;
    if let Some(prefix) = prefix {
        characters(prefix, "lower-case letters, digits, - and . before the /", |c| {
            c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.'
        })?;
        let ends = |c: char| c.is_ascii_alphanumeric();
        form(
            prefix.split('.').all(|part| part.starts_with(ends) && part.ends_with(ends)),
            "before the / stands a domain like example.com: each of its parts begins and ends with a letter or a digit",
        )?;
    }
    form(!name.is_empty(), "the name after the / is missing")?;
    qualified(name)
}

fn qualified(text: &str) -> Result<(), TextProblem> {
    characters(text, "letters, digits, - _ and .", |c| c.is_ascii_alphanumeric() || "-_.".contains(c))?;
    let ends = |c: char| c.is_ascii_alphanumeric();
    form(text.starts_with(ends) && text.ends_with(ends), "it must begin and end with a letter or a digit")
}

/// What a taint does to pods that do not tolerate it, in the EKS API's spelling.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Read)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TaintEffect {
    /// New pods are kept away.
    NoSchedule,
    /// New pods are kept away and running ones leave.
    NoExecute,
    /// New pods are kept away where there is room elsewhere.
    PreferNoSchedule,
}

impl TaintEffect {
    /// All effects, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::NoSchedule, Self::NoExecute, Self::PreferNoSchedule];

    /// The EKS API's spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoSchedule => "NO_SCHEDULE",
            Self::NoExecute => "NO_EXECUTE",
            Self::PreferNoSchedule => "PREFER_NO_SCHEDULE",
        }
    }
}

/// A taint that every node of a group carries.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Read)]
#[serde(deny_unknown_fields)]
pub struct Taint {
    /// The key, of the same form as a label's.
    pub key: LabelKey,
    /// The value, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<LabelValue>,
    /// What it does.
    pub effect: TaintEffect,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked case 21: an empty value and a key over 63 characters are legal Kubernetes, not legal EKS.
    #[test]
    fn eks_is_stricter_than_kubernetes() {
        assert!("team".parse::<LabelKey>().is_ok());
        assert!("example.com/team".parse::<LabelKey>().is_ok());
        assert!("".parse::<LabelValue>().is_err());
        assert!("k".repeat(63).parse::<LabelKey>().is_ok());
        assert!("a.b-c.d/x".parse::<LabelKey>().is_ok());
        for bad in [
            "k".repeat(64).as_str(),
            "a/b/c",
            "/a",
            "a/",
            "-a",
            "a-",
            "Ä",
            "a b",
            "A.com/x",
            "${x}",
            "a..b/x",
            "a.-b/x",
            "a-.b/x",
            ".a/x",
        ] {
            assert!(bad.parse::<LabelKey>().is_err(), "{bad}");
        }
    }
}
