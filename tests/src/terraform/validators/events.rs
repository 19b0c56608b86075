//! Queues, and the events that are sent to them.
//! Source: Terraform AWS provider "aws_sqs_queue", "aws_sqs_queue_policy" and "aws_cloudwatch_event_rule",
//! read 2026-11-27. The characters of rules' and targets' names, retries, and the arrays of a pattern are
//! known of the API. The provider's page knows messages of 256 KiB; SQS has raised that to 1 MiB.

use super::super::provider::{Value, field};
use super::Check::{Length, OneOf, Range, Text};
use super::policy::resource_policy;
use super::relations::Together::{AtLeastOneOf, ConflictsWith, Custom};
use super::relations::{Relation, top};
use super::rule::{Rule, rule};
use super::text::{arn, json_object, length, only, role_arn};
use serde_json::Value as Json;

const QUEUE: &[&str] = &["aws_sqs_queue"];
const QUEUE_POLICY: &[&str] = &["aws_sqs_queue", "aws_sqs_queue_policy"];
const EVENT_RULE: &[&str] = &["aws_cloudwatch_event_rule"];
const TARGET: &[&str] = &["aws_cloudwatch_event_target"];

/// What the provider lets a pattern have; the quota is half of it unless it was raised.
const LONGEST_PATTERN: usize = 4096;

pub(super) const RULES: &[Rule] = &[
    rule(QUEUE, "name", Text(queue_name)),
    rule(QUEUE, "name_prefix", Text(|name| queue_prefix(name, 80 - 26))),
    rule(QUEUE, "delay_seconds", Range(0.0, 900.0)),
    rule(QUEUE, "visibility_timeout_seconds", Range(0.0, 43_200.0)),
    rule(QUEUE, "message_retention_seconds", Range(60.0, 1_209_600.0)),
    rule(QUEUE, "max_message_size", Range(1024.0, 1_048_576.0)),
    rule(QUEUE, "receive_wait_time_seconds", Range(0.0, 20.0)),
    rule(QUEUE, "kms_data_key_reuse_period_seconds", Range(60.0, 86_400.0)),
    rule(QUEUE, "redrive_policy", Text(redrive_policy)),
    rule(QUEUE, "redrive_allow_policy", Text(json_object)),
    rule(QUEUE_POLICY, "policy", Text(queue_policy)),
    rule(&["aws_sqs_queue_policy"], "queue_url", Text(queue_url)),
    rule(EVENT_RULE, "name", Text(|name| event_name(name, 64))),
    rule(EVENT_RULE, "name_prefix", Text(|name| event_name(name, 64 - 26))),
    rule(EVENT_RULE, "description", Length(0, 512)),
    rule(EVENT_RULE, "event_pattern", Text(event_pattern)),
    rule(EVENT_RULE, "schedule_expression", Text(schedule)),
    rule(EVENT_RULE, "role_arn", Text(role_arn)),
    rule(
        EVENT_RULE,
        "state",
        OneOf(&["DISABLED", "ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"]),
    ),
    rule(TARGET, "arn", Text(arn)),
    rule(TARGET, "rule", Text(|name| event_name(name, 64))),
    rule(TARGET, "target_id", Text(|name| event_name(name, 64))),
    rule(TARGET, "role_arn", Text(role_arn)),
    rule(TARGET, "dead_letter_config.arn", Text(arn)),
    rule(TARGET, "retry_policy.maximum_event_age_in_seconds", Range(60.0, 86_400.0)),
    rule(TARGET, "retry_policy.maximum_retry_attempts", Range(0.0, 185.0)),
];

pub(super) const RELATIONS: &[Relation] = &[
    top(&["aws_cloudwatch_event_rule", "aws_sqs_queue"], ConflictsWith(&["name", "name_prefix"])),
    top(EVENT_RULE, AtLeastOneOf(&["event_pattern", "schedule_expression"])),
    top(EVENT_RULE, ConflictsWith(&["state", "is_enabled"])),
    top(TARGET, ConflictsWith(&["input", "input_path", "input_transformer"])),
    top(QUEUE, ConflictsWith(&["sqs_managed_sse_enabled", "kms_master_key_id"])),
    top(QUEUE, Custom("fifo_queue", fifo)),
];

