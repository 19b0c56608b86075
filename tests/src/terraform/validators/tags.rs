//! Tags: a resource's own, those that it has in the end, and where tags are arguments of another kind.
//! Source: API models of botocore, read 2026-11-27. Counts, lengths and the reserved prefix are those of EKS
//! ("TagMap") and IAM. The characters are patterns of IAM, Systems Manager and CloudWatch Logs; EKS calls them
//! "generally allowed" and keeps the prefix out of values too. EC2 and Auto Scaling take any character (EC2 user
//! guide); EC2's API reference has keys of 127 characters, its user guide of 128: the wider limit is taken.

use super::super::provider::{Value, entries, field};
use super::Check::Text;
use super::names::id;
use super::relations::Together::Custom;
use super::relations::{Relation, top, within};
use super::rule::{Rule, rule};
use super::text::{length, only};
use super::{Problem, items};

const TAG: &[&str] = &["aws_ec2_tag"];
const GROUP: &[&str] = &["aws_autoscaling_group"];
const MOST: usize = 50;

/// Services whose tags have the characters of IAM's alone.
const STRICT: [&str; 4] = ["aws_cloudwatch_log_", "aws_eks_", "aws_iam_", "aws_ssm_"];

pub(super) const RULES: &[Rule] = &[
    rule(TAG, "resource_id", Text(tagged)),
    rule(TAG, "key", Text(key)),
    rule(TAG, "value", Text(value)),
    rule(GROUP, "tag.key", Text(key)),
    rule(GROUP, "tag.value", Text(value)),
];

pub(super) const RELATIONS: &[Relation] = &[
    top(GROUP, Custom("tag", tags_of_group)),
    within(&["aws_launch_template"], "tag_specifications", Custom("tags", tags_of_any)),
    // What of it a service takes is judged where it goes.
    within(&["provider.aws"], "default_tags", Custom("tags", tags_of_any)),
];

/// What is wrong with the tags of a resource of this type.
pub(super) fn judge(ty: &str, tags: &Value) -> Vec<Problem> {
    let wrong = |(name, text): (&str, &Value)| pair(ty, name, text.as_str().unwrap_or_default()).err();
    let mut messages: Vec<_> = entries(tags).filter_map(wrong).collect();
    messages.extend(count(entries(tags).count()).err());
    messages.into_iter().map(|message| Problem { attribute: "tags".to_owned(), message }).collect()
}

fn pair(ty: &str, name: &str, text: &str) -> Result<(), String> {
    key(name)?;
    value(text).map_err(|why| format!("the tag {name}: {why}"))?;
    if STRICT.iter().any(|service| ty.starts_with(service)) {
        [name, text].into_iter().try_for_each(strict)?;
    }
    if ty.starts_with("aws_eks_") && reserved(text) {
        return Err(format!("tag values of EKS that begin with \"aws:\" are reserved, got {text}"));
    }
    Ok(())
}

fn count(tags: usize) -> Result<(), String> {
    if tags > MOST { Err(format!("a resource takes at most {MOST} tags, got {tags}")) } else { Ok(()) }
}

fn reserved(text: &str) -> bool {
    text.to_lowercase().starts_with("aws:")
}

fn key(text: &str) -> Result<(), String> {
    if reserved(text) {
        return Err(format!("tag keys that begin with \"aws:\" are reserved, got {text}"));
    }
    length(text, 1, 128).map_err(|why| format!("a tag key: {why}"))
}

fn value(text: &str) -> Result<(), String> {
    length(text, 0, 256)
}

/// `[\p{L}\p{Z}\p{N}_.:/=+\-@]*`: a separator is a white space that is no control character.
fn strict(text: &str) -> Result<(), String> {
    let allowed =
        |c: char| c.is_alphanumeric() || (c.is_whitespace() && !c.is_control()) || "_.:/=+-@".contains(c);
    only(text, allowed, "letters, digits, spaces and _.:/=+-@")
}

