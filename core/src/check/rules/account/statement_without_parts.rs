//! IAM009: a statement names no action or no resource. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::roles;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Statement, Subject};

pub(in crate::check) static RULE: Rule = Rule {
    id: "IAM009",
    name: "statement_without_parts",
    area: Area::Account,
    severity: Severity::Error,
    what: docs!("A statement of a workload role has no action or no resource."),
    why: "IAM refuses such a policy as malformed, and the rollout fails.",
    source: docs!("IAM user guide, policy grammar (a statement has an action and a resource)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let is_empty = |s: &Statement| s.actions.is_empty() || s.resources.is_empty();
    let Some(names) = roles::workloads(facts, |w| w.statements.iter().any(is_empty)) else { return };
    let mut workloads = facts.design.access.workloads.clone();
    workloads.iter_mut().for_each(|w| w.statements.retain(|s| !is_empty(s)));
    report
        .add(
            Subject::Workloads,
            format!("A statement of {names} has no action or no resource"),
            "Complete the statement, or remove it.",
        )
        .fix_if_any(roles::with_workloads(facts, "Remove it", workloads));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{access, check_findings, v};
    use crate::design::{Workload, WorkloadIdentity};
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
    fn half_and_whole() {
        let with = |actions: &[&str], resources: &[&str]| {
            access(|a| a.workloads = vec![workload("uploads", actions, resources)])
        };
        check_findings(
            &RULE,
            &with(&["s3:GetObject"], &[]),
            expect![[r#"
            Error at workloads: A statement of uploads has no action or no resource
              Complete the statement, or remove it.
              [Remove it] Change the workload roles"#]],
        );
        check_findings(&RULE, &with(&["s3:GetObject"], &["arn:aws:s3:::b/*"]), expect![[""]]);
    }
}
