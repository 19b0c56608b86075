//! DLV001: pipelines are to roll out, and the state is a file on one person's disk. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{StateBackend, StateLock, Subject};
use crate::edit::DesignEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "DLV001",
    name: "pipelines_with_local_state",
    area: Area::Account,
    severity: Severity::Warning,
    what: docs!("Pipelines roll the bundle out, and the state is a local file."),
    why: "A pipeline does not see that file: it would build everything a second time. So the bundle makes no roles for it.",
    source: docs!("Terraform, backend local (the state is in the folder of whoever runs it)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let design = facts.design;
    let (Some(delivery), StateBackend::Local {}) = (&design.delivery, &*design.state) else { return };
    report
        .add(
            Subject::State,
            format!("Pipelines of {} cannot see a state in a local file", delivery.address()),
            "Keep the state in a bucket, or roll out by hand.",
        )
        .fix(
            "Keep the state in a bucket",
            DesignEdit::SetState { state: StateBackend::S3 { bucket: None, lock: StateLock::LockFile {} } },
        );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, design};
    use crate::design::Delivery;
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn a_file_and_a_bucket() {
        let delivered = |local: bool| {
            design(|d| {
                d.delivery = Delivery::at("gitlab.com/platform/shop", None).ok();
                if local {
                    d.state = Arc::new(StateBackend::Local {});
                }
            })
        };
        check_findings(
            &RULE,
            &delivered(true),
            expect![[r#"
            Warning at state: Pipelines of gitlab.com/platform/shop cannot see a state in a local file
              Keep the state in a bucket, or roll out by hand.
              [Keep the state in a bucket] Change the state backend"#]],
        );
        check_findings(&RULE, &delivered(false), expect![[""]]);
        check_findings(&RULE, &design(|d| d.state = Arc::new(StateBackend::Local {})), expect![[""]]);
    }
}
