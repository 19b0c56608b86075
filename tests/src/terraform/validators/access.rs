//! Who may use a cluster, and what its pods may do: access entries, their policies, Pod Identity.
//! Source: EKS user guide "Create access entries" and "Associate access policies with access entries",
//! EKS API reference "CreateAccessEntry", Terraform AWS provider "aws_eks_pod_identity_association", read
//! 2026-11-27. That entries for nodes take no groups, and that a session's policy has at most 2048
//! characters, is known of the API and was not found in these pages.

use super::super::provider::{Value, field};
use super::Check::{OneOf, Text};
use super::items;
use super::names::{dns_label, dns_name, not_reserved};
use super::policy::sized_policy;
use super::relations::Together::Custom;
use super::relations::{Relation, top, within};
use super::rule::{Rule, rule};
use super::text::{arn, role_arn};

const ENTRY: &[&str] = &["aws_eks_access_entry"];
const ASSOCIATION: &[&str] = &["aws_eks_access_policy_association"];
const POD_IDENTITY: &[&str] = &["aws_eks_pod_identity_association"];

const TYPES: &[&str] =
    &["EC2", "EC2_LINUX", "EC2_WINDOWS", "FARGATE_LINUX", "HYBRID_LINUX", "HYPERPOD_LINUX", "STANDARD"];

pub(super) const RULES: &[Rule] = &[
    rule(ENTRY, "type", OneOf(TYPES)),
    rule(ENTRY, "principal_arn", Text(principal)),
    rule(ENTRY, "kubernetes_groups", Text(|text| not_reserved(text, "a group"))),
    rule(ENTRY, "user_name", Text(user_name)),
    rule(ASSOCIATION, "policy_arn", Text(access_policy)),
    rule(ASSOCIATION, "principal_arn", Text(principal)),
    rule(ASSOCIATION, "access_scope.type", OneOf(&["cluster", "namespace"])),
    rule(ASSOCIATION, "access_scope.namespaces", Text(scope_namespace)),
    rule(POD_IDENTITY, "role_arn", Text(role_arn)),
    rule(POD_IDENTITY, "target_role_arn", Text(role_arn)),
    rule(POD_IDENTITY, "namespace", Text(dns_label)),
    rule(POD_IDENTITY, "service_account", Text(dns_name)),
    rule(POD_IDENTITY, "policy", Text(|text| sized_policy(text, 2048))),
];

pub(super) const RELATIONS: &[Relation] = &[
    top(ENTRY, Custom("type", entry_of_nodes)),
    within(ASSOCIATION, "access_scope", Custom("namespaces", scope_namespaces)),
];

/// A user or a role; a session of a role is gone before long.
fn principal(text: &str) -> Result<(), String> {
    arn(text)?;
    let parts: Vec<_> = text.splitn(6, ':').collect();
    match parts[..] {
        [_, _, "iam", "", account, resource] if account.parse::<u64>().is_ok() => {
            if resource.starts_with("role/") || resource.starts_with("user/") {
                return Ok(());
            }
            Err(format!("expected the ARN of an IAM role or user, got: {text}"))
        }
        _ => Err(format!("expected the ARN of an IAM role or user of an account, got: {text}")),
    }
}

/// The name of a session goes behind a colon, so that no session can pass for someone else.
fn user_name(text: &str) -> Result<(), String> {
    not_reserved(text, "a user name")?;
    match text.find("{{SessionName") {
        Some(at) if !text[..at].contains(':') => {
            Err(format!("needs a colon somewhere before {{{{SessionName}}}}, got: {text}"))
        }
        _ => Ok(()),
    }
}

/// What is not `STANDARD` is for nodes: EKS gives it its name and groups, and a role is behind it.
fn entry_of_nodes(entry: &Value) -> Result<(), String> {
    let Some(ty) = field(entry, "type").as_str().filter(|ty| *ty != "STANDARD") else { return Ok(()) };
    if !items(entry, "kubernetes_groups").is_empty() {
        return Err(format!("an access entry of type {ty} takes no kubernetes_groups"));
    }
    if field(entry, "user_name").as_str().is_some() {
        return Err(format!("an access entry of type {ty} takes no user_name"));
    }
    match field(entry, "principal_arn").as_str() {
        Some(principal) if !principal.contains(":role/") => {
            Err(format!("an access entry of type {ty} is for a role, got: {principal}"))
        }
        _ => Ok(()),
    }
}

fn access_policy(text: &str) -> Result<(), String> {
    arn(text)?;
    let name = text.split_once(":eks::aws:cluster-access-policy/").map(|(_, name)| name).unwrap_or_default();
    if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Ok(());
    }
    Err(format!("expected an EKS access policy, not an IAM policy: {text}"))
}

/// A namespace, in which `*` stands for any characters.
fn scope_namespace(text: &str) -> Result<(), String> {
    // What a wildcard stands for may begin or end with a letter.
    dns_label(&text.replace('*', "a"))
}

fn scope_namespaces(scope: &Value) -> Result<(), String> {
    let namespaces = field(scope, "namespaces");
    let none = namespaces.is_nil() || namespaces.as_array().is_some_and(Vec::is_empty);
    match field(scope, "type").as_str() {
        Some("namespace") if none => Err("a scope of type namespace needs namespaces".into()),
        Some("cluster") if !none => Err("a scope of type cluster takes no namespaces".into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_principal_is_a_role_or_a_user() {
        for right in ["arn:aws:iam::111122223333:role/team/a", "arn:aws-cn:iam::111122223333:user/a"] {
            assert_eq!(principal(right), Ok(()));
        }
        for wrong in [
            "arn:aws:sts::111122223333:assumed-role/a/session",
            "arn:aws:iam::111122223333:root",
            "arn:aws:iam::111122223333:group/a",
            "arn:aws:iam::aws:role/a",
        ] {
            assert!(principal(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_session_is_named_behind_a_colon() {
        assert_eq!(user_name("developer"), Ok(()));
        assert_eq!(user_name("team:{{SessionName}}"), Ok(()));
        assert!(user_name("{{SessionName}}").is_err());
        assert!(user_name("system:admin").is_err());
    }

    #[test]
    fn a_scope_takes_wildcards() {
        for right in ["team-a", "dev-*", "*-dev", "*"] {
            assert_eq!(scope_namespace(right), Ok(()));
        }
        assert!(scope_namespace("Team").is_err());
    }
}
