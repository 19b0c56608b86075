//! What `README.md` says of access: people and programs in the cluster, pods in AWS.

use super::super::text::Draft;
use super::{code, escaped};
use crate::design::{AccessEntry, Design, PolicyAssociation, Subject, Workload, WorkloadIdentity};
use crate::value::AuthenticationMode;

/// Adds who may do what, where there is more than the administrator.
pub(super) fn text(draft: Draft, design: &Design) -> Draft {
    workloads(entries(draft, design), design)
}

fn entries(draft: Draft, design: &Design) -> Draft {
    let access = &design.access;
    if access.entries.is_empty() {
        return draft;
    }
    let rows: Vec<_> = access.entries.iter().map(entry).collect();
    let mode = match access.authentication_mode {
        AuthenticationMode::ConfigMap => " EKS refuses entries as long as authentication is by `CONFIG_MAP`.",
        AuthenticationMode::Api | AuthenticationMode::ApiAndConfigMap => "",
    };
    let text = format!(
        "Beside the administrator, who may do everything.{mode} A policy counts in the namespaces beside it, or in the whole \
         cluster. A group may do what roles in Kubernetes allow it: without one, nothing.\n\n\
         | entry | IAM principal | policies | groups |\n|---|---|---|---|\n{}",
        rows.join("\n")
    );
    draft.paragraph("## Access", &[]).paragraph(&text, &[Subject::Access])
}

fn entry(entry: &AccessEntry) -> String {
    let policy = |p: &PolicyAssociation| {
        let namespaces: Vec<_> = p.namespaces.iter().map(|n| n.as_str()).collect();
        if namespaces.is_empty() {
            p.policy.to_string()
        } else {
            format!("{} in {}", p.policy, namespaces.join(", "))
        }
    };
    let policies: Vec<_> = entry.policies.iter().map(policy).collect();
    let groups: Vec<_> = entry.groups.iter().map(|g| escaped(g.as_str())).collect();
    let kind =
        if entry.kind.is_of_nodes() { format!(" ({})", code(entry.kind.as_str())) } else { String::new() };
    format!(
        "| {}{kind} | {} | {} | {} |",
        escaped(entry.name.as_str()),
        code(entry.principal.as_str()),
        policies.join("; "),
        groups.join(", ")
    )
}

fn workloads(draft: Draft, design: &Design) -> Draft {
    let workloads = &design.access.workloads;
    if workloads.is_empty() {
        return draft;
    }
    let row = |w: &Workload| {
        let identity = match w.identity {
            WorkloadIdentity::PodIdentity => "Pod Identity",
            WorkloadIdentity::Irsa => "IRSA",
        };
        let policies: Vec<_> = w.policies.iter().map(|p| code(p.as_str())).collect();
        let own = if w.statements.is_empty() { "" } else { "own statements" };
        let may: Vec<_> =
            policies.iter().map(String::as_str).chain(Some(own).filter(|o| !o.is_empty())).collect();
        format!(
            "| {} | {} | {identity} | {} |",
            escaped(w.name.as_str()),
            code(&format!("{}/{}", w.namespace, w.service_account)),
            may.join(", ")
        )
    };
    let rows: Vec<_> = workloads.iter().map(row).collect();
    let irsa = if workloads.iter().any(|w| w.identity == WorkloadIdentity::Irsa) {
        " For IRSA, write the role's ARN (output `workload_role_arns`) into the annotation `eks.amazonaws.com/role-arn` of \
         the service account."
    } else {
        ""
    };
    let text = format!(
        "Pods with these service accounts have a role in AWS of their own; no other pod can take it.{irsa}\n\n\
         | workload | service account | by | may |\n|---|---|---|---|\n{}",
        rows.join("\n")
    );
    draft.paragraph("## Rights of pods in AWS", &[]).paragraph(&text, &[Subject::Workloads])
}
