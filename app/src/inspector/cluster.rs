//! The form of the control plane.

use configurator_core::catalog::{self, Support};
use configurator_core::design::{Cluster, Endpoint, SecretsEncryption, Tier};
use configurator_core::edit::ClusterEdit;
use configurator_core::value::{Cidr, ClusterName, KmsKeyArn, KubernetesVersion, LogRetention, LogType};
use leptos::prelude::*;

use super::cluster_lifetime::{LifetimeFields, ServiceCidrField};
use crate::browser;
use crate::session::Session;
use crate::widgets::{Checks, Choice, ChoiceOption, Group, List, Segments, Show, Switch, TextField};

/// Name, version, endpoint, encryption, logs.
#[component]
pub(crate) fn ClusterForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let name = Signal::derive(move || session.design.with(|d| d.cluster.name.to_string()));
    view! {
        <Group title="Cluster">
            <TextField
                label="Name"
                id="cluster-name"
                value=name
                on_value=move |name: ClusterName| {
                    session.dispatch(ClusterEdit::Rename { name });
                }
                help="Up to 100 letters, digits, - and _."
                fixed="EKS API: no operation renames a cluster; Terraform makes a new one."
            />
            <VersionField />
            <PlacementField />
            <ServiceCidrField />
        </Group>
        <LifetimeFields />
        <EndpointFields />
        <EncryptionFields />
        <LogFields />
    }
}

/// The Kubernetes version, with its support dates.
#[component]
fn VersionField() -> impl IntoView {
    let session = expect_context::<Session>();
    let today = browser::today();
    let value = Signal::derive(move || session.design.with(|d| d.cluster.version.to_string()));
    let options = Signal::derive(move || {
        let chosen = session.design.with(|d| d.cluster.version);
        let offered = |v: &&catalog::VersionFacts| {
            v.version == chosen || today.is_none_or(|day| v.support_on(day) != Support::Ended)
        };
        let option = |v: &catalog::VersionFacts| {
            let support = match today.map(|day| v.support_on(day)) {
                Some(Support::Ended) => Some("no longer offered by EKS".to_owned()),
                _ => None,
            };
            let words = format!("{}, to {}", v.version, v.end_of_standard);
            ChoiceOption::new(v.version.to_string(), words).unless(support)
        };
        let mut options: Vec<_> = catalog::versions().iter().filter(offered).map(option).collect();
        if catalog::version(chosen).is_none() {
            options.insert(0, ChoiceOption::new(chosen.to_string(), format!("{chosen}  not in the catalog")));
        }
        options
    });
    let help = format!(
        "To the end of standard support, as of {}; after it a cluster costs more. One minor at a time once it runs.",
        catalog::collected_on()
    );
    view! {
        <Choice
            label="Kubernetes"
            id="kubernetes-version"
            value
            options
            on_value=move |text: String| {
                if let Ok(version) = text.parse::<KubernetesVersion>() {
                    session.dispatch(ClusterEdit::SetVersion { version });
                }
            }
            help=Signal::stored(help)
        />
    }
}

/// The tier of the control plane's network interfaces.
#[component]
fn PlacementField() -> impl IntoView {
    let session = expect_context::<Session>();
    let value =
        Signal::derive(move || session.design.with(|d| d.cluster.control_plane_tier.as_str().to_owned()));
    view! {
        <Segments
            label="Network interfaces in"
            id="control-plane-tier"
            value
            options=vec![("public", "Public"), ("private", "Private"), ("intra", "Intra")]
            on_value=move |key: &'static str| {
                if let Some(tier) = Tier::ALL.into_iter().find(|t| t.as_str() == key) {
                    session.dispatch(ClusterEdit::SetControlPlaneTier { tier });
                }
            }
            help="Subnets of this tier, at least two zones. Small intra subnets keep them apart from nodes."
        />
    }
}

