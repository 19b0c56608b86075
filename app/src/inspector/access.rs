//! The form of who may do what.

use configurator_core::edit::AccessEdit;
use configurator_core::value::{AuthenticationMode, PrincipalArn};
use leptos::prelude::*;

use super::entries::EntryFields;
use super::ssh::NodeAccessFields;
use crate::session::Session;
use crate::widgets::{Group, Look, Segments, TextField};

/// The administrator.
#[component]
pub(crate) fn AccessForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let administrator = Signal::derive(move || session.design.with(|d| d.access.administrator.to_string()));
    view! {
        <Group title="Administrator">
            <TextField
                label="Principal ARN"
                id="administrator"
                look=Look::Mono
                value=administrator
                on_value=move |principal: PrincipalArn| {
                    session.dispatch(AccessEdit::SetAdministrator { principal });
                }
                help="An IAM role or user that gets an access entry with AmazonEKSClusterAdminPolicy. Whoever runs Terraform gets no access by that alone."
            />
        </Group>
        <EntryFields />
        <NodeAccessFields />
        <ModeField />
    }
}

/// Where EKS looks for who may do what.
#[component]
fn ModeField() -> impl IntoView {
    let session = expect_context::<Session>();
    let mode = Signal::derive(move || session.design.with(|d| d.access.authentication_mode.to_string()));
    let options = AuthenticationMode::ALL.iter().map(|m| (m.as_str(), words(*m))).collect::<Vec<_>>();
    let refused = |key: &'static str| {
        (key == AuthenticationMode::ConfigMap.as_str())
            .then(|| "EKS then refuses the administrator's access entry.".to_owned())
    };
    view! {
        <Group title="Authentication">
            <Segments
                label="Access is granted by"
                id="authentication-mode"
                value=mode
                options
                on_value=move |key: &'static str| {
                    if let Ok(mode) = key.parse() {
                        session.dispatch(AccessEdit::SetAuthenticationMode { mode });
                    }
                }
                unless=Callback::new(refused)
                help="The ConfigMap is for what still depends on aws-auth. A running cluster goes towards access entries only, never back."
                default_words=Signal::stored("the ConfigMap, where EKS is left to itself".to_owned())
            />
        </Group>
    }
}

fn words(mode: AuthenticationMode) -> &'static str {
    match mode {
        AuthenticationMode::Api => "Access entries",
        AuthenticationMode::ApiAndConfigMap => "Both",
        AuthenticationMode::ConfigMap => "ConfigMap",
    }
}
