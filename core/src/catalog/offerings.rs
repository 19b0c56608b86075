//! Which instance types are offered where. Source and date: `core/data/offerings.csv`.

use super::embedded::catalog;
use crate::value::{InstanceType, Region};

/// Whether EC2 offers an instance type in a region, in one zone at least; `None` where the catalog does not know the
/// type or has no list for the region.
pub fn is_offered(name: &InstanceType, region: &Region) -> Option<bool> {
    catalog().is_offered(name.as_str(), region)
}
