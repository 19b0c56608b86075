//! The fields of the VPC's flow logs.

use configurator_core::design::{FlowLogTraffic, FlowLogs};
use configurator_core::edit::NetworkEdit;
use configurator_core::value::LogRetention;
use leptos::prelude::*;

use super::cluster::{retention, retentions};
use super::fields::{Field, Options, fields};
use super::parse::set;
use crate::session::Session;
use crate::widgets::Group;

/// Flow logs as the form has them: turned off and on again, the records are kept as long as before.
struct Form {
    traffic: Option<FlowLogTraffic>,
    retention: LogRetention,
}

type F = Field<Form>;

const FIELDS: &[F] = &[
    F::segments(
        "Record in CloudWatch",
        "flow-logs",
        &[("off", "Off"), ("all", "All traffic"), ("rejected", "Rejected only")],
        |f| f.traffic.map_or("off", FlowLogTraffic::as_str).to_owned(),
        |f, key| {
            f.traffic = FlowLogTraffic::ALL.into_iter().find(|t| t.as_str() == key);
            Ok(())
        },
    )
    .help_of(|_, f| {
        match f.traffic {
            None => "Free. Nobody can say later which addresses talked with which.",
            Some(FlowLogTraffic::All) => {
                "CloudWatch charges by the GB taken in and kept; a busy cluster writes much."
            }
            Some(FlowLogTraffic::Rejected) => {
                "CloudWatch charges by the GB. Shows what security groups and network ACLs refused, and nothing that went through."
            }
        }
        .to_owned()
    })
    .default_words("off"),
    F::choice(
        "Kept for",
        "flow-log-retention",
        Options::Of(|_, _| retentions()),
        |f| f.retention.days().to_string(),
        |f, t| set(&mut f.retention, retention(t)),
    )
    .help("Kept records are charged by the GB and month. Many audits ask for a year.")
    .shown(|f| f.traffic.is_some()),
];

/// What is recorded, and for how long it is kept.
#[component]
pub(super) fn FlowLogFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let last = StoredValue::new(LogRetention::MONTH);
    let get = move || {
        Some(match session.design.with(|d| d.network.flow_logs) {
            FlowLogs::CloudWatch { retention_days, traffic } => {
                last.set_value(retention_days);
                Form { traffic: Some(traffic), retention: retention_days }
            }
            FlowLogs::Off {} => Form { traffic: None, retention: last.get_value() },
        })
    };
    let put = move |form: Form| {
        let flow_logs = match form.traffic {
            Some(traffic) => FlowLogs::CloudWatch { retention_days: form.retention, traffic },
            None => FlowLogs::Off {},
        };
        session.dispatch(NetworkEdit::SetFlowLogs { flow_logs });
    };
    view! { <Group title="Flow logs">{fields(get, put, FIELDS)}</Group> }
}
