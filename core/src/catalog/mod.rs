//! Typed look-up over the embedded facts in `core/data/`. Every table says its source and date.

mod addons;
mod embedded;
mod instance_types;
mod offerings;
mod prices;
mod reader;
mod regions;
mod services;
mod versions;

pub use addons::{AddonFacts, AddonPin, addon_pin, addons};
pub use instance_types::{Accelerator, InstanceFacts, instance_type, instance_types};
pub use offerings::is_offered;
pub use prices::{AUTO_MODE_FEE_PER_MILLE, HOURS_PER_MONTH, Price, Quality, on_demand_price};
pub use regions::{RegionFacts, region, regions};
pub use services::{Service, service_price};
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
