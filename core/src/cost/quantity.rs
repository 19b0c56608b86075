//! How much of something is paid for, and what that much costs.

use std::fmt;

use crate::capacity::PerScale;
use crate::catalog::HOURS_PER_MONTH;
use crate::value::{Rate, Usd};

/// How much of something is paid for in a month: `count × each × share`.
///
/// It reads like the first half of the line's formula: "2 / 2 / 4 nodes × 730 h × 70 %".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quantity {
    /// How many there are.
    pub count: PerScale<u64>,
    /// Of what.
    pub unit: Unit,
    /// How much each of them is of what has a price.
    pub each: Each,
    /// The part of it that is paid for.
    pub share: Share,
}

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Clusters.
    Cluster,
    /// Nodes of a group.
    Node,
    /// Pods of a Fargate profile.
    Pod,
    /// Interface endpoints, each in one zone.
    Endpoint,
    /// NAT gateways.
    Gateway,
    /// Public IPv4 addresses.
    Address,
    /// Keys.
    Key,
    /// GB of traffic or of logs.
    Gb,
}

/// How much one of the things counted is of what has a price.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Each {
    /// One: the price is that of a thing a month, or of a GB.
    One,
    /// The hours of a month: the price is that of an hour.
    Hours,
    /// A volume of so many GiB: the price is that of a GB-month, by which AWS means GiB.
    Gib(u32),
    /// So many operations a second of a volume: the price is that of one for a month.
    Iops(u32),
    /// So many MiB/s of a volume: the price is that of one for a month.
    Mibps(u32),
    /// So many thousandths of a vCPU through the hours of a month: the price is that of a vCPU for an hour.
    VcpuHours(u64),
    /// So many MiB of memory through the hours of a month: the price is that of a GB for an hour, by which AWS means GiB.
    GibHours(u64),
}

/// A part of a whole, such as two of three zones. A whole of 0 is nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Share {
    /// The part.
    pub part: u64,
    /// The whole.
    pub of: u64,
}

impl Share {
    /// All of it.
    pub const WHOLE: Self = Self { part: 1, of: 1 };

    /// Nothing of it.
    pub const NONE: Self = Self { part: 0, of: 1 };

    /// So many hundredths.
    pub const fn percent(percent: u64) -> Self {
        Self { part: percent, of: 100 }
    }

    /// So many of so many.
    pub(super) fn of(part: usize, of: usize) -> Self {
        Self { part: part as u64, of: of as u64 }
    }
}

impl Each {
    /// What a thing is multiplied by, and what that is divided by.
    fn factor(self) -> (u64, u64) {
        match self {
            Self::One => (1, 1),
            Self::Hours => (HOURS_PER_MONTH, 1),
            Self::Gib(number) | Self::Iops(number) | Self::Mibps(number) => (number.into(), 1),
            Self::VcpuHours(millicores) => (millicores.saturating_mul(HOURS_PER_MONTH), 1000),
            Self::GibHours(mib) => (mib.saturating_mul(HOURS_PER_MONTH), 1024),
        }
    }
}

impl Quantity {
    /// So much at every scale.
    pub(super) fn fixed(count: u64, unit: Unit, each: Each) -> Self {
        Self { count: PerScale::same(count), unit, each, share: Share::WHOLE }
    }

    /// A volume of traffic or logs.
    pub(super) fn gb(gb: u32) -> Self {
        Self::fixed(gb.into(), Unit::Gb, Each::One)
    }

    /// What it costs.
    pub fn cost(&self, rate: Rate) -> PerScale<Usd> {
        self.count.map(|count| charge(rate, count, self.each, self.share))
    }
}

/// What `count × each × share` costs at `rate`, rounded once to the nearest micro-dollar. It never overflows: what is
/// too much for the type is the most that the type holds.
pub fn charge(rate: Rate, count: u64, each: Each, share: Share) -> Usd {
    let (factor, divisor) = each.factor();
    let factors = [count, factor, share.part];
    let nano = factors.iter().fold(u128::from(rate.nano()), |nano, &by| nano.saturating_mul(by.into()));
    micro(nano, u128::from(share.of) * u128::from(divisor))
}

/// `nano / of` nano-dollars, to the nearest micro-dollar.
pub(super) fn micro(nano: u128, of: u128) -> Usd {
    let of = of.saturating_mul(1000);
    let micro = nano.saturating_add(of / 2).checked_div(of).unwrap_or(0);
    Usd::of_micros(u64::try_from(micro).unwrap_or(u64::MAX))
}

