//! The values of access: the administrator, access entries, roles of workloads.

use std::collections::{BTreeMap, BTreeSet};

use super::Values;
use crate::design::{AccessEntry, Design, PolicyAssociation, Statement, Subject, Workload};
use crate::hcl::{Object, list};
use crate::value::{EntryType, Namespace};

/// The name of the built-in entry, which an entry of the design may have too.
const ADMINISTRATOR: &str = "administrator";

/// Gives the variables of access their values.
pub(super) fn set(values: Values, design: &Design) -> Values {
    let access = &design.access;
    let example = access.administrator.account() == "111122223333";
    let comment =
        "111122223333 is AWS's example account and stands for your own; scripts/rollout.sh refuses it.";
    let values = values.section(if example { comment } else { "" }).set(
        "administrator_arn",
        Subject::Access,
        access.administrator.as_str(),
    );
    let values = values.when(!access.entries.is_empty(), |values| {
        let entries = Object::new().each(&access.entries, |object, e| object.entry(key(e), entry(e)));
        let comment =
            "Policies with the namespaces in which they count; in the whole cluster where there are none.";
        values.section(comment).set("access_entries", Subject::Access, entries)
    });
    values.when(!access.workloads.is_empty(), |values| {
        let workloads =
            Object::new().each(&access.workloads, |object, w| object.entry(w.name.as_str(), workload(w)));
        values.section("").set("workloads", Subject::Workloads, workloads)
    })
}

/// The key of an entry. No name has a dot, so that this is no other entry's.
pub(in crate::render) fn key(entry: &AccessEntry) -> &str {
    match entry.name.as_str() {
        ADMINISTRATOR => "administrator.entry",
        name => name,
    }
}

fn entry(entry: &AccessEntry) -> Object<Subject> {
    let groups = &entry.groups;
    let policies = Object::new().each(policies(&entry.policies), |object, (policy, namespaces)| {
        object.entry(policy, list(namespaces.into_iter().map(Namespace::as_str)))
    });
    Object::new()
        .entry("principal_arn", entry.principal.as_str())
        .when(entry.kind != EntryType::Standard, |object| object.entry("type", entry.kind.as_str()))
        .when(!groups.is_empty(), |object| {
            object.entry("kubernetes_groups", list(groups.iter().map(|g| g.as_str())))
        })
        .each(&entry.user_name, |object, name| object.entry("user_name", name.as_str()))
        .when(!entry.policies.is_empty(), |object| object.entry("policies", policies))
}

/// The policies with their namespaces. EKS knows one scope for each policy of an entry: several become the widest.
/// Source: EKS API, AssociateAccessPolicy.
fn policies(associations: &[PolicyAssociation]) -> BTreeMap<&str, BTreeSet<&Namespace>> {
    let mut found = BTreeMap::new();
    for association in associations {
        let namespaces: BTreeSet<&Namespace> = association.namespaces.iter().collect();
        let scope = found.entry(association.policy.as_str()).or_insert_with(|| namespaces.clone());
        if scope.is_empty() || namespaces.is_empty() {
            scope.clear();
        } else {
            scope.extend(namespaces);
        }
    }
    found
}

fn workload(workload: &Workload) -> Object<Subject> {
    let is_whole = |s: &&Statement| !s.actions.is_empty() && !s.resources.is_empty();
    let whole = workload.statements.iter().filter(is_whole);
    let statements = list(whole.clone().map(|statement| {
        Object::new()
            .entry("actions", list(statement.actions.iter().map(|a| a.as_str())))
            .entry("resources", list(statement.resources.iter().map(|r| r.as_str())))
    }));
    let dropped = workload.statements.len() - whole.clone().count();
    Object::new()
        .entry("namespace", workload.namespace.as_str())
        .entry("service_account", workload.service_account.as_str())
        .entry("identity", workload.identity.identity().as_str())
        .when(!workload.policies.is_empty(), |object| {
            object.entry("policies", list(workload.policies.iter().map(|p| p.as_str())))
        })
        .when(dropped > 0, |object| {
            object.comment("A statement without actions or without resources is left out: IAM takes none.")
        })
        .when(whole.clone().next().is_some(), |object| object.entry("statements", statements))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::starters;
    use crate::edit::AccessEdit;
    use crate::hcl::{Body, print};
    use crate::render::render;

    fn association(policy: &str, namespaces: &[&str]) -> PolicyAssociation {
        let namespaces = namespaces.iter().map(|n| n.parse().unwrap()).collect();
        PolicyAssociation { policy: policy.parse().unwrap(), namespaces }
    }

    #[test]
    fn a_policy_has_one_scope() {
        let said = |associations: &[PolicyAssociation]| -> Vec<Vec<String>> {
            let scopes = policies(associations).into_values();
            scopes.map(|namespaces| namespaces.into_iter().map(ToString::to_string).collect()).collect()
        };
        let (a, b, all) = (
            association("AmazonEKSViewPolicy", &["a"]),
            association("AmazonEKSViewPolicy", &["b"]),
            association("AmazonEKSViewPolicy", &[]),
        );
        assert_eq!(said(&[a.clone(), b.clone()]), [["a", "b"]]);
        assert_eq!(said(&[a.clone(), all.clone()]), [Vec::<String>::new()]);
        assert_eq!(said(&[all, b, a]), [Vec::<String>::new()]);
    }

    #[test]
    fn the_built_in_entry_stays_alone() {
        let entry = |name: &str| AccessEntry {
            name: name.parse().unwrap(),
            principal: "arn:aws:iam::999988887777:role/x".parse().unwrap(),
            kind: EntryType::Standard,
            policies: Vec::new(),
            groups: BTreeSet::new(),
            user_name: None,
        };
        let edit =
            AccessEdit::SetEntries { entries: vec![entry("administrator"), entry("administrator-entry")] };
        let design = starters::reference().edited(&edit.into()).unwrap();
        let values = render(&design).file("infrastructure/terraform.tfvars").unwrap().text.clone();
        assert!(
            values.contains("\"administrator.entry\" = {") && values.contains("administrator-entry = {"),
            "{values}"
        );
    }

    #[test]
    fn statements_that_iam_refuses_are_left_out() {
        let statement = |action: Option<&str>, resource: Option<&str>| Statement {
            actions: action.into_iter().map(|a| a.parse().unwrap()).collect(),
            resources: resource.into_iter().map(|r| r.parse().unwrap()).collect(),
        };
        let with = |statements| {
            let workload = Workload {
                name: "w".parse().unwrap(),
                namespace: "n".parse().unwrap(),
                service_account: "s".parse().unwrap(),
                identity: crate::design::WorkloadIdentity::Irsa,
                policies: BTreeSet::new(),
                statements,
            };
            print(&Body::new().attr("w", super::workload(&workload))).text
        };
        let whole = with(vec![statement(Some("s3:GetObject"), Some("*"))]);
        assert!(whole.contains("s3:GetObject") && !whole.contains('#'), "{whole}");
        let cut = with(vec![statement(Some("s3:GetObject"), None), statement(None, Some("*"))]);
        assert!(cut.contains("# A statement without") && !cut.contains("statements ="), "{cut}");
    }
}
