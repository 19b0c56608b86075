//! IAM010: a workload role may do more than a workload needs. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::roles;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Subject, Workload};
use crate::value::IamAction;

pub(in crate::check) static RULE: Rule = Rule {
    id: "IAM010",
    name: "wide_rights",
    area: Area::Account,
    severity: Severity::Warning,
    what: docs!(
        "A workload role may change IAM (iam:*), writes to all resources (*), or has an administrator's policy."
    ),
    why: "Whoever breaks into one of its pods has these rights, and IAM's lead to all others.",
    source: docs!(
        "EKS best practices guide, security/iam (least privilege); IAM user guide, AWS managed policies"
    ),
    run,
};

/// How the names of actions begin that change nothing.
const READS: [&str; 9] = ["BatchGet", "Check", "Describe", "Get", "Head", "List", "Query", "Scan", "Search"];
/// How the ARNs of policies end that are for administrators.
const ADMINISTRATORS: [&str; 3] = ["/AdministratorAccess", "/IAMFullAccess", "/PowerUserAccess"];

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if let Some(names) = roles::workloads(facts, is_wide) {
        report.add(
            Subject::Workloads,
            format!("The role {names} may do more than a workload needs"),
            "Name the actions and the resources that its pods use.",
        );
    }
}

fn is_wide(workload: &Workload) -> bool {
    let policies = workload.policies.iter().any(|p| ADMINISTRATORS.iter().any(|a| p.as_str().ends_with(a)));
    policies
        || workload.statements.iter().any(|s| {
            let everywhere = s.resources.iter().any(|r| r.as_str() == "*");
            s.actions.iter().any(|a| a.as_str() == "iam:*" || everywhere && writes(a))
        })
}

fn writes(action: &IamAction) -> bool {
    let name = action.as_str().split_once(':').map_or("", |(_, name)| name);
    !READS.iter().any(|read| name.starts_with(read))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{access, check_findings, v};
    use crate::design::{Statement, WorkloadIdentity};
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
    fn wide_and_narrow() {
        let with = |action: &str, resource: &str| {
            access(|a| a.workloads = vec![workload("uploads", &[action], &[resource])])
        };
        check_findings(
            &RULE,
            &with("s3:PutObject", "*"),
            expect![[r#"
            Warning at workloads: The role uploads may do more than a workload needs
              Name the actions and the resources that its pods use."#]],
        );
        check_findings(
            &RULE,
            &with("iam:*", "arn:aws:iam::111122223333:role/x"),
            expect![[r#"
            Warning at workloads: The role uploads may do more than a workload needs
              Name the actions and the resources that its pods use."#]],
        );
        check_findings(&RULE, &with("s3:Get*", "*"), expect![[""]]);
        check_findings(&RULE, &with("s3:PutObject", "arn:aws:s3:::b/*"), expect![[""]]);
        let mut admin = workload("uploads", &["s3:Get*"], &["*"]);
        admin.policies.insert(v("arn:aws:iam::aws:policy/AdministratorAccess"));
        check_findings(
            &RULE,
            &access(|a| a.workloads = vec![admin]),
            expect![[r#"
            Warning at workloads: The role uploads may do more than a workload needs
              Name the actions and the resources that its pods use."#]],
        );
    }
}
