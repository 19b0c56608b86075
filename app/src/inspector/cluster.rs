//! The form of the control plane.

use configurator_core::catalog::{self, Support, VersionFacts};
use configurator_core::design::{Cluster, Design, Flavour, SecretsEncryption, Tier};
use configurator_core::edit::ClusterEdit;
use configurator_core::value::{Cidr, IpFamily, KmsKeyArn, LogRetention, LogType, SupportType};
use leptos::prelude::*;

use super::cluster_edit::edit;
use super::fields::{Field, Options, fields};
use super::parse::{joined, maybe, one_of, parsed, set, shown};
use crate::browser;
use crate::session::Session;
use crate::widgets::{Group, List, Look};

type F = Field<Cluster>;

const CLUSTER: &[F] = &[
    F::text("Name", "cluster-name", |c| c.name.to_string(), |c, t| set(&mut c.name, parsed(t)))
        .help("Up to 100 letters, digits, - and _.")
        .fixed("EKS API: no operation renames a cluster; Terraform makes a new one."),
    F::choice(
        "Kubernetes",
        "kubernetes-version",
        Options::Of(versions),
        |c| c.version.to_string(),
        |c, t| set(&mut c.version, parsed(t)),
    )
    .unless(not_offered)
    .help_of(|_, _| {
        format!(
            "To the end of standard support, as of {}; after it a cluster costs more. One minor at a time once it runs.",
            catalog::collected_on()
        )
    }),
    F::segments(
        "Network interfaces in",
        "control-plane-tier",
        &[("public", "Public"), ("private", "Private"), ("intra", "Intra")],
        |c| c.control_plane_tier.as_str().to_owned(),
        |c, t| set(&mut c.control_plane_tier, one_of(&Tier::ALL, Tier::as_str, t)),
    )
    .help("Subnets of this tier, at least two zones. Small intra subnets keep them apart from nodes."),
    F::checks(
        "In zones",
        "control-plane-zone",
        Options::Of(|d, _| d.network.zones.iter().map(|z| (z.to_string(), z.to_string())).collect()),
        |c, zone| !c.zones_without_control_plane.iter().any(|z| z.as_str() == zone),
        |c, zone, on| {
            let Ok(zone) = zone.parse() else { return };
            if on {
                c.zones_without_control_plane.remove(&zone)
            } else {
                c.zones_without_control_plane.insert(zone)
            };
        },
    )
    .help("EKS takes no further zone once the cluster runs. A zone that is added later holds nodes only: untick it."),
    F::segments(
        "Addresses of pods",
        "ip-family",
        &[("ipv4", "IPv4"), ("ipv6", "IPv6")],
        |c| c.ip_family.to_string(),
        |c, t| set(&mut c.ip_family, parsed(t)),
    )
    .help("With IPv6 pods never run out of addresses, and every subnet gets an IPv6 block. Nitro machines only.")
    .default_words("IPv4")
    .fixed("EKS API, KubernetesNetworkConfigRequest: the family is set when the cluster is made."),
    F::text("Service CIDR", "service-cidr", |c| shown(c.service_cidr), |c, t| set(&mut c.service_cidr, maybe(t)))
        .look(Look::Mono)
        .shown(|c| c.ip_family == IpFamily::Ipv4)
        .help("From /12 to /24, private, apart from the VPC and all connected networks. Means nothing outside the cluster.")
        .default_words_of(|design, cluster| match cluster.service_cidr {
            Some(_) => "empty, which leaves it to EKS".to_owned(),
            None => format!("EKS chooses, probably {}; AWS does not promise it", design.service_cidr()),
        })
        .fixed("EKS API, KubernetesNetworkConfigRequest: the range is set when the cluster is made."),
];

