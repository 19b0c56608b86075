//! Buckets and tables.
//! Source: Terraform AWS provider, S3 and DynamoDB documentation, read 2026-11-23. API models of botocore, read
//! 2026-11-27: what an expiration and a key go with ("LifecycleExpiration", "ServerSideEncryptionByDefault"; the
//! provider only warns of the first and lets the second pass), lengths of table keys. That an object's key has at
//! most 1024 bytes is known of S3. Of a bucket's name elsewhere the provider asks the length alone; no bucket has
//! another name than the rules for buckets allow.

use super::super::provider::{Value, field, is_unknown};
use super::Check::{Length, OneOf, Range, Text};
use super::items;
use super::policy::resource_policy;
use super::relations::Together::{ConflictsWith, Custom};
use super::relations::{Relation, top, within};
use super::rule::{Rule, rule};
use super::text::{arn, kms_key, length, only};

const BUCKET: &[&str] = &["aws_s3_bucket"];
const LIFECYCLE: &[&str] = &["aws_s3_bucket_lifecycle_configuration"];
const ENCRYPTION: &[&str] = &["aws_s3_bucket_server_side_encryption_configuration"];
const LOGGING: &[&str] = &["aws_s3_bucket_logging"];
const TABLE: &[&str] = &["aws_dynamodb_table"];
const OF_BUCKET: &[&str] = &[
    "aws_s3_bucket_lifecycle_configuration",
    "aws_s3_bucket_logging",
    "aws_s3_bucket_notification",
    "aws_s3_bucket_ownership_controls",
    "aws_s3_bucket_policy",
    "aws_s3_bucket_public_access_block",
    "aws_s3_bucket_replication_configuration",
    "aws_s3_bucket_server_side_encryption_configuration",
    "aws_s3_bucket_versioning",
    "data.aws_s3_bucket",
];
const DEFAULT_ENCRYPTION: &str = "rule.apply_server_side_encryption_by_default";

const STORAGE_CLASSES: &[&str] =
    &["DEEP_ARCHIVE", "GLACIER", "GLACIER_IR", "INTELLIGENT_TIERING", "ONEZONE_IA", "STANDARD_IA"];
/// The longest that S3 counts days.
const MOST_DAYS: f64 = 2_147_483_647.0;

pub(super) const RULES: &[Rule] = &[
    rule(BUCKET, "bucket", Text(bucket_name)),
    rule(BUCKET, "bucket_prefix", Text(bucket_prefix)),
    rule(OF_BUCKET, "bucket", Text(bucket_name)),
    rule(LOGGING, "target_bucket", Text(bucket_name)),
    rule(LOGGING, "target_prefix", Text(log_prefix)),
    rule(&["aws_s3_bucket_policy"], "policy", Text(resource_policy)),
    rule(
        &["aws_s3_bucket_versioning"],
        "versioning_configuration.status",
        OneOf(&["Disabled", "Enabled", "Suspended"]),
    ),
    rule(
        &["aws_s3_bucket_versioning"],
        "versioning_configuration.mfa_delete",
        OneOf(&["Disabled", "Enabled"]),
    ),
    rule(
        ENCRYPTION,
        "rule.apply_server_side_encryption_by_default.sse_algorithm",
        OneOf(&["AES256", "aws:kms", "aws:kms:dsse"]),
    ),
    rule(ENCRYPTION, "rule.apply_server_side_encryption_by_default.kms_master_key_id", Text(kms_key)),
    rule(
        &["aws_s3_bucket_ownership_controls"],
        "rule.object_ownership",
        OneOf(&["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"]),
    ),
    rule(LIFECYCLE, "rule.status", OneOf(&["Disabled", "Enabled"])),
    rule(LIFECYCLE, "rule.expiration.days", Range(1.0, MOST_DAYS)),
    rule(LIFECYCLE, "rule.noncurrent_version_expiration.noncurrent_days", Range(1.0, MOST_DAYS)),
    rule(LIFECYCLE, "rule.noncurrent_version_expiration.newer_noncurrent_versions", Range(1.0, 100.0)),
    rule(LIFECYCLE, "rule.abort_incomplete_multipart_upload.days_after_initiation", Range(1.0, MOST_DAYS)),
    rule(LIFECYCLE, "rule.transition.storage_class", OneOf(STORAGE_CLASSES)),
    rule(LIFECYCLE, "rule.noncurrent_version_transition.storage_class", OneOf(STORAGE_CLASSES)),
    rule(TABLE, "name", Text(table_name)),
    rule(TABLE, "billing_mode", OneOf(&["PAY_PER_REQUEST", "PROVISIONED"])),
    rule(TABLE, "table_class", OneOf(&["STANDARD", "STANDARD_INFREQUENT_ACCESS"])),
    rule(TABLE, "hash_key", Length(1, 255)),
    rule(TABLE, "range_key", Length(1, 255)),
    rule(TABLE, "attribute.name", Length(1, 255)),
    rule(TABLE, "attribute.type", OneOf(&["B", "N", "S"])),
    rule(TABLE, "server_side_encryption.kms_key_arn", Text(arn)),
    rule(
        TABLE,
        "stream_view_type",
        OneOf(&["", "KEYS_ONLY", "NEW_AND_OLD_IMAGES", "NEW_IMAGE", "OLD_IMAGE"]),
    ),
];

