//! SEC008: nobody records the traffic of the VPC.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{FlowLogTraffic, FlowLogs, Subject};
use crate::edit::NetworkEdit;
use crate::value::LogRetention;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SEC008",
    name: "flow_logs_off",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("Flow logs are off: a warning in production, a note elsewhere."),
    why: "After an incident flow logs say who talked to whom. What was not recorded cannot be looked up.",
    source: docs!("Checkov CKV2_AWS_11; AWS Security Hub, EC2.6"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.design.network.flow_logs != (FlowLogs::Off {}) {
        return;
    }
    let severity = if facts.is_production() { Severity::Warning } else { Severity::Note };
    let flow_logs = FlowLogs::CloudWatch { retention_days: LogRetention::YEAR, traffic: FlowLogTraffic::All };
    report
        .add(
            Subject::Vpc,
            "The traffic of the VPC is not recorded",
            "Record it in CloudWatch, which is charged by the gigabyte, or only what is refused.",
        )
        .severity(severity)
        .fix("Record it for a year", NetworkEdit::SetFlowLogs { flow_logs });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, in_production, network};
    use expect_test::expect;

    #[test]
    fn in_production_and_elsewhere() {
        check_findings(
            &RULE,
            &in_production(network(|_| {})),
            expect![[r#"
            Warning at vpc: The traffic of the VPC is not recorded
              Record it in CloudWatch, which is charged by the gigabyte, or only what is refused.
              [Record it for a year] Keep flow logs for 365 days"#]],
        );
        check_findings(
            &RULE,
            &network(|_| {}),
            expect![[r#"
            Note at vpc: The traffic of the VPC is not recorded
              Record it in CloudWatch, which is charged by the gigabyte, or only what is refused.
              [Record it for a year] Keep flow logs for 365 days"#]],
        );
        let flow_logs =
            FlowLogs::CloudWatch { retention_days: LogRetention::MONTH, traffic: FlowLogTraffic::Rejected };
        check_findings(&RULE, &network(|n| n.flow_logs = flow_logs), expect![[""]]);
    }
}
