//! Putting a file together from paragraphs: of templates, of printed Terraform, of plain text.

use super::{File, Mark};
use crate::design::Subject;
use crate::hcl::{self, Body};

/// A file under construction. What is added is set off by a blank line.
pub(super) struct Draft {
    path: String,
    text: String,
    marks: Vec<Mark>,
}

impl Draft {
    /// A file at `path`, still empty.
    pub(super) fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), text: String::new(), marks: Vec::new() }
    }

    /// Adds text whose lines come from each of `subjects`.
    pub(super) fn paragraph(mut self, text: &str, subjects: &[Subject]) -> Self {
        let start = self.begin();
        self.text.push_str(text.trim_end());
        self.text.push('\n');
        let lines = start..self.line();
        self.marks.extend(subjects.iter().map(|s| Mark { lines: lines.clone(), subject: s.clone() }));
        self
    }

    /// Adds Terraform; its marks are subjects.
    pub(super) fn body(mut self, body: &Body<Subject>) -> Self {
        let printed = hcl::print(body);
        if printed.text.is_empty() {
            return self;
        }
        let start = self.begin();
        self.text.push_str(&printed.text);
        let moved = |(lines, subject): (std::ops::Range<usize>, Subject)| Mark {
            lines: lines.start + start..lines.end + start,
            subject,
        };
        self.marks.extend(printed.marks.into_iter().map(moved));
        self
    }

    /// Adds those paragraphs of `template` for which `keep` gives subjects (maybe none).
    pub(super) fn template(
        self,
        template: &'static str,
        keep: impl Fn(&'static str) -> Option<Vec<Subject>>,
    ) -> Self {
        paragraphs(template).into_iter().fold(self, |draft, text| match keep(header(text)) {
            Some(subjects) => draft.paragraph(text, &subjects),
            None => draft,
        })
    }

    /// Whether it tells of something so far.
    pub(super) fn tells(&self, word: &str) -> bool {
        self.text.contains(word)
    }

    /// The file.
    pub(super) fn file(self) -> File {
        File { path: self.path, text: self.text, executable: false, marks: self.marks }
    }

    /// Sets off what comes next; the number of its first line.
    fn begin(&mut self) -> usize {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.line()
    }

    fn line(&self) -> usize {
        self.text.bytes().filter(|&b| b == b'\n').count()
    }
}

/// A template as it stands.
pub(super) fn constant(path: &str, template: &'static str, subjects: &[Subject]) -> File {
    Draft::new(path).paragraph(template, subjects).file()
}

/// The paragraphs of a template: blank lines end one where it is not indented inside a block.
pub(super) fn paragraphs(template: &'static str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut rest = template;
    while !rest.is_empty() {
        // A blank line inside a block is followed by an indented line.
        let end = rest
            .match_indices("\n\n")
            .map(|(at, _)| at + 2)
            .find(|&at| rest.get(at..).is_none_or(|after| !after.starts_with([' ', '}'])))
            .unwrap_or(rest.len());
        let (paragraph, after) = rest.split_at(end);
        found.push(paragraph.trim_end());
        rest = after;
    }
    found
}

/// The first line of a paragraph that is not a comment; empty where all are.
pub(super) fn header(paragraph: &'static str) -> &'static str {
    paragraph.lines().find(|l| !l.starts_with('#')).unwrap_or_default()
}

/// The text in the `n`th pair of quotes of a line.
pub(super) fn label(header: &'static str, n: usize) -> &'static str {
    header.split('"').nth(2 * n + 1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_falls_into_its_blocks() {
        let template =
            "# All.\n\n# One.\nvariable \"one\" {\n  a = 1\n\n  b = 2\n}\n\nvariable \"two\" {\n}\n";
        let found = paragraphs(template);
        let headers: Vec<_> = found.iter().map(|p| label(header(p), 0)).collect();
        assert_eq!(headers, ["", "one", "two"]);
        let draft =
            Draft::new("x").template(template, |h| (label(h, 0) != "one").then(|| vec![Subject::Vpc]));
        assert_eq!(draft.text, "# All.\n\nvariable \"two\" {\n}\n");
        assert_eq!(draft.marks[1], Mark { lines: 2..4, subject: Subject::Vpc });
    }
}
