//! Lists and counts in findings.

/// Names as a list in a sentence: "a", "a and b", "a, b and c", "a, b and 4 more".
pub(super) fn list<T: std::fmt::Display>(names: impl IntoIterator<Item = T>) -> String {
    const SHOWN: usize = 3;
    let mut names = names.into_iter();
    let shown: Vec<String> = names.by_ref().take(SHOWN).map(|n| n.to_string()).collect();
    match (shown.as_slice(), names.count()) {
        ([], _) => "none".to_owned(),
        ([only], _) => only.clone(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
        // The last one shown gives way to the number.
        ([first @ .., _], more) => format!("{} and {} more", first.join(", "), more + 1),
    }
}

/// A number with its noun: "1 zone", "2 zones".
pub(super) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// The verb that agrees with a number of things: "is" or "are", "has" or "have".
pub(super) fn agree(number: usize, singular: &'static str, plural: &'static str) -> &'static str {
    if number == 1 { singular } else { plural }
}

/// `base` with the first number from 2 that makes a name that `is_taken` does not know, cut to `max`.
pub(super) fn numbered<T: std::str::FromStr>(
    base: &str,
    max: usize,
    is_taken: impl Fn(&str) -> bool,
) -> Option<T> {
    // Names are ASCII, so cutting at a byte is cutting at a character.
    (2..10_000).find_map(|n| {
        let suffix = format!("-{n}");
        let kept = base.get(..base.len().min(max.saturating_sub(suffix.len())))?;
        let name = format!("{kept}{suffix}");
        if is_taken(&name) { None } else { name.parse().ok() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_stay_short() {
        let said = |n: usize| list(["a", "b", "c", "d", "e"].iter().take(n));
        assert_eq!(said(1), "a");
        assert_eq!(said(2), "a and b");
        assert_eq!(said(3), "a, b and c");
        assert_eq!(said(4), "a, b and 2 more");
        assert_eq!(said(5), "a, b and 3 more");
    }

    #[test]
    fn numbered_names_fit() {
        let name: Option<String> = numbered("abcdef", 6, |n| n == "abcd-2");
        assert_eq!(name.as_deref(), Some("abcd-3"));
    }
}
