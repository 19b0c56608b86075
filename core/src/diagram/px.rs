//! Lengths as SVG writes them.

use std::fmt;

/// A length in CSS pixels, printed to a hundredth.
///
/// By whole numbers: the standard library's way with fractions weighs more on the page than all wires together, and
/// its tables do not compress.
#[derive(Clone, Copy)]
pub struct Px(pub f64);

impl fmt::Display for Px {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A drawing is far smaller than what an i64 holds; what is no number becomes 0.
        let hundredths = (self.0 * 100.0).round() as i64;
        let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        let sign = if hundredths < 0 { "-" } else { "" };
        match (rest / 10, rest % 10) {
            (0, 0) => write!(f, "{sign}{whole}"),
            (tenths, 0) => write!(f, "{sign}{whole}.{tenths}"),
            (tenths, hundredths) => write!(f, "{sign}{whole}.{tenths}{hundredths}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Px;

    #[test]
    fn prints_like_the_standard_library() {
        for (length, text) in [
            (0.0, "0"),
            (12.0, "12"),
            (-7.5, "-7.5"),
            (0.05, "0.05"),
            (1.999, "2"),
            (-0.001, "0"),
            (344.25, "344.25"),
        ] {
            assert_eq!(Px(length).to_string(), text);
        }
        assert_eq!(Px(f64::NAN).to_string(), "0");
    }
}
