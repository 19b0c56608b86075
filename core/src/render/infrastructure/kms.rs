//! `kms.tf`: the key of the cluster's secrets and of its logs.

use super::super::File;
use super::super::text::Draft;
use crate::design::{Design, Subject};
use crate::hcl::{Block, Body, List, Object, Value, call, code, list, template};

/// The file, where the design makes a key.
pub(super) fn file(design: &Design) -> Option<File> {
    let logs = !design.cluster.log_types.is_empty();
    let purpose = if logs { "Secrets and control-plane logs" } else { "Secrets" };
    let key = Block::labelled("resource", ["aws_kms_key", "cluster"])
        .attr("description", template([format!("{purpose} of the EKS cluster ").into(), code("var.cluster_name").into()]))
        .attr("enable_key_rotation", true)
        .blank()
        .comment("Without the key the cluster is lost for good: a deletion can be called off for 30 days.")
        .attr("deletion_window_in_days", 30u32)
        .blank()
        .comment(
            "The account decides by its IAM policies who may use the key. EKS itself asks for a grant when the cluster is made,\n\
             in the name of whoever makes it.",
        )
        .attr("policy", call("jsonencode").arg(policy(logs)));
    let body = Body::new()
        .block(Block::labelled("data", ["aws_caller_identity", "current"]))
        .blank()
        .marked(Subject::Cluster, |body| body.block(key))
        .blank()
        .marked(Subject::Cluster, |body| {
            body.block(
                Block::labelled("resource", ["aws_kms_alias", "cluster"])
                    .attr("name", template(["alias/eks/".into(), code("var.cluster_name").into()]))
                    .attr("target_key_id", code("aws_kms_key.cluster.key_id")),
            )
        });
    super::has_own_key(design).then(|| Draft::new("infrastructure/kms.tf").body(&body).file())
}

fn policy(logs: bool) -> Object<Subject> {
    let account = statement("AccountDecides")
        .entry(
            "Principal",
            Object::new()
                .entry("AWS", arn("iam", "", code("data.aws_caller_identity.current.account_id"), "root")),
        )
        .entry("Action", "kms:*")
        .entry("Resource", "*");
    let statements = List::new().item(account).when(logs, |list| list.item(log_statement()));
    Object::new().entry("Version", "2012-10-17").entry("Statement", statements)
}

/// CloudWatch may use the key for the control plane's log group only.
/// Source: CloudWatch Logs user guide, "Encrypt log data using AWS KMS".
fn log_statement() -> Object<Subject> {
    let service = template([
        "logs.".into(),
        code("var.region").into(),
        ".".into(),
        code("data.aws_partition.current.dns_suffix").into(),
    ]);
    let log_group = template([
        "arn:".into(),
        code("data.aws_partition.current.partition").into(),
        ":logs:".into(),
        code("var.region").into(),
        ":".into(),
        code("data.aws_caller_identity.current.account_id").into(),
        ":log-group:/aws/eks/".into(),
        code("var.cluster_name").into(),
        "/cluster".into(),
    ]);
    let actions = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"];
    statement("ControlPlaneLogs")
        .entry("Principal", Object::new().entry("Service", service))
        .entry("Action", list(actions))
        .entry("Resource", "*")
        .entry(
            "Condition",
            Object::new()
                .entry("ArnEquals", Object::new().entry("kms:EncryptionContext:aws:logs:arn", log_group)),
        )
}

fn statement(sid: &'static str) -> Object<Subject> {
    Object::new().entry("Sid", sid).entry("Effect", "Allow")
}

/// An ARN of the partition in use.
fn arn(
    service: &'static str,
    region: &'static str,
    account: crate::hcl::Code,
    resource: &'static str,
) -> Value<Subject> {
    template([
        "arn:".into(),
        code("data.aws_partition.current.partition").into(),
        format!(":{service}:{region}:").into(),
        account.into(),
        format!(":{resource}").into(),
    ])
}
