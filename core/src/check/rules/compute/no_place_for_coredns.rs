//! NG025: CoreDNS has no node to run on.

use super::linux_group;
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::places::coredns_on_fargate;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{NodeGroup, Scaling, Subject};
use crate::edit::ComputeEdit;
use crate::value::{Taint, TaintEffect};

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG025",
    name: "no_place_for_coredns",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!(
        "No Linux node that takes pods without a toleration is there at the start, nor Fargate or Auto Mode for CoreDNS."
    ),
    why: "CoreDNS and the other add-ons run as ordinary pods. Without a node for them the rollout waits, \
          then fails, and no name resolves in the cluster.",
    source: docs!("Amazon EKS user guide, CoreDNS; EKS API, add-on error InsufficientNumberOfReplicas"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    // Fargate alone is FG008's, Windows alone NG024's; Auto Mode brings CoreDNS and starts nodes by itself.
    let has_other =
        facts.starts_on_fargate() || coredns_on_fargate(facts) || facts.design.compute.auto_mode.is_some();
    if has_other || facts.linux_groups().next().is_none() && !facts.groups.is_empty() {
        return;
    }
    let open: Vec<&NodeGroup> =
        facts.linux_groups().filter(|g| !g.taints.iter().any(keeps_coredns_away)).collect();
    if open.iter().any(|g| g.scaling.desired > 0) {
        return;
    }
    if let Some(group) = open.first() {
        let scaling = Scaling {
            min: group.scaling.min,
            desired: group.scaling.max.clamp(1, 2),
            max: group.scaling.max.max(1),
        };
        report
            .add(
                Subject::NodeGroup(group.id),
                "CoreDNS has no node: every node group that could take it starts empty",
                "Let a node group without taints start with a node, better two.",
            )
            .fix(
                format!("Start {} with {}", group.name, scaling.desired),
                ComputeEdit::SetScaling { group: group.id, scaling },
            );
    } else if facts.groups.is_empty() {
        report
            .add(Subject::Cluster, "No node group: CoreDNS has no node to run on", "Add a node group.")
            .fix_if_any(linux_group(facts));
    } else {
        report
            .add(
                Subject::Cluster,
                "CoreDNS has no node: every node group has a taint that keeps it away",
                "Add a node group without taints for the add-ons.",
            )
            .related(facts.groups.iter().map(|g| Subject::NodeGroup(g.id)));
    }
}

/// CoreDNS tolerates `CriticalAddonsOnly`, and a preference is no obstacle.
fn keeps_coredns_away(taint: &Taint) -> bool {
    taint.effect != TaintEffect::PreferNoSchedule && taint.key.as_str() != "CriticalAddonsOnly"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{auto_mode, check_findings, fargate, group, groups, v};
    use crate::edit::suggest;
    use crate::value::AmiType;
    use expect_test::expect;
    use std::sync::Arc;

    fn taint(key: &str, effect: TaintEffect) -> Taint {
        Taint { key: v(key), value: None, effect }
    }

    #[test]
    fn no_group_and_only_empty_ones() {
        check_findings(
            &RULE,
            &groups(&[], |_| {}),
            expect![[r#"
            Error at cluster: No node group: CoreDNS has no node to run on
              Add a node group.
              [Add a node group] Add node group general"#]],
        );
        check_findings(
            &RULE,
            &groups(&["a", "b"], |g| g.scaling = Scaling { min: 0, desired: 0, max: 1 }),
            expect![[r#"
                Error at node-group-6: CoreDNS has no node: every node group that could take it starts empty
                  Let a node group without taints start with a node, better two.
                  [Start a with 1] Scale a to 0 – 1 – 1"#]],
        );
    }

    #[test]
    fn all_tainted() {
        check_findings(
            &RULE,
            &group(|g| g.taints = vec![taint("gpu", TaintEffect::NoSchedule)]),
            expect![[r#"
                Error at cluster (with node-group-3): CoreDNS has no node: every node group has a taint that keeps it away
                  Add a node group without taints for the add-ons."#]],
        );
    }

    #[test]
    fn other_places() {
        check_findings(&RULE, &fargate(|_| {}), expect![[""]]);
        check_findings(
            &RULE,
            &auto_mode(|d| Arc::make_mut(&mut d.compute).node_groups.clear()),
            expect![[""]],
        );
        check_findings(&RULE, &group(|g| g.ami_type = AmiType::WindowsCore2022), expect![[""]]);
        let gpus = group(|g| g.taints = vec![taint("gpu", TaintEffect::NoSchedule)]);
        let mut beside = gpus.edited(&suggest::add_fargate_profile(&gpus).unwrap()).unwrap();
        check_findings(
            &RULE,
            &beside,
            expect![[r#"
            Error at cluster (with node-group-3): CoreDNS has no node: every node group has a taint that keeps it away
              Add a node group without taints for the add-ons."#]],
        );
        let addon = Arc::make_mut(&mut beside.cluster).addons.get_mut(&v("coredns")).unwrap();
        addon.configuration = Some(v(r#"{"computeType":"Fargate"}"#));
        check_findings(&RULE, &beside, expect![[""]]);
    }

    #[test]
    fn taints_that_coredns_does_not_mind() {
        let taints =
            [taint("CriticalAddonsOnly", TaintEffect::NoSchedule), taint("x", TaintEffect::PreferNoSchedule)];
        check_findings(&RULE, &group(|g| g.taints = taints.to_vec()), expect![[""]]);
    }
}
