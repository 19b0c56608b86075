//! NG017: spot capacity from a single pool.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::value::CapacityType;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG017",
    name: "spot_with_one_type",
    area: Area::Compute,
    severity: Severity::Warning,
    what: docs!("A spot node group names a single instance type."),
    why: "Spot capacity comes from one pool a type and zone. When AWS takes that pool back, a group of one \
          type has nowhere to go.",
    source: docs!("Amazon EKS user guide, managed node groups (spot best practices)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in &facts.groups {
        let [only] = group.instance_types.as_slice() else { continue };
        let has_spot = group.self_managed().is_none_or(|nodes| nodes.on_demand_percent.get() < 100);
        if group.capacity_type == CapacityType::Spot && has_spot {
            report.add(
                Subject::NodeGroup(group.id),
                format!("{} is spot and {only} its only instance type", group.name),
                "Add types with as many vCPU and as much memory, such as those of neighbouring families.",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use expect_test::expect;

    #[test]
    fn one_type() {
        check_findings(
            &RULE,
            &group(|g| g.capacity_type = CapacityType::Spot),
            expect![[r#"
            Warning at node-group-3: general is spot and m5.large its only instance type
              Add types with as many vCPU and as much memory, such as those of neighbouring families."#]],
        );
    }

    #[test]
    fn two_types_and_on_demand() {
        let design = group(|g| {
            g.capacity_type = CapacityType::Spot;
            g.instance_types.push(v("m5a.large"));
        });
        check_findings(&RULE, &design, expect![[""]]);
        check_findings(&RULE, &group(|_| {}), expect![[""]]);
    }
}