impl Unit {
    fn words(self, one: bool) -> &'static str {
        match (self, one) {
            (Self::Cluster, true) => "cluster",
            (Self::Cluster, false) => "clusters",
            (Self::Node, true) => "node",
            (Self::Node, false) => "nodes",
            (Self::Pod, true) => "pod",
            (Self::Pod, false) => "pods",
            (Self::Endpoint, true) => "endpoint",
            (Self::Endpoint, false) => "endpoints",
            (Self::Gateway, true) => "gateway",
            (Self::Gateway, false) => "gateways",
            (Self::Address, true) => "address",
            (Self::Address, false) => "addresses",
            (Self::Key, true) => "key",
            (Self::Key, false) => "keys",
            (Self::Gb, _) => "GB",
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PerScale { min, desired, max } = self.count;
        if min == desired && desired == max {
            write!(f, "{min} {}", self.unit.words(min == 1))?;
        } else {
            write!(f, "{min} / {desired} / {max} {}", self.unit.words(false))?;
        }
        match self.each {
            Each::One => {}
            Each::Hours => write!(f, " × {HOURS_PER_MONTH} h")?,
            Each::Gib(gib) => write!(f, " × {gib} GiB")?,
            Each::Iops(iops) => write!(f, " × {iops} IOPS")?,
            Each::Mibps(mibps) => write!(f, " × {mibps} MiB/s")?,
            Each::VcpuHours(millicores) => write!(f, " × {HOURS_PER_MONTH} h × {millicores}/1000 vCPU")?,
            Each::GibHours(mib) => write!(f, " × {HOURS_PER_MONTH} h × {mib}/1024 GB")?,
        }
        match self.share {
            Share { part, of } if part == of => Ok(()),
            Share { part, of: 100 } => write!(f, " × {part} %"),
            Share { part, of } => write!(f, " × {part}/{of}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(micro: u64) -> Rate {
        Rate::of_nano(micro * 1000)
    }

    #[test]
    fn multiplies_and_rounds_once() {
        assert_eq!(charge(rate(115_000), 2, Each::Hours, Share::WHOLE).to_string(), "167.90");
        assert_eq!(charge(rate(95_200), 2, Each::Gib(50), Share::WHOLE).micros(), 9_520_000);
        // Two thirds of 2 cents: 13,333.33 micro-dollars; of 7 GB 93,333.33, not 7 × 13,333.
        assert_eq!(charge(rate(20_000), 1, Each::One, Share { part: 2, of: 3 }).micros(), 13_333);
        assert_eq!(charge(rate(20_000), 7, Each::One, Share { part: 2, of: 3 }).micros(), 93_333);
        // Half a micro-dollar goes up.
        assert_eq!(charge(Rate::of_nano(500), 1, Each::One, Share::WHOLE).micros(), 1);
        assert_eq!(charge(Rate::of_nano(499), 1, Each::One, Share::WHOLE).micros(), 0);
    }

    #[test]
    fn takes_any_number() {
        let most = charge(Rate::of_nano(u64::MAX), u64::MAX, Each::Gib(u32::MAX), Share::WHOLE);
        assert_eq!(most.micros(), u64::MAX);
        assert_eq!(charge(rate(1), 1, Each::One, Share { part: 1, of: 0 }).micros(), 0);
    }

    #[test]
    fn reads_like_a_formula() {
        let nodes = Quantity {
            count: PerScale { min: 2, desired: 2, max: 4 },
            unit: Unit::Node,
            each: Each::Hours,
            share: Share::percent(70),
        };
        assert_eq!(nodes.to_string(), "2 / 2 / 4 nodes × 730 h × 70 %");
        assert_eq!(Quantity::fixed(1, Unit::Cluster, Each::Hours).to_string(), "1 cluster × 730 h");
        assert_eq!(Quantity::fixed(2, Unit::Node, Each::Gib(50)).to_string(), "2 nodes × 50 GiB");
        let each = |each| Quantity::fixed(2, Unit::Pod, each).to_string();
        assert_eq!(each(Each::VcpuHours(250)), "2 pods × 730 h × 250/1000 vCPU");
        assert_eq!(each(Each::GibHours(2048)), "2 pods × 730 h × 2048/1024 GB");
        assert_eq!(each(Each::Iops(1000)), "2 pods × 1000 IOPS");
        let share = Share { part: 2, of: 3 };
        assert_eq!(Quantity { share, ..Quantity::gb(100) }.to_string(), "100 GB × 2/3");
    }
}
