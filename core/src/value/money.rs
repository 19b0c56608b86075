//! Money in integers: a price for a unit and an amount. Sums are exact, so a total is the sum of its parts as shown.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign};

use super::grouped;

/// A price for one unit, in nano-USD: fine enough for the price of one request.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Rate(u64);

/// An amount in micro-USD. It saturates, so that absurd quantities stay absurdly dear.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Usd(u64);

impl Rate {
    /// The rate of so many nano-USD for a unit.
    pub const fn of_nano(nano: u64) -> Self {
        Self(nano)
    }

    /// The nano-USD for a unit.
    pub const fn nano(self) -> u64 {
        self.0
    }

    /// The amount for a quantity in thousandths of the unit, rounded half up to a micro-USD, once.
    pub const fn times_thousandths(self, quantity: u64) -> Usd {
        // Nano-USD times thousandths are 10⁻¹² USD. In two parts, so that the product keeps within 64 bits.
        const PER_MICRO: u64 = 1_000_000;
        let whole = (self.0 / PER_MICRO).saturating_mul(quantity);
        let rest = (self.0 % PER_MICRO).saturating_mul(quantity).saturating_add(PER_MICRO / 2) / PER_MICRO;
        Usd(whole.saturating_add(rest))
    }

    /// A share of the rate, in thousandths, rounded half up to a nano-USD: a fee in per cent is ten times as many.
    pub const fn per_mille(self, share: u64) -> Self {
        Self(self.0.saturating_mul(share).saturating_add(500) / 1000)
    }
}

impl Usd {
    /// The amount of so many micro-USD.
    pub const fn of_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// The micro-USD.
    pub const fn micros(self) -> u64 {
        self.0
    }
}

impl Add for Usd {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Usd {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Usd {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Self::add)
    }
}

/// Dollars with as many decimals as it takes, at least two: `0.10`, `0.0952`.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const PER_DOLLAR: u64 = 1_000_000_000;
        let decimals = format!("{:09}", self.0 % PER_DOLLAR);
        let significant = decimals.trim_end_matches('0').len().max(2);
        write!(f, "{}.{}", self.0 / PER_DOLLAR, &decimals[..significant])
    }
}

/// Dollars and cents, rounded half up, with narrow spaces between thousands: `1 234.50`. The currency is left to the place.
impl fmt::Display for Usd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cents = self.0.saturating_add(5_000) / 10_000;
        write!(f, "{}.{:02}", grouped(cents / 100), cents % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_is_rounded_once_and_half_up() {
        let hour = Rate::of_nano(115_000_000);
        assert_eq!(hour.times_thousandths(730_000), Usd::of_micros(83_950_000));
        assert_eq!(Rate::of_nano(1).times_thousandths(499_999), Usd::of_micros(0));
        assert_eq!(Rate::of_nano(1).times_thousandths(500_000), Usd::of_micros(1));
        // The dearest machine, a thousand of them for a month.
        assert_eq!(
            Rate::of_nano(431_881_280_000).times_thousandths(730_000_000),
            Usd::of_micros(315_273_334_400_000)
        );
        assert_eq!(Rate::of_nano(u64::MAX).times_thousandths(u64::MAX), Usd::of_micros(u64::MAX));
    }

    #[test]
    fn a_fee_is_a_share() {
        assert_eq!(Rate::of_nano(96_000_000).per_mille(120), Rate::of_nano(11_520_000));
        assert_eq!(Rate::of_nano(4).per_mille(120), Rate::of_nano(0));
        assert_eq!(Rate::of_nano(5).per_mille(100), Rate::of_nano(1));
    }

    #[test]
    fn a_rate_shows_all_its_decimals() {
        let nanos = [100_000_000, 95_200_000, 3_000, 1_000_000_000, 1, 0];
        let shown = ["0.10", "0.0952", "0.000003", "1.00", "0.000000001", "0.00"];
        assert_eq!(nanos.map(|nano| Rate::of_nano(nano).to_string()), shown);
    }

    #[test]
    fn shown_in_dollars_and_cents() {
        let shown = |micros| Usd::of_micros(micros).to_string();
        assert_eq!(shown(0), "0.00");
        assert_eq!(shown(4_999), "0.00");
        assert_eq!(shown(5_000), "0.01");
        assert_eq!(shown(617_900_000), "617.90");
        assert_eq!(shown(999_995_000), "1\u{202f}000.00");
        assert_eq!(shown(1_234_567_894_999), "1\u{202f}234\u{202f}567.89");
        assert_eq!(shown(u64::MAX), "18\u{202f}446\u{202f}744\u{202f}073\u{202f}709.55");
    }

    #[test]
    fn a_total_is_the_sum_of_its_parts_and_saturates() {
        let parts = [1, 2, 3].map(Usd::of_micros);
        assert_eq!(parts.into_iter().sum::<Usd>(), Usd::of_micros(6));
        assert_eq!(Usd::of_micros(u64::MAX) + Usd::of_micros(1), Usd::of_micros(u64::MAX));
    }
}
