//! The form of the design as a whole: what it is for, where it lies, what its resources are tagged with.

use std::collections::BTreeMap;

use configurator_core::catalog;
use configurator_core::design::Environment;
use configurator_core::edit::DesignEdit;
use configurator_core::value::{TagKey, TagValue};
use leptos::prelude::*;

use crate::session::Session;
use crate::widgets::{Choice, ChoiceOption, For, Group, IconButton, Segments, Switch, TextField};

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
    let load_balancers = Signal::derive(move || design.with(|d| d.intent.load_balancers));
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
                    session.dispatch(DesignEdit::PlanLoadBalancers { planned });
                }
                help="Tags public subnets for internet-facing and private ones for internal load balancers."
            />
        </Group>
        <Group title="Place">
            <RegionField />
        </Group>
        <Tags />
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

/// The tags of every resource, one row each.
#[component]
fn Tags() -> impl IntoView {
    let session = expect_context::<Session>();
    let tags = Memo::new(move |_| session.design.with(|d| (*d.tags).clone()));
    let change = move |work: &dyn Fn(&mut BTreeMap<TagKey, TagValue>)| {
        let mut tags = session.design.with_untracked(|d| (*d.tags).clone());
        work(&mut tags);
        session.dispatch(DesignEdit::SetTags { tags });
    };
    let add = move |_| {
        let taken = tags.get_untracked();
        let mut keys = std::iter::once("Owner".to_owned()).chain((2..).map(|n| format!("Tag-{n}")));
        let key = keys.find_map(|k| k.parse::<TagKey>().ok().filter(|k| !taken.contains_key(k)));
        if let (Some(key), Ok(value)) = (key, "platform".parse::<TagValue>()) {
            change(&|tags| {
                tags.insert(key.clone(), value.clone());
            });
        }
    };
    view! {
        <Group title="Tags of every resource">
            <For each=move || tags.get().into_iter().enumerate() key=|(i, (key, _))| (*i, key.clone()) let((index, (key, _)))>
                {
                    let (of_key, of_name, of_gone) = (key.clone(), key.clone(), key.clone());
                    let value = Signal::derive(move || {
                        tags.with(|t| t.get(&of_key).map(TagValue::to_string).unwrap_or_default())
                    });
                    let name = of_name.to_string();
                    let set_key = {
                        let old = of_name.clone();
                        move |new: TagKey| {
                            change(&|tags| {
                                // A key that is taken stays as it is: two tags never melt into one.
                                if !tags.contains_key(&new)
                                    && let Some(value) = tags.remove(&old)
                                {
                                    tags.insert(new.clone(), value);
                                }
                            });
                        }
                    };
                    let set_value = move |new: TagValue| {
                        change(&|tags| {
                            tags.insert(of_name.clone(), new.clone());
                        });
                    };
                    view! {
                        <div class="pair">
                            <TextField label="Key" id=format!("tag-{index}-key") value=Signal::stored(name.clone()) on_value=set_key />
                            <TextField label="Value" id=format!("tag-{index}-value") value on_value=set_value />
                            <IconButton
                                icon="trash"
                                label=Signal::stored(format!("Remove tag {name}"))
                                on_press=move |()| change(&|tags| {
                                    tags.remove(&of_gone);
                                })
                            />
                        </div>
                    }
                }
            </For>
            <button type="button" class="button small" on:click=add>"Add tag"</button>
        </Group>
    }
}
