//! CTL009: logs that an investigation needs are off.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::{agree, list};
use crate::design::Subject;
use crate::edit::ClusterEdit;
use crate::value::LogType;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CTL009",
    name: "logs_off",
    area: Area::Cluster,
    severity: Severity::Warning,
    what: docs!("The api, audit or authenticator log does not go to CloudWatch."),
    why: "These logs say who did what to the cluster. What was not recorded cannot be looked up afterwards.",
    source: docs!("CIS Amazon EKS Benchmark 1.8.0, 2.1.1; Checkov CKV_AWS_37"),
    run,
};

const NEEDED: [LogType; 3] = [LogType::Api, LogType::Audit, LogType::Authenticator];

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let on = &facts.design.cluster.log_types;
    let off: Vec<LogType> = NEEDED.into_iter().filter(|t| !on.contains(t)).collect();
    if off.is_empty() {
        return;
    }
    let log_types = on.iter().chain(&off).copied().collect();
    report
        .add(
            Subject::Cluster,
            format!("The {} {} off", list(&off), agree(off.len(), "log is", "logs are")),
            "Turn them on; CloudWatch charges by their size.",
        )
        .fix("Turn them on", ClusterEdit::SetLogTypes { log_types });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster};
    use expect_test::expect;

    #[test]
    fn all_off_and_one_off() {
        check_findings(
            &RULE,
            &cluster(|c| c.log_types.clear()),
            expect![[r#"
                Warning at cluster: The api, audit and authenticator logs are off
                  Turn them on; CloudWatch charges by their size.
                  [Turn them on] Send 3 log types to CloudWatch"#]],
        );
        check_findings(
            &RULE,
            &cluster(|c| c.log_types.retain(|t| *t != LogType::Audit)),
            expect![[r#"
                Warning at cluster: The audit log is off
                  Turn them on; CloudWatch charges by their size.
                  [Turn them on] Send 5 log types to CloudWatch"#]],
        );
    }

    #[test]
    fn the_two_that_nobody_needs() {
        check_findings(&RULE, &cluster(|c| c.log_types = NEEDED.into()), expect![[""]]);
    }
}
