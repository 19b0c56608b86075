//! FG010: Pod Identity for pods on Fargate.

use crate::catalog;
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{Addon, Identity, Subject, Workload, WorkloadIdentity};
use crate::edit::{AccessEdit, ClusterEdit, Edit};
use crate::value::AddonName;

pub(in crate::check) static RULE: Rule = Rule {
    id: "FG010",
    name: "pod_identity_on_fargate",
    area: Area::Fargate,
    severity: Severity::Error,
    what: docs!("A workload or an add-on gets its role by Pod Identity, and its pods run on Fargate."),
    why: "Pod Identity works through an agent on every node, and Fargate has none: the pods get no credentials.",
    source: docs!("Amazon EKS user guide, pod-identities (restrictions)"),
    run,
};

const HELP: &str = "Use IRSA for them: it works everywhere.";

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let on_fargate = |namespace: &str| facts.runs_on_fargate() || facts.takes_namespace(namespace);
    let is_lost =
        |w: &&Workload| w.identity == WorkloadIdentity::PodIdentity && on_fargate(w.namespace.as_str());
    let workloads = &facts.design.access.workloads;
    let lost: Vec<_> = workloads.iter().filter(is_lost).map(|w| &w.name).collect();
    if !lost.is_empty() {
        let identity = |w: &Workload| if is_lost(&w) { WorkloadIdentity::Irsa } else { w.identity };
        let mended = workloads.iter().map(|w| Workload { identity: identity(w), ..w.clone() });
        report
            .add(Subject::Workloads, format!("{} on Fargate cannot use Pod Identity", list(&lost)), HELP)
            .fix("Use IRSA", AccessEdit::SetWorkloads { workloads: mended.collect() });
    }
    // Networking and the agent itself run on nodes alone.
    let namespace = |name: &AddonName| {
        let known = catalog::addons().iter().find(|a| a.name == name.as_str() && a.kind != "networking");
        known.and_then(|a| a.namespace)
    };
    let lost: Vec<(&AddonName, &Addon)> = facts
        .design
        .cluster
        .addons
        .iter()
        .filter(|(name, addon)| {
            addon.identity == Identity::PodIdentity && namespace(name).is_some_and(on_fargate)
        })
        .collect();
    if !lost.is_empty() {
        let with_irsa = |(name, addon): &(&AddonName, &Addon)| {
            let addon = Some(Addon { identity: Identity::Irsa, ..(*addon).clone() });
            ClusterEdit::SetAddon { name: (*name).clone(), addon }.into()
        };
        let title = format!("{} on Fargate cannot use Pod Identity", list(lost.iter().map(|(name, _)| name)));
        report
            .add(Subject::Addons, title, HELP)
            .fix("Use IRSA", Edit::Batch { edits: lost.iter().map(with_irsa).collect() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, fargate, v};
    use crate::design::Design;
    use crate::edit::suggest;
    use expect_test::expect;
    use std::sync::Arc;

    fn with(mut design: Design, namespace: &str) -> Design {
        let workload = Workload {
            name: v("uploads"),
            namespace: v(namespace),
            service_account: v("uploads"),
            identity: WorkloadIdentity::PodIdentity,
            policies: Default::default(),
            statements: Vec::new(),
        };
        Arc::make_mut(&mut design.access).workloads = vec![workload];
        design
    }

    #[test]
    fn a_workload_and_an_addon() {
        check_findings(
            &RULE,
            &with(fargate(|_| {}), "default"),
            expect![[r#"
            Error at workloads: uploads on Fargate cannot use Pod Identity
              Use IRSA for them: it works everywhere.
              [Use IRSA] Change the workload roles"#]],
        );
        let mut design = fargate(|_| {});
        let addon = Addon { identity: Identity::PodIdentity, ..Addon::default() };
        Arc::make_mut(&mut design.cluster).addons.insert(v("aws-efs-csi-driver"), addon);
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at add-ons: aws-efs-csi-driver on Fargate cannot use Pod Identity
              Use IRSA for them: it works everywhere.
              [Use IRSA] Change the add-on aws-efs-csi-driver"#]],
        );
    }

    #[test]
    fn beside_nodes() {
        let reference = crate::design::starters::reference();
        let design = reference.edited(&suggest::add_fargate_profile(&reference).unwrap()).unwrap();
        check_findings(
            &RULE,
            &with(design.clone(), "kube-system"),
            expect![[r#"
            Error at workloads: uploads on Fargate cannot use Pod Identity
              Use IRSA for them: it works everywhere.
              [Use IRSA] Change the workload roles"#]],
        );
        check_findings(&RULE, &with(design, "default"), expect![[""]]);
    }
}
