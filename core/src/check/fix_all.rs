//! All fixes, one after the other.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::facts::Facts;
use super::finding::{Context, Finding, Severity};
use super::rule::{Report, Rule};
use super::{RULES, check};
use crate::design::{Design, Subject};
use crate::edit::Edit;

/// One fix may undo another, so none is tried more than this often.
const TRIES: u8 = 2;
/// More edits than the largest design has objects.
const MAX_EDITS: usize = 2_000;

/// The edit that applies the fixes of errors and then of warnings, one after the other, until none is left;
/// `None` where there is none. What is accepted stays. What is left has no more errors than before.
pub fn fix_all(design: &Design, context: &Context) -> Option<Edit> {
    let mut draft = Draft::of(design);
    let mut tries = Tries::default();
    let mut best = (usize::MAX, 0);
    loop {
        let findings = check(draft.design(), context);
        let errors = findings.iter().filter(|f| f.severity == Severity::Error).count();
        if errors <= best.0 {
            best = (errors, draft.edits().len());
        }
        if draft.edits().len() > MAX_EDITS {
            break;
        }
        let Some(mut next) = tries.next(findings) else { break };
        let Some(rule) = RULES.iter().find(|r| r.id == next.rule) else { break };
        // The other findings of the same rule follow at once: looking for all others in between costs much
        // and changes little.
        loop {
            if let Some(fix) = next.fix {
                draft.apply(fix.edit);
            }
            if draft.edits().len() > MAX_EDITS {
                break;
            }
            match tries.next(findings_of(rule, draft.design(), context)) {
                Some(more) => next = more,
                None => break,
            }
        }
    }
    let edits = draft.edits()[..best.1].to_vec();
    let edit = Edit::Batch { edits };
    design.edited(&edit).is_ok_and(|fixed| &fixed != design).then_some(edit)
}

fn findings_of(rule: &'static Rule, design: &Design, context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    (rule.run)(&Facts::new(design, context), &mut Report::new(rule, &mut findings));
    super::waive(design, &mut findings);
    findings
}

/// How often the fix of each finding has been tried.
#[derive(Default)]
struct Tries(BTreeMap<(&'static str, Subject), u8>);

impl Tries {
    /// The first finding whose fix may still be tried. Fixes of notes wait for whoever wants them.
    fn next(&mut self, findings: Vec<Finding>) -> Option<Finding> {
        findings.into_iter().filter(|f| f.fix.is_some() && f.severity < Severity::Note && f.is_open()).find(
            |finding| {
                let tried = self.0.entry((finding.rule, finding.subject.clone())).or_default();
                let again = *tried < TRIES;
                *tried += u8::from(again);
                again
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{context, network, v};
    use crate::design::starters;

    #[test]
    fn the_original_reference_becomes_the_reference() {
        let original = starters::reference_original();
        let fixed = original.edited(&fix_all(&original, &context()).unwrap()).unwrap();
        assert_eq!(fixed, starters::reference());
    }

    #[test]
    fn the_reference_needs_no_fix() {
        let reference = starters::reference();
        let findings = check(&reference, &context());
        assert!(
            findings
                .iter()
                .all(|f| f.severity == Severity::Note || f.severity == Severity::Warning && f.fix.is_none()),
            "{findings:#?}"
        );
        assert_eq!(fix_all(&reference, &context()), None);
    }

    /// Mending the VPC leaves subnets outside; they are mended after it.
    #[test]
    fn what_one_fix_breaks_another_mends() {
        let design = network(|n| {
            n.cidr = v("10.0.0.0/8");
            n.subnets[0].cidr = v("10.77.0.0/20");
        });
        let fixed = design.edited(&fix_all(&design, &context()).unwrap()).unwrap();
        assert!(check(&fixed, &context()).iter().all(|f| f.severity > Severity::Error));
    }
}
