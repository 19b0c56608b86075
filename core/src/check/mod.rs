//! What is wrong with a design: findings, made by rules.
//!
//! Rules are data: each is a static in a file of its own, `rules/<area>/<defect>.rs`, with its
//! documentation and its tests. To add one: write the file, name it in `rules/<area>/mod.rs` and in
//! [`RULES`], run the tests and let `UPDATE_EXPECT=1 cargo test` write `docs/rules.md` and
//! `public/rules.html` anew.
//!
//! A rule reports an error only where AWS or Terraform certainly refuses the design or the cluster cannot
//! work; judgement, and quotas that AWS raises on request, are warnings at most.

/// A text for the pages that list the rules. The browser shows those as they were written, so its program carries none.
macro_rules! docs {
    ($text:literal) => {
        if cfg!(target_arch = "wasm32") { "" } else { $text }
    };
}

mod account;
mod draft;
mod facts;
mod finding;
mod fix_all;
mod free_space;
mod machines;
mod places;
mod private;
mod ranges;
mod roles;
mod room;
mod rule;
mod rules;
mod services;
mod vpc_blocks;
mod words;

#[cfg(test)]
mod testing;

pub use account::Account;
pub use finding::{Context, Finding, Fix, Mark, Severity, marks};
pub use fix_all::fix_all;
pub use rule::{Area, Rule};
pub use rules::{HELD, Held, RULES};

use crate::design::Design;
use crate::sorted;
use facts::Facts;
use rule::Report;

/// Everything the rules say about `design`: errors first, then warnings, then notes, each by rule and subject; what
/// is accepted comes last.
pub fn check(design: &Design, context: &Context) -> Vec<Finding> {
    let facts = Facts::new(design, context);
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.run)(&facts, &mut Report::new(rule, &mut findings));
    }
    waive(design, &mut findings);
    sorted::sort_by(&mut findings, |a, b| {
        let place = |f: &Finding| (f.waived.is_some(), f.severity, f.rule);
        place(a).cmp(&place(b)).then_with(|| a.subject.cmp(&b.subject))
    });
    findings
}

/// Marks what somebody accepted; errors cannot be.
fn waive(design: &Design, findings: &mut [Finding]) {
    if design.waivers.is_empty() {
        return;
    }
    for finding in findings.iter_mut().filter(|f| f.severity != Severity::Error) {
        finding.waived = design.waiver(finding.rule, &finding.subject).map(|w| w.reason.clone());
    }
}