pub(super) const RELATIONS: &[Relation] = &[
    top(BUCKET, ConflictsWith(&["bucket", "bucket_prefix"])),
    top(TABLE, Custom("attribute", table_keys)),
    top(TABLE, Custom("billing_mode", table_capacity)),
    top(LIFECYCLE, Custom("rule", lifecycle_ids)),
    within(LIFECYCLE, "rule.expiration", ConflictsWith(&["days", "date"])),
    within(LIFECYCLE, "rule.expiration", Custom("expired_object_delete_marker", delete_marker)),
    within(ENCRYPTION, DEFAULT_ENCRYPTION, Custom("kms_master_key_id", key_of_algorithm)),
];

fn bucket_name(text: &str) -> Result<(), String> {
    length(text, 3, 63)?;
    bucket_letters(text)?;
    let edge = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    if !(text.starts_with(edge) && text.ends_with(edge)) {
        return Err(format!("must begin and end with a lowercase letter or a digit: {text}"));
    }
    if text.contains("..") {
        return Err(format!("must not have two periods in a row: {text}"));
    }
    if text.parse::<std::net::Ipv4Addr>().is_ok() {
        return Err(format!("must not be formatted as an IP address: {text}"));
    }
    let reserved = text.starts_with("xn--") || text.starts_with("sthree-") || text.ends_with("-s3alias");
    if reserved { Err(format!("has a prefix or suffix that S3 reserves: {text}")) } else { Ok(()) }
}

fn bucket_prefix(text: &str) -> Result<(), String> {
    length(text, 1, 63 - 26)?;
    bucket_letters(text)
}

fn bucket_letters(text: &str) -> Result<(), String> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' || c == '-';
    only(text, allowed, "lowercase letters, digits, periods and hyphens")
}

/// In bytes; what S3 puts behind it has its room within the rest.
fn log_prefix(text: &str) -> Result<(), String> {
    match text.len() {
        1025.. => Err(format!("expected at most 1024 bytes, got {}: {text}", text.len())),
        _ => Ok(()),
    }
}

/// A marker goes as soon as nothing is behind it, so there is no day to give.
fn delete_marker(expiration: &Value) -> Result<(), String> {
    let marker = field(expiration, "expired_object_delete_marker").as_bool() == Some(true);
    let given = |name: &&&str| !field(expiration, name).is_nil() && !is_unknown(field(expiration, name));
    match ["date", "days"].iter().find(given) {
        Some(name) if marker => Err(format!("\"expired_object_delete_marker\": conflicts with {name}")),
        _ => Ok(()),
    }
}

fn key_of_algorithm(encryption: &Value) -> Result<(), String> {
    let key = field(encryption, "kms_master_key_id");
    match field(encryption, "sse_algorithm").as_str() {
        Some(other) if !other.starts_with("aws:kms") && key.as_str().is_some_and(|key| !key.is_empty()) => {
            Err(format!("a kms_master_key_id goes with aws:kms or aws:kms:dsse only, not with {other}"))
        }
        _ => Ok(()),
    }
}

fn table_name(text: &str) -> Result<(), String> {
    length(text, 3, 255)?;
    only(text, |c| c.is_ascii_alphanumeric() || "_.-".contains(c), "letters, digits and _.-")
}

