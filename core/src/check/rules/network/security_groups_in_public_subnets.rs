//! POD009: security groups of pods on nodes in public subnets.

use crate::check::Severity;
use crate::check::draft::Draft;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{Subject, Tier};

pub(in crate::check) static RULE: Rule = Rule {
    id: "POD009",
    name: "security_groups_in_public_subnets",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("Pods may have security groups of their own, and a node group is in public subnets."),
    why: "Such pods have no public address and no other way out: their traffic to the internet is lost in a public subnet.",
    source: docs!("Amazon EKS user guide, security-groups-for-pods (considerations)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if !facts.design.network.pod_addresses.security_groups {
        return;
    }
    for group in facts.linux_groups() {
        let public: Vec<_> = facts
            .subnets_of(Tier::Public)
            .filter(|s| group.subnets.contains(&s.id))
            .map(|s| &s.name)
            .collect();
        if public.is_empty() {
            continue;
        }
        let mut draft = Draft::of(facts.design);
        let placed = draft.place_in_private_subnets(group.id);
        report
            .add(
                Subject::NodeGroup(group.id),
                format!("Pods of {} with security groups lose their way out in {}", group.name, list(public)),
                "Run the nodes in private subnets.",
            )
            .fix_if_any(placed.and_then(|()| draft.into_fix("Use the private subnets")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network};
    use crate::design::SubnetId;
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn public_and_private() {
        let with = |subnets: &[u32]| {
            let mut design = network(|n| n.pod_addresses.security_groups = true);
            let group = &mut Arc::make_mut(&mut design.compute).node_groups[0];
            group.subnets = subnets.iter().map(|n| SubnetId(*n)).collect();
            design
        };
        check_findings(
            &RULE,
            &with(&[1, 4]),
            expect![[r#"
            Warning at node-group-3: Pods of general with security groups lose their way out in public-az1
              Run the nodes in private subnets.
              [Use the private subnets] Place general in 2 subnets"#]],
        );
        check_findings(&RULE, &with(&[1, 2]), expect![[""]]);
    }
}
