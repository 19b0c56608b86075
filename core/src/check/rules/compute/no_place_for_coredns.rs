//! NG025: CoreDNS has no node to run on.

use crate::check::Severity;
use crate::check::draft::Draft;
use crate::check::facts::Facts;
use crate::check::finding::Fix;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{NodeGroup, NodeGroupId, Scaling, Subject};
use crate::edit::ComputeEdit;
use crate::value::{AmiType, CapacityType, Taint, TaintEffect};

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG025",
    name: "no_place_for_coredns",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!("No node group starts with a node that takes pods without a toleration."),
    why: "CoreDNS and the other add-ons run as ordinary pods. Without a node for them the rollout waits, \
          then fails, and no name resolves in the cluster.",
    source: docs!("Amazon EKS user guide, CoreDNS; EKS API, add-on error InsufficientNumberOfReplicas"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let compute = &facts.design.compute;
    if compute.auto_mode.is_some() || !compute.fargate_profiles.is_empty() {
        return;
    }
    let open: Vec<&&NodeGroup> =
        facts.groups.iter().filter(|g| !g.taints.iter().any(keeps_coredns_away)).collect();
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
            .fix_if_any(first_group(facts));
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

/// A small group for a start, in all private subnets.
fn first_group(facts: &Facts<'_>) -> Option<Fix> {
    let mut draft = Draft::of(facts.design);
    let group = NodeGroup {
        id: NodeGroupId(facts.design.next_id),
        name: "general".parse().ok()?,
        kind: Default::default(),
        instance_types: vec!["m5.large".parse().ok()?],
        capacity_type: CapacityType::OnDemand,
        ami_type: AmiType::Al2023X86,
        scaling: Scaling { min: 2, desired: 2, max: 4 },
        disk_size_gib: 50.try_into().ok()?,
        labels: Default::default(),
        taints: Vec::new(),
        subnets: facts.design.network.subnets_of(crate::design::Tier::Private).map(|s| s.id).collect(),
        settings: Default::default(),
    };
    if group.subnets.is_empty() {
        return None;
    }
    draft.apply(ComputeEdit::AddNodeGroup { group })?;
    draft.into_fix("Add a node group")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, groups, v};
    use expect_test::expect;

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
    fn taints_that_coredns_does_not_mind() {
        let taints =
            [taint("CriticalAddonsOnly", TaintEffect::NoSchedule), taint("x", TaintEffect::PreferNoSchedule)];
        check_findings(&RULE, &group(|g| g.taints = taints.to_vec()), expect![[""]]);
    }
}
