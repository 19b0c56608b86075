//! `flow_logs.tf`: the record of the VPC's traffic.

use super::super::File;
use super::super::text::Draft;
use crate::design::{Design, FlowLogs, Subject};
use crate::hcl::{Block, Body, Object, code, reference, template};

/// Whether the VPC's traffic is recorded.
pub(super) fn has_flow_logs(design: &Design) -> bool {
    design.network.flow_logs != FlowLogs::Off {}
}

/// The file, where the VPC's traffic is recorded.
pub(super) fn file(design: &Design) -> Option<File> {
    let rest = include_str!("../../../templates/infrastructure/flow_logs.tf");
    let name = template(["/aws/vpc/".into(), code("var.cluster_name").into(), "/flow-logs".into()]);
    let encrypted = super::has_own_key(design);
    let group = Block::labelled("resource", ["aws_cloudwatch_log_group", "flow_logs"])
        .comment("checkov:skip=CKV_AWS_338:For how long the record is kept is a choice of the design.")
        .when(!encrypted, |group| {
            group.comment("CloudWatch encrypts it with a key of its own; this design has no other.")
        })
        .attr("name", name)
        .attr("retention_in_days", reference("var.flow_log_retention_in_days"))
        .when(encrypted, |group| group.attr("kms_key_id", reference("aws_kms_key.cluster.arn")));
    let group = Body::new().marked(Subject::Vpc, |body| {
        body.comment(
            "The record of the VPC's traffic. CloudWatch takes money for each gigabyte that it takes in.",
        )
        .block(group)
        .blank()
        .block(flow_log(design))
    });
    has_flow_logs(design).then(|| {
        Draft::new("infrastructure/flow_logs.tf")
            .body(&group)
            .template(rest, |_| Some(vec![Subject::Vpc]))
            .file()
    })
}

/// Refers to a VPC of the design's own directly: checkers do not follow locals, and would miss its flow log.
fn flow_log(design: &Design) -> Block<Subject> {
    let exists = design.network.existing.is_some();
    let name = Object::new().entry("Name", reference("var.cluster_name"));
    Block::labelled("resource", ["aws_flow_log", "vpc"])
        .attr("vpc_id", reference(if exists { "local.vpc_id" } else { "aws_vpc.this.id" }))
        .attr("traffic_type", reference("var.flow_log_traffic"))
        .blank()
        .attr("log_destination_type", "cloud-watch-logs")
        .attr("log_destination", reference("aws_cloudwatch_log_group.flow_logs.arn"))
        .attr("iam_role_arn", reference("aws_iam_role.flow_logs.arn"))
        .blank()
        .attr("tags", name)
}
