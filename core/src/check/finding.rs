//! What a rule says about a design.

use std::sync::Arc;

use super::Account;
use crate::design::{Design, Subject};
use crate::edit::Edit;
use crate::value::{Date, Reason};

/// How bad a finding is. Errors block the download.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// AWS or Terraform refuses it, or the cluster cannot work.
    Error,
    /// It breaks later, or is bad practice.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// All of them, worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "Error",
            Self::Warning => "Warning",
            Self::Note => "Note",
        }
    }
}

/// What rules may know beyond the design.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Context {
    /// The day on which the design is judged; rules about dates are silent without it.
    pub today: Option<Date>,
    /// The design as it is rolled out; rules about what cannot be changed are silent without it.
    pub deployed: Option<Arc<Design>>,
    /// What else the account holds; rules about quotas are silent about what is not known.
    pub account: Account,
}

/// What one rule says about one place of a design.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The id of the rule, such as `SUB003`.
    pub rule: &'static str,
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
    /// How a machine would do it.
    pub fix: Option<Fix>,
    /// Why it is accepted, where somebody did; never of an error.
    pub waived: Option<Reason>,
}

impl Finding {
    /// Whether it still asks for something: nobody accepted it.
    pub fn is_open(&self) -> bool {
        self.waived.is_none()
    }
}

/// That something asks for attention at an object: all that the drawing shows of a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// The object.
    pub subject: Subject,
    /// How bad it is.
    pub severity: Severity,
}

/// What the drawing shows of `findings`: those that nobody accepted.
pub fn marks(findings: &[Finding]) -> Vec<Mark> {
    let open = findings.iter().filter(|f| f.is_open());
    open.map(|f| Mark { subject: f.subject.clone(), severity: f.severity }).collect()
}

/// How a machine would mend what a finding says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What the button says: "Add NAT", "Use 1.36".
    pub label: String,
    /// The change.
    pub edit: Edit,
}
