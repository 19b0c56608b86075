//! Rules as data: what a rule is, and how it reports.

use super::facts::Facts;
use super::finding::{Finding, Fix, Severity};
use crate::design::Subject;
use crate::edit::Edit;

/// One thing that can be wrong with a design. Lives in `rules/<area>/<name>.rs`, with its tests beneath it.
#[derive(Debug)]
pub struct Rule {
    /// Its id, such as `SUB003`; never given to another rule.
    pub id: &'static str,
    /// The defect in snake case, which is also the name of its file.
    pub name: &'static str,
    /// The folder it lives in.
    pub area: Area,
    /// How bad its findings usually are; a rule may report some as less or more.
    pub severity: Severity,
    /// When it fires, in one sentence.
    pub what: &'static str,
    /// Why that matters, in one or two sentences for a newcomer.
    pub why: &'static str,
    /// Where that is known from.
    pub source: &'static str,
    /// Looks for the defect.
    pub(super) run: fn(&Facts<'_>, &mut Report<'_>),
}

/// The part of a design that a rule looks at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Area {
    /// VPC, zones, subnets, ways out.
    Network,
    /// The control plane and its endpoint.
    Cluster,
    /// Node groups.
    Compute,
    /// Fargate profiles.
    Fargate,
    /// Everything else: access, tags, state.
    Account,
}

impl Area {
    /// All areas, in the order of the documentation.
    pub const ALL: [Self; 5] = [Self::Network, Self::Cluster, Self::Compute, Self::Fargate, Self::Account];

    /// Its name, which is also the name of its folder.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Cluster => "cluster",
            Self::Compute => "compute",
            Self::Fargate => "fargate",
            Self::Account => "account",
        }
    }
}

/// Where a running rule puts its findings.
pub(super) struct Report<'r> {
    rule: &'static Rule,
    findings: &'r mut Vec<Finding>,
}

impl<'r> Report<'r> {
    pub(super) fn new(rule: &'static Rule, findings: &'r mut Vec<Finding>) -> Self {
        Self { rule, findings }
    }

    /// Adds a finding of the rule's usual severity. `title` says what is wrong, with names and numbers and
    /// without a full stop; `help` says what to do, as an imperative sentence.
    pub(super) fn add(
        &mut self,
        subject: Subject,
        title: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Finding {
        let Rule { id, severity, why, .. } = *self.rule;
        self.findings.push(Finding {
            rule: id,
            severity,
            subject,
            related: Vec::new(),
            title: title.into(),
            why: why.to_owned(),
            help: help.into(),
            fix: None,
            waived: None,
        });
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }
}

impl Finding {
    pub(super) fn related(&mut self, related: impl IntoIterator<Item = Subject>) -> &mut Self {
        self.related.extend(related);
        self
    }

    pub(super) fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }

    pub(super) fn fix(&mut self, label: impl Into<String>, edit: impl Into<Edit>) -> &mut Self {
        self.fix = Some(Fix { label: label.into(), edit: edit.into() });
        self
    }

    pub(super) fn fix_if_any(&mut self, fix: Option<Fix>) -> &mut Self {
        self.fix = fix;
        self
    }
}
