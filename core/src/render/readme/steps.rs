//! What `README.md` says of rolling out and undoing, step by step.

use super::super::infrastructure::values::builds;
use super::super::text::Draft;
use crate::design::{Design, SecretsEncryption, StateBackend};

/// Adds the steps.
pub(super) fn text(draft: Draft, design: &Design) -> Draft {
    draft
        .paragraph("## Rolling out", &[])
        .paragraph(
            "You need Terraform 1.11 or later, the AWS CLI version 2, kubectl, and credentials that may create all this. \
             Look through `infrastructure/terraform.tfvars` first: example addresses and accounts are refused. `make test` shows \
             without credentials whether the design still keeps what it promises; run it after every edit.",
            &[],
        )
        .paragraph(&roll_out(design), &[])
        .paragraph(
            "Each script says with `--help` what it does, and can be run again at any time. `make` lists the same steps. \
             Commit `.terraform.lock.hcl` after the first run: it pins the providers by their checksums. Newer versions: \
             [UPGRADE.md](UPGRADE.md).",
            &[],
        )
        .paragraph("## Undoing it", &[])
        .paragraph(&undo(design), &[])
        .paragraph(&lost(design), &[])
}

fn is_remote(design: &Design) -> bool {
    matches!(*design.state, StateBackend::S3 { .. })
}

fn roll_out(design: &Design) -> String {
    let bootstrap = if is_remote(design) {
        "scripts/bootstrap.sh     # once: the bucket that keeps Terraform's state; commit what it writes\n"
    } else {
        ""
    };
    let pin = if builds(design).len() < design.cluster.addons.len() {
        "scripts/pin.sh           # once: asks AWS for the builds of the add-ons; commit what it writes\n"
    } else {
        ""
    };
    format!(
        "```sh\n{bootstrap}{pin}scripts/rollout.sh       # plan, your yes, apply: about 15 minutes for a new cluster\n\
         scripts/kubeconfig.sh    # adds the cluster to your kubeconfig\n\
         scripts/verify.sh        # looks whether everything works\n```"
    )
}

fn undo(design: &Design) -> String {
    let mut steps = vec![
        "What a commit changed: revert it and run `scripts/rollout.sh`. The version of Kubernetes and what is listed below do \
         not go back.",
    ];
    if design.cluster.deletion_protection {
        steps.push("Before all of it can go: `deletion_protection = false` in `infrastructure/terraform.tfvars`, and `scripts/rollout.sh`.");
    }
    steps.push(
        "Delete services of type LoadBalancer, ingresses and volumes with kubectl, and node pools of Karpenter's: Terraform does not \
         know what they made, and it would keep the VPC from going. `scripts/destroy.sh` stops while there is some.",
    );
    steps.push("`scripts/destroy.sh` takes the rest away, after you have typed the cluster's name.");
    if is_remote(design) {
        steps.push(
            "What `bootstrap/` made stays: it is protected by `prevent_destroy`. To be rid of it too, move its state back into a \
             file (delete `bootstrap/backend.tf`, then `terraform init -migrate-state` there), take `prevent_destroy` out, \
             empty both buckets with all versions, and run `terraform destroy`.",
        );
    }
    let steps = steps.iter().zip(1u32..).map(|(step, n)| format!("{n}. {step}"));
    steps.collect::<Vec<_>>().join("\n")
}

/// What no script brings back.
fn lost(design: &Design) -> String {
    let key = match design.cluster.secrets_encryption {
        SecretsEncryption::New {} => {
            "\n- The key of the secrets, 30 days after it was destroyed; until then KMS can bring it back."
        }
        SecretsEncryption::Existing { .. } | SecretsEncryption::AwsOwned {} => "",
    };
    let addresses = if design.network.existing.is_none() && design.network.nat_gateways().next().is_some() {
        "\n- The public addresses of NAT gateways: others get them. Whoever lists them must be told."
    } else {
        ""
    };
    format!(
        "What cannot be undone, once it is destroyed:\n\n\
         - The cluster's objects, its address and its OIDC issuer: a new cluster has others.\n\
         - Volumes that were deleted with their claims, and logs with their log groups.{key}{addresses}"
    )
}
