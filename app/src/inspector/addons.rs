//! The form of the add-ons.

use configurator_core::catalog;
use configurator_core::design::{Addon, Addons, Design, Identity};
use configurator_core::edit::{ClusterEdit, Edit};
use configurator_core::value::AddonName;
use leptos::prelude::*;

use super::fields::Field;
use super::objects::{Objects, objects};
use super::parse::{maybe, one_of, set, shown};
use crate::session::Session;
use crate::widgets::{Choice, ChoiceOption, Group, Look};

/// An add-on with its name.
type Named = (AddonName, Addon);

type A = Field<Named>;

const ADDON: &[A] = &[
    A::text(
        "Version",
        "version",
        |(_, a)| shown(a.version.as_ref()),
        |(_, a), t| set(&mut a.version, maybe(t)),
    )
    .look(Look::Mono)
    .help("A build like v1.22.4-eksbuild.3.")
    .default_words_of(|design, (name, _)| {
        match catalog::addon_pin(name.as_str(), design.cluster.version) {
            Some(pin) => format!("{}, seen {}", pin.build, pin.seen),
            None => "what scripts/pin.sh finds".to_owned(),
        }
    }),
    A::segments(
        "Rights in AWS",
        "identity",
        &[("none", "None"), ("pod_identity", "Pod Identity"), ("irsa", "IRSA")],
        |(_, a)| a.identity.as_str().to_owned(),
        |(_, a), t| set(&mut a.identity, one_of(&Identity::ALL, Identity::as_str, t)),
    )
    .help_of(rights),
    A::switch(
        "Before the nodes",
        "before-compute",
        |(_, a)| a.before_compute,
        |(_, a), on| a.before_compute = on,
    )
    .help("Networking, without which nodes never become ready. What runs on nodes comes after them."),
    A::text(
        "Configuration",
        "configuration",
        |(_, a)| shown(a.configuration.as_ref()),
        |(_, a), t| set(&mut a.configuration, maybe(t)),
    )
    .look(Look::Code)
    .help("A JSON object; its keys win over what follows from the design.")
    .default_words("what follows from the design"),
];

/// Which service account gets a role with which policies.
fn rights(_: &Design, (name, _): &Named) -> String {
    let facts = catalog::addons().iter().find(|a| a.name == name.as_str());
    let Some((account, facts)) = facts.and_then(|f| Some((f.service_account?, f))) else {
        return "It needs none, as far as is known.".to_owned();
    };
    match facts.managed_policies.as_slice() {
        [] => format!(
            "For its service account {account}; no managed policy of AWS fits, so the role has none yet."
        ),
        policies => format!("For its service account {account}: {}.", policies.join(", ")),
    }
}

/// What is installed, and what else there is.
#[component]
pub(super) fn AddonsForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let installed = Objects {
        place: "addon",
        noun: "add-on",
        all: Box::new(|d: &Design| d.cluster.addons.iter().map(|(n, a)| (n.clone(), a.clone())).collect()),
        put: Box::new(move |addons: Vec<Named>| {
            session.design.with_untracked(|d| edit(&d.cluster.addons, addons.into_iter().collect()))
        }),
        new: None,
        title: |(name, addon)| match addon.identity {
            Identity::None => name.to_string(),
            identity => format!("{name}, {}", identity.words()),
        },
        table: ADDON,
    };
    view! {
        <Group title="Add-ons">
            <p class="row-help">"EKS installs and updates these. No charge beyond what they use."</p>
            {objects(installed)}
        </Group>
        <Group title="Install another">
            <InstallField />
        </Group>
    }
}

/// Chooses an add-on that is not installed.
#[component]
fn InstallField() -> impl IntoView {
    let session = expect_context::<Session>();
    let options = Signal::derive(move || {
        let is_installed =
            |name: &str| session.design.with(|d| d.cluster.addons.keys().any(|n| n.as_str() == name));
        let free = catalog::addons().iter().filter(|a| !is_installed(a.name));
        let option = |a: &catalog::AddonFacts| {
            ChoiceOption::new(a.name, format!("{}: {}, on {}", a.name, a.kind, a.compute.join(", ")))
        };
        [ChoiceOption::new("", "Choose one")].into_iter().chain(free.map(option)).collect::<Vec<_>>()
    });
    view! {
        <Choice
            label="Add-on"
            id="addon-install"
            value=Signal::stored(String::new())
            options
            on_value=move |name: String| {
                if let Ok(parsed) = name.parse() {
                    let addon = Some(Addon::usual(&name));
                    session.dispatch(ClusterEdit::SetAddon { name: parsed, addon });
                }
            }
            help="With the rights that its managed policy gives, by Pod Identity."
        />
    }
}

/// The edit that makes one set of add-ons of the other.
fn edit(before: &Addons, after: Addons) -> Edit {
    let gone = before.keys().filter(|name| !after.contains_key(*name)).map(|name| (name.clone(), None));
    let gone: Vec<_> = gone.collect();
    let changed = after.into_iter().filter(|(name, addon)| before.get(name) != Some(addon));
    let changed = changed.map(|(name, addon)| (name, Some(addon)));
    let edits =
        gone.into_iter().chain(changed).map(|(name, addon)| ClusterEdit::SetAddon { name, addon }.into());
    Edit::Batch { edits: edits.collect() }
}
