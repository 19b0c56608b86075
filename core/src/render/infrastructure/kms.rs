//! `kms.tf`: the key of the cluster's secrets and of its logs.

use super::super::File;
use super::super::text::Draft;
use super::flow_logs::has_flow_logs;
use crate::design::{Design, Subject};
use crate::hcl::{Block, Body, List, Object, Value, call, code, list, template};

/// The file, where the design makes a key.
pub(super) fn file(design: &Design) -> Option<File> {
    let groups = log_groups(design);
    let purpose = if groups.is_empty() { "Secrets" } else { "Secrets and logs" };
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
        .attr("policy", call("jsonencode").arg(policy(groups)));
    let body = Body::new().marked(Subject::Cluster, |body| body.block(key)).blank().marked(
        Subject::Cluster,
        |body| {
            body.block(
                Block::labelled("resource", ["aws_kms_alias", "cluster"])
                    .attr("name", template(["alias/eks/".into(), code("var.cluster_name").into()]))
                    .attr("target_key_id", code("aws_kms_key.cluster.key_id")),
            )
        },
    );
    super::has_own_key(design).then(|| Draft::new("infrastructure/kms.tf").body(&body).file())
}

/// The names of the log groups that the key encrypts, as parts of an ARN before and after the cluster's name.
fn log_groups(design: &Design) -> Vec<(&'static str, &'static str)> {
    let control_plane = (!design.cluster.log_types.is_empty()).then_some(("/aws/eks/", "/cluster"));
    let flow_logs = has_flow_logs(design).then_some(("/aws/vpc/", "/flow-logs"));
    control_plane.into_iter().chain(flow_logs).collect()
}

fn policy(groups: Vec<(&'static str, &'static str)>) -> Object<Subject> {
    let account = statement("AccountDecides")
        .entry(
            "Principal",
            Object::new()
                .entry("AWS", arn("iam", "", code("data.aws_caller_identity.current.account_id"), "root")),
        )
        .entry("Action", "kms:*")
        .entry("Resource", "*");
    let logged = !groups.is_empty();
    let statements = List::new().item(account).when(logged, |list| list.item(log_statement(groups)));
    Object::new().entry("Version", "2012-10-17").entry("Statement", statements)
}

/// CloudWatch may use the key for these log groups only.
/// Source: CloudWatch Logs user guide, "Encrypt log data using AWS KMS".
fn log_statement(groups: Vec<(&'static str, &'static str)>) -> Object<Subject> {
    let service = template([
        "logs.".into(),
        code("var.region").into(),
        ".".into(),
        code("data.aws_partition.current.dns_suffix").into(),
    ]);
    let arns = groups.into_iter().map(|(before, after)| {
        template([
            "arn:".into(),
            code("data.aws_partition.current.partition").into(),
            ":logs:".into(),
            code("var.region").into(),
            ":".into(),
            code("data.aws_caller_identity.current.account_id").into(),
            format!(":log-group:{before}").into(),
            code("var.cluster_name").into(),
            after.into(),
        ])
    });
    let actions = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"];
    statement("Logs")
        .entry("Principal", Object::new().entry("Service", service))
        .entry("Action", list(actions))
        .entry("Resource", "*")
        .entry(
            "Condition",
            Object::new()
                .entry("ArnEquals", Object::new().entry("kms:EncryptionContext:aws:logs:arn", list(arns))),
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
