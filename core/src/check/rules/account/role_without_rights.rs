//! IAM008: a workload role may do nothing. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::roles;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "IAM008",
    name: "role_without_rights",
    area: Area::Account,
    severity: Severity::Warning,
    what: docs!("A workload role has neither a policy nor a statement."),
    why: "Its pods get credentials with which every call is denied.",
    source: docs!("IAM user guide, policy evaluation (what is not allowed is denied)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let bare = roles::workloads(facts, |w| w.policies.is_empty() && w.statements.is_empty());
    if let Some(names) = bare {
        report.add(
            Subject::Workloads,
            format!("The role {names} may do nothing"),
            "Give it a policy or a statement, or remove it.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{access, check_findings, v};
    use crate::design::{Statement, Workload, WorkloadIdentity};
    use expect_test::expect;

    fn workload(name: &str, actions: &[&str], resources: &[&str]) -> Workload {
        let statement = Statement {
            actions: actions.iter().map(|a| v(a)).collect(),
            resources: resources.iter().map(|r| v(r)).collect(),
        };
        Workload {
            name: v(name),
            namespace: v("shop"),
            service_account: v(name),
            identity: WorkloadIdentity::Irsa,
            policies: Default::default(),
            statements: vec![statement],
        }
    }

    #[test]
    fn nothing_and_something() {
        let mut bare = workload("uploads", &[], &[]);
        bare.statements.clear();
        check_findings(
            &RULE,
            &access(|a| a.workloads = vec![bare]),
            expect![[r#"
            Warning at workloads: The role uploads may do nothing
              Give it a policy or a statement, or remove it."#]],
        );
        let reads = workload("uploads", &["s3:GetObject"], &["arn:aws:s3:::b/*"]);
        check_findings(&RULE, &access(|a| a.workloads = vec![reads]), expect![[""]]);
    }
}
