//! DLV003: a workload's role has rights that the boundary of roles cuts off.

use std::collections::BTreeSet;

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{StateBackend, Subject, boundary};
use crate::value::IamAction;

pub(in crate::check) static RULE: Rule = Rule {
    id: "DLV003",
    name: "rights_beyond_boundary",
    area: Area::Account,
    severity: Severity::Warning,
    what: docs!(
        "Pipelines roll the bundle out, and a workload's statement names actions by which a role could leave its bounds: of IAM, \
         STS, Organizations or EKS, commands on machines, changes of keys and secrets."
    ),
    why: "Whoever can make roles could give themselves these rights through one. So the boundary of the roles leaves them out, and \
          AWS refuses what the statement allows.",
    source: docs!(
        "IAM user guide, access_policies_boundaries (a role has what both its policies and its boundary allow)"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let design = facts.design;
    if design.delivery.is_none() || matches!(*design.state, StateBackend::Local {}) {
        return;
    }
    let (mut cut, mut names) = (BTreeSet::new(), Vec::new());
    for workload in &design.access.workloads {
        let actions = workload.statements.iter().flat_map(|s| &s.actions);
        let of_workload: Vec<&IamAction> = actions.filter(|action| boundary::is_cut_off(action)).collect();
        if !of_workload.is_empty() {
            names.push(&workload.name);
            cut.extend(of_workload);
        }
    }
    if !names.is_empty() {
        report.add(
            Subject::Workloads,
            format!("The boundary of roles cuts off {} of {}", list(cut), list(names)),
            "Take these actions out of the statements, or give the pods roles that a person makes.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, design, v};
    use crate::design::{Delivery, Design, Statement, Workload, WorkloadIdentity};
    use expect_test::expect;
    use std::sync::Arc;

    fn allowed(delivered: bool, actions: &[&str]) -> Design {
        design(|d| {
            d.delivery = delivered.then(|| Delivery::at("gitlab.com/platform/shop", None).unwrap());
            Arc::make_mut(&mut d.access).workloads.push(Workload {
                name: v("shop"),
                namespace: v("shop"),
                service_account: v("shop"),
                identity: WorkloadIdentity::PodIdentity,
                policies: Default::default(),
                statements: vec![Statement {
                    actions: actions.iter().map(|a| v(a)).collect(),
                    resources: [v("*")].into(),
                }],
            });
        })
    }

    #[test]
    fn several_workloads_are_one_finding() {
        let mut design = allowed(true, &["iam:CreateUser"]);
        let workloads = &mut Arc::make_mut(&mut design.access).workloads;
        let mut other = workloads[0].clone();
        other.name = v("other");
        workloads.push(other);
        check_findings(
            &RULE,
            &design,
            expect![[r#"
                Warning at workloads: The boundary of roles cuts off iam:CreateUser of shop and other
                  Take these actions out of the statements, or give the pods roles that a person makes."#]],
        );
    }

    #[test]
    fn what_the_boundary_cuts_off() {
        check_findings(
            &RULE,
            &allowed(
                true,
                &["s3:GetObject", "sts:AssumeRole", "kms:Decrypt", "kms:CreateKey", "IAM:CreateUser"],
            ),
            expect![[r#"
                Warning at workloads: The boundary of roles cuts off IAM:CreateUser, kms:CreateKey and sts:AssumeRole of shop
                  Take these actions out of the statements, or give the pods roles that a person makes."#]],
        );
        check_findings(
            &RULE,
            &allowed(true, &["s3:*", "kms:Decrypt", "kms:GenerateDataKey*"]),
            expect![[""]],
        );
        check_findings(&RULE, &allowed(false, &["sts:AssumeRole"]), expect![[""]]);
    }
}
