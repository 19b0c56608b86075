//! NG022: instance types of several sizes in one group.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::Subject;
use crate::sorted;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG022",
    name: "mixed_sizes",
    area: Area::Compute,
    severity: Severity::Warning,
    what: docs!("A managed node group names instance types of different sizes, such as large and 2xlarge."),
    why: "EKS sets the number of pods of all nodes by the smallest type, and the autoscaler calculates with one size: the larger nodes stay half empty.",
    source: docs!(
        "Amazon EKS user guide, create a managed node group; Kubernetes autoscaler, mixed instances"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in facts.groups.iter().filter(|g| g.managed().is_some()) {
        let sizes = sorted::set(
            group.instance_types.iter().filter_map(|t| t.as_str().split_once('.')).map(|(_, size)| size),
        );
        if sizes.len() > 1 {
            report.add(
                Subject::NodeGroup(group.id),
                format!("{} mixes the sizes {}", group.name, list(&sizes)),
                "Use types of one size, and a group of its own for the others.",
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
    fn two_sizes_and_one() {
        check_findings(
            &RULE,
            &group(|g| g.instance_types = vec![v("m5.large"), v("m5.2xlarge")]),
            expect![[r#"
                Warning at node-group-3: general mixes the sizes 2xlarge and large
                  Use types of one size, and a group of its own for the others."#]],
        );
        check_findings(
            &RULE,
            &group(|g| g.instance_types = vec![v("m5.large"), v("m6i.large")]),
            expect![[""]],
        );
    }
}
