//! Words that people leave for other people.

use super::text::{characters, form, length, text_value};

text_value!(
    /// Why a finding is accepted: 3 to 300 characters on one line. It is printed in the bundle's README.
    Reason, "Reason", |text| {
        length(text.trim(), 3, 300)?;
        characters(text, "one line of text", |c| !c.is_control() && !is_invisible(c))?;
        form(text.trim() == text, "it must neither begin nor end with a space")
    }
);

/// Characters that turn the direction of text or show nothing: what is read must be what is there.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

text_value!(
    /// The id of a rule, such as `SUB003`: two or three capital letters and three digits. Whether there is such a
    /// rule is not asked: a design outlives the rules of its day.
    RuleId, "Rule", |text| {
        let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
        let digits = text.bytes().skip(letters);
        form(
            (2..=3).contains(&letters) && text.len() == letters + 3 && digits.into_iter().all(|b| b.is_ascii_digit()),
            "the id of a rule reads like SUB003",
        )
    }
);

text_value!(
    /// The key of an object of a design, such as `subnet-4`: lower-case letters, digits and `-`.
    ObjectKey, "Object", |text| {
        length(text, 1, 60)?;
        characters(text, "lower-case letters, digits and -", |c| {
            c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
        })
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_one_visible_line() {
        for good in ["accepted until the VPN is there", "“quoted” <b> | `x`", "ok!"] {
            assert!(good.parse::<Reason>().is_ok(), "{good}");
        }
        for bad in ["", "  ", "ok", "two\nlines", " padded", "right\u{202e}to left", &"x".repeat(301)] {
            assert!(bad.parse::<Reason>().is_err(), "{bad}");
        }
    }

    #[test]
    fn ids_and_keys() {
        for good in ["SUB003", "NG017"] {
            assert!(good.parse::<RuleId>().is_ok(), "{good}");
        }
        for bad in ["", "S003", "SUBN003", "SUB03", "SUB0003", "sub003", "SUB00é"] {
            assert!(bad.parse::<RuleId>().is_err(), "{bad}");
        }
        assert!("route-table-rt-private-az1".parse::<ObjectKey>().is_ok());
        assert!("subnet_4".parse::<ObjectKey>().is_err());
    }
}
