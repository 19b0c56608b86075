//! The form of the state backend.

use configurator_core::design::{StateBackend, StateLock};
use configurator_core::edit::{DesignEdit, suggest};
use configurator_core::value::{BucketName, TableName};
use leptos::prelude::*;

use crate::session::Session;
use crate::widgets::{Group, Look, Segments, Show, TextField};

/// Backend, bucket, lock.
#[component]
pub(crate) fn StateForm() -> impl IntoView {
    let session = expect_context::<Session>();
    let state = Memo::new(move |_| session.design.with(|d| (*d.state).clone()));
    let set = move |state: StateBackend| {
        session.dispatch(DesignEdit::SetState { state });
    };
    let backend = Signal::derive(move || match state.get() {
        StateBackend::Local {} => "local".to_owned(),
        StateBackend::S3 { .. } => "s3".to_owned(),
    });
    let set_backend = move |key: &'static str| match key {
        "local" => set(StateBackend::Local {}),
        _ => set(StateBackend::S3 { bucket: None, lock: StateLock::LockFile {} }),
    };
    let help = Signal::derive(move || {
        match state.get() {
            StateBackend::Local {} => "A file on one person's disk: for experiments. No bootstrap stack.",
            StateBackend::S3 { .. } => {
                "Encrypted and versioned; the bootstrap stack creates the bucket and its key."
            }
        }
        .to_owned()
    });
    view! {
        <Group title="State backend">
            <Segments
                label="Backend"
                id="backend"
                value=backend
                options=vec![("s3", "S3 bucket"), ("local", "Local file")]
                on_value=set_backend
                help
            />
            <Show when=move || matches!(state.get(), StateBackend::S3 { .. })>
                <S3Fields state set />
            </Show>
        </Group>
    }
}

/// Bucket and lock.
#[component]
fn S3Fields(
    state: Memo<StateBackend>,
    set: impl Fn(StateBackend) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let parts = move || match state.get() {
        StateBackend::S3 { bucket, lock } => (bucket, lock),
        StateBackend::Local {} => (None, StateLock::LockFile {}),
    };
    let bucket = Signal::derive(move || parts().0.map(|b| b.to_string()).unwrap_or_default());
    let kind = Signal::derive(move || match parts().1 {
        StateLock::LockFile {} => "lock_file".to_owned(),
        StateLock::DynamoDb { .. } => "dynamo_db".to_owned(),
        StateLock::Both { .. } => "both".to_owned(),
    });
    let table = Signal::derive(move || parts().1.table().map(TableName::to_string).unwrap_or_default());
    let session = expect_context::<Session>();
    let usual_table = move || session.design.with_untracked(suggest::lock_table);
    let set_lock = move |key: &'static str| {
        let (bucket, lock) = parts();
        let table = lock.table().cloned().or_else(usual_table);
        let lock = match (key, table) {
            ("dynamo_db", Some(table)) => StateLock::DynamoDb { table },
            ("both", Some(table)) => StateLock::Both { table },
            _ => StateLock::LockFile {},
        };
        set(StateBackend::S3 { bucket, lock });
    };
    let set_table = move |table: TableName| {
        let (bucket, lock) = parts();
        let lock = match lock {
            StateLock::Both { .. } => StateLock::Both { table },
            StateLock::DynamoDb { .. } | StateLock::LockFile {} => StateLock::DynamoDb { table },
        };
        set(StateBackend::S3 { bucket, lock });
    };
    view! {
        <TextField
            label="Bucket"
            id="bucket"
            look=Look::Mono
            value=bucket
            on_value=move |bucket: MaybeBucket| set(StateBackend::S3 { bucket: bucket.0, lock: parts().1 })
            help="Empty: made of the cluster's name and the account's id, which no one else has."
        />
        <Segments
            label="Lock"
            id="lock"
            value=kind
            options=vec![("lock_file", "Lock file"), ("dynamo_db", "DynamoDB"), ("both", "Both")]
            on_value=set_lock
            help="A lock file in the bucket needs nothing else. A DynamoDB table is deprecated; both serve a migration."
        />
        <Show when=move || parts().1.table().is_some()>
            <TextField label="Lock table" id="lock-table" look=Look::Mono value=table on_value=set_table />
        </Show>
    }
}

/// A bucket's name, or nothing.
struct MaybeBucket(Option<BucketName>);

impl std::str::FromStr for MaybeBucket {
    type Err = <BucketName as std::str::FromStr>::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() { Ok(Self(None)) } else { text.parse().map(|b| Self(Some(b))) }
    }
}
