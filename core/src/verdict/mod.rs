//! What is found out about a design beside the page: findings, capacity and cost in words, and the way from a finding back
//! to a design.
//!
//! The rules run in a program of their own, in a worker. A [`Verdict`] is all that the page gets from them, and its
//! text ([`Verdict::to_text`]) is how it travels; fixes stay with the rules, so the page asks for a mended design
//! ([`mended`], [`all_mended`]) instead of applying them itself.

mod tables;
mod wire;

pub use tables::{Row, Tables};

use crate::check::{self, Context, Finding, Mark, Severity};
use crate::design::{Design, Subject};
use crate::diagram::Figures;
use crate::edit::Edit;

/// What is found out about a design.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Verdict {
    /// What is wrong, worst first; what is accepted comes last.
    pub findings: Vec<Found>,
    /// What the drawing shows of capacity and cost.
    pub figures: Figures,
    /// Capacity and cost in words.
    pub tables: Tables,
}

/// A finding in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The id of the rule, such as `SUB003`.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is: the object that a click selects.
    pub subject: Subject,
    /// Other objects that take part.
    pub related: Vec<Subject>,
    /// What is wrong, with names and numbers, without a full stop.
    pub title: String,
    /// Why it matters, in one or two sentences.
    pub why: String,
    /// What to do, as an imperative sentence.
    pub help: String,
    /// What the button says that mends it, where a machine can.
    pub fix: Option<String>,
    /// Why it is accepted, where somebody did; never of an error.
    pub waived: Option<String>,
}

/// A design that fixes made, and what they did in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mended {
    /// The design.
    pub design: Design,
    /// A short sentence without a full stop, for the history.
    pub summary: String,
}

impl Verdict {
    /// What the rules say about `design`, what it holds and what it costs.
    pub fn of(design: &Design, context: &Context) -> Self {
        let (figures, tables) = tables::figures(design, context);
        Self { findings: check::check(design, context).into_iter().map(found).collect(), figures, tables }
    }

    /// What the drawing shows of the findings.
    pub fn marks(&self) -> Vec<Mark> {
        let open = self.findings.iter().filter(|f| f.is_open());
        open.map(|f| Mark { subject: f.subject.clone(), severity: f.severity }).collect()
    }
}

impl Found {
    /// Whether it still asks for something: nobody accepted it.
    pub fn is_open(&self) -> bool {
        self.waived.is_none()
    }
}

fn found(finding: Finding) -> Found {
    Found {
        rule: finding.rule.to_owned(),
        severity: finding.severity,
        subject: finding.subject,
        related: finding.related,
        title: finding.title,
        why: finding.why,
        help: finding.help,
        fix: finding.fix.map(|f| f.label),
        waived: finding.waived.map(|w| w.to_string()),
    }
}

/// `design` after the fix of the finding of `rule` with this title at the object with the key `object`; `None` where
/// there is no such finding (any more), or it has no fix.
pub fn mended(design: &Design, context: &Context, rule: &str, object: &str, title: &str) -> Option<Mended> {
    let findings = check::check(design, context);
    let is_it = |f: &&Finding| f.rule == rule && f.title == title && f.subject.key() == object;
    applied(design, &findings.iter().find(is_it)?.fix.as_ref()?.edit)
}

/// `design` after every fix there is; `None` where there is none.
pub fn all_mended(design: &Design, context: &Context) -> Option<Mended> {
    applied(design, &check::fix_all(design, context)?)
}

fn applied(design: &Design, edit: &Edit) -> Option<Mended> {
    Some(Mended { design: design.edited(edit).ok()?, summary: edit.summary(design) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::starters;

    fn context() -> Context {
        Context { today: "2026-11-23".parse().ok(), ..Context::default() }
    }

    #[test]
    fn one_fix_and_all_fixes() {
        let design = starters::reference_original();
        let verdict = Verdict::of(&design, &context());
        let first = verdict.findings.iter().find(|f| f.fix.is_some()).unwrap();
        assert!(verdict.findings[0].severity == Severity::Error);
        let object = first.subject.key();
        let one = mended(&design, &context(), &first.rule, &object, &first.title).unwrap();
        assert!(Verdict::of(&one.design, &context()).findings.len() < verdict.findings.len());
        assert_eq!(mended(&design, &context(), &first.rule, &object, "another title"), None);
        let all = all_mended(&design, &context()).unwrap();
        assert_eq!(all.design, starters::reference());
        assert_eq!(all_mended(&all.design, &context()), None);
    }
}
