//! The form of the state backend.

use configurator_core::design::{Design, StateBackend, StateLock};
use configurator_core::edit::{DesignEdit, suggest};
use configurator_core::value::TableName;
use leptos::prelude::*;

use super::fields::{Field, fields};
use super::parse::{maybe, parsed, set, shown};
use crate::session::Session;
use crate::widgets::{Group, Look};

/// The state backend, and the name that a lock table would have.
struct State {
    backend: StateBackend,
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

/// Backend, bucket, lock.
#[component]
pub(crate) fn StateForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let read = |d: &Design| State { backend: (*d.state).clone(), usual_table: suggest::lock_table(d) };
    let get = move || Some(session.design.with(read));
    let put = move |state: State| {
        session.dispatch(DesignEdit::SetState { state: state.backend });
    };
    view! { <Group title="State backend">{fields(get, put, FIELDS)}</Group> }
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
