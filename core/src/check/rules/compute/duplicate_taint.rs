//! LBL005: a taint that is given twice.

use std::collections::BTreeSet;

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::Subject;
use crate::edit::ComputeEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "LBL005",
    name: "duplicate_taint",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!("Two taints of a node group share key and effect."),
    why: "A node has one taint of a key and an effect; EKS refuses two, whatever their values.",
    source: docs!("EKS API, Taint; Kubernetes, core/v1 Taint"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    for group in &facts.groups {
        let mut seen = BTreeSet::new();
        let (taints, twice): (Vec<_>, Vec<_>) =
            group.taints.iter().cloned().partition(|t| seen.insert((t.key.clone(), t.effect)));
        if twice.is_empty() {
            continue;
        }
        let names = list(twice.iter().map(|t| format!("{} {}", t.key, t.effect.as_str())));
        report
            .add(
                Subject::NodeGroup(group.id),
                format!("{} has the taint {names} twice", group.name),
                "Keep one of them.",
            )
            .fix("Keep the first", ComputeEdit::SetTaints { group: group.id, taints });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use crate::value::{Taint, TaintEffect};
    use expect_test::expect;

    fn taint(value: &str, effect: TaintEffect) -> Taint {
        Taint { key: v("gpu"), value: Some(v(value)), effect }
    }

    #[test]
    fn two_values() {
        let taints = [taint("a", TaintEffect::NoSchedule), taint("b", TaintEffect::NoSchedule)];
        check_findings(
            &RULE,
            &group(|g| g.taints = taints.to_vec()),
            expect![[r#"
            Error at node-group-3: general has the taint gpu NO_SCHEDULE twice
              Keep one of them.
              [Keep the first] Change the taints of general"#]],
        );
    }

    #[test]
    fn two_effects() {
        let taints = [taint("a", TaintEffect::NoSchedule), taint("a", TaintEffect::NoExecute)];
        check_findings(&RULE, &group(|g| g.taints = taints.to_vec()), expect![[""]]);
    }
}
