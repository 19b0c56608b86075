//! How wide a line of text is, and how to make it fit.
//!
//! The page uses the reader's own fonts, so the widths here are those of the widest common ones (DejaVu Sans
//! and Liberation Sans, their bold cuts, and a monospaced em of 0.61): what fits by these fits by all.

use crate::value::grouped;

/// A kind of text on the canvas: its class, size and weight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Style {
    /// What an object is called.
    Name,
    /// A fact that matters as much as a name.
    Fact,
    /// Everything else about an object.
    Detail,
    /// What is typed or pasted: blocks and ids.
    Mono,
    /// The quietest text: hints and what is missing.
    Caption,
    /// The word of a tier, in its hue.
    Tier,
    /// What is wrong, said in words.
    Alarm,
}

const STYLES: [Style; 7] =
    [Style::Name, Style::Fact, Style::Detail, Style::Mono, Style::Caption, Style::Tier, Style::Alarm];

impl Style {
    /// The class in the style sheet.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Name => "t-name",
            Self::Fact => "t-fact",
            Self::Detail => "t-detail",
            Self::Mono => "t-mono",
            Self::Caption => "t-caption",
            Self::Tier => "t-tier",
            Self::Alarm => "t-alarm",
        }
    }

    fn size(self) -> f64 {
        match self {
            Self::Name | Self::Fact | Self::Tier => 12.0,
            Self::Detail | Self::Mono | Self::Caption | Self::Alarm => 11.0,
        }
    }
}

/// How wide `text` is at most, in pixels.
pub(super) fn width(style: Style, text: &str) -> f64 {
    let per_mille: f64 = text.chars().map(|c| advance(style, c)).sum();
    per_mille * style.size()
}

/// How wide a text of this class is at most; `None` for a class that is none of text.
pub fn text_width(class: &str, text: &str) -> Option<f64> {
    STYLES.into_iter().find(|s| s.class() == class).map(|s| width(s, text))
}

/// `text`, or as much of its beginning as fits `room` before an ellipsis; empty where not even that fits.
pub(super) fn fit(style: Style, text: &str, room: f64) -> String {
    if width(style, text) <= room {
        return text.to_owned();
    }
    let mut left = room - advance(style, '…') * style.size();
    if left < 0.0 {
        return String::new();
    }
    let mut shown: String = text
        .chars()
        .take_while(|&c| {
            left -= advance(style, c) * style.size();
            left >= 0.0
        })
        .collect();
    shown.truncate(shown.trim_end_matches([' ', '·', '-', '\u{2013}']).len());
    shown.push('…');
    shown
}

/// The first of `texts` that fits `room`; the last one cut to it where none does.
pub(super) fn first_that_fits<'a>(style: Style, texts: &'a [String], room: f64) -> std::borrow::Cow<'a, str> {
    match texts.iter().find(|t| width(style, t) <= room) {
        Some(text) => text.as_str().into(),
        None => texts.last().map_or_else(String::new, |t| fit(style, t, room)).into(),
    }
}

/// "1 warning", "3 warnings".
pub(super) fn counted(count: u64, noun: &str) -> String {
    format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// The width of a character in ems.
fn advance(style: Style, c: char) -> f64 {
    let table = match style {
        Style::Mono => return 0.61,
        Style::Name | Style::Fact | Style::Tier => &STRONG,
        Style::Detail | Style::Caption | Style::Alarm => &REGULAR,
    };
    let hundredths = match c {
        ' '..='~' => table[c as usize - 0x20],
        '\u{202f}' | '·' => 38,
        '\u{2013}' => 56,
        _ => 100,
    };
    f64::from(hundredths) / 100.0
}

/// Hundredths of an em for the characters from space to `~`.
type Widths = [u8; 95];

#[rustfmt::skip]
const REGULAR: Widths = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 56,
    102, 69, 69, 73, 77, 67, 62, 78, 76, 30, 50, 67, 56, 87, 75, 79, 67, 79, 73, 67, 62, 74, 69, 99, 69, 67, 69, 40, 34, 40, 84, 56,
    50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
];

#[rustfmt::skip]
const STRONG: Widths = [
    35, 46, 53, 84, 70, 101, 88, 31, 46, 46, 53, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40, 84, 84, 84, 62,
    100, 78, 77, 74, 83, 69, 69, 83, 84, 38, 56, 78, 64, 100, 84, 85, 74, 85, 77, 73, 69, 82, 78, 111, 78, 73, 73, 46, 37, 46, 84, 56,
    50, 68, 72, 60, 72, 68, 44, 72, 72, 35, 35, 67, 35, 105, 72, 69, 72, 72, 50, 60, 48, 72, 66, 93, 65, 66, 59, 72, 37, 72, 84,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_to_the_room_there_is() {
        let long = "a-very-long-subnet-name-that-goes-on-and-on-up-to-sixty-three-ch";
        for room in [0.0, 5.0, 12.0, 40.0, 100.0, 1000.0] {
            for style in STYLES {
                let cut = fit(style, long, room);
                assert!(width(style, &cut) <= room, "{cut} in {room}");
            }
        }
        assert_eq!(fit(Style::Detail, "short", 100.0), "short");
        assert_eq!(fit(Style::Mono, "10.0.16.0/20", 50.0), "10.0.1…");
        assert_eq!(fit(Style::Mono, "ab - cd", 36.0), "ab…");
        assert_eq!(fit(Style::Name, "x", 0.0), "");
    }

    #[test]
    fn takes_the_longest_wording_that_fits() {
        let texts = ["10 – 20 – 100 nodes".to_owned(), "10 – 20 – 100".to_owned()];
        assert_eq!(first_that_fits(Style::Fact, &texts, 200.0), texts[0]);
        assert_eq!(first_that_fits(Style::Fact, &texts, 110.0), texts[1]);
        assert_eq!(first_that_fits(Style::Fact, &texts, 30.0), "10…");
    }

    #[test]
    fn counts_in_words() {
        assert_eq!(counted(1, "warning"), "1 warning");
        assert_eq!(counted(0, "error"), "0 errors");
    }
}
