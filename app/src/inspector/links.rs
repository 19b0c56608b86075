//! Objects that belong to the selected one, each as a button that selects it.

use configurator_core::design::{Design, Subject, Subnet};
use leptos::prelude::*;

use super::icon_of;
use crate::session::Session;
use crate::widgets::{For, Icon, Show};

/// An object and a fact about it, which may be empty.
pub(super) type Link = (Subject, String);

/// A subnet with its block.
pub(super) fn subnet_link(subnet: &Subnet) -> Link {
    (Subject::Subnet(subnet.id), subnet.cidr.to_string())
}

/// Buttons for objects, or a sentence where there are none.
#[component]
pub(super) fn Links(
    /// Reads the objects out of the design.
    #[prop(into)]
    of: Callback<Design, Vec<Link>>,
    /// What is said where there are none.
    none: &'static str,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let links = Memo::new(move |_| {
        session.design.with(|d| {
            let named = |(subject, fact): Link| (d.name_of(&subject), subject, fact);
            of.run(d.clone()).into_iter().map(named).collect::<Vec<_>>()
        })
    });
    view! {
        <Show
            when=move || links.with(|l| !l.is_empty())
            fallback=move || view! { <p class="row-help">{none}</p> }
        >
            <ul class="links">
                <For each=move || links.get() key=Clone::clone let((name, subject, fact))>
                    <li>
                        <button type="button" class="hop" on:click=move |_| session.select(subject.clone())>
                            <Icon name=icon_of(&subject) />
                            <span>{name}</span>
                            <span class="mono hop-fact">{fact}</span>
                        </button>
                    </li>
                </For>
            </ul>
        </Show>
    }
}
