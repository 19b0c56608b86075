//! Fargate profiles.
//! Source: EKS API reference "CreateFargateProfile", EKS user guide "Define which Pods use AWS Fargate",
//! EKS service quotas (selectors of a profile, labels of a selector), read 2026-11-23.

use super::super::provider::Value;
use super::Check::Text;
use super::names::{id, label_key};
use super::relations::Together::Custom;
use super::relations::{Relation, top, within};
use super::rule::{Rule, rule};
use super::text::{length, only, role_arn};
use super::{entries, field, items};

const PROFILE: &[&str] = &["aws_eks_fargate_profile"];

pub(super) const RULES: &[Rule] = &[
    rule(PROFILE, "fargate_profile_name", Text(profile_name)),
    rule(PROFILE, "pod_execution_role_arn", Text(role_arn)),
    rule(PROFILE, "subnet_ids", Text(|text| id(text, "subnet"))),
    rule(PROFILE, "selector.namespace", Text(namespace)),
];

pub(super) const RELATIONS: &[Relation] =
    &[top(PROFILE, Custom("selector", selectors)), within(PROFILE, "selector", Custom("labels", labels))];

fn profile_name(text: &str) -> Result<(), String> {
    length(text, 1, 63)?;
    only(
        text,
        |c| c.is_ascii_alphanumeric() || c == '-' || c == '_',
        "letters, digits, hyphens and underscores",
    )?;
    if text.starts_with("eks-") {
        return Err(format!("names that begin with eks- are reserved, got: {text}"));
    }
    Ok(())
}

/// A namespace, in which `*` stands for any characters and `?` for one.
fn namespace(text: &str) -> Result<(), String> {
    length(text, 1, 63)?;
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-*?".contains(c);
    only(text, allowed, "lowercase letters, digits, hyphens, * and ?")?;
    if text.starts_with('-') || text.ends_with('-') {
        return Err(format!("must begin and end with a letter or a digit: {text}"));
    }
    Ok(())
}

fn selectors(profile: &Value) -> Result<(), String> {
    match items(profile, "selector").len() {
        6.. => Err("a Fargate profile takes at most 5 selectors".into()),
        _ => Ok(()),
    }
}

fn labels(selector: &Value) -> Result<(), String> {
    let labels = field(selector, "labels");
    if entries(labels).count() > 5 {
        return Err("a selector takes at most 5 labels".into());
    }
    for (key, value) in entries(labels) {
        label_key(key)?;
        let value = value.as_str().unwrap_or_default();
        length(value, 0, 63)?;
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-_.*?".contains(c);
        only(value, allowed, "letters, digits, -_. and the wildcards * and ?")?;
    }
    Ok(())
}
