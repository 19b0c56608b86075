//! `README.md` of the bundle.

mod access;
mod compute;
mod delivery;
mod figures;
mod network;
mod steps;

use super::infrastructure::EKS_MODULE;
use super::text::Draft;
use super::{File, picture};
use crate::catalog;
use crate::design::{Design, Environment, Flavour, SecretsEncryption, StateBackend, Subject, Waiver};
use crate::sorted;
use crate::value::{IpFamily, SupportType};

/// The file.
pub(super) fn file(design: &Design) -> File {
    let draft = Draft::new("README.md")
        .paragraph(&format!("# {}", escaped(design.cluster.name.as_str())), &[])
        .paragraph(&summary(design), &[Subject::Cluster])
        .paragraph(&format!("![The cluster and its network, drawn]({})", picture::PATH), &[])
        .paragraph("## Network", &[])
        .paragraph(&network::text(design), &[Subject::Vpc]);
    let draft = network::endpoints(draft, design).paragraph("## Compute", &[]);
    let draft = access::text(compute::paragraphs(draft, design), design);
    let draft = figures::text(accepted(draft, design), design);
    delivery::text(steps::text(draft, design), design)
        .paragraph("## What is pinned", &[])
        .paragraph(&pinned(design), &[])
        .paragraph("## What cannot be changed later", &[])
        .paragraph(&immutable(design), &[])
        .paragraph("## Files", &[])
        .paragraph(&files(design), &[])
        .file()
}

fn summary(design: &Design) -> String {
    let cluster = &design.cluster;
    let endpoint = match (cluster.endpoint.private, cluster.endpoint.public) {
        (true, true) => "from inside the VPC, and from the internet for the addresses in `terraform.tfvars`",
        (true, false) => "only from inside the VPC",
        (false, true) => "only from the internet, for the addresses in `terraform.tfvars`",
        (false, false) => "from nowhere",
    };
    let secrets = match &cluster.secrets_encryption {
        SecretsEncryption::New {} => "a KMS key of its own, with rotation",
        SecretsEncryption::Existing { .. } => "an existing KMS key",
        SecretsEncryption::AwsOwned {} => "the key that AWS owns",
    };
    let environment = match design.intent.environment {
        Environment::Development => "development",
        Environment::Staging => "staging",
        Environment::Production => "production",
    };
    let support = match cluster.upgrade_policy {
        SupportType::Standard => "EKS upgrades the cluster when standard support ends",
        SupportType::Extended => {
            "extended: six times the price of the control plane when standard support has ended"
        }
    };
    let protection = match (cluster.deletion_protection, cluster.zonal_shift) {
        (true, true) => "against deletion; traffic may be shifted away from a zone that fails",
        (true, false) => "against deletion",
        (false, true) => "none against deletion; traffic may be shifted away from a zone that fails",
        (false, false) => "none",
    };
    let services = match cluster.service_cidr {
        _ if cluster.ip_family == IpFamily::Ipv6 => "IPv6, chosen by EKS".to_owned(),
        Some(cidr) => cidr.to_string(),
        None => format!("chosen by EKS, probably {}", design.service_cidr()),
    };
    let logs = if cluster.log_types.is_empty() {
        "none".to_owned()
    } else {
        let types: Vec<_> = cluster.log_types.iter().map(|l| l.as_str()).collect();
        format!("{}, kept for {} days in CloudWatch", types.join(", "), cluster.log_retention_days.days())
    };
    let rows = [
        ("Purpose", environment.to_owned()),
        ("Region", design.region.to_string()),
        ("Kubernetes", cluster.version.to_string()),
        ("Support", support.to_owned()),
        ("Protection", protection.to_owned()),
        ("Service addresses", services),
        ("API server", format!("reached {endpoint}")),
        ("Secrets", format!("encrypted with {secrets}")),
        ("Control-plane logs", logs),
        ("Administrator", code(design.access.administrator.as_str())),
        ("Authentication", code(design.access.authentication_mode.as_str())),
    ];
    let lines: Vec<_> = rows.iter().map(|(what, value)| format!("| {what} | {value} |")).collect();
    format!(
        "An Amazon EKS cluster with everything around it, in Terraform.\n\n| | |\n|---|---|\n{}",
        lines.join("\n")
    )
}

