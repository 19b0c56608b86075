//! DLV003: a workload's role has rights that the boundary of roles cuts off.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{StateBackend, Subject};
use crate::value::IamAction;

pub(in crate::check) static RULE: Rule = Rule {
    id: "DLV003",
    name: "rights_beyond_boundary",
    area: Area::Account,
    severity: Severity::Warning,
    what: docs!(
        "Pipelines roll the bundle out, and a workload's statement names actions of IAM, STS, Organizations, the account, or the management of keys."
    ),
    why: "Whoever can make roles could give himself these rights through one. So the boundary of the roles leaves them out, and \
          AWS refuses what the statement allows.",
    source: docs!(
        "IAM user guide, access_policies_boundaries (a role has what both its policies and its boundary allow)"
    ),
    run,
};

/// Services of which the boundary in `core/templates/bootstrap/boundary.tf` names single actions at most.
const OUT_OF_BOUNDS: [&str; 5] = ["account", "iam", "kms", "organizations", "sts"];

/// Those actions.
const WITHIN: [&str; 12] = [
    "iam:getinstanceprofile",
    "iam:getrole",
    "iam:getservercertificate",
    "iam:listinstanceprofiles",
    "iam:listservercertificates",
    "kms:creategrant",
    "kms:decrypt",
    "kms:describekey",
    "kms:encrypt",
    "kms:generatedatakey",
    "kms:generatedatakey*",
    "kms:reencrypt*",
];

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let design = facts.design;
    if design.delivery.is_none() || matches!(*design.state, StateBackend::Local {}) {
        return;
    }
    for workload in &design.access.workloads {
        let actions = workload.statements.iter().flat_map(|s| &s.actions);
        let cut: Vec<&IamAction> = actions.filter(|action| is_cut(action)).collect();
        if !cut.is_empty() {
            report.add(
                Subject::Workloads,
                format!("The boundary of roles cuts off {} of {}", list(&cut), workload.name),
                "Take these actions out of the statement, or give the pod a role that a person makes.",
            );
        }
    }
}

fn is_cut(action: &IamAction) -> bool {
    let action = action.as_str().to_ascii_lowercase();
    let service = action.split(':').next().unwrap_or_default();
    OUT_OF_BOUNDS.contains(&service) && !WITHIN.contains(&action.as_str())
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
    fn the_boundary_names_what_is_within() {
        let boundary = include_str!("../../../../templates/bootstrap/boundary.tf").to_ascii_lowercase();
        for action in WITHIN {
            let covering = action.trim_end_matches('*');
            let named = [format!("\"{covering}\""), format!("\"{covering}*\"")];
            assert!(named.iter().any(|n| boundary.contains(n)), "{action}");
        }
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
                  Take these actions out of the statement, or give the pod a role that a person makes."#]],
        );
        check_findings(
            &RULE,
            &allowed(true, &["s3:*", "kms:Decrypt", "kms:GenerateDataKey*"]),
            expect![[""]],
        );
        check_findings(&RULE, &allowed(false, &["sts:AssumeRole"]), expect![[""]]);
    }
}
