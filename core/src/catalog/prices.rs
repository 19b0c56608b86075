//! Prices of instances, and what goes with every price. Sources and dates: `core/data/prices_ec2.csv` and
//! `core/data/price_sources.csv`.

use super::embedded::catalog;
use crate::value::{InstanceType, Rate, Region};

/// Hours in a month of 365 ÷ 12 days, as the AWS Pricing Calculator counts them.
pub const HOURS_PER_MONTH: u64 = 730;

/// The fee of EKS Auto Mode for an instance that it manages, in thousandths of the on-demand price, whatever the
/// instance is bought as. Source: the fees of EKS Auto Mode in AWS's price list (2025-10-28), where 852 of 862 are
/// 12 % of the on-demand price.
pub const AUTO_MODE_FEE_PER_MILLE: u64 = 120;

/// What a unit costs, without taxes and discounts, and how that is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Price {
    /// The price of a unit.
    pub rate: Rate,
    /// How sure it is.
    pub quality: Quality,
    /// Of which day it is, such as `2025-11-03`; of an estimate, the day of the prices that it is made from.
    pub date: &'static str,
    /// Where it comes from, in words that follow "Source:".
    pub source: &'static str,
}

/// How sure a price is. A sum is as sure as its least sure part: they are ordered from the best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Quality {
    /// A list price of AWS.
    Published,
    /// Computed from published prices by a rule that AWS keeps.
    Derived,
    /// A guess from similar instances or regions; it must be shown as such.
    Estimated,
}

impl Quality {
    /// All of them, the best first.
    pub const ALL: &'static [Self] = &[Self::Published, Self::Derived, Self::Estimated];

    /// The quality in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Derived => "derived",
            Self::Estimated => "estimated",
        }
    }
}

/// The on-demand price of an hour with Linux and shared tenancy; `None` where it is not known or the type is not
/// offered in the region.
pub fn on_demand_price(name: &InstanceType, region: &Region) -> Option<Price> {
    catalog().instance_price(name.as_str(), region)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Service, service_price};
    use crate::value::Usd;

    fn price(name: &str, region: &str) -> Option<Price> {
        on_demand_price(&name.parse().unwrap(), &region.parse().unwrap())
    }

    #[test]
    fn prices_with_their_quality() {
        let frankfurt = price("m5.large", "eu-central-1").unwrap();
        assert_eq!(frankfurt.rate, Rate::of_nano(115_000_000));
        assert_eq!((frankfurt.quality, frankfurt.date), (Quality::Published, "2025-11-03"));
        assert_eq!(frankfurt.rate.times_thousandths(HOURS_PER_MONTH * 1000), Usd::of_micros(83_950_000));
        assert_eq!(frankfurt.rate.per_mille(AUTO_MODE_FEE_PER_MILLE), Rate::of_nano(13_800_000));
        // The one price that is finer than the others.
        assert_eq!(price("p4d.24xlarge", "us-east-1").unwrap().rate, Rate::of_nano(21_957_642_000));
        assert_eq!(price("r9g.large", "eu-central-1").unwrap().quality, Quality::Estimated);
        assert_eq!(price("m5.large", "cn-north-1"), None);
    }

    #[test]
    fn services_with_their_unit() {
        let hour = service_price(Service::ClusterStandard, &"eu-central-1".parse().unwrap()).unwrap();
        assert_eq!((hour.rate, Service::ClusterStandard.unit()), (Rate::of_nano(100_000_000), "hour"));
        let request = service_price(Service::KmsRequest, &"us-east-1".parse().unwrap()).unwrap();
        assert_eq!(request.rate, Rate::of_nano(3_000));
        assert_eq!(service_price(Service::AlbHour, &"eu-central-1".parse().unwrap()), None);
    }
}
