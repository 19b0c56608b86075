//! NG020: a minimum above the number of nodes that run. A warning: the autoscaler may have raised that number since.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{NodeGroup, Subject};
use crate::sorted;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG020",
    name: "minimum_above_running",
    area: Area::Compute,
    severity: Severity::Warning,
    what: docs!("The minimum of a managed node group is above the desired size that is rolled out."),
    why: "Terraform leaves the desired size to the autoscaler after the creation, so AWS gets a minimum above it and refuses: “Minimum capacity can't be greater than desired size”.",
    source: docs!(
        "EKS API refusal “Minimum capacity … can't be greater than desired size”; terraform-aws-eks (lifecycle of desired_size)"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(deployed) = facts.deployed else { return };
    let mut running: Vec<&NodeGroup> = deployed.compute.node_groups.iter().collect();
    sorted::sort_by(&mut running, |a, b| a.name.cmp(&b.name));
    for group in &facts.groups {
        let Ok(index) = running.binary_search_by(|r| r.name.cmp(&group.name)) else { continue };
        // An Auto Scaling group that is not EKS's raises the number itself, and one of another kind is made anew.
        let are_managed = group.managed().is_some() && running[index].managed().is_some();
        let (min, desired) = (group.scaling.min, running[index].scaling.desired);
        if min > desired && are_managed {
            report
                .add(
                    Subject::NodeGroup(group.id),
                    format!("{} runs with {desired} nodes, and its minimum would be {min}", group.name),
                    format!("Scale the running group to {min} first (aws eks update-nodegroup-config), then raise the minimum."),
                );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Context;
    use crate::check::testing::{check_findings, check_findings_on, context, group};
    use expect_test::expect;
    use std::sync::Arc;

    fn rolled_out(change: impl FnOnce(&mut NodeGroup)) -> Context {
        Context { deployed: Some(Arc::new(group(change))), ..context() }
    }

    #[test]
    fn three_of_two() {
        let three = group(|g| g.scaling.min = 3);
        check_findings_on(
            &RULE,
            &three,
            &rolled_out(|_| {}),
            expect![[r#"
            Warning at node-group-3: general runs with 2 nodes, and its minimum would be 3
              Scale the running group to 3 first (aws eks update-nodegroup-config), then raise the minimum."#]],
        );
        check_findings_on(&RULE, &three, &rolled_out(|g| g.scaling.desired = 3), expect![[""]]);
        check_findings(&RULE, &three, expect![[""]]);
    }
}
