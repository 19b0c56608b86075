//! The fields of what is expected of the cluster once it runs: the bill depends on them, and nothing else.

use configurator_core::design::{Percent, Usage};
use configurator_core::edit::DesignEdit;
use leptos::prelude::*;

use super::numbers::{MaybeNumber, shown};
use crate::session::Session;
use crate::widgets::{Group, TextField};

/// Volumes a month, and the discount of spot capacity.
#[component]
pub(super) fn UsageFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let usage = Memo::new(move |_| session.design.with(|d| d.usage));
    let field = move |label: &'static str,
                      id: &'static str,
                      read: fn(&Usage) -> u32,
                      change: fn(&mut Usage, u32),
                      help: &'static str| {
        view! {
            <TextField
                label
                id
                number=true
                unit="GB a month"
                value=Signal::derive(move || usage.with(read).to_string())
                on_value=move |number: MaybeNumber| {
                    let mut usage = usage.get_untracked();
                    change(&mut usage, number.0.unwrap_or_default());
                    session.dispatch(DesignEdit::SetUsage { usage });
                }
                help
            />
        }
    };
    view! {
        <Group title="Expected use">
            <p class="row-help">"What the bill depends on beside the design. Your own estimate: nothing is made of it."</p>
            {field(
                "Through NAT",
                "nat-gb",
                |u| u.nat_gb,
                |u, gb| u.nat_gb = gb,
                "Images, updates, calls to the internet and to AWS, both ways. Charged by the GB beside the hours of the gateways.",
            )}
            {field(
                "Across zones",
                "cross-zone-gb",
                |u| u.cross_zone_gb,
                |u, gb| u.cross_zone_gb = gb,
                "Between pods and nodes of different zones. Charged on both sides.",
            )}
            {field(
                "Control-plane logs",
                "control-plane-log-gb",
                |u| u.control_plane_log_gb,
                |u, gb| u.control_plane_log_gb = gb,
                "Audit logs are most of it. Charged when CloudWatch takes them in.",
            )}
            {field(
                "Flow logs",
                "flow-log-gb",
                |u| u.flow_log_gb,
                |u, gb| u.flow_log_gb = gb,
                "Counts where flow logs are on.",
            )}
            <TextField
                label="Spot discount"
                id="spot-discount"
                number=true
                unit="% below on-demand"
                value=Signal::derive(move || shown(usage.with(|u| u.spot_discount_percent.map(Percent::get))))
                on_value=move |percent: MaybePercent| {
                    let usage = Usage { spot_discount_percent: percent.0, ..usage.get_untracked() };
                    session.dispatch(DesignEdit::SetUsage { usage });
                }
                help="Spot prices change by the hour and are not in this page: without a number they count as on-demand."
                default_words="none"
            />
        </Group>
    }
}

/// A share, or nothing.
struct MaybePercent(Option<Percent>);

impl std::str::FromStr for MaybePercent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some(number) = text.parse::<MaybeNumber>()?.0 else { return Ok(Self(None)) };
        let percent = u8::try_from(number).unwrap_or(u8::MAX);
        Percent::try_from(percent).map(|p| Self(Some(p))).map_err(|e| e.to_string())
    }
}
