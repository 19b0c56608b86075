//! The form of what is selected. One file per kind of object.

mod access;
mod account;
mod add_subnets;
mod addons;
mod auto_mode;
mod cluster;
mod cluster_edit;
mod design;
mod endpoints;
mod entries;
mod existing;
mod fargate;
mod fields;
mod findings;
mod flow_logs;
mod gateways;
mod kinds;
mod links;
mod node_group;
mod nodes;
mod objects;
mod parse;
mod pod_addresses;
mod remove;
mod rolled_out;
mod rows;
mod ssh;
mod state;
mod subnet;
mod tags;
mod taints;
mod usage;
mod vpc;
mod ways_out;
mod workloads;
mod zone;

use configurator_core::design::Subject;
use leptos::prelude::*;

use crate::session::Session;
use crate::widgets::{Icon, live};

/// The icon of a kind of object.
pub(crate) fn icon_of(subject: &Subject) -> &'static str {
    match subject {
        Subject::Design => "wrench",
        Subject::Vpc => "vpc",
        Subject::Zone(_) => "zone",
        Subject::Subnet(_) => "subnet",
        Subject::InternetGateway => "door",
        Subject::NatGateway(_) => "nat",
        Subject::RouteTable(_) => "route",
        Subject::Cluster => "cluster",
        Subject::NodeGroup(_) => "node-group",
        Subject::Endpoints => "plug",
        Subject::Addons => "addon",
        Subject::FargateProfile(_) => "fargate",
        Subject::AutoMode => "auto-mode",
        Subject::Karpenter => "karpenter",
        Subject::Access => "people",
        Subject::Workloads => "key",
        Subject::State => "database",
    }
}

/// The inspector: what is selected, what is wrong with it, and its form.
#[component]
pub(crate) fn Inspector() -> impl IntoView {
    let session = expect_context::<Session>();
    let subject = session.selected;
    let own_name = move || session.design.with(|d| subject.with(|s| d.name_of(s)));
    let kind_of = move || subject.with(Subject::kind);
    // What has no name of its own is called by its kind, once.
    let is_named = move || !own_name().eq_ignore_ascii_case(kind_of());
    let name = live(move || if is_named() { own_name() } else { kind_of().to_owned() });
    let kind = live(move || if is_named() { kind_of().to_owned() } else { String::new() });
    view! {
        <section class="inspector" id="inspector" aria-label="Inspector">
            <header class="inspector-head">
                <span class="inspector-icon">
                    <Icon name=Signal::derive(move || subject.with(icon_of)) />
                </span>
                <h2 class="inspector-title">{name}</h2>
                <span class="inspector-kind">{kind}</span>
            </header>
            <div class="inspector-body">
                <findings::OwnFindings />
                {live(move || form(subject.get()))}
            </div>
        </section>
    }
}

fn form(subject: Subject) -> AnyView {
    match subject {
        Subject::Design => view! { <design::DesignForm /> }.into_any(),
        Subject::Vpc => view! { <vpc::VpcForm /> }.into_any(),
        Subject::Zone(zone) => view! { <zone::ZoneForm zone /> }.into_any(),
        Subject::Subnet(id) => view! { <subnet::SubnetForm id /> }.into_any(),
        Subject::InternetGateway => view! { <gateways::InternetGatewayForm /> }.into_any(),
        Subject::NatGateway(id) => view! { <gateways::NatGatewayForm id /> }.into_any(),
        Subject::RouteTable(id) => view! { <gateways::RouteTableForm id /> }.into_any(),
        Subject::Cluster => view! { <cluster::ClusterForm /> }.into_any(),
        Subject::NodeGroup(id) => view! { <node_group::NodeGroupForm id /> }.into_any(),
        Subject::Endpoints => view! { <endpoints::EndpointsForm /> }.into_any(),
        Subject::Addons => view! { <addons::AddonsForm /> }.into_any(),
        Subject::FargateProfile(id) => view! { <fargate::FargateForm id /> }.into_any(),
        Subject::AutoMode => view! { <auto_mode::AutoModeForm /> }.into_any(),
        Subject::Karpenter => view! { <auto_mode::KarpenterForm /> }.into_any(),
        Subject::Workloads => view! { <workloads::WorkloadsForm /> }.into_any(),
        Subject::Access => view! { <access::AccessForm /> }.into_any(),
        Subject::State => view! { <state::StateForm /> }.into_any(),
    }
}
