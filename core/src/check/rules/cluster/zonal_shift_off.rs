//! CTL023: traffic cannot be shifted away from a zone that fails.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::ClusterEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CTL023",
    name: "zonal_shift_off",
    area: Area::Cluster,
    severity: Severity::Note,
    what: docs!("Zonal shift is off in production, in a design of several zones."),
    why: "When a zone is in trouble but not down, AWS or you can move traffic out of it. That is allowed beforehand, and costs nothing.",
    source: docs!(
        "Amazon EKS user guide, zonal shift (Amazon Application Recovery Controller); EKS API, ZonalShiftConfigRequest"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let several = facts.node_zones().len() > 1;
    if facts.is_production() && several && !facts.design.cluster.zonal_shift {
        report
            .add(
                Subject::Cluster,
                "Traffic cannot be shifted away from a zone that fails",
                "Allow zonal shift.",
            )
            .fix("Allow it", ClusterEdit::SetZonalShift { enabled: true });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, in_production};
    use expect_test::expect;

    #[test]
    fn in_production_and_elsewhere() {
        check_findings(
            &RULE,
            &in_production(cluster(|_| {})),
            expect![[r#"
            Note at cluster: Traffic cannot be shifted away from a zone that fails
              Allow zonal shift.
              [Allow it] Allow zonal shift"#]],
        );
        check_findings(&RULE, &in_production(cluster(|c| c.zonal_shift = true)), expect![[""]]);
        check_findings(&RULE, &cluster(|_| {}), expect![[""]]);
    }
}
