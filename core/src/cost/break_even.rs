//! Two ways to do the same: what each costs at a given traffic, and at which traffic they cost the same.

use std::fmt;

use super::Share;
use super::quantity::micro;
use crate::catalog::HOURS_PER_MONTH;
use crate::value::{Rate, Usd};

/// Two ways that do the same for the same traffic.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Comparison {
    /// What the first costs a month at the expected traffic.
    pub first: Usd,
    /// What the second costs.
    pub second: Usd,
    /// At which traffic they cost the same.
    pub break_even: BreakEven,
}

/// One of two ways.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// The first.
    First,
    /// The second.
    Second,
}

/// Where two ways cost the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BreakEven {
    /// At so much a month.
    At {
        /// The traffic, to the nearest MB.
        traffic: Megabytes,
        /// The way that costs less above it; below it, the other does.
        above: Way,
    },
    /// Nowhere: this way never costs more than the other.
    Always(Way),
}

/// A volume in MB, of which 1000 are a GB. It is written in GB: "4927.5 GB".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Megabytes(pub u64);

impl fmt::Display for Megabytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (gb, mb) = (self.0 / 1000, self.0 % 1000);
        let fraction = format!(".{mb:03}");
        write!(f, "{gb}{} GB", fraction.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// What something costs a month: so much however little it is used, and so much for each GB.
///
/// Nano-dollars; those of a GB are a fraction, because two thirds of a price are seldom a whole number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Tariff {
    /// The whole that `per_gb` is counted in; never 0.
    of: u128,
    fixed: u128,
    per_gb: u128,
}

impl Tariff {
    /// So many of something that is paid by the hour, and the price of a GB.
    pub(super) fn new(count: u64, hour: Rate, per_gb: Rate) -> Self {
        let fixed = u128::from(hour.nano()).saturating_mul(u128::from(count) * u128::from(HOURS_PER_MONTH));
        Self { of: 1, fixed, per_gb: per_gb.nano().into() }
    }

    /// And so many of something else that is paid by the hour.
    pub(super) fn and_hourly(self, count: u64, hour: Rate) -> Self {
        Self { fixed: self.fixed.saturating_add(Self::new(count, hour, hour).fixed), ..self }
    }

    /// And more for a share of the traffic.
    pub(super) fn and_for(self, share: Share, per_gb: Rate) -> Self {
        let of = u128::from(share.of.max(1));
        let more = u128::from(per_gb.nano()).saturating_mul(share.part.into()).saturating_mul(self.of);
        Self { of: self.of * of, per_gb: self.per_gb.saturating_mul(of).saturating_add(more), ..self }
    }

    /// What so many GB a month cost.
    pub(super) fn at(self, gb: u32) -> Usd {
        let traffic = self.per_gb.saturating_mul(gb.into());
        micro(self.fixed.saturating_mul(self.of).saturating_add(traffic), self.of)
    }

    /// Compares it with another way at so many GB a month.
    pub(super) fn against(self, second: Self, gb: u32) -> Comparison {
        // Both in one fraction of a nano-dollar.
        let per_gb = (self.per_gb.saturating_mul(second.of), second.per_gb.saturating_mul(self.of));
        let of = self.of.saturating_mul(second.of);
        let (above, slope) = if per_gb.0 > per_gb.1 {
            (Way::Second, per_gb.0 - per_gb.1)
        } else {
            (Way::First, per_gb.1 - per_gb.0)
        };
        // What the way that wins in the end has to make up for at the start.
        let head_start = match above {
            Way::First => self.fixed.checked_sub(second.fixed),
            Way::Second => second.fixed.checked_sub(self.fixed),
        };
        let megabytes = |start: u128| {
            let mb =
                start.saturating_mul(of).saturating_mul(1000).saturating_add(slope / 2).checked_div(slope);
            mb.map(|mb| Megabytes(u64::try_from(mb).unwrap_or(u64::MAX)))
        };
        let break_even = match head_start {
            None | Some(0) => BreakEven::Always(above),
            Some(start) => megabytes(start).map_or(
                // Without a slope the head start lasts for ever.
                BreakEven::Always(Way::Second),
                |traffic| BreakEven::At { traffic, above },
            ),
        };
        Comparison { first: self.at(gb), second: second.at(gb), break_even }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tariff(count: u64, hour_micro: u64, gb_micro: u64) -> Tariff {
        Tariff::new(count, Rate::of_nano(hour_micro * 1000), Rate::of_nano(gb_micro * 1000))
    }

    fn break_even(first: Tariff, second: Tariff) -> BreakEven {
        first.against(second, 0).break_even
    }

    #[test]
    fn either_way_may_win_in_the_end() {
        let (low, high) = (tariff(1, 10_000, 20_000), tariff(2, 10_000, 10_000));
        let traffic = Megabytes(730_000);
        assert_eq!(break_even(low, high), BreakEven::At { traffic, above: Way::Second });
        assert_eq!(break_even(high, low), BreakEven::At { traffic, above: Way::First });
        assert_eq!(low.at(730), high.at(730));
        assert!(low.at(729) < high.at(729) && low.at(731) > high.at(731));
    }

    #[test]
    fn one_way_may_always_win() {
        let (less, more) = (tariff(1, 10_000, 10_000), tariff(2, 10_000, 20_000));
        assert_eq!(break_even(less, more), BreakEven::Always(Way::First));
        assert_eq!(break_even(more, less), BreakEven::Always(Way::Second));
        let only_fixed = tariff(2, 10_000, 10_000);
        assert_eq!(break_even(less, only_fixed), BreakEven::Always(Way::First));
        assert_eq!(break_even(only_fixed, less), BreakEven::Always(Way::Second));
    }

    #[test]
    fn adds_shares_exactly() {
        let third = Share { part: 1, of: 3 };
        let thirds = tariff(0, 0, 0)
            .and_for(third, Rate::of_nano(20_000_000))
            .and_for(third, Rate::of_nano(10_000_000));
        assert_eq!(thirds.at(100).micros(), 1_000_000);
    }

    #[test]
    fn reads_in_gigabytes() {
        for (mb, words) in
            [(4_927_500, "4927.5 GB"), (9_855_000, "9855 GB"), (0, "0 GB"), (1, "0.001 GB"), (100, "0.1 GB")]
        {
            assert_eq!(Megabytes(mb).to_string(), words);
        }
    }
}
