//! The bundle's root: what a person reads and runs first.

use super::text::{Draft, constant};
use super::{File, names, picture, readme, upgrade};
use crate::design::{Addon, Design, Flavour, SecretsEncryption, StateBackend, StateLock};
use crate::file;
use crate::value::{LogRetention, LogType};

/// The files of the root and `scripts/`.
pub(super) fn files(design: &Design) -> Vec<File> {
    let remote = matches!(*design.state, StateBackend::S3 { .. });
    let mut files = vec![
        plain(".checkov.yaml", checkov(design)),
        constant(".editorconfig", include_str!("../../templates/editorconfig"), &[]),
        constant(".gitattributes", include_str!("../../templates/gitattributes"), &[]),
        constant(".gitignore", include_str!("../../templates/gitignore"), &[]),
        constant(".pre-commit-config.yaml", include_str!("../../templates/pre-commit-config.yaml"), &[]),
        constant(".tflint.hcl", include_str!("../../templates/tflint.hcl"), &[]),
        constant(".yamllint.yaml", include_str!("../../templates/yamllint.yaml"), &[]),
        constant("CODEOWNERS", include_str!("../../templates/CODEOWNERS"), &[]),
        constant(".terraform-version", include_str!("../../templates/terraform-version"), &[]),
        makefile(remote),
        readme::file(design),
        upgrade::file(design),
        plain(picture::PATH, picture::svg(design)),
        plain("design.json", file::to_json(design)),
        plain("settings.env", settings(design)),
        File { executable: false, ..script("lib.sh", include_str!("../../templates/scripts/lib.sh")) },
        script("destroy.sh", include_str!("../../templates/scripts/destroy.sh")),
        script("kubeconfig.sh", include_str!("../../templates/scripts/kubeconfig.sh")),
        script("lock.sh", include_str!("../../templates/scripts/lock.sh")),
        script("pin.sh", include_str!("../../templates/scripts/pin.sh")),
        script("rollout.sh", include_str!("../../templates/scripts/rollout.sh")),
        script("verify.sh", include_str!("../../templates/scripts/verify.sh")),
    ];
    if remote {
        files.push(script("bootstrap.sh", include_str!("../../templates/scripts/bootstrap.sh")));
    }
    files
}

/// `.checkov.yaml`: what is passed over always, and what the design chose otherwise.
fn checkov(design: &Design) -> String {
    let cluster = &design.cluster;
    let is_aws_owned = matches!(cluster.secrets_encryption, SecretsEncryption::AwsOwned {});
    let is_short = cluster.log_retention_days < LogRetention::YEAR && !cluster.log_types.is_empty();
    let metadata = || design.compute.node_groups.iter().map(|g| &g.settings.metadata);
    // Plain resources say where they stand what they pass over.
    let by_module = cluster.flavour == Flavour::Module;
    let chosen = [
        (
            is_aws_owned,
            "CKV_AWS_58",
            "Secrets are encrypted with the key that AWS owns: a choice of the design.",
        ),
        (
            cluster.log_types.len() < LogType::ALL.len(),
            "CKV_AWS_37",
            "Which control-plane logs go to CloudWatch is a choice of the design.",
        ),
        (is_short, "CKV_AWS_338", "For how long logs are kept is a choice of the design."),
        (
            by_module && metadata().any(|m| !m.tokens_required),
            "CKV_AWS_79",
            "Nodes of a group answer who asks for metadata without a token: a choice of the design.",
        ),
        (
            by_module && metadata().any(|m| m.hop_limit.get() > 1),
            "CKV_AWS_341",
            "Pods reach the metadata of nodes of a group: a choice of the design.",
        ),
    ];
    let chosen = chosen.into_iter().filter(|(is_so, ..)| *is_so);
    chosen.fold(include_str!("../../templates/checkov.yaml").to_owned(), |text, (_, check, why)| {
        format!("{text}  # {why}\n  - {check}\n")
    })
}

