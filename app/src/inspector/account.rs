//! What else the AWS account holds: findings about quotas need it, and nothing is made of it.

use configurator_core::check::Account;
use leptos::prelude::*;

use super::fields::{Field, fields};
use super::parse::{maybe_whole, set, shown};
use crate::session::Session;
use crate::widgets::Group;

type F = Field<Account>;

const FIELDS: &[F] = &[
    F::number("VPCs", "account-vpcs", |a| shown(a.vpcs), |a, t| set(&mut a.vpcs, maybe_whole(t)))
        .help("5 are allowed unless AWS raised the quota."),
    F::number(
        "Elastic IPs",
        "account-elastic-ips",
        |a| shown(a.elastic_ips),
        |a, t| set(&mut a.elastic_ips, maybe_whole(t)),
    )
    .help("5 are allowed unless AWS raised the quota; every NAT gateway takes one."),
    F::number(
        "Clusters",
        "account-clusters",
        |a| shown(a.clusters),
        |a, t| set(&mut a.clusters, maybe_whole(t)),
    )
    .help("100 are allowed."),
    F::number(
        "vCPU quota",
        "account-vcpus",
        |a| shown(a.vcpu_quota),
        |a, t| set(&mut a.vcpu_quota, maybe_whole(t)),
    )
    .help("Running On-Demand Standard instances (L-1216C47A). New accounts begin with 5."),
];

/// What is used already, and what may be.
#[component]
pub(super) fn AccountFields() -> impl IntoView {
    let session = expect_context::<Session>();
    let put = move |account| session.change_account(|kept| *kept = account);
    view! {
        <Group title="Your account in this region">
            <p class="row-help">
                "What is there already. Findings about quotas compare; kept in this browser only, and not part of the design."
            </p>
            {fields(move || Some(session.account.get()), put, FIELDS)}
        </Group>
    }
}