/// What a queue or a topic may be called; `.fifo` may only end it.
pub(super) fn queue_characters(text: &str) -> Result<(), String> {
    let name = text.strip_suffix(".fifo").unwrap_or(text);
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    only(name, allowed, "letters, digits, hyphens and underscores")
}

fn queue_name(text: &str) -> Result<(), String> {
    queue_prefix(text, 80)
}

fn queue_prefix(text: &str, most: usize) -> Result<(), String> {
    length(text, 1, most)?;
    queue_characters(text)
}

/// The provider waits in vain for a policy whose version is not the newer one.
fn queue_policy(text: &str) -> Result<(), String> {
    resource_policy(text)?;
    let policy: Json = serde_json::from_str(text).unwrap_or_default();
    if policy["Version"] == "2012-10-17" {
        return Ok(());
    }
    Err("SQS never answers to a policy without Version 2012-10-17".into())
}

fn redrive_policy(text: &str) -> Result<(), String> {
    json_object(text)?;
    let policy: Json = serde_json::from_str(text).unwrap_or_default();
    arn(policy["deadLetterTargetArn"].as_str().unwrap_or_default())?;
    if policy["maxReceiveCount"].is_u64() {
        return Ok(());
    }
    Err(format!("maxReceiveCount must be an integer, got: {}", policy["maxReceiveCount"]))
}

fn queue_url(text: &str) -> Result<(), String> {
    if text.starts_with("https://") {
        return Ok(());
    }
    Err(format!("expected a queue's URL, got: {text}"))
}

/// The name of a FIFO queue ends in `.fifo`, and that of no other does.
fn fifo(queue: &Value) -> Result<(), String> {
    let Some(name) = field(queue, "name").as_str() else { return Ok(()) };
    match (field(queue, "fifo_queue").as_bool() == Some(true), name.ends_with(".fifo")) {
        (true, false) => Err(format!("a FIFO queue's name ends in .fifo, got: {name}")),
        (false, true) => Err(format!("a name that ends in .fifo needs fifo_queue, got: {name}")),
        _ => Ok(()),
    }
}

fn event_name(text: &str, most: usize) -> Result<(), String> {
    length(text, 1, most)?;
    only(text, |c| c.is_ascii_alphanumeric() || "._-".contains(c), "letters, digits and ._-")
}

/// An object of objects whose leaves are arrays of what matches.
fn event_pattern(text: &str) -> Result<(), String> {
    json_object(text)?;
    let pattern: Json = serde_json::from_str(text).unwrap_or_default();
    let size = pattern.to_string().chars().count();
    if size > LONGEST_PATTERN {
        return Err(format!("cannot be longer than {LONGEST_PATTERN} characters, got {size}"));
    }
    leaves_are_arrays(&pattern, "")
}

fn leaves_are_arrays(pattern: &Json, path: &str) -> Result<(), String> {
    let Some(fields) = pattern.as_object() else { return Ok(()) };
    if fields.is_empty() {
        return Err("an event pattern must name a field".into());
    }
    for (name, value) in fields {
        let path = format!("{path}{name}");
        match value {
            Json::Object(_) => leaves_are_arrays(value, &format!("{path}."))?,
            Json::Array(values) if !values.is_empty() => {}
            _ => return Err(format!("an event pattern has arrays of values, but {path} is {value}")),
        }
    }
    Ok(())
}

fn schedule(text: &str) -> Result<(), String> {
    let call = ["rate(", "cron("].iter().any(|start| text.starts_with(start)) && text.ends_with(')');
    if text.is_empty() || call {
        Ok(())
    } else {
        Err(format!("expected rate(…) or cron(…), got: {text}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_have_arrays_at_their_leaves() {
        assert_eq!(event_pattern(r#"{"source":["aws.ec2"],"detail":{"state":["running"]}}"#), Ok(()));
        for wrong in ["[]", "{}", r#"{"source":"aws.ec2"}"#, r#"{"detail":{"state":[]}}"#, "source: aws.ec2"]
        {
            assert!(event_pattern(wrong).is_err(), "{wrong}");
        }
    }
}
