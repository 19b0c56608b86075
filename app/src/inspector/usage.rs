//! The fields of what is expected of the cluster once it runs: the bill depends on them, and nothing else.

use configurator_core::design::{Percent, Usage};
use configurator_core::edit::DesignEdit;
use leptos::prelude::*;

use super::fields::{Field, fields};
use super::parse::{maybe_whole, set, shown};
use crate::session::Session;
use crate::widgets::Group;

type F = Field<Usage>;

const FIELDS: &[F] = &[
    F::number("Through NAT", "nat-gb", |u| u.nat_gb.to_string(), |u, t| set(&mut u.nat_gb, volume(t)))
        .unit(A_MONTH)
        .help("Images, updates, calls to the internet and to AWS, both ways. Charged by the GB beside the hours of the gateways."),
    F::number(
        "Across zones",
        "cross-zone-gb",
        |u| u.cross_zone_gb.to_string(),
        |u, t| set(&mut u.cross_zone_gb, volume(t)),
    )
    .unit(A_MONTH)
    .help("Between pods and nodes of different zones. Charged on both sides."),
    F::number(
        "Control-plane logs",
        "control-plane-log-gb",
        |u| u.control_plane_log_gb.to_string(),
        |u, t| set(&mut u.control_plane_log_gb, volume(t)),
    )
    .unit(A_MONTH)
    .help("Audit logs are most of it. Charged when CloudWatch takes them in."),
    F::number(
        "Flow logs",
        "flow-log-gb",
        |u| u.flow_log_gb.to_string(),
        |u, t| set(&mut u.flow_log_gb, volume(t)),
    )
    .unit(A_MONTH)
    .help("Counts where flow logs are on."),
    F::number(
        "Through endpoints",
        "endpoint-gb",
        |u| u.endpoint_gb.to_string(),
        |u, t| set(&mut u.endpoint_gb, volume(t)),
    )
    .unit(A_MONTH)
    .help("Through the interfaces of VPC endpoints; gateways are free of charge."),
    F::number(
        "Spot discount",
        "spot-discount",
        |u| shown(u.spot_discount_percent.map(Percent::get)),
        |u, t| set(&mut u.spot_discount_percent, percent(t)),
    )
    .unit("% below on-demand")
    .help("Spot prices change by the hour and are not in this page: without a number they count as on-demand.")
    .default_words("none"),
];

const A_MONTH: &str = "GB a month";

/// Volumes a month, and the discount of spot capacity.
#[component]
pub(super) fn UsageFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let get = move || Some(session.design.with(|d| d.usage));
    let put = move |usage| {
        session.dispatch(DesignEdit::SetUsage { usage });
    };
    view! {
        <Group title="Expected use">
            <p class="row-help">"What the bill depends on beside the design. Your own estimate: nothing is made of it."</p>
            {fields(get, put, FIELDS)}
        </Group>
    }
}

/// A volume; nothing is zero.
fn volume(text: &str) -> Result<u32, String> {
    maybe_whole(text).map(Option::unwrap_or_default)
}

/// A share, or nothing.
fn percent(text: &str) -> Result<Option<Percent>, String> {
    let Some(number) = maybe_whole(text)? else { return Ok(None) };
    let percent = u8::try_from(number).unwrap_or(u8::MAX);
    Percent::try_from(percent).map(Some).map_err(|e| e.to_string())
}
