//! IAM005: Pod Identity is used and cannot work.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::roles;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{Identity, Subject, Workload, WorkloadIdentity};

pub(in crate::check) static RULE: Rule = Rule {
    id: "IAM005",
    name: "pod_identity_unusable",
    area: Area::Account,
    severity: Severity::Error,
    what: docs!("Pod Identity is used and nodes lack its agent, or two roles are for one service account."),
    why: "The agent on each node hands out the credentials of Pod Identity, and EKS takes one association for a service account.",
    source: docs!("Amazon EKS user guide, pod identities; cdk-preflight, podidentity-duplicate"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let design = facts.design;
    let has_agent = roles::addon(facts, roles::AGENT).is_some();
    if design.uses_pod_identity() && roles::has_own_nodes(facts) && !has_agent {
        let finding = report.add(
            Subject::Addons,
            "Pod Identity is used without the add-on eks-pod-identity-agent",
            "Install the add-on.",
        );
        if let Some(edit) = roles::add_agent() {
            finding.fix("Install it", edit);
        }
    }
    let by_pod_identity = |w: &&Workload| w.identity == WorkloadIdentity::PodIdentity;
    let workloads: Vec<&Workload> = design.access.workloads.iter().filter(by_pod_identity).collect();
    let accounts: Vec<String> =
        workloads.iter().map(|w| format!("{}/{}", w.namespace, w.service_account)).collect();
    let mut doubled: Vec<&String> = roles::twice(&accounts);
    let with_role = design.cluster.addons.iter().filter(|(_, a)| a.identity == Identity::PodIdentity);
    let addons: Vec<_> = with_role.filter_map(|(name, _)| roles::facts_of(name)).collect();
    let taken = |w: &Workload| addons.iter().any(|addon| roles::is_of(w, addon));
    for (workload, account) in workloads.iter().zip(&accounts) {
        if taken(workload) && !doubled.contains(&account) {
            doubled.push(account);
        }
    }
    if doubled.is_empty() {
        return;
    }
    report
        .add(
            Subject::Workloads,
            format!("Several roles are for the service account {}", list(doubled)),
            "Keep one role for each service account, with all rights that its pods need.",
        )
        .fix_if_any(roles::with_workloads(facts, "Merge them", joined(facts, taken)));
}

/// The workloads, where those of one service account are one and none is for an add-on that has its own.
fn joined(facts: &Facts<'_>, taken: impl Fn(&Workload) -> bool) -> Vec<Workload> {
    let mut joined: Vec<Workload> = Vec::new();
    let stays = |w: &&Workload| w.identity != WorkloadIdentity::PodIdentity || !taken(w);
    for workload in facts.design.access.workloads.iter().filter(stays) {
        let same = |other: &&mut Workload| {
            other.identity == WorkloadIdentity::PodIdentity
                && workload.identity == WorkloadIdentity::PodIdentity
                && other.namespace == workload.namespace
                && other.service_account == workload.service_account
        };
        match joined.iter_mut().find(same) {
            Some(other) => {
                other.policies.extend(workload.policies.iter().cloned());
                other.statements.extend(workload.statements.iter().cloned());
            }
            None => joined.push(workload.clone()),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{access, check_findings, v};
    use crate::design::Addon;
    use expect_test::expect;
    use std::sync::Arc;

    fn workload(name: &str, namespace: &str, account: &str) -> Workload {
        Workload {
            name: v(name),
            namespace: v(namespace),
            service_account: v(account),
            identity: WorkloadIdentity::PodIdentity,
            policies: Default::default(),
            statements: Vec::new(),
        }
    }

    #[test]
    fn without_the_agent() {
        let mut design = access(|a| a.workloads = vec![workload("uploads", "shop", "uploads")]);
        check_findings(&RULE, &design, expect![[""]]);
        Arc::make_mut(&mut design.cluster).addons.clear();
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at add-ons: Pod Identity is used without the add-on eks-pod-identity-agent
              Install the add-on.
              [Install it] Install the add-on eks-pod-identity-agent"#]],
        );
        // Auto Mode has the agent on its nodes.
        Arc::make_mut(&mut design.compute).node_groups.clear();
        check_findings(&RULE, &design, expect![[""]]);
    }

    #[test]
    fn one_account_twice() {
        let account = |second: &str| {
            let workloads = vec![workload("a", "shop", "uploads"), workload("b", "shop", second)];
            access(|a| a.workloads = workloads)
        };
        check_findings(
            &RULE,
            &account("uploads"),
            expect![[r#"
            Error at workloads: Several roles are for the service account shop/uploads
              Keep one role for each service account, with all rights that its pods need.
              [Merge them] Change the workload roles"#]],
        );
        check_findings(&RULE, &account("others"), expect![[""]]);
        let mut design =
            access(|a| a.workloads = vec![workload("ebs", "kube-system", "ebs-csi-controller-sa")]);
        let name = "aws-ebs-csi-driver";
        Arc::make_mut(&mut design.cluster).addons.insert(v(name), Addon::usual(name));
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at workloads: Several roles are for the service account kube-system/ebs-csi-controller-sa
              Keep one role for each service account, with all rights that its pods need.
              [Merge them] Change the workload roles"#]],
        );
    }
}
