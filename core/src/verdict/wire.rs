//! The text in which a verdict travels: records of fields, parted by control characters that no text of ours holds.

use super::{Found, Verdict};
use crate::check::Severity;
use crate::design::{Design, Subject};

/// Between records, between the fields of one, and between the items of a field.
const RECORD: char = '\u{1e}';
const FIELD: char = '\u{1f}';
const ITEM: char = '\u{1d}';

impl Verdict {
    /// The verdict as a text.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for found in &self.findings {
            let related: Vec<String> = found.related.iter().map(Subject::key).collect();
            let fields = [
                &found.rule,
                found.severity.word(),
                &found.subject.key(),
                &related.join("\u{1d}"),
                &found.title,
                &found.why,
                &found.help,
                found.fix.as_deref().unwrap_or_default(),
                found.waived.as_deref().unwrap_or_default(),
            ];
            for field in fields {
                text.extend(field.chars().filter(|c| ![RECORD, FIELD].contains(c)));
                text.push(FIELD);
            }
            text.push(RECORD);
        }
        text
    }

    /// The verdict in a text of [`Self::to_text`], as far as it is about what `design` has: it may have changed since.
    pub fn from_text(text: &str, design: &Design) -> Self {
        let subjects = Subjects::of(design);
        let findings = text.split(RECORD).filter_map(|record| found(record, &subjects)).collect();
        Self { findings }
    }
}

fn found(record: &str, subjects: &Subjects) -> Option<Found> {
    let fields: Vec<&str> = record.split(FIELD).collect();
    let &[rule, severity, subject, related, title, why, help, fix, waived, _] = fields.as_slice() else {
        return None;
    };
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Some(Found {
        rule: rule.to_owned(),
        severity: Severity::ALL.into_iter().find(|s| s.word() == severity)?,
        subject: subjects.find(subject)?,
        related: related.split(ITEM).filter_map(|key| subjects.find(key)).collect(),
        title: title.to_owned(),
        why: why.to_owned(),
        help: help.to_owned(),
        fix: some(fix),
        waived: some(waived),
    })
}

/// The objects of a design by their keys.
pub(super) struct Subjects(Vec<(String, Subject)>);

impl Subjects {
    pub(super) fn of(design: &Design) -> Self {
        let mut all: Vec<_> = design.subjects().into_iter().map(|s| (s.key(), s)).collect();
        crate::sorted::sort(&mut all);
        Self(all)
    }

    pub(super) fn find(&self, key: &str) -> Option<Subject> {
        let found = self.0.binary_search_by(|(k, _)| k.as_str().cmp(key)).ok()?;
        Some(self.0[found].1.clone())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::check::Context;
    use crate::testing;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn arrives_as_it_left(design in testing::design()) {
            let context = Context { today: "2026-11-23".parse().ok(), ..Context::default() };
            let verdict = Verdict::of(&design, &context);
            prop_assert_eq!(Verdict::from_text(&verdict.to_text(), &design), verdict);
        }

        #[test]
        fn any_text_is_read(text in "[\u{1d}-\u{1f}a-zA-Z0-9-]{0,200}") {
            let _ = Verdict::from_text(&text, &crate::design::starters::reference());
        }
    }
}
