//! The outline: everything in the design as a list, with what is wrong.

use configurator_core::check::Severity;
use configurator_core::design::{Design, StateBackend, Subject, Tier};
use configurator_core::edit::{Edit, suggest};
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
    let services = &network.endpoints.services;
    if network.existing.is_none() || !services.is_empty() {
        lines.push(line(Subject::Endpoints, "VPC endpoints", services.len().to_string(), 0));
    }
    let version = design.cluster.version.to_string();
    let addons = design.cluster.addons.len().to_string();
    let compute = &design.compute;
    let groups = compute.node_groups.iter().map(|g| {
        line(Subject::NodeGroup(g.id), g.name.as_str(), format!("{}–{}", g.scaling.min, g.scaling.max), 0)
    });
    let profiles = compute
        .fargate_profiles
        .iter()
        .map(|p| line(Subject::FargateProfile(p.id), p.name.as_str(), "Fargate".to_owned(), 0));
    let auto_mode = compute.auto_mode.as_ref();
    let auto_mode = auto_mode.map(|_| line(Subject::AutoMode, "Auto Mode", String::new(), 0));
    let karpenter = design.intent.karpenter.then(|| line(Subject::Karpenter, "Karpenter", String::new(), 0));
    let state = match &*design.state {
        StateBackend::Local {} => "local file",
        StateBackend::S3 { lock, .. } if lock.uses_lock_file() => "S3 lock file",
        StateBackend::S3 { .. } => "S3, DynamoDB",
    };
    [
        vec![line(Subject::Design, "Settings", String::new(), 0)],
        lines,
        vec![
            line(Subject::Cluster, "Control plane", version, 0),
            line(Subject::Addons, "Add-ons", addons, 0),
        ],
        groups.chain(profiles).chain(auto_mode).chain(karpenter).collect(),
        vec![
            line(Subject::Access, "Access entries", (1 + design.access.entries.len()).to_string(), 0),
            line(Subject::Workloads, "Workload roles", design.access.workloads.len().to_string(), 0),
        ],
        vec![line(Subject::State, "Backend", state.to_owned(), 0)],
    ]
}

/// The outline.
#[component]
pub(crate) fn Outline() -> impl IntoView {
    let session = expect_context::<Session>();
    let parts = Memo::new(move |_| session.design.with(parts));
    let add = move |(id, words, suggest): (&'static str, &'static str, Suggest)| {
        let is_there = move || session.design.with(suggest).is_some();
        view! {
            <button
                type="button"
                class="button small"
                id=id
                prop:disabled=move || !is_there()
                on:click=move |_| add(session, suggest)
            >
                <Icon name="plus" />
                {words}
            </button>
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
                {ADDED.map(add).collect_view()}
            </div>
        </nav>
    }
}

/// Makes an edit that adds something.
type Suggest = fn(&Design) -> Option<Edit>;

/// What can be added, with the words of its button.
const ADDED: [(&str, &str, Suggest); 4] = [
    ("add-node-group", "Managed nodes", suggest::add_node_group),
    ("add-self-managed", "Self-managed nodes", suggest::add_self_managed_group),
    ("add-fargate", "Fargate profile", suggest::add_fargate_profile),
    ("add-auto-mode", "Auto Mode", suggest::add_auto_mode),
];

/// Adds something and selects it.
fn add(session: Session, suggest: Suggest) {
    let before = session.design.with_untracked(Design::subjects);
    if let Some(edit) = session.design.with_untracked(suggest)
        && session.dispatch(edit)
    {
        let after = session.design.with_untracked(Design::subjects);
        after.into_iter().find(|s| !before.contains(s)).into_iter().for_each(|s| session.select(s));
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
