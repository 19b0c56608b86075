//! The form of the design as a whole: what it is for, where it lies, what its resources are tagged with.

use std::collections::BTreeMap;

use configurator_core::catalog;
use configurator_core::design::{Environment, Intent};
use configurator_core::edit::DesignEdit;
use configurator_core::value::{TagKey, TagValue};
use leptos::prelude::*;

use super::account::AccountFields;
use super::fields::{Field, fields};
use super::parse::{one_of, set};
use super::rolled_out::RolledOut;
use super::tags;
use super::usage::UsageFields;
use crate::session::Session;
use crate::widgets::{Choice, ChoiceOption, Group, Look};

/// Why a region is fixed once things are in it.
const REGION_IS_FIXED: &str = "Neither a VPC nor a cluster moves to another region; both are made anew there \
    (EC2 and EKS API references: no call changes it).";

type Tags = BTreeMap<TagKey, TagValue>;

const TAGS: &[Field<Tags>] = &[Field::<Tags>::text("Tags", "tags", tags::words, |all, t| set(all, tags::tags(t)))
    .look(Look::Lines)
    .help(
        "key=value, one a line, at most 50. Terraform puts them on everything it makes. No charge; bills can be split by them.",
    )
    .default_words("none")];

/// Environment, load balancers, Karpenter, region, tags.
#[component]
pub(crate) fn DesignForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let get_tags = move || Some(session.design.with(|d| (*d.tags).clone()));
    let put_tags = move |tags: Tags| {
        session.dispatch(DesignEdit::SetTags { tags });
    };
    view! {
        <IntentFields />
        <Group title="Place">
            <RegionField />
        </Group>
        <UsageFields />
        <Group title="Tags of every resource">
            {fields(get_tags, put_tags, TAGS)}
        </Group>
        <AccountFields />
        <RolledOut />
    }
}

type F = Field<Intent>;

const INTENT: &[F] = &[F::segments(
    "Environment",
    "environment",
    &[("development", "Development"), ("staging", "Staging"), ("production", "Production")],
    |i| i.environment.as_str().to_owned(),
    |i, t| set(&mut i.environment, one_of(&Environment::ALL, Environment::as_str, t)),
)
.help("A production design is judged harder: zones, NAT gateways, logs. Changes no resource by itself.")];

const PLANS: &[F] = &[
    F::switch(
        "Internet-facing load balancers",
        "load-balancers",
        |i| i.internet_facing_load_balancers,
        |i, on| i.internet_facing_load_balancers = on,
    )
    .help("Tags public subnets for them. Each is charged by the hour, from when the cluster makes it."),
    F::switch(
        "Internal load balancers",
        "internal-load-balancers",
        |i| i.internal_load_balancers,
        |i, on| i.internal_load_balancers = on,
    )
    .help("Tags private subnets for them. Only what is connected with the VPC reaches these."),
    F::switch("Karpenter", "karpenter", |i| i.karpenter, |i, on| i.karpenter = on)
        .help("Tags private subnets so that it finds them. Install it yourself; it adds nodes beside the node groups."),
];

/// What the cluster is for. Rules judge by it, and subnets get tags by it.
#[component]
fn IntentFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let get = move || Some(session.design.with(|d| d.intent));
    let put = move |intent: Intent| {
        if let Some(edit) = session.design.with_untracked(|d| edit(d.intent, intent)) {
            session.dispatch(edit);
        }
    };
    view! {
        <Group title="Intent">{fields(get, put, INTENT)}</Group>
        <Group title="What will run in it">{fields(get, put, PLANS)}</Group>
    }
}

/// The edit that makes one intent of the other: a field changes one thing.
fn edit(before: Intent, after: Intent) -> Option<DesignEdit> {
    Some(if before.environment != after.environment {
        DesignEdit::SetEnvironment { environment: after.environment }
    } else if before.internet_facing_load_balancers != after.internet_facing_load_balancers {
        DesignEdit::PlanInternetFacingLoadBalancers { planned: after.internet_facing_load_balancers }
    } else if before.internal_load_balancers != after.internal_load_balancers {
        DesignEdit::PlanInternalLoadBalancers { planned: after.internal_load_balancers }
    } else if before.karpenter != after.karpenter {
        DesignEdit::PlanKarpenter { planned: after.karpenter }
    } else {
        return None;
    })
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
