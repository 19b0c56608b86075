//! The text in which a verdict travels: sections of records of fields, parted by control characters that no text of ours
//! holds.

use super::{Found, Row, Tables, Verdict};
use crate::check::Severity;
use crate::design::{Design, FargateProfileId, NodeGroupId, Subject, SubnetId};
use crate::diagram::{Figures, Fill, GroupFigures};
use crate::value::Usd;

/// Between sections, between records, between the fields of one, and between the items of a field.
const SECTION: char = '\u{1c}';
const RECORD: char = '\u{1e}';
const FIELD: char = '\u{1f}';
const ITEM: char = '\u{1d}';

/// A text that is being written.
#[derive(Default)]
struct Writer(String);

impl Writer {
    fn record<'a>(&mut self, fields: impl IntoIterator<Item = &'a str>) {
        for field in fields {
            self.0.extend(field.chars().filter(|c| ![SECTION, RECORD, FIELD].contains(c)));
            self.0.push(FIELD);
        }
        self.0.push(RECORD);
    }

    fn rows(&mut self, rows: &[Row]) {
        for row in rows {
            let key = row.subject.as_ref().map(Subject::key).unwrap_or_default();
            self.record([key.as_str(), &row.note].into_iter().chain(row.cells.iter().map(String::as_str)));
        }
        self.0.push(SECTION);
    }

    fn figures(&mut self, id: u32, figures: GroupFigures) {
        let some = |number: Option<u64>| number.map(|n| n.to_string()).unwrap_or_default();
        let usd = some(figures.usd.map(Usd::micros));
        let fields = [id.to_string(), some(figures.pods), usd, u8::from(figures.is_estimate).to_string()];
        self.record(fields.iter().map(String::as_str));
    }

    fn texts(&mut self, texts: &[String]) {
        self.record(texts.iter().map(String::as_str));
        self.0.push(SECTION);
    }
}

impl Verdict {
    /// The verdict as a text.
    pub fn to_text(&self) -> String {
        let mut text = Writer::default();
        for found in &self.findings {
            let related: Vec<String> = found.related.iter().map(Subject::key).collect();
            text.record([
                found.rule.as_str(),
                found.severity.word(),
                &found.subject.key(),
                &related.join("\u{1d}"),
                &found.title,
                &found.why,
                &found.help,
                found.fix.as_deref().unwrap_or_default(),
                found.waived.as_deref().unwrap_or_default(),
            ]);
        }
        text.0.push(SECTION);
        for (id, fill) in &self.figures.subnets {
            let numbers = [u64::from(id.0), fill.needed, fill.available, fill.is_blocks.into()];
            text.record(numbers.map(|n| n.to_string()).iter().map(String::as_str));
        }
        text.0.push(SECTION);
        for (id, figures) in &self.figures.groups {
            text.figures(id.0, *figures);
        }
        text.0.push(SECTION);
        for (id, figures) in &self.figures.profiles {
            text.figures(id.0, *figures);
        }
        text.0.push(SECTION);
        if let Some(figures) = self.figures.auto_mode {
            text.figures(0, figures);
        }
        text.0.push(SECTION);
        text.texts(&self.tables.summary);
        text.rows(&self.tables.groups);
        text.rows(&self.tables.subnets);
        text.rows(&self.tables.bill);
        text.rows(&self.tables.compute_kinds);
        text.texts(&self.tables.capacity_notes);
        text.texts(&self.tables.bill_notes);
        text.texts(&self.tables.kinds_notes);
        text.0
    }

    /// The verdict in a text of [`Self::to_text`], as far as it is about what `design` has: it may have changed since.
    pub fn from_text(text: &str, design: &Design) -> Self {
        let subjects = Subjects::of(design);
        let mut sections = text.split(SECTION);
        let mut section = || sections.next().unwrap_or_default();
        let rows = |section: &str| records(section).map(|fields| row(&fields, &subjects)).collect();
        let texts = |section: &str| records(section).flatten().map(str::to_owned).collect();
        Self {
            findings: records(section()).filter_map(|fields| found(&fields, &subjects)).collect(),
            figures: Figures {
                subnets: records(section()).filter_map(|fields| fill(&fields)).collect(),
                groups: group_figures(section()).map(|(id, of)| (NodeGroupId(id), of)).collect(),
                profiles: group_figures(section()).map(|(id, of)| (FargateProfileId(id), of)).collect(),
                auto_mode: group_figures(section()).next().map(|(_, of)| of),
            },
            tables: Tables {
                summary: texts(section()),
                groups: rows(section()),
                subnets: rows(section()),
                bill: rows(section()),
                compute_kinds: rows(section()),
                capacity_notes: texts(section()),
                bill_notes: texts(section()),
                kinds_notes: texts(section()),
            },
        }
    }
}

/// The fields of each record.
fn records(section: &str) -> impl Iterator<Item = Vec<&str>> {
    let records = section.split(RECORD).filter_map(|record| record.strip_suffix(FIELD));
    records.map(|record| record.split(FIELD).collect())
}

fn fill(fields: &[&str]) -> Option<(SubnetId, Fill)> {
    let &[id, needed, available, is_blocks] = fields else { return None };
    let (needed, available) = (needed.parse().ok()?, available.parse().ok()?);
    Some((SubnetId(id.parse().ok()?), Fill { needed, available, is_blocks: is_blocks == "1" }))
}

fn group_figures(section: &str) -> impl Iterator<Item = (u32, GroupFigures)> {
    records(section).filter_map(|fields| {
        let &[id, pods, usd, is_estimate] = fields.as_slice() else { return None };
        let usd = usd.parse().ok().map(Usd::of_micros);
        let figures = GroupFigures { pods: pods.parse().ok(), usd, is_estimate: is_estimate == "1" };
        Some((id.parse().ok()?, figures))
    })
}

fn row(fields: &[&str], subjects: &Subjects) -> Row {
    let mut fields = fields.iter().map(|f| (*f).to_owned());
    let (key, note) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
    Row { subject: subjects.find(&key), note, cells: fields.collect() }
}

fn found(fields: &[&str], subjects: &Subjects) -> Option<Found> {
    let &[rule, severity, subject, related, title, why, help, fix, waived] = fields else { return None };
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
struct Subjects(Vec<(String, Subject)>);

impl Subjects {
    fn of(design: &Design) -> Self {
        let mut all: Vec<_> = design.subjects().into_iter().map(|s| (s.key(), s)).collect();
        crate::sorted::sort(&mut all);
        Self(all)
    }

    fn find(&self, key: &str) -> Option<Subject> {
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
        fn any_text_is_read(text in "[\u{1c}-\u{1f}a-zA-Z0-9-]{0,200}") {
            let _ = Verdict::from_text(&text, &crate::design::starters::reference());
        }
    }
}