const LIFE: &[F] = &[
    F::segments(
        "When standard support ends",
        "upgrade-policy",
        &[("STANDARD", "Upgrade"), ("EXTENDED", "Extended support")],
        |c| c.upgrade_policy.to_string(),
        |c, t| set(&mut c.upgrade_policy, parsed(t)),
    )
    .help_of(|_, cluster| {
        match cluster.upgrade_policy {
            SupportType::Standard => {
                "EKS upgrades the control plane by itself when standard support ends. 0.10 USD an hour."
            }
            SupportType::Extended => {
                "The version stays for up to a year more, then for 0.60 instead of 0.10 USD an hour."
            }
        }
        .to_owned()
    })
    .default_words("extended, where EKS is left to itself"),
    F::switch(
        "Deletion protection",
        "deletion-protection",
        |c| c.deletion_protection,
        |c, on| c.deletion_protection = on,
    )
    .help("EKS refuses to delete the cluster until it is turned off. Free of charge. Default: off."),
    F::switch("Zonal shift", "zonal-shift", |c| c.zonal_shift, |c, on| c.zonal_shift = on).help(
        "AWS, or you, may move traffic out of a zone that fails. Free of charge; leave room in the other zones. Default: off.",
    ),
];

const BUNDLE: &[F] = &[F::segments(
    "Cluster as",
    "flavour",
    &[("module", "EKS module"), ("native", "Plain resources")],
    |c| c.flavour.as_str().to_owned(),
    |c, t| {
        c.flavour = if t == "native" { Flavour::Native } else { Flavour::Module };
        Ok(())
    },
)
.help("The module comes from the public Terraform registry. Plain resources make the same without it. Default: EKS module.")
.fixed("The resources have other addresses in the state: Terraform would make the cluster anew.")];

const ENDPOINT: &[F] = &[
    F::switch(
        "Private, inside the VPC",
        "endpoint-private",
        |c| c.endpoint.private,
        |c, on| c.endpoint.private = on,
    )
    .help("Nodes reach the API without leaving the VPC."),
    F::switch(
        "Public, on the internet",
        "endpoint-public",
        |c| c.endpoint.public,
        |c, on| c.endpoint.public = on,
    )
    .help("Needed where no VPN, bastion or runner reaches into the VPC."),
    F::text(
        "Allowed CIDRs",
        "endpoint-cidrs",
        |c| joined(&c.endpoint.public_cidrs, "\n"),
        |c, t| set(&mut c.endpoint.public_cidrs, parsed::<List<Cidr>>(t).map(|l| l.0)),
    )
    .look(Look::Lines)
    .help("One a line; at most 40. Nobody else reaches the public endpoint.")
    .shown(|c| c.endpoint.public),
];

const LOGS: &[F] = &[
    F::checks(
        "Log types",
        "log-type",
        Options::Of(|_, _| LogType::ALL.iter().map(|t| (t.to_string(), t.to_string())).collect()),
        |c, key| c.log_types.iter().any(|t| t.as_str() == key),
        |c, key, on| {
            let Ok(log_type) = key.parse() else { return };
            if on {
                c.log_types.insert(log_type)
            } else {
                c.log_types.remove(&log_type)
            };
        },
    )
    .help("Go to CloudWatch, which charges by volume. Without audit nobody can say later who did what."),
    F::choice(
        "Kept for",
        "log-retention",
        Options::Of(|_, _| retentions()),
        |c| c.log_retention_days.days().to_string(),
        |c, t| set(&mut c.log_retention_days, retention(t)),
    ),
];

/// Name, version, endpoint, encryption, logs.
#[component]
pub(crate) fn ClusterForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let get = move || Some(session.design.with(|d| (*d.cluster).clone()));
    let put = move |cluster: Cluster| {
        if let Some(edit) = session.design.with_untracked(|d| edit(&d.cluster, cluster)) {
            session.dispatch(edit);
        }
    };
    view! {
        <Group title="Cluster">{fields(get, put, CLUSTER)}</Group>
        <Group title="Life of the cluster">{fields(get, put, LIFE)}</Group>
        <Group title="API endpoint">{fields(get, put, ENDPOINT)}</Group>
        <EncryptionFields />
        <Group title="Control-plane logs">{fields(get, put, LOGS)}</Group>
        <Group title="Terraform">{fields(get, put, BUNDLE)}</Group>
    }
}

