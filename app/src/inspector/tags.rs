//! A field of tags, as it stands in the forms of the design and of a subnet.

use std::collections::BTreeMap;
use std::str::FromStr;

use configurator_core::value::{TagKey, TagValue};
use leptos::prelude::*;

use crate::widgets::{Look, TextField, pairs};

/// Tags, one a line: `Project=shop`.
#[component]
pub(super) fn TagsField(
    /// The id of the control.
    id: &'static str,
    /// The tags.
    #[prop(into)]
    value: Signal<BTreeMap<TagKey, TagValue>>,
    /// Takes the new tags.
    #[prop(into)]
    on_value: Callback<BTreeMap<TagKey, TagValue>>,
    /// One line under the control.
    help: &'static str,
) -> impl IntoView {
    let lines = Signal::derive(move || {
        value.with(|tags| tags.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join("\n"))
    });
    view! {
        <TextField
            label="Tags"
            id
            look=Look::Lines
            value=lines
            on_value=move |tags: TagList| on_value.run(tags.0)
            help
            default_words="none"
        />
    }
}

struct TagList(BTreeMap<TagKey, TagValue>);

impl FromStr for TagList {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        pairs(text, "Project=shop").map(Self)
    }
}
