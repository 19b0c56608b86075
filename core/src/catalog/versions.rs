//! Kubernetes versions with their support dates. Source and date: `core/data/kubernetes_versions.csv`.

use std::sync::OnceLock;

use super::rows;
use crate::value::{Date, KubernetesVersion};

/// What is known of one Kubernetes version on EKS. Days are UTC.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VersionFacts {
    /// The version.
    pub version: KubernetesVersion,
    /// When EKS began to offer it.
    pub release: Date,
    /// The last day of standard support.
    pub end_of_standard: Date,
    /// The last day of extended support; `None` for versions from before extended support existed.
    pub end_of_extended: Option<Date>,
}

/// How a version stands on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Support {
    /// At the standard price.
    Standard,
    /// At the extended price.
    Extended,
    /// No longer offered: EKS refuses to create such a cluster.
    Ended,
}

impl VersionFacts {
    /// How the version stands on `day`.
    pub fn support_on(&self, day: Date) -> Support {
        if day <= self.end_of_standard {
            Support::Standard
        } else if self.end_of_extended.is_some_and(|end| day <= end) {
            Support::Extended
        } else {
            Support::Ended
        }
    }
}

/// All known versions, newest first.
pub fn versions() -> &'static [VersionFacts] {
    static VERSIONS: OnceLock<Vec<VersionFacts>> = OnceLock::new();
    VERSIONS.get_or_init(|| {
        rows(include_str!("../../data/kubernetes_versions.csv"))
            .filter_map(|row| match row.as_slice() {
                &[version, release, standard, extended] => Some(VersionFacts {
                    version: version.parse().ok()?,
                    release: release.parse().ok()?,
                    end_of_standard: standard.parse().ok()?,
                    end_of_extended: extended.parse().ok(),
                }),
                _ => None,
            })
            .collect()
    })
}

/// The facts of one version; `None` where the catalog does not have it.
pub fn version(version: KubernetesVersion) -> Option<&'static VersionFacts> {
    versions().iter().find(|v| v.version == version)
}

/// The newest version in standard support on `day`; the newest of all where none is.
pub fn newest_in_standard_support(day: Date) -> KubernetesVersion {
    let newest = versions().iter().find(|v| v.support_on(day) == Support::Standard && v.release <= day);
    newest.or(versions().first()).map_or(KubernetesVersion::minor(36), |v| v.version)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(version_text: &str, day: &str) -> Support {
        version(version_text.parse().unwrap()).unwrap().support_on(day.parse().unwrap())
    }

    #[test]
    fn every_row_parses_newest_first() {
        let table = include_str!("../../data/kubernetes_versions.csv");
        assert_eq!(versions().len(), table.lines().filter(|l| !l.starts_with('#')).count());
        assert!(versions().windows(2).all(|w| w[0].version > w[1].version && w[0].release > w[1].release));
    }

    #[test]
    fn the_calendar() {
        assert_eq!(on("1.34", "2026-12-02"), Support::Standard);
        assert_eq!(on("1.34", "2026-12-03"), Support::Extended);
        assert_eq!(on("1.33", "2026-11-23"), Support::Extended);
        assert_eq!(on("1.21", "2026-11-23"), Support::Ended);
        assert_eq!(on("1.20", "2022-11-02"), Support::Ended);
        assert_eq!(newest_in_standard_support("2026-11-23".parse().unwrap()).to_string(), "1.36");
        assert_eq!(newest_in_standard_support("2026-02-01".parse().unwrap()).to_string(), "1.35");
    }
}