/// The versions that EKS offers, and the one that is chosen.
fn versions(_: &Design, cluster: &Cluster) -> Vec<(String, String)> {
    let today = browser::today();
    let chosen = cluster.version;
    let offered = |v: &&VersionFacts| {
        v.version == chosen || today.is_none_or(|day| v.support_on(day) != Support::Ended)
    };
    let option =
        |v: &VersionFacts| (v.version.to_string(), format!("{}, to {}", v.version, v.end_of_standard));
    let mut options: Vec<_> = catalog::versions().iter().filter(offered).map(option).collect();
    if catalog::version(chosen).is_none() {
        options.insert(0, (chosen.to_string(), format!("{chosen}  not in the catalog")));
    }
    options
}

fn not_offered(_: &Design, _: &Cluster, version: &str) -> Option<String> {
    let facts = catalog::version(version.parse().ok()?)?;
    let has_ended = facts.support_on(browser::today()?) == Support::Ended;
    has_ended.then(|| "no longer offered by EKS".to_owned())
}

/// For how many days CloudWatch can keep logs: keys and words.
pub(super) fn retentions() -> Vec<(String, String)> {
    LogRetention::ALL.iter().map(|days| (days.to_string(), format!("{days} days"))).collect()
}

/// The retention with the key `days`.
pub(super) fn retention(days: &str) -> Result<LogRetention, String> {
    LogRetention::try_from(parsed::<u16>(days)?).map_err(|e| e.to_string())
}

/// The key of Kubernetes secrets as the form has it: "existing" is chosen before its ARN is known, and until then the
/// design keeps what it has.
struct SecretsKey {
    kind: String,
    arn: Option<KmsKeyArn>,
}

const EXISTING: &str = "existing";
const AWS_OWNED: &str = "aws_owned";

const ENCRYPTION: &[Field<SecretsKey>] = &[
    Field::<SecretsKey>::segments(
        "Key",
        "secrets-key",
        &[("new", "New key"), (EXISTING, "Existing"), (AWS_OWNED, "AWS-owned")],
        |k| k.kind.clone(),
        |k, t| set(&mut k.kind, Ok(t.to_owned())),
    )
    .help("A new key rotates every year and is charged monthly.")
    .fixed("EKS API, EncryptionConfig: a key can be added later, and is then never changed or taken away."),
    Field::<SecretsKey>::text(
        "Key ARN",
        "secrets-key-arn",
        |k| shown(k.arn.as_ref()),
        |k, t| set(&mut k.arn, parsed(t).map(Some)),
    )
    .look(Look::Mono)
    .help("A symmetric key in the design's region.")
    .shown(|k| k.kind == EXISTING),
];

/// The key of Kubernetes secrets.
#[component]
fn EncryptionFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let wants_existing = RwSignal::new(false);
    let get = move || {
        let (kind, arn) = match session.design.with(|d| d.cluster.secrets_encryption.clone()) {
            SecretsEncryption::New {} => ("new", None),
            SecretsEncryption::AwsOwned {} => (AWS_OWNED, None),
            SecretsEncryption::Existing { arn } => (EXISTING, Some(arn)),
        };
        let kind = if wants_existing.get() { EXISTING } else { kind };
        Some(SecretsKey { kind: kind.to_owned(), arn })
    };
    let put = move |key: SecretsKey| {
        let encryption = match (&*key.kind, key.arn) {
            (EXISTING, None) => return wants_existing.set(true),
            (EXISTING, Some(arn)) => SecretsEncryption::Existing { arn },
            (AWS_OWNED, _) => SecretsEncryption::AwsOwned {},
            _ => SecretsEncryption::New {},
        };
        wants_existing.set(false);
        session.dispatch(ClusterEdit::SetSecretsEncryption { encryption });
    };
    view! { <Group title="Encryption of secrets">{fields(get, put, ENCRYPTION)}</Group> }
}
