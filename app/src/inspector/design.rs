//! The form of the design as a whole: what it is for, where it lies, what its resources are tagged with.

use configurator_core::catalog;
use configurator_core::design::{Environment, Intent};
use configurator_core::edit::DesignEdit;
use leptos::prelude::*;

use super::account::AccountFields;
use super::rolled_out::RolledOut;
use super::tags::TagsField;
use super::usage::UsageFields;
use crate::session::Session;
use crate::widgets::{Choice, ChoiceOption, Group, Segments, Switch};

/// Why a region is fixed once things are in it.
const REGION_IS_FIXED: &str = "Neither a VPC nor a cluster moves to another region; both are made anew there \
    (EC2 and EKS API references: no call changes it).";

/// Environment, load balancers, Karpenter, region, tags.
#[component]
pub(crate) fn DesignForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let tags = Signal::derive(move || session.design.with(|d| (*d.tags).clone()));
    view! {
        <IntentFields />
        <Group title="Place">
            <RegionField />
        </Group>
        <UsageFields />
        <Group title="Tags of every resource">
            <TagsField
                id="tags"
                value=tags
                on_value=move |tags| {
                    session.dispatch(DesignEdit::SetTags { tags });
                }
                help="key=value, one a line, at most 50. Terraform puts them on everything it makes. No charge; bills can be split by them."
            />
        </Group>
        <AccountFields />
        <RolledOut />
    }
}

/// What the cluster is for. Rules judge by it, and subnets get tags by it.
#[component]
fn IntentFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let intent = Memo::new(move |_| session.design.with(|d| d.intent));
    let planned = move |read: fn(Intent) -> bool| Signal::derive(move || read(intent.get()));
    let set_environment = move |key: &'static str| {
        if let Some(environment) = Environment::ALL.into_iter().find(|e| e.as_str() == key) {
            session.dispatch(DesignEdit::SetEnvironment { environment });
        }
    };
    view! {
        <Group title="Intent">
            <Segments
                label="Environment"
                id="environment"
                value=Signal::derive(move || intent.get().environment.as_str().to_owned())
                options=Environment::ALL.map(|e| (e.as_str(), e.words())).to_vec()
                on_value=set_environment
                help="A production design is judged harder: zones, NAT gateways, logs. Changes no resource by itself."
            />
        </Group>
        <Group title="What will run in it">
            <Switch
                label="Internet-facing load balancers"
                id="load-balancers"
                value=planned(|i| i.internet_facing_load_balancers)
                on_value=move |planned| {
                    session.dispatch(DesignEdit::PlanInternetFacingLoadBalancers { planned });
                }
                help="Tags public subnets for them. Each is charged by the hour, from when the cluster makes it."
            />
            <Switch
                label="Internal load balancers"
                id="internal-load-balancers"
                value=planned(|i| i.internal_load_balancers)
                on_value=move |planned| {
                    session.dispatch(DesignEdit::PlanInternalLoadBalancers { planned });
                }
                help="Tags private subnets for them. Only what is connected with the VPC reaches these."
            />
            <Switch
                label="Karpenter"
                id="karpenter"
                value=planned(|i| i.karpenter)
                on_value=move |planned| {
                    session.dispatch(DesignEdit::PlanKarpenter { planned });
                }
                help="Tags private subnets so that it finds them. Install it yourself; it adds nodes beside the node groups."
            />
        </Group>
    }
}

/// The region, with the zones following.
#[component]
pub(crate) fn RegionField() -> impl IntoView {
    let session = expect_context::<Session>();
    let region = Signal::derive(move || session.design.with(|d| d.region.to_string()));
    let options = Signal::derive(move || {
        let used = session.design.with(|d| d.network.zones.len());
        let option = |r: &catalog::RegionFacts| {
            let zones = r.zones.iter().filter(|z| !r.zones_without_control_plane.contains(z)).count();
            let words = format!("{}  {}, {zones} zones", r.region, r.name);
            let why = (used > zones).then(|| format!("the design uses {used}"));
            ChoiceOption::new(r.region.as_str(), words).unless(why)
        };
        catalog::regions().iter().map(option).collect::<Vec<_>>()
    });
    view! {
        <Choice
            label="Region"
            id="region"
            value=region
            options
            on_value=move |code: String| {
                if let Ok(region) = code.parse() {
                    session.dispatch(DesignEdit::SetRegion { region });
                }
            }
            help="Zones follow by number. Prices differ between regions."
            fixed=REGION_IS_FIXED
        />
    }
}
