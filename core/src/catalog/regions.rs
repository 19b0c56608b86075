//! Regions with their zone ids. Source and date: `core/data/regions.csv`.

use std::sync::OnceLock;

use super::rows;
use crate::value::{Region, ZoneId};

/// What is known of one region.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RegionFacts {
    /// Its code.
    pub region: Region,
    /// Its name in words.
    pub name: &'static str,
    /// `aws`, `aws-cn` or `aws-us-gov`.
    pub partition: &'static str,
    /// The ids of its availability zones.
    pub zones: Vec<ZoneId>,
    /// Those of any time in which EKS refuses to place the control plane; they need not be in `zones`.
    pub zones_without_control_plane: Vec<ZoneId>,
}

/// All regions with Amazon EKS whose zones are known, sorted by partition and code.
pub fn regions() -> &'static [RegionFacts] {
    static REGIONS: OnceLock<Vec<RegionFacts>> = OnceLock::new();
    REGIONS.get_or_init(|| {
        let zones = |text: &str| text.split(';').filter_map(|z| z.parse().ok()).collect();
        rows(include_str!("../../data/regions.csv"))
            .filter_map(|row| match row.as_slice() {
                &[code, name, partition, ids, refused] => Some(RegionFacts {
                    region: code.parse().ok()?,
                    name,
                    partition,
                    zones: zones(ids),
                    zones_without_control_plane: zones(refused),
                }),
                _ => None,
            })
            .collect()
    })
}

/// The facts of one region; `None` where the catalog does not have it.
pub fn region(region: &Region) -> Option<&'static RegionFacts> {
    regions().iter().find(|r| &r.region == region)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_parses() {
        let table = include_str!("../../data/regions.csv");
        assert_eq!(regions().len(), table.lines().filter(|l| !l.starts_with('#')).count());
        assert!(regions().iter().all(|r| r.zones.len() >= 2), "EKS needs two zones");
    }

    #[test]
    fn frankfurt() {
        let facts = region(&"eu-central-1".parse().unwrap()).unwrap();
        assert_eq!(facts.name, "Europe (Frankfurt)");
        assert_eq!(
            facts.zones.iter().map(ZoneId::as_str).collect::<Vec<_>>(),
            ["euc1-az1", "euc1-az2", "euc1-az3"]
        );
    }
}
