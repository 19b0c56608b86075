//! STA002: the state is locked by a DynamoDB table alone.

use std::sync::Arc;

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{StateBackend, StateLock, Subject};
use crate::edit::DesignEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "STA002",
    name: "dynamodb_lock",
    area: Area::Account,
    severity: Severity::Warning,
    what: docs!(
        "The state backend uses a DynamoDB lock table: a warning where it is alone, a note beside a lock \
          file."
    ),
    why: "Terraform has deprecated the lock table: S3 itself keeps two runs apart, with a lock file and \
          without a table to pay for.",
    source: docs!("Terraform, S3 backend (dynamodb_table is deprecated; use_lockfile since 1.10)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let StateBackend::S3 { bucket, lock } = Arc::as_ref(&facts.design.state) else { return };
    let Some(table) = lock.table() else { return };
    let state = StateBackend::S3 { bucket: bucket.clone(), lock: StateLock::LockFile {} };
    let (severity, title, help) = if lock.uses_lock_file() {
        let help = "Drop the table when everybody runs Terraform 1.10 or later.";
        (Severity::Note, format!("The table {table} locks the state beside the lock file"), help)
    } else {
        let help = "Use a lock file, or both as long as older runs know the table only.";
        (Severity::Warning, format!("The table {table} locks the state, which is deprecated"), help)
    };
    report
        .add(Subject::State, title, help)
        .severity(severity)
        .fix("Use a lock file", DesignEdit::SetState { state });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, design, v};
    use crate::design::Design;
    use expect_test::expect;

    fn locked(lock: StateLock) -> Design {
        design(|d| d.state = Arc::new(StateBackend::S3 { bucket: Some(v("my-state")), lock }))
    }

    #[test]
    fn a_table_alone_and_beside_a_file() {
        check_findings(
            &RULE,
            &locked(StateLock::DynamoDb { table: v("my-lock") }),
            expect![[r#"
            Warning at state: The table my-lock locks the state, which is deprecated
              Use a lock file, or both as long as older runs know the table only.
              [Use a lock file] Change the state backend"#]],
        );
        check_findings(
            &RULE,
            &locked(StateLock::Both { table: v("my-lock") }),
            expect![[r#"
            Note at state: The table my-lock locks the state beside the lock file
              Drop the table when everybody runs Terraform 1.10 or later.
              [Use a lock file] Change the state backend"#]],
        );
    }

    #[test]
    fn a_file_and_no_backend() {
        check_findings(&RULE, &locked(StateLock::LockFile {}), expect![[""]]);
        check_findings(&RULE, &design(|d| d.state = Arc::new(StateBackend::Local {})), expect![[""]]);
    }
}
