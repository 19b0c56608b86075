//! Who may do what: the access entries as one matrix, and each with its fields.

use configurator_core::design::{AccessEntry, Design, PolicyAssociation, RbacPermissions, RbacRole};
use configurator_core::edit::{AccessEdit, Edit};
use configurator_core::value::{AccessPolicy, EntryType};
use leptos::prelude::*;

use super::fields::{Field, Options};
use super::objects::{Objects, objects};
use super::parse::{joined, maybe, one_of, parsed, set, set_of, shown};
use crate::session::Session;
use crate::widgets::{For, Group, Look, live};

type E = Field<AccessEntry>;

type R = Field<RbacRole>;

/// The access policies that people get, from the most to the least powerful, and what the matrix calls them.
/// Source: EKS user guide, access-policies.
const POLICIES: [(&str, &str); 6] = [
    ("AmazonEKSClusterAdminPolicy", "All"),
    ("AmazonEKSAdminPolicy", "Admin"),
    ("AmazonEKSEditPolicy", "Edit"),
    ("AmazonEKSViewPolicy", "View"),
    ("AmazonEKSAdminViewPolicy", "View all"),
    ("AmazonEKSSecretReaderPolicy", "Secrets"),
];

const ENTRY: &[E] = &[
    E::text("Name", "name", |e| e.name.to_string(), |e, t| set(&mut e.name, parsed(t)))
        .help("What it is called here and in Terraform; renaming it makes it anew."),
    E::text(
        "Principal ARN",
        "principal",
        |e| e.principal.to_string(),
        |e, t| set(&mut e.principal, parsed(t)),
    )
    .look(Look::Mono)
    .help("An IAM role or user; of a role, everybody who may take it on.")
    .fixed("EKS API: an access entry is for one principal and stays so."),
    E::choice(
        "Type",
        "type",
        Options::Of(|_, _| {
            EntryType::ALL.iter().map(|t| (t.to_string(), type_words(*t).to_owned())).collect()
        }),
        |e| e.kind.to_string(),
        |e, t| set(&mut e.kind, parsed(t)),
    )
    .default_words("people and programs"),
    E::text(
        "Policies",
        "policies",
        |e| joined(e.policies.iter().map(words), "\n"),
        |e, t| set(&mut e.policies, policies(t)),
    )
    .look(Look::Lines)
    .help("One a line, like AmazonEKSEditPolicy in team-a, team-b; without namespaces in the whole cluster.")
    .shown(|e| !e.kind.is_of_nodes()),
    E::text("Kubernetes groups", "groups", |e| joined(&e.groups, ", "), |e, t| set(&mut e.groups, set_of(t)))
        .look(Look::Mono)
        .help("For roles of your own; separated by commas.")
        .shown(|e| !e.kind.is_of_nodes()),
    E::text("User name", "user", |e| shown(e.user_name.as_ref()), |e, t| set(&mut e.user_name, maybe(t)))
        .look(Look::Mono)
        .default_words("made of the ARN by EKS")
        .shown(|e| !e.kind.is_of_nodes()),
];

fn type_words(kind: EntryType) -> &'static str {
    match kind {
        EntryType::Standard => "People and programs",
        EntryType::Ec2Linux => "Linux nodes of your own",
        EntryType::Ec2Windows => "Windows nodes of your own",
        EntryType::Ec2 => "Nodes of Auto Mode",
        EntryType::FargateLinux => "Pods on Fargate",
        EntryType::HybridLinux => "Nodes outside AWS",
    }
}

/// A policy and where it counts, as a line.
fn words(association: &PolicyAssociation) -> String {
    match association.namespaces.is_empty() {
        true => association.policy.to_string(),
        false => format!("{} in {}", association.policy, joined(&association.namespaces, ", ")),
    }
}

fn policies(text: &str) -> Result<Vec<PolicyAssociation>, String> {
    let lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
    let one = |line: &str| {
        let (policy, namespaces) = line.split_once(" in ").unwrap_or((line, ""));
        Ok(PolicyAssociation { policy: parsed(policy.trim())?, namespaces: set_of(namespaces)? })
    };
    lines.map(one).collect()
}

/// The matrix, the entries, the Kubernetes roles.
#[component]
pub(super) fn EntryFields() -> impl IntoView {
    let entries = Objects {
        place: "entry",
        noun: "access entry",
        all: Box::new(|d: &Design| d.access.entries.clone()),
        put: Box::new(|entries| AccessEdit::SetEntries { entries }.into()),
        new: Some(new_entry),
        title: |e| format!("{}, {}", e.name, e.principal.as_str().rsplit('/').next().unwrap_or_default()),
        table: ENTRY,
    };
    let roles = Objects {
        place: "rbac",
        noun: "Kubernetes role",
        all: Box::new(|d: &Design| d.access.rbac.clone()),
        put: Box::new(|roles| AccessEdit::SetRbac { roles }.into()),
        new: Some(new_role),
        title: |r| format!("{}, for {}", r.name, r.group),
        table: ROLE,
    };
    view! {
        <Group title="Who may do what">
            <Matrix />
            <p class="row-help">
                "Access policies of EKS. A policy that counts in some namespaces only shows how many; they stand in the entry below."
            </p>
            {objects(entries)}
        </Group>
        <Group title="Kubernetes roles">
            <p class="row-help">
                "For groups of access entries, where no policy of EKS fits. They are Kubernetes objects: the bundle does not make them yet."
            </p>
            {objects(roles)}
        </Group>
    }
}

