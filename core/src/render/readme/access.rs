//! What `README.md` says of access: people, programs and nodes in the cluster, pods in AWS.

use super::super::infrastructure::needs;
use super::super::infrastructure::values::access::key;
use super::super::text::Draft;
use super::{code, escaped};
use crate::catalog;
use crate::design::{AccessEntry, Design, PolicyAssociation, Subject, Workload, WorkloadIdentity};
use crate::value::AuthenticationMode;

/// Adds who may do what, where there is more than the administrator.
pub(super) fn text(draft: Draft, design: &Design) -> Draft {
    pods(entries(draft, design), design)
}

fn entries(draft: Draft, design: &Design) -> Draft {
    let access = &design.access;
    if access.entries.is_empty() {
        return draft;
    }
    let rows = |of_nodes: bool| -> String {
        let entries = access.entries.iter().filter(|e| e.kind.is_of_nodes() == of_nodes);
        entries.map(entry).collect()
    };
    let (people, nodes) = (rows(false), rows(true));
    let mode = match access.authentication_mode {
        AuthenticationMode::ConfigMap => "EKS refuses entries as long as authentication is by `CONFIG_MAP`.",
        AuthenticationMode::Api | AuthenticationMode::ApiAndConfigMap => "",
    };
    let draft = draft.paragraph("## Access", &[]);
    let draft = if mode.is_empty() { draft } else { draft.paragraph(mode, &[Subject::Access]) };
    let parts = [
        (
            people,
            "The administrator may do everything, others what their entries say. A policy counts in the namespaces beside it, \
             or in the whole cluster. A group may do what roles in Kubernetes allow it: without one, nothing.",
        ),
        (nodes, "Nodes in these roles may join the cluster."),
    ];
    let parts = parts.into_iter().filter(|(rows, _)| !rows.is_empty());
    parts.fold(draft, |draft, (rows, words)| {
        let head = "| entry | IAM principal | policies | groups |\n|---|---|---|---|\n";
        draft.paragraph(&format!("{words}\n\n{head}{rows}"), &[Subject::Access])
    })
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
        "| {}{kind} | {} | {} | {} |\n",
        escaped(key(entry)),
        code(entry.principal.as_str()),
        policies.join("; "),
        groups.join(", ")
    )
}

fn pods(draft: Draft, design: &Design) -> Draft {
    let is_bare = |name: &&str| {
        catalog::addons().iter().any(|facts| facts.name == *name && facts.managed_policies.is_empty())
    };
    let bare: Vec<_> = needs::addons_with_role(design).filter(is_bare).collect();
    if bare.is_empty() && design.access.workloads.is_empty() {
        return draft;
    }
    let draft = workloads(draft.paragraph("## Rights of pods in AWS", &[]), design);
    if bare.is_empty() {
        return draft;
    }
    let text = format!(
        "The roles of these add-ons have no policy: what AWS has for them, if anything, allows far more than one cluster needs. \
         Until you attach one that fits in `infrastructure/addon_roles.tf`, they may do nothing: {}.",
        bare.join(", ")
    );
    draft.paragraph(&text, &[Subject::Addons])
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
    draft.paragraph(&text, &[Subject::Workloads])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{Addon, Identity, starters};
    use crate::value::EntryType;
    use std::sync::Arc;

    fn written(design: &Design) -> String {
        text(Draft::new("x"), design).file().text
    }

    #[test]
    fn nodes_are_told_from_people() {
        let mut design = starters::reference();
        assert_eq!(written(&design), "");
        let entry = |name: &str, kind| AccessEntry {
            name: name.parse().unwrap(),
            principal: format!("arn:aws:iam::111122223333:role/{name}").parse().unwrap(),
            kind,
            groups: Default::default(),
            policies: Vec::new(),
            user_name: None,
        };
        let access = Arc::make_mut(&mut design.access);
        access.entries = vec![entry("winnodes", EntryType::Ec2Windows)];
        let nodes = written(&design);
        assert!(nodes.contains("Nodes in these roles may join the cluster.\n\n| entry |"), "{nodes}");
        assert!(!nodes.contains("The administrator"), "{nodes}");
        Arc::make_mut(&mut design.access).entries.push(entry("sre", EntryType::Standard));
        let both = written(&design);
        let (people, nodes) = both.split_once("Nodes in these roles").unwrap();
        assert!(people.contains("| sre |") && !people.contains("winnodes"), "{people}");
        assert!(nodes.contains("| winnodes (`EC2_WINDOWS`) |") && !nodes.contains("| sre |"), "{nodes}");
    }

    #[test]
    fn add_ons_whose_role_may_do_nothing_are_named() {
        let mut design = starters::reference();
        let addon = |identity| Addon { identity, ..Addon::default() };
        let addons = &mut Arc::make_mut(&mut design.cluster).addons;
        addons.insert("aws-ebs-csi-driver".parse().unwrap(), addon(Identity::PodIdentity));
        addons.insert("aws-mountpoint-s3-csi-driver".parse().unwrap(), addon(Identity::None));
        assert_eq!(written(&design), "");
        let addons = &mut Arc::make_mut(&mut design.cluster).addons;
        addons.insert("aws-mountpoint-s3-csi-driver".parse().unwrap(), addon(Identity::Irsa));
        let text = written(&design);
        assert!(text.contains("they may do nothing: aws-mountpoint-s3-csi-driver."), "{text}");
    }
}
