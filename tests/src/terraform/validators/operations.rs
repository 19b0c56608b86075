//! Log groups, alarms, topics, registries.
//! Source: Terraform AWS provider and the services' API references, read 2026-11-23; Systems Manager API reference
//! "GetParameter", read 2026-11-27: how long a name is. Its characters are those of "PutParameter", with the
//! colons of ARNs, labels and versions; that page was not read again.

use super::super::provider::{Value, field};
use super::Check::{Length, NumberOneOf, OneOf, Range, Text};
use super::events::queue_characters;
use super::policy::resource_policy;
use super::relations::Together::{ConflictsWith, Custom};
use super::relations::{Relation, top};
use super::rule::{Rule, rule};
use super::text::{arn, json, length, only};

const LOG_GROUP: &[&str] = &["aws_cloudwatch_log_group"];
const ALARM: &[&str] = &["aws_cloudwatch_metric_alarm"];

const RETENTION_DAYS: &[i64] = &[
    0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
    3653,
];

pub(super) const RULES: &[Rule] = &[
    rule(LOG_GROUP, "name", Text(|name| log_group_name(name, 512))),
    rule(LOG_GROUP, "name_prefix", Text(|name| log_group_name(name, 512 - 26))),
    rule(LOG_GROUP, "retention_in_days", NumberOneOf(RETENTION_DAYS)),
    rule(LOG_GROUP, "kms_key_id", Text(arn)),
    rule(LOG_GROUP, "log_group_class", OneOf(&["DELIVERY", "INFREQUENT_ACCESS", "STANDARD"])),
    rule(&["aws_cloudwatch_log_resource_policy"], "policy_document", Text(resource_policy)),
    rule(ALARM, "alarm_name", Length(1, 255)),
    rule(
        ALARM,
        "comparison_operator",
        OneOf(&[
            "GreaterThanOrEqualToThreshold",
            "GreaterThanThreshold",
            "GreaterThanUpperThreshold",
            "LessThanLowerOrGreaterThanUpperThreshold",
            "LessThanLowerThreshold",
            "LessThanOrEqualToThreshold",
            "LessThanThreshold",
        ]),
    ),
    rule(ALARM, "statistic", OneOf(&["Average", "Maximum", "Minimum", "SampleCount", "Sum"])),
    rule(ALARM, "treat_missing_data", OneOf(&["breaching", "ignore", "missing", "notBreaching"])),
    rule(ALARM, "evaluation_periods", Range(1.0, f64::MAX)),
    rule(ALARM, "alarm_actions", Text(arn)),
    rule(ALARM, "ok_actions", Text(arn)),
    rule(&["aws_cloudwatch_dashboard"], "dashboard_body", Text(json)),
    rule(&["aws_sns_topic", "aws_sns_topic_policy"], "policy", Text(resource_policy)),
    rule(&["aws_sns_topic"], "name", Text(|name| topic_name(name, 256))),
    rule(&["aws_sns_topic_subscription"], "topic_arn", Text(arn)),
    rule(
        &["aws_sns_topic_subscription"],
        "protocol",
        OneOf(&["application", "email", "email-json", "firehose", "http", "https", "lambda", "sms", "sqs"]),
    ),
    rule(&["aws_ecr_repository"], "image_tag_mutability", OneOf(ECR_MUTABILITY)),
    rule(
        &["aws_ecr_repository"],
        "encryption_configuration.encryption_type",
        OneOf(&["AES256", "KMS", "KMS_DSSE"]),
    ),
    rule(&["aws_ecr_lifecycle_policy"], "policy", Text(json)),
    rule(&["data.aws_ssm_parameter"], "name", Text(parameter_name)),
    rule(&["aws_ssm_parameter"], "type", OneOf(&["SecureString", "String", "StringList"])),
    rule(
        &["aws_budgets_budget"],
        "time_unit",
        OneOf(&["ANNUALLY", "CUSTOM", "DAILY", "MONTHLY", "QUARTERLY"]),
    ),
    rule(&["aws_secretsmanager_secret"], "recovery_window_in_days", Range(0.0, 30.0)),
];

const ECR_MUTABILITY: &[&str] =
    &["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION", "MUTABLE", "MUTABLE_WITH_EXCLUSION"];

pub(super) const RELATIONS: &[Relation] = &[
    top(&["aws_cloudwatch_log_group", "aws_sns_topic"], ConflictsWith(&["name", "name_prefix"])),
    top(ALARM, ConflictsWith(&["metric_name", "metric_query"])),
    top(ALARM, ConflictsWith(&["statistic", "extended_statistic"])),
    top(ALARM, Custom("period", alarm_period)),
];

fn log_group_name(text: &str, most: usize) -> Result<(), String> {
    length(text, 1, most)?;
    only(text, |c| c.is_ascii_alphanumeric() || "_-/.#".contains(c), "letters, digits and _-/.#")
}

/// With a slash in it, a name begins with one.
fn parameter_name(text: &str) -> Result<(), String> {
    length(text, 1, 2048)?;
    only(text, |c| c.is_ascii_alphanumeric() || "_.-/:".contains(c), "letters, digits and _.-/:")?;
    if text.contains('/') && !text.starts_with('/') && !text.starts_with("arn:") {
        return Err(format!("a name with a path begins with a slash, got: {text}"));
    }
    Ok(())
}

fn topic_name(text: &str, most: usize) -> Result<(), String> {
    length(text, 1, most)?;
    queue_characters(text)
}

fn alarm_period(alarm: &Value) -> Result<(), String> {
    match field(alarm, "period").as_i64() {
        Some(10 | 20 | 30) | None => Ok(()),
        Some(seconds) if seconds >= 60 && seconds % 60 == 0 => Ok(()),
        Some(seconds) => Err(format!("expected period to be 10, 20, 30 or a multiple of 60, got {seconds}")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::refuses;

    #[test]
    fn a_parameter_has_a_path() {
        let image =
            "/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x86_64/standard/recommended/image_id";
        refuses("data.aws_ssm_parameter", "name", image, &image[1..]);
        refuses("data.aws_ssm_parameter", "name", "plain:3", "two words");
    }
}
