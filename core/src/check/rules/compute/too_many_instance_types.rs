//! NG003: more instance types than a group takes.

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
    what: docs!(
        "A managed node group names more than 20 instance types, or a self-managed one more than 40."
    ),
    why: "EKS takes 20 instance types for a node group, an Auto Scaling group 40; more are refused.",
    source: docs!(
        "EKS API, CreateNodegroup (instanceTypes); Amazon EC2 Auto Scaling user guide, mixed instances groups"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in &facts.groups {
        let (who, most) = if group.managed().is_some() { ("EKS", 20) } else { ("an Auto Scaling group", 40) };
        let Some(kept) = group.instance_types.get(..most).filter(|k| k.len() < group.instance_types.len())
        else {
            continue;
        };
        let instance_types = kept.to_vec();
        report
            .add(
                Subject::NodeGroup(group.id),
                format!(
                    "{} names {} instance types; {who} takes {most}",
                    group.name,
                    group.instance_types.len()
                ),
                "Remove the types that you want least.",
            )
            .fix(
                format!("Keep the first {most}"),
                ComputeEdit::SetInstanceTypes { group: group.id, instance_types },
            );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use crate::design::NodeGroupKind;
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
        let own = |count| {
            group(|g| {
                g.kind = NodeGroupKind::SelfManaged(Default::default());
                g.instance_types = vec![v("m5.large"); count];
            })
        };
        check_findings(
            &RULE,
            &own(41),
            expect![[r#"
            Error at node-group-3: general names 41 instance types; an Auto Scaling group takes 40
              Remove the types that you want least.
              [Keep the first 40] Change the instance types of general"#]],
        );
        check_findings(&RULE, &own(40), expect![[""]]);
    }
}
