//! NG003: more instance types than EKS takes.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::ComputeEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG003",
    name: "too_many_instance_types",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!("A node group names more than 20 instance types."),
    why: "EKS takes 20 instance types for a node group and refuses more.",
    source: docs!("EKS API, CreateNodegroup (instanceTypes)"),
    run,
};

const MOST: usize = 20;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in facts.groups.iter().filter(|g| g.instance_types.len() > MOST) {
        let instance_types = group.instance_types[..MOST].to_vec();
        report
            .add(
                Subject::NodeGroup(group.id),
                format!(
                    "{} names {} instance types; EKS takes {MOST}",
                    group.name,
                    group.instance_types.len()
                ),
                "Remove the types that you want least.",
            )
            .fix("Keep the first 20", ComputeEdit::SetInstanceTypes { group: group.id, instance_types });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use expect_test::expect;

    #[test]
    fn twenty_one_and_twenty() {
        check_findings(
            &RULE,
            &group(|g| g.instance_types = vec![v("m5.large"); 21]),
            expect![[r#"
            Error at node-group-3: general names 21 instance types; EKS takes 20
              Remove the types that you want least.
              [Keep the first 20] Change the instance types of general"#]],
        );
        check_findings(&RULE, &group(|g| g.instance_types = vec![v("m5.large"); 20]), expect![[""]]);
    }
}