/// Every key is declared as an attribute, and every attribute is a key.
fn table_keys(table: &Value) -> Result<(), String> {
    let indexes = ["global_secondary_index", "local_secondary_index"].map(|name| items(table, name)).concat();
    let mut keys = vec![field(table, "hash_key"), field(table, "range_key")];
    keys.extend(indexes.iter().flat_map(|index| [field(index, "hash_key"), field(index, "range_key")]));
    let declared: Vec<_> =
        items(table, "attribute").iter().map(|attribute| field(attribute, "name")).collect();
    if keys.iter().chain(&declared).any(|name| is_unknown(name)) || is_unknown(field(table, "attribute")) {
        return Ok(());
    }
    let keys: Vec<_> = keys.into_iter().filter_map(Value::as_str).collect();
    let declared: Vec<_> = declared.into_iter().filter_map(Value::as_str).collect();
    if let Some(missing) = keys.iter().find(|key| !declared.contains(key)) {
        return Err(format!("all indexes must have attributes; the key {missing} is not declared"));
    }
    match declared.iter().find(|attribute| !keys.contains(attribute)) {
        Some(extra) => Err(format!("all attributes must be indexed; {extra} is not a key")),
        None => Ok(()),
    }
}

fn table_capacity(table: &Value) -> Result<(), String> {
    let on_demand = field(table, "billing_mode").as_str() == Some("PAY_PER_REQUEST");
    for name in ["read_capacity", "write_capacity"] {
        match field(table, name).as_i64() {
            Some(1..) if on_demand => {
                return Err(format!("{name} cannot be set when billing_mode is PAY_PER_REQUEST"));
            }
            None if !on_demand
                && field(table, name).is_nil()
                && !is_unknown(field(table, "billing_mode")) =>
            {
                return Err(format!("{name} must be at least 1 when billing_mode is PROVISIONED"));
            }
            _ => {}
        }
    }
    Ok(())
}

fn lifecycle_ids(configuration: &Value) -> Result<(), String> {
    let mut seen = Vec::new();
    for id in items(configuration, "rule").iter().filter_map(|rule| field(rule, "id").as_str()) {
        length(id, 1, 255)?;
        if seen.contains(&id) {
            return Err(format!("rule IDs must be unique: {id}"));
        }
        seen.push(id);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{messages, refuses};
    use super::*;
    use serde_json::{Value as Json, json};

    #[test]
    fn a_bucket_is_named_alike_everywhere() {
        for ty in OF_BUCKET {
            refuses(ty, "bucket", "demo-state", "Demo");
        }
        refuses("aws_s3_bucket_logging", "target_bucket", "demo-logs", "demo_logs");
        refuses("aws_s3_bucket_logging", "target_prefix", "logs/", "l".repeat(1025));
    }

    #[test]
    fn an_expiration_is_of_one_kind() {
        let judged = |expiration: Json| {
            let rule = json!({ "id": "a", "status": "Enabled", "expiration": [expiration] });
            messages("aws_s3_bucket_lifecycle_configuration", &json!({ "rule": [rule] })).len()
        };
        assert_eq!(judged(json!({ "expired_object_delete_marker": true })), 0);
        assert_eq!(judged(json!({ "expired_object_delete_marker": false, "days": 1 })), 0);
        assert_eq!(judged(json!({ "expired_object_delete_marker": true, "days": 1 })), 1);
        assert_eq!(judged(json!({ "days": 1, "date": "2026-01-01T00:00:00Z" })), 1);
    }

    #[test]
    fn a_key_goes_with_kms() {
        let judged = |algorithm: &str, key: &str| {
            let default = json!({ "sse_algorithm": algorithm, "kms_master_key_id": key });
            let rule = json!({ "apply_server_side_encryption_by_default": [default] });
            messages("aws_s3_bucket_server_side_encryption_configuration", &json!({ "rule": [rule] })).len()
        };
        assert_eq!(judged("aws:kms", "alias/state"), 0);
        assert_eq!(judged("aws:kms:dsse", "arn:aws:kms:eu-west-1:111122223333:key/a"), 0);
        assert_eq!(judged("AES256", "alias/state"), 1);
        assert_eq!(judged("aws:kms", "arn:aws:s3:::state"), 1);
    }

    #[test]
    fn keys_of_tables_have_a_length() {
        for path in ["hash_key", "range_key", "attribute.name"] {
            refuses("aws_dynamodb_table", path, "LockID", "");
        }
    }
}