/// Any resource of EC2.
fn tagged(text: &str) -> Result<(), String> {
    id(text, text.rsplit_once('-').map_or("", |(prefix, _)| prefix))
}

/// The tags of a group are a set of blocks, of which two could have one key.
fn tags_of_group(group: &Value) -> Result<(), String> {
    let keys: Vec<_> = items(group, "tag").iter().filter_map(|tag| field(tag, "key").as_str()).collect();
    count(items(group, "tag").len())?;
    match keys.iter().enumerate().find(|(n, key)| keys[..*n].contains(key)) {
        Some((_, twice)) => Err(format!("the tag {twice} is given twice")),
        None => Ok(()),
    }
}

fn tags_of_any(specification: &Value) -> Result<(), String> {
    match judge("", field(specification, "tags")).into_iter().next() {
        Some(problem) => Err(problem.message),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{messages, refuses, value};
    use super::*;
    use serde_json::{Value as Json, json};

    #[test]
    fn services_differ_in_characters() {
        let tags = value(&json!({ "Größe": "a b=c", "a/b:c": "" }));
        assert_eq!(judge("aws_iam_role", &tags), []);
        let odd = value(&json!({ "cost%": "a" }));
        assert_eq!(judge("aws_subnet", &odd), []);
        for ty in ["aws_iam_role", "aws_eks_cluster", "aws_ssm_parameter", "aws_cloudwatch_log_group"] {
            assert_eq!(judge(ty, &odd).len(), 1, "{ty}");
            assert_eq!(judge(ty, &value(&json!({ "a": "line\nline" }))).len(), 1, "{ty}");
        }
        let prefix = value(&json!({ "a": "AWS:b" }));
        assert_eq!(judge("aws_iam_role", &prefix), []);
        assert_eq!(judge("aws_eks_cluster", &prefix).len(), 1);
    }

    #[test]
    fn lengths_and_number_are_limited() {
        let many = |n: usize| Json::Object((0..n).map(|n| (format!("k{n}"), json!("v"))).collect());
        assert_eq!(judge("aws_vpc", &value(&many(50))), []);
        assert_eq!(judge("aws_vpc", &value(&many(51))).len(), 1);
        assert_eq!(judge("aws_vpc", &value(&json!({ "k".repeat(128): "v".repeat(256) }))), []);
        for wrong in [json!({ "k".repeat(129): "" }), json!({ "": "" }), json!({ "k": "v".repeat(257) })] {
            assert_eq!(judge("aws_vpc", &value(&wrong)).len(), 1, "{wrong}");
        }
    }

    #[test]
    fn tags_are_judged_wherever_they_stand() {
        refuses("aws_ec2_tag", "key", "kubernetes.io/role/elb", "AWS:a");
        refuses("aws_ec2_tag", "value", "", "v".repeat(257));
        refuses("aws_ec2_tag", "resource_id", "subnet-0a", "subnet");
        let group = |tags: Json| {
            let group =
                json!({ "min_size": 0, "max_size": 1, "launch_template": [{ "id": "lt-0a" }], "tag": tags });
            messages("aws_autoscaling_group", &group)
        };
        assert!(group(json!([{ "key": "a", "value": "b" }, { "key": "c", "value": "" }])).is_empty());
        assert_eq!(group(json!([{ "key": "a", "value": "b" }, { "key": "a", "value": "c" }])).len(), 1);
        assert_eq!(group(json!([{ "key": "aws:a", "value": "b" }])).len(), 1);
        for (ty, block) in [("aws_launch_template", "tag_specifications"), ("provider.aws", "default_tags")] {
            assert!(messages(ty, &json!({ block: [{ "tags": { "a": "b%" } }] })).is_empty(), "{ty}");
            assert_eq!(messages(ty, &json!({ block: [{ "tags": { "aws:a": "b" } }] })).len(), 1, "{ty}");
        }
    }
}
