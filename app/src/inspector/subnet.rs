//! The form of a subnet.

use configurator_core::design::{LoadBalancerRole, Subject, Subnet, SubnetId, Tier, WayOut};
use configurator_core::edit::NetworkEdit;
use configurator_core::value::{Cidr, SubnetName, grouped};
use leptos::prelude::*;

use super::existing::FurtherSubnetFields;
use super::tags::TagsField;
use crate::session::Session;
use crate::widgets::{CidrField, Fixed, For, Group, Icon, Segments, Show, Switch, TextField};

/// Name, zone, tier, block, way out.
#[component]
pub(crate) fn SubnetForm(
    /// The subnet.
    id: SubnetId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let with = move |read: fn(&Subnet) -> String| {
        Signal::derive(move || session.design.with(|d| d.subnet(id).map(read).unwrap_or_default()))
    };
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
            <TextField
                label="Name"
                id="subnet-name"
                value=with(|s| s.name.to_string())
                on_value=move |name: SubnetName| {
                    session.dispatch(NetworkEdit::RenameSubnet { subnet: id, name });
                }
                help="Its key in Terraform's state, and its name after the cluster's."
                fixed="Renaming a subnet that is rolled out replaces it: Terraform knows it by this name."
            />
            <Fixed
                label="Zone"
                value=with(|s| s.zone.to_string())
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
            <Segments
                label="Tier"
                id="subnet-tier"
                value=with(|s| s.tier.as_str().to_owned())
                options=vec![("public", "Public"), ("private", "Private"), ("intra", "Intra"), ("pod", "Pod")]
                on_value=move |key: &'static str| {
                    if let Some(tier) = Tier::ALL.into_iter().find(|t| t.as_str() == key) {
                        session.dispatch(NetworkEdit::SetSubnetTier { subnet: id, tier });
                    }
                }
                help="Public: to the internet. Private: out through NAT. Intra: no way out. Pod: as private, for pods alone."
            />
            <FurtherSubnetFields id />
        </Group>
        <Group title="Way out">
            <WayOutList id />
        </Group>
        <FinderFields id />
        <Group title="Tags of this subnet">
            <TagsField
                id="subnet-tags"
                value=Signal::derive(move || {
                    session.design.with(|d| d.subnet(id).map(|s| s.tags.clone()).unwrap_or_default())
                })
                on_value=move |tags| {
                    session.dispatch(NetworkEdit::SetSubnetTags { subnet: id, tags });
                }
                help="Beside those of the design; of two with one key the subnet's own wins. Free of charge."
            />
        </Group>
        <Group title="Remove">
            <button
                type="button"
                class="button small danger"
                on:click=move |_| {
                    session.dispatch(NetworkEdit::RemoveSubnet { subnet: id });
                }
            >
                "Remove subnet"
            </button>
        </Group>
    }
}

/// What finds the subnet by a tag: the load balancer controller, and Karpenter.
#[component]
fn FinderFields(id: SubnetId) -> impl IntoView {
    let session = expect_context::<Session>();
    let role = Signal::derive(move || {
        let role = session.design.with(|d| d.subnet(id).map(|s| s.load_balancers));
        role.unwrap_or(LoadBalancerRole::None).as_str().to_owned()
    });
    let found =
        Signal::derive(move || session.design.with(|d| d.subnet(id).is_some_and(|s| s.karpenter_discovery)));
    let unless = move |key: &'static str| {
        let tier = session.design.with(|d| d.subnet(id).map(|s| s.tier))?;
        match key {
            "internet_facing" if tier != Tier::Public => {
                Some(format!("The internet reaches no {} subnet.", tier.as_str()))
            }
            "internal" if tier == Tier::Public => {
                Some("Internal ones belong into private subnets.".to_owned())
            }
            _ => None,
        }
    };
    view! {
        <Group title="What finds it">
            <Segments
                label="Load balancers"
                id="subnet-load-balancers"
                value=role
                options=vec![("none", "None"), ("internet_facing", "Internet-facing"), ("internal", "Internal")]
                on_value=move |key: &'static str| {
                    if let Some(role) = LoadBalancerRole::ALL.into_iter().find(|r| r.as_str() == key) {
                        session.dispatch(NetworkEdit::SetSubnetLoadBalancers { subnet: id, role });
                    }
                }
                unless=Callback::new(unless)
                help="By a tag that the controller in the cluster looks for; an Application Load Balancer needs two zones."
                default_words="by the tier and the design's plans"
            />
            <Switch
                label="Karpenter puts nodes here"
                id="subnet-karpenter"
                value=found
                on_value=move |discovery| {
                    session.dispatch(NetworkEdit::SetSubnetKarpenter { subnet: id, discovery });
                }
                help="By the tag karpenter.sh/discovery. Its nodes take addresses of this subnet."
                default_words="off"
            />
        </Group>
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
