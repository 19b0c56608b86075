//! The fields of the VPC's flow logs.

use configurator_core::design::{FlowLogTraffic, FlowLogs};
use configurator_core::edit::NetworkEdit;
use configurator_core::value::LogRetention;
use leptos::prelude::*;

use crate::session::Session;
use crate::widgets::{Choice, ChoiceOption, Group, Segments, Show};

/// The key of "no flow logs".
const OFF: &str = "off";

/// What is recorded, and for how long it is kept.
#[component]
pub(super) fn FlowLogFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let current = Memo::new(move |_| session.design.with(|d| d.network.flow_logs));
    let set = move |flow_logs: FlowLogs| {
        session.dispatch(NetworkEdit::SetFlowLogs { flow_logs });
    };
    // Turned off and on again, the records are kept as long as before.
    let last_days = StoredValue::new(LogRetention::MONTH);
    let retention = Memo::new(move |_| match current.get() {
        FlowLogs::CloudWatch { retention_days, .. } => {
            last_days.set_value(retention_days);
            retention_days
        }
        FlowLogs::Off {} => last_days.get_value(),
    });
    let value = Signal::derive(move || {
        match current.get() {
            FlowLogs::Off {} => OFF,
            FlowLogs::CloudWatch { traffic, .. } => traffic.as_str(),
        }
        .to_owned()
    });
    let options: Vec<_> =
        [(OFF, "Off")].into_iter().chain(FlowLogTraffic::ALL.map(|t| (t.as_str(), t.words()))).collect();
    let help = Signal::derive(move || {
        match current.get() {
            FlowLogs::Off {} => "Free. Nobody can say later which addresses talked with which.",
            FlowLogs::CloudWatch { traffic: FlowLogTraffic::All, .. } => {
                "CloudWatch charges by the GB taken in and kept; a busy cluster writes much."
            }
            FlowLogs::CloudWatch { traffic: FlowLogTraffic::Rejected, .. } => {
                "CloudWatch charges by the GB. Shows what security groups and network ACLs refused, and nothing that went through."
            }
        }
        .to_owned()
    });
    let days: Vec<_> =
        LogRetention::ALL.iter().map(|d| ChoiceOption::new(d.to_string(), format!("{d} days"))).collect();
    view! {
        <Group title="Flow logs">
            <Segments
                label="Record in CloudWatch"
                id="flow-logs"
                value
                options
                on_value=move |key: &'static str| {
                    let traffic = FlowLogTraffic::ALL.into_iter().find(|t| t.as_str() == key);
                    set(match traffic {
                        Some(traffic) => {
                            FlowLogs::CloudWatch { retention_days: retention.get_untracked(), traffic }
                        }
                        None => FlowLogs::Off {},
                    });
                }
                help
                default_words="off"
            />
            <Show when=move || current.get() != FlowLogs::Off {}>
                <Choice
                    label="Kept for"
                    id="flow-log-retention"
                    value=Signal::derive(move || retention.get().days().to_string())
                    options=Signal::stored(days.clone())
                    on_value=move |days: String| {
                        let days = days.parse::<u16>().ok().and_then(|d| LogRetention::try_from(d).ok());
                        if let (Some(retention_days), FlowLogs::CloudWatch { traffic, .. }) =
                            (days, current.get_untracked())
                        {
                            set(FlowLogs::CloudWatch { retention_days, traffic });
                        }
                    }
                    help="Kept records are charged by the GB and month. Many audits ask for a year."
                />
            </Show>
        </Group>
    }
}
