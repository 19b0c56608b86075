//! The form of a subnet.

use configurator_core::design::{Design, LoadBalancerRole, Subject, Subnet, SubnetId, Tier, WayOut};
use configurator_core::edit::NetworkEdit;
use configurator_core::value::{Cidr, grouped};
use leptos::prelude::*;

use super::existing::FurtherSubnetFields;
use super::fields::{Field, fields};
use super::parse::{one_of, parsed, set, shown};
use super::remove::Remove;
use super::tags;
use crate::session::Session;
use crate::widgets::{CidrField, Fixed, For, Group, Icon, Look, Show};

type F = Field<Subnet>;

const NAME: &[F] =
    &[F::text("Name", "subnet-name", |s| s.name.to_string(), |s, t| set(&mut s.name, parsed(t)))
        .help("Its key in Terraform's state, and its name after the cluster's.")
        .fixed("Renaming a subnet that is rolled out replaces it: Terraform knows it by this name.")];

const TIER: &[F] = &[F::segments(
    "Tier",
    "subnet-tier",
    &[("public", "Public"), ("private", "Private"), ("intra", "Intra"), ("pod", "Pod")],
    |s| s.tier.as_str().to_owned(),
    |s, t| set(&mut s.tier, one_of(&Tier::ALL, Tier::as_str, t)),
)
.help(
    "Public: to the internet. Private: out through NAT. Intra: no way out. Pod: as private, for pods alone.",
)];

/// What finds the subnet by a tag: the load balancer controller, and Karpenter.
const FINDERS: &[F] = &[
    F::segments(
        "Load balancers",
        "subnet-load-balancers",
        &[("none", "None"), ("internet_facing", "Internet-facing"), ("internal", "Internal")],
        |s| s.load_balancers.as_str().to_owned(),
        |s, t| set(&mut s.load_balancers, one_of(&LoadBalancerRole::ALL, LoadBalancerRole::as_str, t)),
    )
    .unless(unfit)
    .help("By a tag that the controller in the cluster looks for; an Application Load Balancer needs two zones.")
    .default_words("by the tier and the design's plans"),
    F::switch(
        "Karpenter puts nodes here",
        "subnet-karpenter",
        |s| s.karpenter_discovery,
        |s, on| s.karpenter_discovery = on,
    )
    .help("By the tag karpenter.sh/discovery. Its nodes take addresses of this subnet.")
    .default_words("off"),
];

const TAGS: &[F] =
    &[F::text("Tags", "subnet-tags", |s| tags::words(&s.tags), |s, t| set(&mut s.tags, tags::tags(t)))
        .look(Look::Lines)
        .help("Beside those of the design; of two with one key the subnet's own wins. Free of charge.")
        .default_words("none")];

/// Name, zone, tier, block, way out.
#[component]
pub(crate) fn SubnetForm(
    /// The subnet.
    id: SubnetId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let get = move || session.design.with(|d| d.subnet(id).cloned());
    let put = move |subnet: Subnet| {
        if let Some(edit) = session.design.with_untracked(|d| edit(d.subnet(id)?, subnet)) {
            session.dispatch(edit);
        }
    };
    let zone = Signal::derive(move || shown(session.design.with(|d| d.subnet(id).map(|s| s.zone.clone()))));
    // The form outlives its subnet by a moment when it is removed: the last block stays until then.
    let cidr = Memo::new(move |last: Option<&Cidr>| {
        let now = session.design.with(|d| d.subnet(id).map(|s| s.cidr));
        now.or(last.copied()).unwrap_or_else(|| session.design.with_untracked(|d| d.network.cidr))
    });
    let help = Signal::derive(move || {
        let cidr = cidr.get();
        let larger = cidr
            .doubled()
            .map(|l| format!(" /{} would give {}.", l.prefix_len(), grouped(l.usable_addresses())));
        format!("{} usable.{}", grouped(cidr.usable_addresses()), larger.unwrap_or_default())
    });
    view! {
        <Group title="Subnet">
            {fields(get, put, NAME)}
            <Fixed
                label="Zone"
                value=zone
                why="Fixed: AWS moves no subnet to another zone. The zone's form moves all of its subnets before the rollout."
            />
            <CidrField
                label="CIDR"
                id="subnet-cidr"
                value=cidr
                on_value=move |cidr: Cidr| {
                    session.dispatch(NetworkEdit::SetSubnetCidr { subnet: id, cidr });
                }
                help
                fixed="AWS resizes no subnet (EC2 API, CreateSubnet): it is replaced, and what runs in it goes first."
            />
            {fields(get, put, TIER)}
            <FurtherSubnetFields id />
        </Group>
        <Group title="Way out">
            <WayOutList id />
        </Group>
        <Group title="What finds it">{fields(get, put, FINDERS)}</Group>
        <Group title="Tags of this subnet">{fields(get, put, TAGS)}</Group>
        <Remove words="Remove subnet" edit=NetworkEdit::RemoveSubnet { subnet: id } />
    }
}

