//! `workloads.tf`: pods that have rights in AWS, by a role each.

use super::super::File;
use super::super::text::{Draft, label};
use crate::design::{Design, Subject, WorkloadIdentity};

/// The file, where the design has workloads: the parts that one of them needs.
pub(super) fn file(design: &Design) -> Option<File> {
    let template = include_str!("../../../templates/infrastructure/workloads.tf");
    let workloads = &design.access.workloads;
    let by_pod_identity = workloads.iter().any(|w| w.identity == WorkloadIdentity::PodIdentity);
    let draft = Draft::new("infrastructure/workloads.tf").template(template, |header| {
        let needed = match label(header, 0) {
            "aws_eks_pod_identity_association" => by_pod_identity,
            "aws_iam_role_policy_attachment" => workloads.iter().any(|w| !w.policies.is_empty()),
            "aws_iam_role_policy" => workloads.iter().any(|w| !w.statements.is_empty()),
            _ => true,
        };
        needed.then(|| vec![Subject::Workloads])
    });
    (!workloads.is_empty()).then(|| draft.file())
}
