//! Typed look-up over the embedded facts in `core/data/`. Every table says its source and date.

mod addons;
mod regions;
mod versions;

pub use addons::{AddonPin, addon_pin};
pub use regions::{RegionFacts, region, regions};
pub use versions::{Support, VersionFacts, newest_in_standard_support, version, versions};

use crate::value::Date;

/// The day on which the embedded facts were collected.
pub fn collected_on() -> Date {
    Date::new(2026, 11, 23).unwrap_or(Date::FIRST)
}

/// The lines of a table that carry data, split at commas. Our tables quote nothing.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(|l| l.split(',').collect())
}
