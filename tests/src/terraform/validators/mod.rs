//! What the real AWS provider, or the API behind it, would refuse although the schema allows it:
//! enumerations, lengths, name patterns, CIDR syntax, ARN shapes, policies that are not JSON,
//! arguments that exclude one another.
//!
//! Written from the documentation of the provider and of the AWS APIs, independently of
//! `configurator-core`: the two are meant to be able to disagree. Only known values are judged.

mod access;
mod cloudinit;
#[cfg(test)]
mod complete;
mod compute;
mod eks;
mod endpoints;
mod events;
mod fargate;
mod iam;
mod keys;
mod names;
mod network;
mod nodes;
mod operations;
mod policy;
mod relations;
mod rule;
mod scaling;
mod security;
mod storage;
mod tags;
mod text;
mod volumes;

use super::provider::{Value, elements, entries, field};
use relations::Relation;
use rule::{Check, Rule};

/// One thing that would be refused.
#[derive(Debug, PartialEq)]
pub(crate) struct Problem {
    /// The attribute, with dots for nested blocks.
    pub(crate) attribute: String,
    /// Why it would be refused.
    pub(crate) message: String,
}

const RULES: &[&[Rule]] = &[
    access::RULES,
    cloudinit::RULES,
    compute::RULES,
    eks::RULES,
    endpoints::RULES,
    events::RULES,
    fargate::RULES,
    iam::RULES,
    keys::RULES,
    network::RULES,
    nodes::RULES,
    operations::RULES,
    scaling::RULES,
    security::RULES,
    storage::RULES,
    tags::RULES,
    volumes::RULES,
];

const RELATIONS: &[&[Relation]] = &[
    access::RELATIONS,
    cloudinit::RELATIONS,
    compute::RELATIONS,
    eks::RELATIONS,
    endpoints::RELATIONS,
    events::RELATIONS,
    fargate::RELATIONS,
    iam::RELATIONS,
    keys::RELATIONS,
    network::RELATIONS,
    nodes::RELATIONS,
    operations::RELATIONS,
    scaling::RELATIONS,
    security::RELATIONS,
    storage::RELATIONS,
    tags::RELATIONS,
    volumes::RELATIONS,
];

/// Judges the configuration of a resource; a data source's type begins with `data.`, a provider's with `provider.`.
pub(crate) fn check(ty: &str, config: &Value) -> Vec<Problem> {
    let mut problems = Vec::new();
    for rule in RULES.iter().copied().flatten().filter(|rule| rule.types.contains(&ty)) {
        visit(config, rule.path, &mut |value| {
            let name = rule.path.rsplit('.').next().unwrap_or(rule.path);
            if let Err(message) = rule.check.judge(name, value) {
                problems.push(Problem { attribute: rule.path.to_owned(), message });
            }
        });
    }
    for relation in RELATIONS.iter().copied().flatten().filter(|relation| relation.types.contains(&ty)) {
        visit(config, relation.block, &mut |block| {
            if let Err(message) = relation.rule.judge(block) {
                let attribute =
                    if relation.block.is_empty() { relation.rule.place() } else { relation.block };
                problems.push(Problem { attribute: attribute.to_owned(), message });
            }
        });
    }
    problems.extend(check_tags(ty, field(config, "tags")));
    problems
}

/// Judges the tags of a resource: its own, or all that it has with the provider's default tags.
pub(crate) fn check_tags(ty: &str, tags: &Value) -> Vec<Problem> {
    if ty.starts_with("aws_") { tags::judge(ty, tags) } else { Vec::new() }
}

/// Calls `judge` with every value at the dotted path, going into each element of lists and sets.
fn visit(value: &Value, path: &str, judge: &mut dyn FnMut(&Value)) {
    if let Value::Array(items) = value {
        items.iter().for_each(|item| visit(item, path, judge));
    } else if path.is_empty() {
        judge(value);
    } else {
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        visit(field(value, first), rest, judge);
    }
}

/// The entries of a list or set, for relations between them.
fn items<'a>(block: &'a Value, name: &str) -> &'a [Value] {
    elements(field(block, name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value as Json, json};

    pub(super) fn value(json: &Json) -> Value {
        match json {
            Json::Null => Value::Nil,
            Json::Bool(flag) => Value::Boolean(*flag),
            Json::Number(number) => Value::from(number.as_i64().expect("tests use integers")),
            Json::String(text) => Value::from(text.as_str()),
            Json::Array(items) => Value::Array(items.iter().map(value).collect()),
            Json::Object(map) => {
                Value::Map(map.iter().map(|(key, item)| (Value::from(key.as_str()), value(item))).collect())
            }
        }
    }

    pub(super) fn messages(ty: &str, config: &Json) -> Vec<String> {
        check(ty, &value(config)).into_iter().map(|problem| problem.message).collect()
    }

    /// Of two values for an attribute, named by its dotted path, the first passes and the second is refused.
    pub(super) fn refuses(ty: &str, path: &str, right: impl Into<Json>, wrong: impl Into<Json>) {
        let judged = |value: Json| {
            let mut names = path.rsplit('.');
            let last = json!({ names.next().expect("a path has a name"): value });
            let config = names.fold(last, |inner, name| json!({ name: [inner] }));
            check(ty, &self::value(&config)).iter().filter(|problem| problem.attribute == path).count()
        };
        assert_eq!((judged(right.into()), judged(wrong.into())), (0, 1), "{ty}: {path}");
    }

    #[test]
    fn nested_values_are_judged_in_every_element() {
        let config = json!({ "taint": [{ "effect": "NO_SCHEDULE" }, { "effect": "NoSchedule" }] });
        let messages = messages("aws_eks_node_group", &config);
        assert_eq!(messages.len(), 1, "{messages:?}");
        assert!(messages[0].ends_with("got NoSchedule"), "{messages:?}");
    }

    #[test]
    fn a_data_source_is_not_judged_as_a_resource() {
        assert!(messages("data.aws_route", &json!({})).is_empty());
        assert_eq!(messages("aws_route", &json!({})).len(), 2);
    }

    #[test]
    fn reserved_tag_keys_are_refused() {
        let config = json!({ "cidr_block": "10.0.0.0/16", "tags": { "aws:owner": "me", "Name": "vpc" } });
        assert_eq!(messages("aws_vpc", &config).len(), 1);
    }
}
