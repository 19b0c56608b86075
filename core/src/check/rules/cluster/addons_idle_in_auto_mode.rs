//! ADD002: add-ons with nothing to run on but Auto Mode. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::places::report_idle;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::agree;

pub(in crate::check) static RULE: Rule = Rule {
    id: "ADD002",
    name: "addons_idle_in_auto_mode",
    area: Area::Cluster,
    severity: Severity::Warning,
    what: docs!("All nodes are those of Auto Mode, and an add-on does not run there."),
    why: "Auto Mode brings networking, Pod Identity and EBS volumes itself; the add-ons for them stay away from its nodes.",
    source: docs!("Amazon EKS user guide, automode; add-ons: core/data/addons.csv"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let idle = facts.idle_addons();
    if idle.is_empty() || !facts.runs_on_auto_mode() {
        return;
    }
    let verb = agree(idle.len(), "has", "have");
    report_idle(report, &idle, &format!("{verb} nothing to do on nodes of Auto Mode"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{auto_mode, check_findings, v};
    use crate::design::Design;
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn alone_and_beside_others() {
        let alone = |d: &mut Design| Arc::make_mut(&mut d.compute).node_groups.clear();
        check_findings(
            &RULE,
            &auto_mode(alone),
            expect![[r#"
            Note at add-ons: eks-pod-identity-agent, kube-proxy and vpc-cni have nothing to do on nodes of Auto Mode
              Remove them, or add a node group.
              [Remove them] Remove the add-on eks-pod-identity-agent; Remove the add-on kube-proxy; Remove the add-on vpc-cni"#]],
        );
        let with_volumes = auto_mode(|d| {
            alone(d);
            Arc::make_mut(&mut d.cluster).addons = [(v("aws-ebs-csi-driver"), Default::default())].into();
        });
        check_findings(
            &RULE,
            &with_volumes,
            expect![[r#"
            Warning at add-ons: aws-ebs-csi-driver has nothing to do on nodes of Auto Mode
              Remove them, or add a node group.
              [Remove them] Remove the add-on aws-ebs-csi-driver"#]],
        );
        check_findings(&RULE, &auto_mode(|_| {}), expect![[""]]);
    }
}
