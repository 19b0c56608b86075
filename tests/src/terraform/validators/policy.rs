//! IAM's policy language, as far as IAM itself refuses what is written in it.
//! Source: the grammar, the elements and the quotas of the IAM user guide, as known; not read again.

use serde_json::Value as Json;

/// A policy of who may assume a role: it has a principal and no resource. IAM does not count white
/// space towards its 4096 characters, the most that the quota can be raised to.
pub(super) fn trust_policy(text: &str) -> Result<(), String> {
    for statement in &document(text)? {
        if statement["Principal"].is_null() && statement["NotPrincipal"].is_null() {
            return malformed("a trust policy's statement needs a Principal");
        }
        if !statement["Resource"].is_null() {
            return malformed("a trust policy's statement takes no Resource");
        }
    }
    sized(text, 4096)
}

/// A policy of what a role, a user or a group may do: it has resources and no principal. IAM does not
/// count white space.
pub(super) fn sized_policy(text: &str, most: usize) -> Result<(), String> {
    for statement in &document(text)? {
        if !(statement["Principal"].is_null() && statement["NotPrincipal"].is_null()) {
            return malformed("an identity's policy takes no Principal");
        }
        if statement["Resource"].is_null() == statement["NotResource"].is_null() {
            return malformed("a statement needs either Resource or NotResource");
        }
        let sid = statement["Sid"].as_str().unwrap_or_default();
        if !sid.chars().all(|c| c.is_ascii_alphanumeric()) {
            return malformed(&format!("a Sid consists of letters and digits, got {sid}"));
        }
    }
    sized(text, most)
}

/// A policy of who may use a queue, a bucket or a topic: it has principals and resources.
pub(super) fn resource_policy(text: &str) -> Result<(), String> {
    for statement in &document(text)? {
        if statement["Principal"].is_null() && statement["NotPrincipal"].is_null() {
            return malformed("a resource's policy needs a Principal in every statement");
        }
        if statement["Resource"].is_null() && statement["NotResource"].is_null() {
            return malformed("a resource's policy needs a Resource in every statement");
        }
    }
    Ok(())
}

fn sized(text: &str, most: usize) -> Result<(), String> {
    let size = text.chars().filter(|c| !c.is_whitespace()).count();
    if size > most { Err(format!("a policy has at most {most} characters, got {size}")) } else { Ok(()) }
}

fn malformed<T>(why: &str) -> Result<T, String> {
    Err(format!("contains a malformed policy: {why}"))
}

/// The statements of a policy, judged as far as all kinds of policies are alike.
fn document(text: &str) -> Result<Vec<Json>, String> {
    let policy: Json =
        serde_json::from_str(text).map_err(|error| format!("contains an invalid JSON policy: {error}"))?;
    let Some(document) = policy.as_object() else { return malformed("it is not an object") };
    let unknown = |name: &&String| !["Id", "Statement", "Version"].contains(&name.as_str());
    if let Some(name) = document.keys().find(unknown) {
        return malformed(&format!("it has no element {name}"));
    }
    let statements = match document.get("Statement") {
        Some(Json::Array(statements)) => statements.clone(),
        Some(statement @ Json::Object(_)) => vec![statement.clone()],
        _ => return malformed("it has no Statement"),
    };
    let version = document.get("Version").and_then(Json::as_str).unwrap_or("2012-10-17");
    if !["2012-10-17", "2008-10-17"].contains(&version) {
        return malformed("its Version is not one that IAM knows");
    }
    let mut sids = Vec::new();
    for statement in &statements {
        judge(statement)?;
        if let Some(sid) = statement["Sid"].as_str().filter(|sid| !sid.is_empty()) {
            if sids.contains(&sid) {
                return malformed(&format!("the Sid {sid} is given twice"));
            }
            sids.push(sid);
        }
    }
    Ok(statements)
}

const ELEMENTS: [&str; 10] = [
    "Action",
    "Condition",
    "Effect",
    "NotAction",
    "NotPrincipal",
    "NotResource",
    "Principal",
    "Resource",
    "Sid",
    "Version",
];

fn judge(statement: &Json) -> Result<(), String> {
    let names = statement.as_object().into_iter().flat_map(|elements| elements.keys());
    if let Some(name) = names.into_iter().find(|name| !ELEMENTS.contains(&name.as_str())) {
        return malformed(&format!("a statement has no element {name}"));
    }
    if !matches!(statement["Effect"].as_str(), Some("Allow" | "Deny")) {
        return malformed("a statement's Effect is neither Allow nor Deny");
    }
    if statement["Action"].is_null() == statement["NotAction"].is_null() {
        return malformed("a statement needs either Action or NotAction");
    }
    let actions = [&statement["Action"], &statement["NotAction"]];
    for action in actions.into_iter().flat_map(one_or_many) {
        if action != "*" && !action.contains(':') {
            return malformed(&format!("the action {action} names no service"));
        }
    }
    for resource in [&statement["Resource"], &statement["NotResource"]].into_iter().flat_map(one_or_many) {
        if resource != "*" && !resource.starts_with("arn:") {
            return malformed(&format!("the resource {resource} is neither an ARN nor *"));
        }
    }
    principals(&statement["Principal"])?;
    conditions(&statement["Condition"])
}