/// Engineer, SRE and pipeline first: the three that most teams have.
fn new_entry(design: &Design, entries: &[AccessEntry]) -> Option<AccessEntry> {
    let account = design.access.administrator.account();
    let partition = design.access.administrator.partition();
    let usual = [
        ("engineer", "AmazonEKSViewPolicy"),
        ("sre", "AmazonEKSAdminPolicy"),
        ("pipeline", "AmazonEKSEditPolicy"),
    ];
    let is_free = |name: &str| entries.iter().all(|e| e.name.as_str() != name);
    let usual = usual.into_iter().find(|(name, _)| is_free(name));
    let other = || (2..).map(|n| format!("team-{n}")).find(|name| is_free(name));
    let (name, policy) = match usual {
        Some((name, policy)) => (name.to_owned(), policy),
        None => (other()?, "AmazonEKSViewPolicy"),
    };
    Some(AccessEntry {
        principal: format!("arn:{partition}:iam::{account}:role/{name}").parse().ok()?,
        name: name.parse().ok()?,
        kind: EntryType::Standard,
        policies: vec![PolicyAssociation { policy: policy.parse().ok()?, namespaces: Default::default() }],
        groups: Default::default(),
        user_name: None,
    })
}

/// Rows are principals, columns are policies; a check gives or takes.
#[component]
fn Matrix() -> impl IntoView {
    let session = expect_context::<Session>();
    let names = Memo::new(move |_| {
        session.design.with(|d| d.access.entries.iter().map(|e| e.name.to_string()).collect::<Vec<_>>())
    });
    let cell = move |row: usize, (policy, short): (&'static str, &'static str)| {
        let found = move || {
            session.design.with(|d| {
                let entry = d.access.entries.get(row)?;
                entry.policies.iter().find(|p| p.policy.as_str() == policy).map(|p| p.namespaces.len())
            })
        };
        let label = move || {
            let who = names.with(|n| n.get(row).cloned().unwrap_or_default());
            format!("{who}: {short}")
        };
        view! {
            <td>
                <input
                    type="checkbox"
                    aria-label=label
                    prop:checked=move || found().is_some()
                    on:change:target=move |event| {
                        let on = event.target().checked();
                        let edit = session.design.with_untracked(|d| turn(d, row, policy, on));
                        edit.into_iter().for_each(|edit| {
                            session.dispatch(edit);
                        });
                    }
                />
                <span class="scope">{live(move || found().filter(|n| *n != 0).map(|n| n.to_string()).unwrap_or_default())}</span>
            </td>
        }
    };
    view! {
        <div class="scroll" role="region" aria-label="Who may do what" tabindex="0">
            <table class="matrix" id="access-matrix">
                <thead>
                    <tr>
                        <th scope="col">"Who"</th>
                        {POLICIES.map(|(policy, short)| view! { <th scope="col" title=policy>{short}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>
                    <tr>
                        <th scope="row">"administrator"</th>
                        <td>
                            <input type="checkbox" aria-label="administrator: All" checked=true disabled=true />
                        </td>
                        <td colspan="5"></td>
                    </tr>
                    <For each=move || names.get().into_iter().enumerate() key=Clone::clone let((row, name))>
                        <tr>
                            <th scope="row">{name}</th>
                            {POLICIES.map(|policy| cell(row, policy)).collect_view()}
                        </tr>
                    </For>
                </tbody>
            </table>
        </div>
    }
}

/// Gives the entry in `row` a policy for the whole cluster, or takes it away.
fn turn(design: &Design, row: usize, policy: &str, on: bool) -> Option<Edit> {
    let mut entries = design.access.entries.clone();
    let entry = entries.get_mut(row)?;
    entry.policies.retain(|p| p.policy.as_str() != policy);
    if on {
        let policy: AccessPolicy = policy.parse().ok()?;
        entry.policies.push(PolicyAssociation { policy, namespaces: Default::default() });
    }
    Some(AccessEdit::SetEntries { entries }.into())
}

const ROLE: &[R] = &[
    R::text("Name", "name", |r| r.name.to_string(), |r, t| set(&mut r.name, parsed(t))),
    R::text("Group", "group", |r| r.group.to_string(), |r, t| set(&mut r.group, parsed(t)))
        .look(Look::Mono)
        .help("The group of access entries that has it."),
    R::segments(
        "May",
        "permissions",
        &[("view", "View"), ("debug", "Debug"), ("deploy", "Deploy"), ("operate", "Operate")],
        |r| r.permissions.as_str().to_owned(),
        |r, t| set(&mut r.permissions, one_of(&RbacPermissions::ALL, RbacPermissions::as_str, t)),
    ),
    R::text(
        "Namespaces",
        "namespaces",
        |r| joined(&r.namespaces, ", "),
        |r, t| set(&mut r.namespaces, set_of(t)),
    )
    .look(Look::Mono)
    .default_words("the whole cluster"),
];

fn new_role(_: &Design, roles: &[RbacRole]) -> Option<RbacRole> {
    let is_free = |name: &str| roles.iter().all(|r| r.name.as_str() != name);
    let mut names = ["deployer".to_owned()].into_iter().chain((2..).map(|n| format!("deployer-{n}")));
    Some(RbacRole {
        name: names.find(|n| is_free(n))?.parse().ok()?,
        group: "platform:deployers".parse().ok()?,
        permissions: RbacPermissions::Deploy,
        namespaces: Default::default(),
    })
}
