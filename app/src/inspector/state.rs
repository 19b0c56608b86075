//! The form of the state backend.

use configurator_core::design::{Delivery, Design, StateBackend, StateLock};
use configurator_core::edit::{DesignEdit, suggest};
use configurator_core::value::TableName;
use leptos::prelude::*;

use super::fields::{Field, fields};
use super::parse::{maybe, parsed, set, shown};
use crate::session::Session;
use crate::widgets::{Group, Look};

/// The state backend with the name that a lock table would have, and who rolls out.
struct State {
    backend: StateBackend,
    delivery: Option<Delivery>,
    usual_table: Option<TableName>,
}

type F = Field<State>;

const FIELDS: &[F] = &[
    F::segments(
        "Backend",
        "backend",
        &[("s3", "S3 bucket"), ("local", "Local file")],
        |s| if is_local(s) { "local" } else { "s3" }.to_owned(),
        |s, key| {
            s.backend = match key {
                "local" => StateBackend::Local {},
                _ => StateBackend::S3 { bucket: None, lock: StateLock::LockFile {} },
            };
            Ok(())
        },
    )
    .help_of(|_, s| {
        match is_local(s) {
            true => "A file on one person's disk: for experiments. No bootstrap stack.",
            false => "Encrypted and versioned; the bootstrap stack creates the bucket and its key.",
        }
        .to_owned()
    }),
    F::text(
        "Bucket",
        "bucket",
        |s| match &s.backend {
            StateBackend::S3 { bucket, .. } => shown(bucket.as_ref()),
            StateBackend::Local {} => String::new(),
        },
        |s, t| match &mut s.backend {
            StateBackend::S3 { bucket, .. } => set(bucket, maybe(t)),
            StateBackend::Local {} => Ok(()),
        },
    )
    .look(Look::Mono)
    .help("Empty: made of the cluster's name and the account's id, which no one else has.")
    .shown(|s| !is_local(s)),
    F::segments(
        "Lock",
        "lock",
        &[("lock_file", "Lock file"), ("dynamo_db", "DynamoDB"), ("both", "Both")],
        |s| match lock(s) {
            Some(StateLock::DynamoDb { .. }) => "dynamo_db",
            Some(StateLock::Both { .. }) => "both",
            Some(StateLock::LockFile {}) | None => "lock_file",
        }
        .to_owned(),
        |s, key| {
            let table = table(s).cloned().or_else(|| s.usual_table.clone());
            if let StateBackend::S3 { lock, .. } = &mut s.backend {
                *lock = match (key, table) {
                    ("dynamo_db", Some(table)) => StateLock::DynamoDb { table },
                    ("both", Some(table)) => StateLock::Both { table },
                    _ => StateLock::LockFile {},
                };
            }
            Ok(())
        },
    )
    .help("A lock file in the bucket needs nothing else. A DynamoDB table is deprecated; both serve a migration.")
    .shown(|s| !is_local(s)),
    F::text("Lock table", "lock-table", |s| shown(table(s)), |s, t| {
        match &mut s.backend {
            StateBackend::S3 { lock: StateLock::DynamoDb { table } | StateLock::Both { table }, .. } => {
                set(table, parsed(t))
            }
            StateBackend::S3 { .. } | StateBackend::Local {} => Ok(()),
        }
    })
    .look(Look::Mono)
    .shown(|s| table(s).is_some()),
];

const PIPELINES: &[F] = &[
    F::text(
        "Repository",
        "repository",
        |s| s.delivery.as_ref().map(Delivery::address).unwrap_or_default(),
        |s, t| {
            s.delivery = if t.is_empty() {
                None
            } else {
                Some(Delivery::at(t, s.delivery.as_ref()).map_err(|error| error.to_string())?)
            };
            Ok(())
        },
    )
    .look(Look::Mono)
    .help("github.com/owner/name or gitlab.com/group/name: bootstrap makes roles for its pipelines. Empty: people roll out."),
    F::text(
        "Branch",
        "branch",
        |s| shown(s.delivery.as_ref().map(Delivery::branch)),
        |s, t| s.delivery.as_mut().map_or(Ok(()), |d| set(d.shared().0, parsed(t))),
    )
    .look(Look::Mono)
    .shown(is_delivered),
    F::text(
        "Environment",
        "environment",
        |s| shown(s.delivery.as_ref().map(Delivery::environment)),
        |s, t| s.delivery.as_mut().map_or(Ok(()), |d| set(d.shared().1, parsed(t))),
    )
    .look(Look::Mono)
    .help("Protect it: who approves there decides what is applied.")
    .shown(is_delivered),
    F::switch(
        "OIDC provider exists",
        "existing-provider",
        |s| s.delivery.as_ref().is_some_and(Delivery::existing_provider),
        |s, on| {
            if let Some(delivery) = &mut s.delivery {
                *delivery.shared().2 = on;
            }
        },
    )
    .help("An account can have each OIDC provider once.")
    .shown(is_delivered),
];

/// Backend, bucket, lock; pipelines.
#[component]
pub(crate) fn StateForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let read = |d: &Design| State {
        backend: (*d.state).clone(),
        delivery: d.delivery.clone(),
        usual_table: suggest::lock_table(d),
    };
    let get = move || Some(session.design.with(read));
    let put = move |State { backend, delivery, .. }: State| {
        let is_delivery = session.design.with_untracked(|d| d.delivery != delivery);
        session.dispatch(if is_delivery {
            DesignEdit::SetDelivery { delivery }
        } else {
            DesignEdit::SetState { state: backend }
        });
    };
    view! {
        <Group title="State backend">{fields(get, put, FIELDS)}</Group>
        <Group title="Pipelines">{fields(get, put, PIPELINES)}</Group>
    }
}

fn is_delivered(state: &State) -> bool {
    state.delivery.is_some()
}

fn is_local(state: &State) -> bool {
    matches!(state.backend, StateBackend::Local {})
}

fn lock(state: &State) -> Option<&StateLock> {
    if let StateBackend::S3 { lock, .. } = &state.backend { Some(lock) } else { None }
}

fn table(state: &State) -> Option<&TableName> {
    lock(state)?.table()
}