/// What the rules say and somebody accepted.
fn accepted(draft: Draft, design: &Design) -> Draft {
    if design.waivers.is_empty() {
        return draft;
    }
    let named = |key: &str| design.subjects().into_iter().find(|s| s.key() == key);
    let row = |w: &Waiver| {
        let name = named(w.object.as_str()).map_or_else(String::new, |s| design.name_of(&s));
        format!("| {} | {} | {} |", w.rule, escaped(&name), escaped(w.reason.as_str()))
    };
    let rows: Vec<_> = design.waivers.iter().map(row).collect();
    draft
        .paragraph("## Accepted findings", &[])
        .paragraph(&format!("| rule | object | accepted because |\n|---|---|---|\n{}", rows.join("\n")), &[])
}

fn pinned(design: &Design) -> String {
    let mut lines = vec![
        "| what | version | from |".to_owned(),
        "|---|---|---|".to_owned(),
        "| Terraform | 1.11 or later, below 2 | `versions.tf` |".to_owned(),
        "| AWS provider | 6.28 or later, below 7 | `versions.tf`; exactly by `.terraform.lock.hcl` |"
            .to_owned(),
    ];
    if design.cluster.flavour == Flavour::Module {
        lines.push(format!("| module {} | {} | `eks.tf` |", EKS_MODULE.0, EKS_MODULE.1));
    }
    lines.extend(design.cluster.addons.iter().map(|(name, addon)| {
        let known = catalog::addon_pin(name.as_str(), design.cluster.version);
        match (&addon.version, known) {
            (Some(chosen), _) => format!("| add-on {name} | {chosen} | chosen |"),
            (None, Some(pin)) => format!("| add-on {name} | {} | seen in use, {} |", pin.build, pin.seen),
            (None, None) => format!("| add-on {name} | none yet | `scripts/pin.sh` asks AWS |"),
        }
    }));
    format!(
        "{}\n\n`scripts/pin.sh` brings the add-ons up to what AWS offers as default for the cluster's version.",
        lines.join("\n")
    )
}

fn immutable(design: &Design) -> String {
    let secrets = match design.cluster.secrets_encryption {
        SecretsEncryption::AwsOwned {} => {
            "- Secrets can be encrypted with a key of your own later, but never again without it."
        }
        SecretsEncryption::New {} | SecretsEncryption::Existing { .. } => {
            "- The key that encrypts secrets stays for the cluster's life. If it is deleted, the cluster is lost."
        }
    };
    let made_anew = match (&design.network.existing, design.cluster.ip_family) {
        (Some(_), IpFamily::Ipv4) => "the VPC and the addresses of services",
        (Some(_), IpFamily::Ipv6) => "the VPC and the IP family",
        (None, IpFamily::Ipv4) => "the VPC's first block and the addresses of services",
        (None, IpFamily::Ipv6) => "the VPC's first block and the IP family",
    };
    format!(
        "- The cluster's name, the region, {made_anew}: to change them is to build a new cluster.\n\
         - A subnet's block and zone: it is replaced, and what runs in it goes first. Adding subnets and zones is free of that.\n\
         - The zones of the control plane's subnets.\n\
         - Kubernetes goes up one minor version at a time, and never down.\n{secrets}"
    )
}

fn files(design: &Design) -> String {
    let mut rows = vec![
        ("design.json", "the design itself: drop it on the page to go on from here"),
        (
            "infrastructure/",
            "VPC, cluster and what runs its pods; the values are in terraform.tfvars, tests in tests/",
        ),
        ("scripts/", "the steps above; lib.sh is what they share"),
        ("settings.env", "what the scripts must know; must agree with terraform.tfvars"),
        ("docs/architecture.svg", "the drawing above"),
        ("UPGRADE.md", "how to come to newer versions of all of this"),
        ("CODEOWNERS", "who must look at a change: to be filled in"),
        (".pre-commit-config.yaml", "what git checks before a commit, where pre-commit is installed"),
        (".tflint.hcl, .yamllint.yaml", "what those tools look for"),
        (".checkov.yaml", "what `make security` looks for, and what it passes over for which reason"),
        ("Makefile", "the same steps, and formatting, validation and checks"),
    ];
    if matches!(*design.state, StateBackend::S3 { .. }) {
        let what = if design.delivery.is_some() {
            "the bucket that keeps the state, with its key, and the roles of pipelines; has a state of its own"
        } else {
            "the bucket that keeps the state, with its key; has a state of its own"
        };
        rows.push(("bootstrap/", what));
    }
    sorted::sort(&mut rows);
    let lines: Vec<_> = rows.iter().map(|(path, what)| format!("| `{path}` | {what} |")).collect();
    format!("| file | what it is |\n|---|---|\n{}", lines.join("\n"))
}

/// Text as text, whatever Markdown would make of it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '(' | ')' | '#' | '+' | '!'
            | '|' | '~' | '&' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Text in the typewriter face. What comes here is of types without backticks and line breaks.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}
