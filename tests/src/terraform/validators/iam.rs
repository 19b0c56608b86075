//! Roles, policies, instance profiles, OpenID Connect providers, KMS keys.
//! Source: Terraform AWS provider, IAM and KMS API references, read 2026-11-23. KMS API reference "CreateAlias",
//! read 2026-11-27: an alias is of a key, by its id or ARN.

use super::super::provider::{Value, field};
use super::Check::{Length, OneOf, Range, Text};
use super::policy::{condition_operator, resource_policy, sized_policy, trust_policy};
use super::relations::Together::{ConflictsWith, Custom};
use super::relations::{Relation, top};
use super::rule::{Rule, rule};
use super::text::{arn, kms_key, length, only};

const ROLE: &[&str] = &["aws_iam_role"];
const POLICY: &[&str] = &["aws_iam_policy"];
const KEY: &[&str] = &["aws_kms_key"];
const ALIAS: &[&str] = &["aws_kms_alias"];
const ATTACHMENTS: &[&str] = &["aws_iam_role_policy_attachment"];
const OIDC: &[&str] = &["aws_iam_openid_connect_provider"];

pub(super) const RULES: &[Rule] = &[
    rule(ROLE, "name", Text(|name| iam_name(name, 64))),
    rule(ROLE, "name_prefix", Text(|name| iam_name(name, 64 - 26))),
    rule(ROLE, "assume_role_policy", Text(trust_policy)),
    rule(ROLE, "permissions_boundary", Text(policy_arn)),
    rule(ROLE, "managed_policy_arns", Text(arn)),
    rule(ROLE, "inline_policy.policy", Text(|text| sized_policy(text, 10240))),
    rule(ROLE, "max_session_duration", Range(3600.0, 43200.0)),
    rule(ROLE, "description", Text(description)),
    rule(&["aws_iam_role", "aws_iam_policy", "aws_iam_instance_profile", "aws_iam_user"], "path", Text(path)),
    rule(POLICY, "name", Text(|name| iam_name(name, 128))),
    rule(POLICY, "name_prefix", Text(|name| iam_name(name, 128 - 26))),
    rule(POLICY, "policy", Text(|text| sized_policy(text, 6144))),
    rule(POLICY, "description", Text(description)),
    rule(&["aws_iam_role_policy"], "name", Text(|name| iam_name(name, 128))),
    rule(&["aws_iam_role_policy"], "name_prefix", Text(|name| iam_name(name, 128 - 26))),
    rule(&["aws_iam_role_policy"], "policy", Text(|text| sized_policy(text, 10240))),
    rule(ATTACHMENTS, "policy_arn", Text(policy_arn)),
    rule(&["aws_iam_role_policy", "aws_iam_role_policy_attachment"], "role", Text(|name| iam_name(name, 64))),
    rule(&["aws_iam_instance_profile"], "role", Text(|name| iam_name(name, 64))),
    rule(&["aws_iam_instance_profile"], "name", Text(|name| iam_name(name, 128))),
    rule(&["aws_iam_instance_profile"], "name_prefix", Text(|name| iam_name(name, 128 - 26))),
    rule(&["aws_iam_user"], "name", Text(|name| iam_name(name, 64))),
    rule(&["aws_iam_openid_connect_provider", "data.aws_iam_openid_connect_provider"], "url", Text(issuer)),
    rule(OIDC, "client_id_list", Length(1, 255)),
    rule(OIDC, "thumbprint_list", Text(thumbprint)),
    rule(KEY, "deletion_window_in_days", Range(7.0, 30.0)),
    rule(KEY, "rotation_period_in_days", Range(90.0, 2560.0)),
    rule(KEY, "description", Length(0, 8192)),
    rule(
        KEY,
        "key_usage",
        OneOf(&["ENCRYPT_DECRYPT", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT", "SIGN_VERIFY"]),
    ),
    rule(&["aws_kms_key", "aws_kms_key_policy"], "policy", Text(resource_policy)),
    rule(ALIAS, "name", Text(alias)),
    rule(ALIAS, "name_prefix", Text(alias)),
    rule(ALIAS, "target_key_id", Text(key_of_alias)),
    rule(&["data.aws_iam_policy_document"], "statement.effect", OneOf(&["Allow", "Deny"])),
    rule(&["data.aws_iam_policy_document"], "statement.condition.test", Text(condition_operator)),
    rule(
        &["data.aws_iam_policy_document"],
        "statement.principals.type",
        OneOf(&["*", "AWS", "CanonicalUser", "Federated", "Service"]),
    ),
];

pub(super) const RELATIONS: &[Relation] = &[
    top(
        &[
            "aws_iam_instance_profile",
            "aws_iam_policy",
            "aws_iam_role",
            "aws_iam_role_policy",
            "aws_kms_alias",
        ],
        ConflictsWith(&["name", "name_prefix"]),
    ),
    top(KEY, Custom("rotation_period_in_days", rotation)),
];

fn iam_name(text: &str, most: usize) -> Result<(), String> {
    length(text, 1, most)?;
    only(text, |c| c.is_ascii_alphanumeric() || "+=,.@-_".contains(c), "letters, digits and +=,.@-_")
}

fn path(text: &str) -> Result<(), String> {
    length(text, 1, 512)?;
    if text.starts_with('/') && text.ends_with('/') {
        return Ok(());
    }
    Err(format!("must begin and end with a slash: {text}"))
}

/// Descriptions are Latin-1.
fn description(text: &str) -> Result<(), String> {
    length(text, 0, 1000)?;
    let latin = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{a1}'..='\u{ff}');
    only(text, latin, "printable Latin-1 characters")
}

/// A policy of one's own account or of AWS; an access policy of EKS is not one of IAM.
fn policy_arn(text: &str) -> Result<(), String> {
    arn(text)?;
    if text.contains(":iam::") && text.contains(":policy/") {
        return Ok(());
    }
    Err(format!("expected the ARN of an IAM policy, got: {text}"))
}

fn issuer(text: &str) -> Result<(), String> {
    if text.starts_with("https://") { Ok(()) } else { Err(format!("expected an https URL, got: {text}")) }
}

fn thumbprint(text: &str) -> Result<(), String> {
    length(text, 40, 40)?;
    only(text, |c| c.is_ascii_hexdigit(), "hexadecimal digits")
}

fn alias(text: &str) -> Result<(), String> {
    length(text, 1, 256)?;
    let Some(name) = text.strip_prefix("alias/") else {
        return Err(format!("must begin with 'alias/': {text}"));
    };
    if name.starts_with("aws/") {
        return Err(format!("'alias/aws/' is reserved: {text}"));
    }
    only(name, |c| c.is_ascii_alphanumeric() || "/_-".contains(c), "letters, digits and /_-")
}

fn key_of_alias(text: &str) -> Result<(), String> {
    kms_key(text)?;
    if text.starts_with("alias/") || text.contains(":alias/") {
        return Err(format!("an alias is of a key, not of an alias, got: {text}"));
    }
    Ok(())
}

fn rotation(key: &Value) -> Result<(), String> {
    let rotates = field(key, "enable_key_rotation");
    if field(key, "rotation_period_in_days").as_f64().is_some()
        && (rotates.is_nil() || rotates.as_bool() == Some(false))
    {
        return Err("rotation_period_in_days needs enable_key_rotation".into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::refuses;

    #[test]
    fn keys_and_issuers_have_a_form() {
        let arn = |what: &str| format!("arn:aws:kms:eu-west-1:111122223333:{what}/a");
        refuses("aws_kms_alias", "target_key_id", arn("key"), arn("alias"));
        refuses("data.aws_iam_openid_connect_provider", "url", "https://a.example", "http://a.example");
        refuses("aws_kms_alias", "target_key_id", "1234abcd-12ab-34cd-56ef-1234567890ab", "alias/a");
    }
}
