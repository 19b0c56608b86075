//! The form of who may do what.

use configurator_core::edit::AccessEdit;
use configurator_core::value::PrincipalArn;
use leptos::prelude::*;

use crate::session::Session;
use crate::widgets::{Group, TextField};

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
                mono=true
                value=administrator
                on_value=move |principal: PrincipalArn| {
                    session.dispatch(AccessEdit::SetAdministrator { principal });
                }
                help="An IAM role or user that gets an access entry with AmazonEKSClusterAdminPolicy. Whoever runs Terraform gets no access by that alone."
            />
        </Group>
    }
}
