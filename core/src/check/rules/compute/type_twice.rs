//! NG038: an instance type that a group names twice. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::ComputeEdit;
use crate::value::InstanceType;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG038",
    name: "type_twice",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!("A node group names an instance type twice."),
    why: "AWS takes each type once in a group, and the provider refuses the list before anything is made.",
    source: docs!("EKS API, CreateNodegroup; Auto Scaling API, LaunchTemplateOverrides (each type once)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in &facts.groups {
        let mut once: Vec<InstanceType> = Vec::new();
        let mut twice = None;
        for instance_type in &group.instance_types {
            if once.contains(instance_type) {
                twice = Some(instance_type);
            } else {
                once.push(instance_type.clone());
            }
        }
        let Some(twice) = twice else { continue };
        report
            .add(
                Subject::NodeGroup(group.id),
                format!("{} names {twice} twice", group.name),
                "Name each type once.",
            )
            .fix("Name each once", ComputeEdit::SetInstanceTypes { group: group.id, instance_types: once });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use expect_test::expect;

    #[test]
    fn twice_and_once() {
        check_findings(
            &RULE,
            &group(|g| g.instance_types = vec![v("m5.large"), v("m6i.large"), v("m5.large")]),
            expect![[r#"
            Error at node-group-3: general names m5.large twice
              Name each type once.
              [Name each once] Change the instance types of general"#]],
        );
        check_findings(
            &RULE,
            &group(|g| g.instance_types = vec![v("m5.large"), v("m6i.large")]),
            expect![[""]],
        );
    }
}
