//! Calendar days, for support dates. The day itself comes from outside: core has no clock.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use serde_json::Value;

use crate::json::{Read, Reading};

/// A day of the Gregorian calendar, written `2026-11-23`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// A text that is not a day.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("“{0}” is not a day; write it like 2026-11-23.")]
pub struct DateError(String);

impl Date {
    /// The earliest day that this type holds.
    pub const FIRST: Self = Self { year: 1970, month: 1, day: 1 };

    /// The day, where the calendar has it. Years 1970 to 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => return None,
        };
        ((1970..=9999).contains(&year) && (1..=days).contains(&day)).then_some(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }

    /// The day after; `None` after the last that this type holds.
    pub fn next(self) -> Option<Self> {
        Self::new(self.year, self.month, self.day + 1)
            .or_else(|| Self::new(self.year, self.month + 1, 1))
            .or_else(|| Self::new(self.year + 1, 1, 1))
    }

    /// Days from this day to `later`; negative where that lies before.
    pub fn days_until(self, later: Date) -> i32 {
        later.ordinal() - self.ordinal()
    }

    /// Days since 1 March of the year 0: the year begins in March so that the leap day comes last.
    fn ordinal(self) -> i32 {
        let (year, month) = (i32::from(self.year), i32::from(self.month));
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + i32::from(self.day) - 1
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let parse = || {
            let bytes = text.as_bytes();
            if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' || !text.is_ascii() {
                return None;
            }
            Self::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?)
        };
        parse().ok_or_else(|| DateError(text.chars().take(40).collect()))
    }
}

impl Read for Date {
    fn read<'a>(value: &'a Value, reading: &mut Reading<'a>) -> Self {
        reading.parsed(value).unwrap_or(Date::FIRST)
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn counts_days() {
        assert_eq!(date("2026-11-23").days_until(date("2026-12-02")), 9);
        assert_eq!(date("2024-02-28").days_until(date("2024-03-01")), 2);
        assert_eq!(date("2026-03-01").days_until(date("2026-02-28")), -1);
        assert_eq!(date("1970-01-01").days_until(date("2000-01-01")), 10957);
    }

    #[test]
    fn knows_the_day_after() {
        for (day, after) in
            [("2026-11-23", "2026-11-24"), ("2027-08-31", "2027-09-01"), ("2028-02-28", "2028-02-29")]
        {
            assert_eq!(date(day).next(), Some(date(after)));
        }
        assert_eq!(date("2026-12-31").next(), Some(date("2027-01-01")));
        assert_eq!(date("9999-12-31").next(), None);
    }

    #[test]
    fn refuses_days_that_do_not_exist() {
        for text in ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01", "2026-01-0é", ""] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert_eq!(date("2024-02-29").to_string(), "2024-02-29");
    }
}
