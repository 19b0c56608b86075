//! The fields of logging in to nodes.

use configurator_core::design::{Access, SshAccess};
use configurator_core::edit::AccessEdit;
use configurator_core::value::Cidr;
use leptos::prelude::*;

use super::fields::{Field, fields};
use super::parse::{joined, maybe, parsed, set, shown};
use crate::session::Session;
use crate::widgets::{Group, List, Look};

type A = Field<Access>;

const NODES: &[A] = &[
    A::switch("Session Manager", "session-manager", |a| a.session_manager, |a, on| a.session_manager = on)
        .help("Shells on nodes through AWS Systems Manager: no open port, no key, who did what is recorded. The safer choice.")
        .default_words("off"),
    A::text("SSH key", "ssh-key", |a| shown(a.ssh.as_ref().map(|s| &s.public_key)), |a, t| {
        let cidrs = a.ssh.as_ref().map(|s| s.cidrs.clone()).unwrap_or_default();
        set(&mut a.ssh, maybe(t).map(|key| key.map(|public_key| SshAccess { public_key, cidrs })))
    })
    .look(Look::Lines)
    .help("The public key: the line of the file that ends in .pub. Changing it later replaces the nodes.")
    .default_words("none, so that nobody logs in by SSH"),
    A::text("SSH from", "ssh-cidrs", |a| a.ssh.as_ref().map(|s| joined(&s.cidrs, "\n")).unwrap_or_default(), |a, t| {
        let cidrs = parsed::<List<Cidr>>(t)?.0;
        if let Some(ssh) = &mut a.ssh {
            ssh.cidrs = cidrs;
        }
        Ok(())
    })
    .look(Look::Lines)
    .help("One block a line. Nodes in private subnets are reached from connected networks only.")
    .shown(|a| a.ssh.is_some()),
];

/// Session Manager, and SSH.
#[component]
pub(super) fn NodeAccessFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let get = move || Some(session.design.with(|d| (*d.access).clone()));
    let put = move |access: Access| {
        let before = session.design.with_untracked(|d| d.access.session_manager);
        if before == access.session_manager {
            session.dispatch(AccessEdit::SetSsh { ssh: access.ssh });
        } else {
            session.dispatch(AccessEdit::SetSessionManager { enabled: access.session_manager });
        }
    };
    view! { <Group title="On nodes">{fields(get, put, NODES)}</Group> }
}
