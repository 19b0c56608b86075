//! `workloads.tf`: pods that have rights in AWS, by a role each.

use super::super::File;
use super::super::text::{Draft, label};
use crate::design::{Design, Subject, WorkloadIdentity};

/// What the associations of EKS Pod Identity begin with, which end the template.
const ASSOCIATIONS: &str = "resource \"aws_eks_pod_identity_association\"";
/// Where they wait for rights, which not every design gives.
const WAITING: &str = "\n  # Pods have the role's rights from the start, and until they go.\n  depends_on = [depends.on.rights]\n";

/// The file, where the design has workloads: the parts that one of them needs.
pub(super) fn file(design: &Design) -> Option<File> {
    let template = include_str!("../../../templates/infrastructure/workloads.tf");
    let (roles, _) = template.split_once(ASSOCIATIONS).unwrap_or((template, ""));
    let associations = &template[roles.len()..];
    let workloads = &design.access.workloads;
    let by_pod_identity = workloads.iter().any(|w| w.identity == WorkloadIdentity::PodIdentity);
    let policies = workloads.iter().any(|w| !w.policies.is_empty());
    let statements = workloads.iter().any(|w| !w.statements.is_empty());
    let mut draft = Draft::new("infrastructure/workloads.tf").template(roles, |header| {
        let needed = match label(header, 0) {
            "aws_iam_role_policy_attachment" => policies,
            "aws_iam_role_policy" => statements,
            _ => true,
        };
        needed.then(|| vec![Subject::Workloads])
    });
    if by_pod_identity {
        let rights = match (policies, statements) {
            (true, true) => "aws_iam_role_policy_attachment.workload, aws_iam_role_policy.workload",
            (true, false) => "aws_iam_role_policy_attachment.workload",
            (false, true) => "aws_iam_role_policy.workload",
            (false, false) => "",
        };
        let text = if rights.is_empty() {
            associations.replace(WAITING, "")
        } else {
            associations.replace("depends.on.rights", rights)
        };
        draft = draft.paragraph(&text, &[Subject::Workloads]);
    }
    (!workloads.is_empty()).then(|| draft.file())
}
