//! FG009: add-ons that Fargate does not run.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::places::report_idle;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::agree;

pub(in crate::check) static RULE: Rule = Rule {
    id: "FG009",
    name: "addons_without_nodes",
    area: Area::Fargate,
    severity: Severity::Warning,
    what: docs!("Only Fargate runs pods, and an add-on needs nodes."),
    why: "Fargate runs no DaemonSets, privileged pods or EBS volumes: what such an add-on installs never starts.",
    source: docs!("Amazon EKS user guide, fargate; add-ons: core/data/addons.csv"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let idle = facts.idle_addons();
    if idle.is_empty() || !facts.runs_on_fargate() {
        return;
    }
    let verb = agree(idle.len(), "needs", "need");
    report_idle(report, &idle, &format!("{verb} nodes, and all pods run on Fargate"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, fargate, v};
    use crate::design::Addon;
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn the_usual_and_storage() {
        check_findings(
            &RULE,
            &fargate(|_| {}),
            expect![[r#"
            Note at add-ons: eks-pod-identity-agent, kube-proxy and vpc-cni need nodes, and all pods run on Fargate
              Remove them, or add a node group.
              [Remove them] Remove the add-on eks-pod-identity-agent; Remove the add-on kube-proxy; Remove the add-on vpc-cni"#]],
        );
        let mut design = fargate(|_| {});
        Arc::make_mut(&mut design.cluster).addons.insert(v("aws-ebs-csi-driver"), Addon::default());
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Warning at add-ons: aws-ebs-csi-driver, eks-pod-identity-agent and 2 more need nodes, and all pods run on Fargate
              Remove them, or add a node group.
              [Remove them] Remove the add-on aws-ebs-csi-driver; Remove the add-on eks-pod-identity-agent; Remove the add-on kube-proxy; Remove the add-on vpc-cni"#]],
        );
    }

    #[test]
    fn with_nodes_to_come_and_without_such() {
        let mut design = fargate(|_| {});
        design.intent.karpenter = true;
        check_findings(&RULE, &design, expect![[""]]);
        let mut design = fargate(|_| {});
        Arc::make_mut(&mut design.cluster).addons.retain(|name, _| name.as_str() == "coredns");
        check_findings(&RULE, &design, expect![[""]]);
    }
}