/// Who reaches the API server.
#[component]
fn EndpointFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let endpoint = Memo::new(move |_| session.design.with(|d| d.cluster.endpoint.clone()));
    let set = move |change: &dyn Fn(&mut Endpoint)| {
        let mut endpoint = session.design.with_untracked(|d| d.cluster.endpoint.clone());
        change(&mut endpoint);
        session.dispatch(ClusterEdit::SetEndpoint { endpoint });
    };
    let cidrs = Signal::derive(move || {
        endpoint.with(|e| e.public_cidrs.iter().map(Cidr::to_string).collect::<Vec<_>>().join("\n"))
    });
    view! {
        <Group title="API endpoint">
            <Switch
                label="Private, inside the VPC"
                id="endpoint-private"
                value=Signal::derive(move || endpoint.with(|e| e.private))
                on_value=move |on| set(&|e| e.private = on)
                help="Nodes reach the API without leaving the VPC."
            />
            <Switch
                label="Public, on the internet"
                id="endpoint-public"
                value=Signal::derive(move || endpoint.with(|e| e.public))
                on_value=move |on| set(&|e| e.public = on)
                help="Needed where no VPN, bastion or runner reaches into the VPC."
            />
            <Show when=move || endpoint.with(|e| e.public)>
                <TextField
                    label="Allowed CIDRs"
                    id="endpoint-cidrs"
                    mono=true
                    lines=true
                    value=cidrs
                    on_value={move |list: List<Cidr>| set(&|e| e.public_cidrs = list.0.clone())}
                    help="One a line; at most 40. Nobody else reaches the public endpoint."
                />
            </Show>
        </Group>
    }
}

/// The key of Kubernetes secrets.
#[component]
fn EncryptionFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let current = Memo::new(move |_| session.design.with(|d| d.cluster.secrets_encryption.clone()));
    // "Existing" is chosen before its ARN is known: until then the design keeps what it has.
    let wants_existing = RwSignal::new(false);
    let is_existing =
        move || wants_existing.get() || matches!(current.get(), SecretsEncryption::Existing { .. });
    let value = Signal::derive(move || match current.get() {
        _ if is_existing() => "existing".to_owned(),
        SecretsEncryption::AwsOwned {} => "aws_owned".to_owned(),
        SecretsEncryption::New {} | SecretsEncryption::Existing { .. } => "new".to_owned(),
    });
    let set = move |encryption| {
        wants_existing.set(false);
        session.dispatch(ClusterEdit::SetSecretsEncryption { encryption });
    };
    let arn = Signal::derive(move || match current.get() {
        SecretsEncryption::Existing { arn } => arn.to_string(),
        SecretsEncryption::New {} | SecretsEncryption::AwsOwned {} => String::new(),
    });
    view! {
        <Group title="Encryption of secrets">
            <Segments
                label="Key"
                id="secrets-key"
                value
                options=vec![("new", "New key"), ("existing", "Existing"), ("aws_owned", "AWS-owned")]
                on_value=move |key: &'static str| match key {
                    "new" => set(SecretsEncryption::New {}),
                    "aws_owned" => set(SecretsEncryption::AwsOwned {}),
                    _ => wants_existing.set(true),
                }
                help="A new key rotates every year and is charged monthly."
                fixed="EKS API, EncryptionConfig: a key can be added later, and is then never changed or taken away."
            />
            <Show when=is_existing>
                <TextField
                    label="Key ARN"
                    id="secrets-key-arn"
                    mono=true
                    value=arn
                    on_value=move |arn: KmsKeyArn| set(SecretsEncryption::Existing { arn })
                    help="A symmetric key in the design's region."
                />
            </Show>
        </Group>
    }
}

/// The logs that go to CloudWatch.
#[component]
fn LogFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let read = move |cluster: &Cluster| {
        let option =
            |t: &LogType| (t.as_str().to_owned(), t.as_str().to_owned(), cluster.log_types.contains(t));
        LogType::ALL.iter().map(option).collect::<Vec<_>>()
    };
    let options = Signal::derive(move || session.design.with(|d| read(&d.cluster)));
    let set = move |(key, on): (String, bool)| {
        let Ok(log_type) = key.parse::<LogType>() else { return };
        let mut log_types = session.design.with_untracked(|d| d.cluster.log_types.clone());
        if on {
            log_types.insert(log_type);
        } else {
            log_types.remove(&log_type);
        }
        session.dispatch(ClusterEdit::SetLogTypes { log_types });
    };
    let retention =
        Signal::derive(move || session.design.with(|d| d.cluster.log_retention_days.days().to_string()));
    let days: Vec<_> =
        LogRetention::ALL.iter().map(|d| ChoiceOption::new(d.to_string(), format!("{d} days"))).collect();
    view! {
        <Group title="Control-plane logs">
            <Checks
                label="Log types"
                id="log-type"
                options
                on_value=set
                help="Go to CloudWatch, which charges by volume. Without audit nobody can say later who did what."
            />
            <Choice
                label="Kept for"
                id="log-retention"
                value=retention
                options=Signal::stored(days)
                on_value=move |days: String| {
                    let retention = days.parse::<u16>().ok().and_then(|d| LogRetention::try_from(d).ok());
                    if let Some(retention) = retention {
                        session.dispatch(ClusterEdit::SetLogRetention { retention });
                    }
                }
            />
        </Group>
    }
}