fn principals(principal: &Json) -> Result<(), String> {
    let Some(kinds) = principal.as_object() else { return Ok(()) };
    for (kind, who) in kinds {
        if !["AWS", "CanonicalUser", "Federated", "Service"].contains(&kind.as_str()) {
            return malformed(&format!("there is no principal of kind {kind}"));
        }
        for name in one_or_many(who) {
            let service = name.contains(".amazonaws.com") || name.contains(".aws.internal");
            if kind == "Service" && !service {
                return malformed(&format!("{name} is not a service such as ec2.amazonaws.com"));
            }
            if kind == "Federated" && name.starts_with("https://") {
                return malformed(&format!("a federated principal is an ARN or a host, not a URL: {name}"));
            }
        }
    }
    Ok(())
}

const OPERATORS: [&str; 27] = [
    "ArnEquals",
    "ArnLike",
    "ArnNotEquals",
    "ArnNotLike",
    "BinaryEquals",
    "Bool",
    "DateEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateNotEquals",
    "IpAddress",
    "NotIpAddress",
    "Null",
    "NumericEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericNotEquals",
    "StringEquals",
    "StringEqualsIgnoreCase",
    "StringLike",
    "StringNotEquals",
    "StringNotEqualsIgnoreCase",
    "StringNotLike",
];

/// An operator of a condition, with or without a quantifier before and `IfExists` behind.
pub(super) fn condition_operator(text: &str) -> Result<(), String> {
    let plain = text.trim_start_matches("ForAllValues:").trim_start_matches("ForAnyValue:");
    if OPERATORS.contains(&plain.strip_suffix("IfExists").unwrap_or(plain)) {
        return Ok(());
    }
    Err(format!("IAM has no condition operator {text}"))
}

fn conditions(condition: &Json) -> Result<(), String> {
    for (operator, keys) in condition.as_object().into_iter().flatten() {
        condition_operator(operator).or_else(|why| malformed(&why))?;
        for key in keys.as_object().into_iter().flatten().map(|(key, _)| key) {
            if !key.contains(':') || key.starts_with("https://") {
                return malformed(&format!("{key} is not a condition key such as aws:SourceArn"));
            }
        }
    }
    Ok(())
}

fn one_or_many(value: &Json) -> Vec<&str> {
    match value {
        Json::String(one) => vec![one.as_str()],
        Json::Array(many) => many.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(text: &str) -> Result<(), String> {
        document(text).map(drop)
    }

    #[test]
    fn policies_are_judged_beyond_json() {
        assert_eq!(judged(r#"{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#), Ok(()));
        assert!(judged("not json").is_err());
        assert!(judged(r#"{"Statement":[{"Effect":"allow","Action":"s3:*"}]}"#).is_err());
        assert!(judged(r#"{"Statement":[{"Effect":"Allow","Action":"GetObject"}]}"#).is_err());
        assert!(judged(r#"{"Statement":[{"Effect":"Allow","Action":"s3:*","Resources":"*"}]}"#).is_err());
        assert!(trust_policy(r#"{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole"}]}"#).is_err());
    }

    #[test]
    fn kinds_of_policies_differ_in_what_they_need() {
        let of_queue = r#"{"Statement":{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"*","Principal":{"Service":"events.amazonaws.com"}}}"#;
        assert_eq!(resource_policy(of_queue), Ok(()));
        assert!(sized_policy(of_queue, 6144).is_err());
        let of_role = r#"{"Statement":{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"*"}}"#;
        assert_eq!(sized_policy(of_role, 6144), Ok(()));
        assert!(resource_policy(of_role).is_err());
        assert!(sized_policy(of_role, 20).is_err());
    }

    #[test]
    fn conditions_have_operators_and_keys_that_exist() {
        for right in ["StringEquals", "ForAnyValue:StringLike", "ArnLikeIfExists"] {
            assert_eq!(condition_operator(right), Ok(()));
        }
        assert!(condition_operator("StringEqual").is_err());
        let with = |condition: &str| {
            judged(&format!(
                r#"{{"Statement":{{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{condition}}}}}"#
            ))
        };
        assert_eq!(with(r#"{"StringEquals":{"oidc.eks.eu-west-1.amazonaws.com/id/A:sub":"a"}}"#), Ok(()));
        assert!(
            with(r#"{"StringEquals":{"https://oidc.eks.eu-west-1.amazonaws.com/id/A:sub":"a"}}"#).is_err()
        );
        assert!(with(r#"{"StringMatches":{"aws:SourceArn":"a"}}"#).is_err());
    }
}
