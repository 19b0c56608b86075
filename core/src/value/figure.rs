//! How numbers are written.

/// A number with a narrow space between thousands, at which no line breaks: `4 091`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn groups_thousands() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(4091), "4\u{202f}091");
        assert_eq!(grouped(1 << 32), "4\u{202f}294\u{202f}967\u{202f}296");
    }
}