fn plain(path: &str, text: String) -> File {
    File { path: path.to_owned(), text, executable: false, marks: Vec::new() }
}

fn script(name: &str, text: &'static str) -> File {
    File { executable: true, ..plain(&format!("scripts/{name}"), text.to_owned()) }
}

fn makefile(remote: bool) -> File {
    // Paragraphs begin with .PHONY, which names the target.
    let mut paragraphs = include_str!("../../templates/Makefile").split("\n\n");
    let first = Draft::new("Makefile").paragraph(paragraphs.next().unwrap_or_default(), &[]);
    paragraphs
        .filter(|p| remote || !p.starts_with(".PHONY: bootstrap"))
        .fold(first, |draft, p| draft.paragraph(p, &[]))
        .file()
}

/// `settings.env`: what the scripts must know. Every value is of a type that allows no line break.
fn settings(design: &Design) -> String {
    let mut lines = vec![
        "# What the scripts must know. They read this file line by line as KEY=VALUE and never run it."
            .to_owned(),
        format!("CLUSTER_NAME={}", design.cluster.name),
        format!("REGION={}", design.region),
        format!("KUBERNETES_VERSION={}", design.cluster.version),
        format!("ADDONS={}", addons(design, |_| true)),
        format!("ADDONS_CHOSEN={}", addons(design, |addon| addon.version.is_some())),
        format!("NODES={}", if starts_with_nodes(design) { "yes" } else { "no" }),
    ];
    match &*design.state {
        StateBackend::Local {} => lines.push("STATE_BACKEND=local".to_owned()),
        StateBackend::S3 { bucket, lock } => {
            lines.push("STATE_BACKEND=s3".to_owned());
            lines.push(match bucket {
                Some(bucket) => format!("STATE_BUCKET={bucket}"),
                None => "STATE_BUCKET=".to_owned(),
            });
            lines.push(format!("STATE_BUCKET_PREFIX={}", names::state_bucket_prefix(design)));
            lines.push(format!("STATE_LOCK={}", lock_word(lock)));
            lines.push(format!("STATE_LOCK_TABLE={}", lock.table().map_or("", |t| t.as_str())));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The names of add-ons, between blanks.
fn addons(design: &Design, wanted: impl Fn(&Addon) -> bool) -> String {
    let addons = design.cluster.addons.iter().filter(|(_, addon)| wanted(addon));
    addons.map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whether there are nodes before anybody runs a pod: otherwise they come with the pods.
fn starts_with_nodes(design: &Design) -> bool {
    design.compute.node_groups.iter().any(|group| group.scaling.desired > 0)
}

fn lock_word(lock: &StateLock) -> &'static str {
    match lock {
        StateLock::LockFile {} => "file",
        StateLock::DynamoDb { .. } => "table",
        StateLock::Both { .. } => "both",
    }
}

#[cfg(test)]
mod tests {
    const PINS: &str = include_str!("../../data/pins.csv");

    #[test]
    fn linters_are_pinned_to_what_has_a_source() {
        let hooks = include_str!("../../templates/pre-commit-config.yaml");
        let mut repo = "";
        let mut count = 0;
        for line in hooks.lines().map(str::trim) {
            repo = line.strip_prefix("- repo: ").unwrap_or(repo);
            let Some((commit, version)) = line.strip_prefix("rev: ").and_then(|rev| rev.split_once("  # "))
            else {
                assert!(!line.starts_with("rev:"), "{line}");
                continue;
            };
            let pin = format!("pre-commit-hook,{repo},{version},use,{commit},");
            assert!(PINS.lines().any(|known| known.starts_with(&pin)), "{pin}");
            count += 1;
        }
        assert_eq!(count, 2);
        let version = include_str!("../../templates/tflint.hcl").split("version = \"").nth(1).unwrap();
        let pin = format!("tool,tflint-ruleset-aws,{},use,", version.split('"').next().unwrap());
        assert!(PINS.contains(&pin), "{pin}");
    }
}
