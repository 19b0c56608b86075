//! The outline: everything in the design as a list, with what is wrong.

use configurator_core::check::Severity;
use configurator_core::design::{Design, StateBackend, Subject, Tier};
use configurator_core::edit::suggest;
use leptos::prelude::*;

use crate::inspector::icon_of;
use crate::panels::severity_icon;
use crate::session::{Place, Session};
use crate::widgets::{For, Icon, live};

/// One line: the object, its name, a fact about it, how deep it lies.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Line {
    subject: Subject,
    name: String,
    fact: String,
    depth: u8,
}

/// The headings; [`parts`] has the lines under each, in this order.
const TITLES: [&str; 6] = ["Design", "Network", "Cluster", "Compute", "Access", "State"];

fn parts(design: &Design) -> [Vec<Line>; TITLES.len()] {
    let line = |subject: Subject, name: &str, fact: String, depth| Line {
        subject,
        name: name.to_owned(),
        fact,
        depth,
    };
    let network = &design.network;
    let mut lines = vec![line(Subject::Vpc, "VPC", network.cidr.to_string(), 0)];
    for zone in &network.zones {
        lines.push(line(Subject::Zone(zone.clone()), zone.as_str(), String::new(), 0));
        for subnet in Tier::ALL.iter().flat_map(|t| network.subnets_of(*t)).filter(|s| &s.zone == zone) {
            let fact = format!("/{}", subnet.cidr.prefix_len());
            lines.push(line(Subject::Subnet(subnet.id), subnet.name.as_str(), fact, 1));
        }
    }
    if network.internet_gateway {
        lines.push(line(Subject::InternetGateway, "Internet gateway", String::new(), 0));
    }
    for nat in network.nat_gateways() {
        let subject = Subject::NatGateway(nat.subnet);
        let name = design.name_of(&subject);
        lines.push(line(subject, &name, String::new(), 0));
    }
    for table in network.route_tables() {
        let name = table.id.name();
        lines.push(line(Subject::RouteTable(table.id), &name, table.subnets.len().to_string(), 0));
    }
    let version = design.cluster.version.to_string();
    let groups = design.compute.node_groups.iter().map(|g| {
        line(Subject::NodeGroup(g.id), g.name.as_str(), format!("{}–{}", g.scaling.min, g.scaling.max), 0)
    });
    let state = match &*design.state {
        StateBackend::Local {} => "local file",
        StateBackend::S3 { lock, .. } if lock.uses_lock_file() => "S3 lock file",
        StateBackend::S3 { .. } => "S3, DynamoDB",
    };
    [
        vec![line(Subject::Design, "Settings", String::new(), 0)],
        lines,
        vec![line(Subject::Cluster, "Control plane", version, 0)],
        groups.collect(),
        vec![line(Subject::Access, "Administrator", String::new(), 0)],
        vec![line(Subject::State, "Backend", state.to_owned(), 0)],
    ]
}

/// The outline.
#[component]
pub(crate) fn Outline() -> impl IntoView {
    let session = expect_context::<Session>();
    let parts = Memo::new(move |_| session.design.with(parts));
    let add_group = move |_| {
        if let Some(edit) = session.design.with_untracked(suggest::add_node_group)
            && session.dispatch(edit)
        {
            let id = session.design.with_untracked(|d| d.compute.node_groups.last().map(|g| g.id));
            id.into_iter().for_each(|id| session.select(Subject::NodeGroup(id)));
        }
    };
    view! {
        <nav class="outline" aria-label="Outline">
            <div class="outline-scroll">
                {TITLES
                    .into_iter()
                    .enumerate()
                    .map(|(index, title)| {
                        // Only lines that changed are drawn again.
                        let lines = Memo::new(move |_| parts.with(|p| p[index].clone()));
                        view! {
                            <h2 class="outline-title">{title}</h2>
                            <ul class="outline-list">
                                <For each=move || lines.get() key=Clone::clone let(line)>
                                    <OutlineLine line />
                                </For>
                            </ul>
                        }
                    })
                    .collect_view()}
            </div>
            <div class="outline-add">
                <button type="button" class="button" id="add-node-group" on:click=add_group>
                    <Icon name="plus" />
                    "Managed node group"
                </button>
            </div>
        </nav>
    }
}

#[component]
fn OutlineLine(line: Line) -> impl IntoView {
    let session = expect_context::<Session>();
    let subject = StoredValue::new(line.subject.clone());
    let worst = Memo::new(move |_| {
        subject.with_value(|s| {
            session.verdict.with(|v| {
                v.findings.iter().filter(|f| &f.subject == s && f.is_open()).map(|f| f.severity).min()
            })
        })
    });
    let is_selected = move || subject.with_value(|s| session.selected.with(|now| now == s));
    let mark = live(move || {
        let severity = worst.get().filter(|s| *s != Severity::Note);
        let mark = severity.map(|severity| {
            view! {
                {severity_icon(severity)}
                <span class="visually-hidden">{severity.word()}</span>
            }
        });
        mark.into_any()
    });
    view! {
        <li>
            <button
                type="button"
                class=format!("outline-line depth-{}", line.depth)
                aria-current=move || is_selected().then_some("true")
                on:click=move |_| {
                    let subject = subject.get_value();
                    session.show_in_bundle(&subject);
                    session.select(subject);
                    session.menu.set(false);
                    session.place.set(Place::Board);
                }
            >
                <Icon name=icon_of(&line.subject) />
                <span class="outline-name">{line.name}</span>
                {mark}
                <span class="outline-fact mono">{line.fact}</span>
            </button>
        </li>
    }
}
