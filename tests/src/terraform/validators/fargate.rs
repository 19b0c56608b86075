//! Fargate profiles.
//! Source: EKS user guide "Define which Pods use AWS Fargate when launched", read 2026-11-27: selectors,
//! wildcards. The limit on labels is a service quota. EKS refuses a profile's name with "should not be greater
//! than 100 characters" (aws-cdk issue 8706) and "starts with the reserved prefix: 'eks-'" (pulumi-eks issue 426),
//! read 2026-11-27; its API model gives no length, and the provider wants any name at all. The characters are
//! known of the API and were found nowhere.

use super::super::provider::Value;
use super::Check::Text;
use super::names::{id, label_key, label_value};
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
    length(text, 1, 100)?;
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

fn plain(text: &str) -> String {
    text.replace(['*', '?'], "a")
}

fn selectors(profile: &Value) -> Result<(), String> {
    match items(profile, "selector").len() {
        6.. => Err("a Fargate profile takes at most 5 selectors".into()),
        _ => Ok(()),
    }
}

fn labels(selector: &Value) -> Result<(), String> {
    let labels = field(selector, "labels");
    for (key, value) in entries(labels) {
        // What a wildcard stands for may be any letter.
        label_key(&plain(key))?;
        let value = value.as_str().unwrap_or_default();
        label_value(&plain(value))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(key: &str, value: &str) -> Result<(), String> {
        let map = Value::Map(vec![(key.into(), value.into())]);
        labels(&Value::Map(vec![("labels".into(), map)]))
    }

    #[test]
    fn a_profile_has_a_name_of_its_own() {
        assert_eq!(profile_name(&"a".repeat(100)), Ok(()));
        for wrong in ["", "eks-a", "a b", &"a".repeat(101)] {
            assert!(profile_name(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn wildcards_stand_in_keys_values_and_namespaces() {
        assert_eq!(judged("team?", "prod-*"), Ok(()));
        assert!(judged("team!", "prod").is_err());
        assert!(judged("team", "a b").is_err());
        assert_eq!(namespace("*-dev"), Ok(()));
        assert!(namespace("dev-").is_err());
    }
}
