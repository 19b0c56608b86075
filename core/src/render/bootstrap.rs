//! `bootstrap/`: the bucket that keeps the state, and the roles of pipelines. It is made first, by a person, and keeps its
//! own state in the bucket too.

mod boundary;
pub(super) mod pipelines;
mod rights;

use super::infrastructure::values::{Values, tags};
use super::text::{Draft, constant, label};
use super::{File, names};
use crate::design::{Design, StateBackend, Subject};
use crate::hcl::{Block, Body, Code, code, list, reference};

/// The files of the folder; none for a local state.
pub(super) fn files(design: &Design) -> Vec<File> {
    let StateBackend::S3 { bucket, lock } = &*design.state else { return Vec::new() };
    let values = Values::new("Values of the design; what they mean is in variables.tf.")
        .section("")
        .set("region", Subject::Design, design.region.as_str())
        .set("cluster_name", Subject::Cluster, design.cluster.name.as_str());
    let values = match bucket {
        Some(bucket) => values.set("state_bucket", Subject::State, bucket.as_str()),
        None => values.set("state_bucket_prefix", Subject::State, names::state_bucket_prefix(design)),
    };
    let values = match lock.table() {
        Some(table) => values.set("lock_table", Subject::State, table.as_str()),
        None => values,
    };
    let values = pipelines::values(values, design);
    let values = values.section("").set("tags", Subject::Design, tags(design));

    let state = [Subject::State];
    let mut files = vec![
        constant("bootstrap/versions.tf", include_str!("../../templates/bootstrap/versions.tf"), &[]),
        constant("bootstrap/providers.tf", include_str!("../../templates/bootstrap/providers.tf"), &[]),
        constant("bootstrap/state_key.tf", include_str!("../../templates/bootstrap/state_key.tf"), &state),
        constant(
            "bootstrap/state_bucket.tf",
            include_str!("../../templates/bootstrap/state_bucket.tf"),
            &state,
        ),
        constant("bootstrap/log_bucket.tf", include_str!("../../templates/bootstrap/log_bucket.tf"), &state),
        locals(design, bucket.is_some(), lock.table().is_some()),
        Draft::new("bootstrap/variables.tf")
            .template(include_str!("../../templates/bootstrap/variables.tf"), |header| {
                let name = label(header, 0);
                (name.is_empty() || values.has(name)).then(Vec::new)
            })
            .file(),
        Draft::new("bootstrap/outputs.tf")
            .template(include_str!("../../templates/bootstrap/outputs.tf"), |header| {
                let there = match label(header, 0) {
                    "lock_table" => lock.table().is_some(),
                    "plan_role_arn" | "apply_role_arn" | "oidc_audience" => design.delivery.is_some(),
                    _ => true,
                };
                there.then(Vec::new)
            })
            .file(),
        values.file_in("bootstrap"),
    ];
    if lock.table().is_some() {
        files.push(constant(
            "bootstrap/lock_table.tf",
            include_str!("../../templates/bootstrap/lock_table.tf"),
            &state,
        ));
    }
    files.extend(pipelines::files(design, lock));
    files
}

fn locals(design: &Design, named: bool, has_table: bool) -> File {
    let bucket = if named {
        code("var.state_bucket")
    } else {
        code("\"${var.state_bucket_prefix}-${data.aws_caller_identity.current.account_id}\"")
    };
    let mut state: Vec<Code> = [
        "aws_s3_bucket.state.arn",
        "\"${aws_s3_bucket.state.arn}/*\"",
        "aws_s3_bucket.logs.arn",
        "\"${aws_s3_bucket.logs.arn}/*\"",
        "aws_kms_key.state.arn",
    ]
    .map(code)
    .into();
    state.extend(has_table.then(|| code("aws_dynamodb_table.lock.arn")));
    let locals =
        Block::new("locals").attr("state_bucket", bucket).each(&design.delivery, |body, delivery| {
            body.attr("oidc_provider_arn", reference(pipelines::provider_arn(delivery)))
                .blank()
                .comment("What keeps the state, and the record of who read or wrote it.")
                .attr("state_arns", list(state.clone()))
        });
    let draft = Draft::new("bootstrap/locals.tf").body(&Body::new().block(locals));
    let of_rights = include_str!("../../templates/bootstrap/locals.tf");
    if design.delivery.is_some() { draft.paragraph(of_rights, &[]).file() } else { draft.file() }
}
