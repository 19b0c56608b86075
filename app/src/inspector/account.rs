//! What else the AWS account holds: findings about quotas need it, and nothing is made of it.

use configurator_core::check::Account;
use leptos::prelude::*;

use super::numbers::{MaybeNumber, shown};
use crate::session::Session;
use crate::widgets::{Group, TextField};

/// What is used already, and what may be.
#[component]
pub(super) fn AccountFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let field = move |label: &'static str,
                      id: &'static str,
                      read: fn(&Account) -> Option<u32>,
                      change: fn(&mut Account, Option<u32>),
                      help: &'static str| {
        view! {
            <TextField
                label
                id
                number=true
                value=Signal::derive(move || shown(session.account.with(read)))
                on_value=move |number: MaybeNumber| session.change_account(|account| change(account, number.0))
                help
            />
        }
    };
    view! {
        <Group title="Your account in this region">
            <p class="row-help">
                "What is there already. Findings about quotas compare; kept in this browser only, and not part of the design."
            </p>
            {field("VPCs", "account-vpcs", |a| a.vpcs, |a, n| a.vpcs = n, "5 are allowed unless AWS raised the quota.")}
            {field(
                "Elastic IPs",
                "account-elastic-ips",
                |a| a.elastic_ips,
                |a, n| a.elastic_ips = n,
                "5 are allowed unless AWS raised the quota; every NAT gateway takes one.",
            )}
            {field("Clusters", "account-clusters", |a| a.clusters, |a, n| a.clusters = n, "100 are allowed.")}
            {field(
                "vCPU quota",
                "account-vcpus",
                |a| a.vcpu_quota,
                |a, n| a.vcpu_quota = n,
                "Running On-Demand Standard instances (L-1216C47A). New accounts begin with 5.",
            )}
        </Group>
    }
}
