//! Kubernetes versions as EKS names them: a minor without a patch.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use serde_json::Value;

use super::{TextError, TextProblem};
use crate::json::{Read, Reading};

/// A Kubernetes minor version such as `1.36`. EKS takes no patch number (rule VER001).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(into = "String")]
pub struct KubernetesVersion {
    minor: u16,
}

impl KubernetesVersion {
    /// `1.minor`.
    pub const fn minor(minor: u16) -> Self {
        Self { minor }
    }

    /// The number after `1.`.
    pub fn minor_number(self) -> u16 {
        self.minor
    }
}

impl FromStr for KubernetesVersion {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        let digits = text.strip_prefix("1.").filter(|d| {
            (1..=2).contains(&d.len()) && d.bytes().all(|b| b.is_ascii_digit()) && !d.starts_with('0')
        });
        match digits.and_then(|d| d.parse().ok()) {
            Some(minor) => Ok(Self { minor }),
            None => Err(TextError {
                what: "Kubernetes version",
                text: text.to_owned(),
                problem: TextProblem::Form("EKS takes a minor version without a patch, like 1.36"),
            }),
        }
    }
}

impl Read for KubernetesVersion {
    fn read<'a>(value: &'a Value, reading: &mut Reading<'a>) -> Self {
        reading.parsed(value).unwrap_or(KubernetesVersion { minor: 0 })
    }
}

impl From<KubernetesVersion> for String {
    fn from(version: KubernetesVersion) -> Self {
        version.to_string()
    }
}

impl fmt::Display for KubernetesVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}", self.minor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_minor_only() {
        assert_eq!("1.36".parse::<KubernetesVersion>().unwrap().to_string(), "1.36");
        for text in ["1.36.2", "v1.36", "1", "2.0", "1.", "1.036", "1.+6", "1.9999"] {
            assert!(text.parse::<KubernetesVersion>().is_err(), "{text}");
        }
        assert!(KubernetesVersion::minor(9) < KubernetesVersion::minor(21));
    }
}
