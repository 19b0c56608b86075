//! The form of the pods that have rights in AWS.

use std::collections::BTreeSet;

use configurator_core::design::{Design, Statement, Workload, WorkloadIdentity};
use configurator_core::edit::AccessEdit;
use leptos::prelude::*;

use super::fields::Field;
use super::objects::{Objects, objects};
use super::parse::{joined, parsed, set, set_of};
use crate::widgets::{Group, Look};

type W = Field<Workload>;

const WORKLOAD: &[W] = &[
    W::text("Name", "name", |w| w.name.to_string(), |w, t| set(&mut w.name, parsed(t)))
        .help("The end of the role's name; renaming it makes the role anew."),
    W::text("Namespace", "namespace", |w| w.namespace.to_string(), |w, t| set(&mut w.namespace, parsed(t)))
        .look(Look::Mono),
    W::text("Service account", "service-account", |w| w.service_account.to_string(), |w, t| {
        set(&mut w.service_account, parsed(t))
    })
    .look(Look::Mono)
    .help("Pods that run under it get the role."),
    W::segments(
        "By",
        "identity",
        &[("pod_identity", "Pod Identity"), ("irsa", "IRSA")],
        |w| w.identity.identity().as_str().to_owned(),
        |w, t| {
            w.identity = if t == "irsa" { WorkloadIdentity::Irsa } else { WorkloadIdentity::PodIdentity };
            Ok(())
        },
    )
    .help("Pod Identity needs its agent on the node, and no annotation. IRSA works on Fargate too, and the service account names the role."),
    W::text("Policies", "policies", |w| joined(&w.policies, "\n"), |w, t| set(&mut w.policies, set_of(t)))
        .look(Look::Lines)
        .help("ARNs of IAM policies, one a line."),
    W::text("Statements", "statements", |w| joined(w.statements.iter().map(words), "\n"), |w, t| {
        set(&mut w.statements, statements(t))
    })
    .look(Look::Lines)
    .help("What it may do beside, one a line, like s3:GetObject, s3:PutObject on arn:aws:s3:::bucket/*"),
];

/// A statement as a line.
fn words(statement: &Statement) -> String {
    format!("{} on {}", joined(&statement.actions, ", "), joined(&statement.resources, ", "))
}

fn statements(text: &str) -> Result<Vec<Statement>, String> {
    let lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
    let one = |line: &str| {
        let (actions, resources) = line.split_once(" on ").ok_or_else(|| {
            format!("“{line}” names no resource; write it like s3:GetObject on arn:aws:s3:::bucket/*")
        })?;
        Ok(Statement { actions: set_of(actions)?, resources: set_of(resources)? })
    };
    lines.map(one).collect()
}

/// The workloads.
#[component]
pub(super) fn WorkloadsForm() -> impl IntoView {
    let workloads = Objects {
        place: "workload",
        noun: "workload",
        all: Box::new(|d: &Design| d.access.workloads.clone()),
        put: Box::new(|workloads| AccessEdit::SetWorkloads { workloads }.into()),
        new: Some(new_workload),
        title: |w| format!("{}, {}/{}", w.name, w.namespace, w.service_account),
        table: WORKLOAD,
    };
    view! {
        <Group title="Pods with rights in AWS">
            <p class="row-help">
                "A role for each, and nothing of the node's: a pod that is taken over can do no more than its role. Roles cost nothing."
            </p>
            {objects(workloads)}
        </Group>
    }
}

fn new_workload(_: &Design, workloads: &[Workload]) -> Option<Workload> {
    let is_free = |name: &str| workloads.iter().all(|w| w.name.as_str() != name);
    let mut names = ["uploads".to_owned()].into_iter().chain((2..).map(|n| format!("uploads-{n}")));
    let name = names.find(|n| is_free(n))?;
    Some(Workload {
        name: name.parse().ok()?,
        namespace: "default".parse().ok()?,
        service_account: name.parse().ok()?,
        identity: WorkloadIdentity::PodIdentity,
        policies: BTreeSet::new(),
        statements: Vec::new(),
    })
}
