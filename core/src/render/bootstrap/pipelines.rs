//! The roles with which pipelines roll the bundle out: who gets them, what they may do, and the boundary that holds the
//! roles which they make.

use super::super::File;
use super::super::infrastructure::values::Values;
use super::super::text::{Draft, constant, label};
use super::{boundary, rights};
use crate::design::{Delivery, Design, SecretsEncryption, StateBackend, StateLock, Subject};
use crate::hcl::list;

/// The files, where pipelines roll out.
pub(super) fn files(design: &Design, lock: &StateLock) -> Vec<File> {
    let Some(delivery) = &design.delivery else { return Vec::new() };
    let within = boundary::keep(design);
    let needed = rights::keep(design, lock);
    vec![
        provider(delivery),
        constant(
            "bootstrap/plan_role.tf",
            include_str!("../../../templates/bootstrap/plan_role.tf"),
            &[Subject::State],
        ),
        rights::file("boundary.tf", include_str!("../../../templates/bootstrap/boundary.tf"), &within),
        rights::file("read_rights.tf", include_str!("../../../templates/bootstrap/read_rights.tf"), &needed),
        rights::file("apply_role.tf", include_str!("../../../templates/bootstrap/apply_role.tf"), &needed),
        rights::file(
            "apply_network.tf",
            include_str!("../../../templates/bootstrap/apply_network.tf"),
            &needed,
        ),
        rights::file("apply_iam.tf", include_str!("../../../templates/bootstrap/apply_iam.tf"), &needed),
    ]
}

/// The pipelines of the design, where its state is in a bucket: with a state on one person's disk nobody else can roll
/// out, and there is no `bootstrap/` to make roles.
pub(in super::super) fn of(design: &Design) -> Option<&Delivery> {
    let remote = matches!(*design.state, StateBackend::S3 { .. });
    design.delivery.as_ref().filter(|_| remote)
}

/// Where the ARN of the OIDC provider is found.
pub(super) fn provider_arn(delivery: &Delivery) -> &'static str {
    if delivery.existing_provider() {
        "data.aws_iam_openid_connect_provider.pipeline.arn"
    } else {
        "aws_iam_openid_connect_provider.pipeline.arn"
    }
}

fn provider(delivery: &Delivery) -> File {
    let template = match delivery {
        Delivery::Github { .. } => include_str!("../../../templates/bootstrap/oidc_github.tf"),
        Delivery::Gitlab { .. } => include_str!("../../../templates/bootstrap/oidc_gitlab.tf"),
    };
    let exists = delivery.existing_provider();
    Draft::new("bootstrap/oidc_provider.tf")
        .template(template, |header| {
            let is_one = label(header, 0) == "aws_iam_openid_connect_provider";
            (!is_one || header.starts_with("data") == exists).then(|| vec![Subject::State])
        })
        .file()
}

/// The values that say who gets the roles, and what they must reach beside the usual.
pub(super) fn values(values: Values, design: &Design) -> Values {
    let Some(delivery) = &design.delivery else { return values };
    let values =
        values.section("Whose pipelines roll out. What stands here stands in the trust of their roles.");
    let set = |values: Values, name, text: &str| values.set(name, Subject::State, text);
    let values = match delivery {
        Delivery::Github { repository, environment, .. } => set(
            set(values, "github_repository", repository.as_str()),
            "delivery_environment",
            environment.as_str(),
        ),
        Delivery::Gitlab { host, project, .. } => {
            set(set(values, "gitlab_host", host.as_str()), "gitlab_project", project.as_str())
        }
    };
    let values = set(values, "delivery_branch", delivery.branch().as_str());
    let values = values.section(boundary::comment(design)).set(
        "boundary_services",
        Subject::Workloads,
        list(boundary::services(design)),
    );
    match &design.cluster.secrets_encryption {
        SecretsEncryption::Existing { arn } => {
            values.set("secrets_kms_key_arn", Subject::Cluster, arn.as_str())
        }
        SecretsEncryption::New {} | SecretsEncryption::AwsOwned {} => values,
    }
}
