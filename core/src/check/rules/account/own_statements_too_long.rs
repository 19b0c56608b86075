//! IAM012: the statements of a workload's role are longer than IAM takes. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::roles;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Statement, Subject, Workload};
use crate::value::grouped;

pub(in crate::check) static RULE: Rule = Rule {
    id: "IAM012",
    name: "own_statements_too_long",
    area: Area::Account,
    severity: Severity::Error,
    what: docs!("The statements of a workload role are a policy of more than 10,240 characters."),
    why: "The statements become one policy in the role, and IAM takes 10,240 characters of such policies a role. AWS does not raise that.",
    source: docs!(
        "IAM user guide, IAM and AWS STS quotas (inline policies of a role, white space not counted)"
    ),
    run,
};

const MOST: usize = 10_240;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(names) = roles::workloads(facts, |w| characters(w) > MOST) else { return };
    report.add(
        Subject::Workloads,
        format!("The statements of {names} have more than {} characters", grouped(MOST as u64)),
        "Put several actions or resources into one with *, or give the role a policy of its own by ARN.",
    );
}

/// The length of the policy that is rendered, as `jsonencode` writes it.
fn characters(workload: &Workload) -> usize {
    if workload.statements.is_empty() {
        return 0;
    }
    let frame = r#"{"Statement":[],"Version":"2012-10-17"}"#.len();
    let statements: usize = workload.statements.iter().map(of_statement).sum();
    frame + statements + workload.statements.len() - 1
}

fn of_statement(statement: &Statement) -> usize {
    let frame = r#"{"Action":[],"Effect":"Allow","Resource":[]}"#.len();
    let actions: usize = statement.actions.iter().map(|a| of_text(a.as_str())).sum();
    let resources: usize = statement.resources.iter().map(|r| of_text(r.as_str())).sum();
    let commas = statement.actions.len().saturating_sub(1) + statement.resources.len().saturating_sub(1);
    frame + actions + resources + commas
}

/// A text in quotes, as Terraform escapes it.
fn of_text(text: &str) -> usize {
    let of_character = |c| match c {
        '"' | '\\' => 2,
        '<' | '>' | '&' => 6,
        _ => 1,
    };
    2 + text.chars().map(of_character).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{access, check_findings, v};
    use crate::design::{Design, WorkloadIdentity};
    use expect_test::expect;

    fn workload(statements: usize, last: &str) -> Workload {
        let statement = |resource: &str| Statement {
            actions: ["s3:GetObject", "s3:PutObject"].map(v).into(),
            resources: [v(resource)].into(),
        };
        let mut statements = vec![statement(&format!("arn:aws:s3:::{}", "b".repeat(900))); statements];
        statements.push(statement(last));
        Workload {
            name: v("uploads"),
            namespace: v("shop"),
            service_account: v("uploads"),
            identity: WorkloadIdentity::Irsa,
            policies: Default::default(),
            statements,
        }
    }

    fn with(workload: Workload) -> Design {
        access(|a| a.workloads = vec![workload])
    }

    #[test]
    fn as_long_as_what_is_written() {
        let workload = workload(1, "arn:aws:s3:::a/<b>");
        let statements: Vec<_> = workload
            .statements
            .iter()
            .map(|s| serde_json::json!({"Action": s.actions, "Effect": "Allow", "Resource": s.resources}))
            .collect();
        let policy = serde_json::json!({"Statement": statements, "Version": "2012-10-17"}).to_string();
        let policy = policy.replace('<', "\\u003c").replace('>', "\\u003e");
        assert_eq!(characters(&workload), policy.len());
    }

    #[test]
    fn at_the_limit_and_beyond() {
        let room = MOST - characters(&workload(10, "arn:aws:s3:::b"));
        let last = |more: usize| format!("arn:aws:s3:::b{}", "b".repeat(room + more));
        check_findings(&RULE, &with(workload(10, &last(0))), expect![[""]]);
        check_findings(
            &RULE,
            &with(workload(10, &last(1))),
            expect![[r#"
                Error at workloads: The statements of uploads have more than 10 240 characters
                  Put several actions or resources into one with *, or give the role a policy of its own by ARN."#]],
        );
    }
}