/// The edit that makes one subnet of the other: a field changes one thing.
fn edit(before: &Subnet, after: Subnet) -> Option<NetworkEdit> {
    let subnet = before.id;
    Some(if before.name != after.name {
        NetworkEdit::RenameSubnet { subnet, name: after.name }
    } else if before.tier != after.tier {
        NetworkEdit::SetSubnetTier { subnet, tier: after.tier }
    } else if before.load_balancers != after.load_balancers {
        NetworkEdit::SetSubnetLoadBalancers { subnet, role: after.load_balancers }
    } else if before.karpenter_discovery != after.karpenter_discovery {
        NetworkEdit::SetSubnetKarpenter { subnet, discovery: after.karpenter_discovery }
    } else if before.tags != after.tags {
        NetworkEdit::SetSubnetTags { subnet, tags: after.tags }
    } else {
        return None;
    })
}

/// Why load balancers of a kind have no place in the subnet.
fn unfit(_: &Design, subnet: &Subnet, key: &str) -> Option<String> {
    match key {
        "internet_facing" if subnet.tier != Tier::Public => {
            Some(format!("The internet reaches no {} subnet.", subnet.tier.as_str()))
        }
        "internal" if subnet.tier == Tier::Public => {
            Some("Internal ones belong into private subnets.".to_owned())
        }
        _ => None,
    }
}

/// One hop of the way out: icon, the object it stands for, its name, and a fact.
type Hop = (&'static str, Subject, String, &'static str);

#[component]
fn WayOutList(id: SubnetId) -> impl IntoView {
    let session = expect_context::<Session>();
    let hops = Memo::new(move |_| {
        session.design.with(|design| {
            let Some(subnet) = design.subnet(id) else { return Vec::new() };
            let table = Subject::RouteTable(design.network.route_table_of(subnet));
            let mut hops: Vec<Hop> = vec![("route", table.clone(), design.name_of(&table), "0.0.0.0/0")];
            let mut push = |icon, subject: Subject, fact| {
                let name = design.name_of(&subject);
                hops.push((icon, subject, name, fact));
            };
            match design.network.way_out(subnet) {
                WayOut::None => return Vec::new(),
                WayOut::InternetGateway => push("door", Subject::InternetGateway, "in and out"),
                WayOut::Nat { gateway, reaches_internet } => {
                    push("nat", Subject::NatGateway(gateway), "out only");
                    if reaches_internet {
                        push("door", Subject::InternetGateway, "");
                    }
                }
            }
            hops
        })
    });
    view! {
        <Show
            when=move || hops.with(|h| !h.is_empty())
            fallback=|| view! { <p class="row-help">"None: only addresses of the VPC are reached from here."</p> }
        >
            <ol class="hops">
                <For each=move || hops.get() key=Clone::clone let((icon, subject, name, fact))>
                    <li>
                        <button type="button" class="hop" on:click=move |_| session.select(subject.clone())>
                            <Icon name=icon />
                            <span>{name}</span>
                            <span class="mono hop-fact">{fact}</span>
                        </button>
                    </li>
                </For>
            </ol>
        </Show>
    }
}
