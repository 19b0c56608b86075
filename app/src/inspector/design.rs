//! The form of the design as a whole: what it is for, where it lies, what its resources are tagged with.

use std::collections::BTreeMap;
use std::str::FromStr;

use configurator_core::catalog;
use configurator_core::design::Environment;
use configurator_core::edit::DesignEdit;
use configurator_core::value::{TagKey, TagValue};
use leptos::prelude::*;

use crate::inspector::rolled_out::RolledOut;
use crate::session::Session;
use crate::widgets::{Choice, ChoiceOption, Group, Segments, Switch, TextField, pairs};

/// Environment, region, load balancers, tags.
#[component]
pub(crate) fn DesignForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let design = session.design;
    let environment = Signal::derive(move || design.with(|d| d.intent.environment.as_str().to_owned()));
    let set_environment = move |key: &'static str| {
        if let Some(environment) = Environment::ALL.into_iter().find(|e| e.as_str() == key) {
            session.dispatch(DesignEdit::SetEnvironment { environment });
        }
    };
    let load_balancers = Signal::derive(move || design.with(|d| d.intent.internet_facing_load_balancers));
    view! {
        <Group title="Intent">
            <Segments
                label="Environment"
                id="environment"
                value=environment
                options=vec![
                    ("development", "Development"),
                    ("staging", "Staging"),
                    ("production", "Production"),
                ]
                on_value=set_environment
                help="A production design is judged harder: zones, NAT gateways, logs."
            />
            <Switch
                label="Load balancers will be created"
                id="load-balancers"
                value=load_balancers
                on_value=move |planned| {
                    session.dispatch(DesignEdit::PlanInternetFacingLoadBalancers { planned });
                }
                help="Tags public subnets for internet-facing and private ones for internal load balancers."
            />
        </Group>
        <Group title="Place">
            <RegionField />
        </Group>
        <Tags />
        <RolledOut />
    }
}

/// The region, with the zones following.
#[component]
pub(crate) fn RegionField() -> impl IntoView {
    let session = expect_context::<Session>();
    let region = Signal::derive(move || session.design.with(|d| d.region.to_string()));
    let options = catalog::regions()
        .iter()
        .map(|r| {
            let zones = format!("{} zones", r.zones.len());
            ChoiceOption::new(r.region.as_str(), format!("{}  {}, {zones}", r.region, r.name))
        })
        .collect::<Vec<_>>();
    view! {
        <Choice
            label="Region"
            id="region"
            value=region
            options=Signal::stored(options)
            on_value=move |code: String| {
                if let Ok(region) = code.parse() {
                    session.dispatch(DesignEdit::SetRegion { region });
                }
            }
            help="Zones follow by number. A cluster that is rolled out cannot move."
        />
    }
}

/// The tags of every resource, as text: `Project=shop, Owner=platform`.
#[component]
fn Tags() -> impl IntoView {
    let session = expect_context::<Session>();
    let value = Signal::derive(move || {
        let pairs =
            session.design.with(|d| d.tags.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>());
        pairs.join(", ")
    });
    view! {
        <Group title="Tags of every resource">
            <TextField
                label="Tags"
                id="tags"
                mono=true
                value
                on_value=move |tags: TagList| {
                    session.dispatch(DesignEdit::SetTags { tags: tags.0 });
                }
                help="key=value, separated by commas. On everything that Terraform makes, and on the nodes."
            />
        </Group>
    }
}

/// Tags separated by commas.
struct TagList(BTreeMap<TagKey, TagValue>);

impl FromStr for TagList {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        pairs(text, "Project=shop").map(Self)
    }
}
