//! `README.md` of the bundle.

mod access;
mod compute;
mod delivery;
mod figures;
mod network;

use super::infrastructure::EKS_MODULE;
use super::text::Draft;
use super::{File, guide, picture};
use crate::catalog;
use crate::design::{Design, Environment, Flavour, NodeGroup, SecretsEncryption, Subject, Waiver};
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
    let draft = guide::add(draft, include_str!("../../templates/readme/rolling_out.md"), design);
    let draft =
        delivery::text(draft, design).paragraph("## What is pinned", &[]).paragraph(&pinned(design), &[]);
    guide::add(draft, include_str!("../../templates/readme/later.md"), design).file()
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
    let group = |is: fn(&NodeGroup) -> bool| design.compute.node_groups.iter().any(is);
    if group(|g| g.managed().is_some() && g.settings.custom_ami.is_none()) {
        lines.push(format!(
            "| images of EKS node groups | the newest at the start, then the same until asked | {IMAGES} |"
        ));
    }
    if group(|g| g.self_managed().is_some() && g.settings.custom_ami.is_none()) {
        lines.push(format!(
            "| images of self-managed nodes | not pinned: what AWS recommends at each plan | {IMAGES} |"
        ));
    }
    if group(|g| g.settings.custom_ami.is_some()) {
        lines.push("| images of your own | `ami_id` | `node_groups.tf` |".to_owned());
    }
    let unchosen = design.cluster.addons.values().any(|addon| addon.version.is_none());
    let chosen = design.cluster.addons.values().any(|addon| addon.version.is_some());
    let pin = match (unchosen, chosen) {
        (false, _) => "",
        (true, false) => {
            "\n\n`scripts/pin.sh` brings the add-ons up to what AWS offers as default for the cluster's version."
        }
        (true, true) => {
            "\n\n`scripts/pin.sh` brings the add-ons up to what AWS offers as default for the cluster's version; those that were \
             chosen by hand stay."
        }
    };
    format!("{}{pin}", lines.join("\n"))
}

/// Where images and how they change are told of.
const IMAGES: &str = "[UPGRADE.md](UPGRADE.md#node-images-between-upgrades)";

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
