//! What concerns a cluster's whole life: support, protection, zones that fail, and the addresses of its services.

use std::str::FromStr;

use configurator_core::edit::ClusterEdit;
use configurator_core::value::{Cidr, SupportType};
use leptos::prelude::*;

use crate::session::Session;
use crate::widgets::{Group, Segments, Switch, TextField};

/// Support, deletion protection, zonal shift.
#[component]
pub(crate) fn LifetimeFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let policy = Signal::derive(move || session.design.with(|d| d.cluster.upgrade_policy.to_string()));
    let protected = Signal::derive(move || session.design.with(|d| d.cluster.deletion_protection));
    let shift = Signal::derive(move || session.design.with(|d| d.cluster.zonal_shift));
    let words = Signal::derive(move || {
        match session.design.with(|d| d.cluster.upgrade_policy) {
            SupportType::Standard => {
                "EKS upgrades the control plane by itself when standard support ends. 0.10 USD an hour."
            }
            SupportType::Extended => {
                "The version stays for up to a year more, then for 0.60 instead of 0.10 USD an hour."
            }
        }
        .to_owned()
    });
    view! {
        <Group title="Life of the cluster">
            <Segments
                label="When standard support ends"
                id="upgrade-policy"
                value=policy
                options=vec![("STANDARD", "Upgrade"), ("EXTENDED", "Extended support")]
                on_value=move |key: &'static str| {
                    if let Ok(policy) = key.parse() {
                        session.dispatch(ClusterEdit::SetUpgradePolicy { policy });
                    }
                }
                help=words
                default_words=Signal::stored("extended, where EKS is left to itself".to_owned())
            />
            <Switch
                label="Deletion protection"
                id="deletion-protection"
                value=protected
                on_value=move |enabled| {
                    session.dispatch(ClusterEdit::SetDeletionProtection { enabled });
                }
                help="EKS refuses to delete the cluster until it is turned off. Free of charge. Default: off."
            />
            <Switch
                label="Zonal shift"
                id="zonal-shift"
                value=shift
                on_value=move |enabled| {
                    session.dispatch(ClusterEdit::SetZonalShift { enabled });
                }
                help="AWS, or you, may move traffic out of a zone that fails. Free of charge; leave room in the other zones. Default: off."
            />
        </Group>
    }
}

/// The block of Kubernetes services.
#[component]
pub(crate) fn ServiceCidrField() -> impl IntoView {
    let session = expect_context::<Session>();
    let value = Signal::derive(move || {
        session.design.with(|d| d.cluster.service_cidr.map(|c| c.to_string()).unwrap_or_default())
    });
    let default = Signal::derive(move || {
        session.design.with(|d| match d.cluster.service_cidr {
            Some(_) => "empty, which leaves it to EKS".to_owned(),
            None => format!("EKS chooses, probably {}; AWS does not promise it", d.service_cidr()),
        })
    });
    view! {
        <TextField
            label="Service CIDR"
            id="service-cidr"
            mono=true
            value
            on_value=move |cidr: MaybeCidr| {
                session.dispatch(ClusterEdit::SetServiceCidr { cidr: cidr.0 });
            }
            help="From /12 to /24, private, apart from the VPC and all connected networks. Means nothing outside the cluster."
            default_words=default
            fixed="EKS API, KubernetesNetworkConfigRequest: the range is set when the cluster is made."
        />
    }
}

/// A block, or nothing.
struct MaybeCidr(Option<Cidr>);

impl FromStr for MaybeCidr {
    type Err = <Cidr as FromStr>::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() { Ok(Self(None)) } else { text.parse().map(|c| Self(Some(c))) }
    }
}
