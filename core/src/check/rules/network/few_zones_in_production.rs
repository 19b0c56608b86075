//! SUB010: a production cluster in fewer than three zones.

use crate::check::Severity;
use crate::check::draft::Draft;
use crate::check::facts::Facts;
use crate::check::facts::usable_zones;
use crate::check::finding::Fix;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::count;
use crate::design::{Design, Subject};
use crate::edit::NetworkEdit;
use crate::sorted;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB010",
    name: "few_zones_in_production",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("A production design has subnets in fewer than three zones, although the region has three."),
    why: "With two zones the failure of one takes half the capacity; with three, a third.",
    source: docs!("EKS best practices guide, reliability/dataplane; eksctl, RecommendedAvailabilityZones"),
    run,
};

const WANTED: usize = 3;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let wanted = WANTED.min(usable_zones(facts.region).count());
    let found = zones(facts.design);
    if !facts.is_production() || found >= wanted {
        return;
    }
    report
        .add(
            Subject::Vpc,
            format!("A production cluster in {}", count(found, "zone")),
            format!("Use {wanted} zones."),
        )
        .fix_if_any(add_zones(facts, wanted));
}

fn zones(design: &Design) -> usize {
    sorted::set(design.network.subnets.iter().map(|s| &s.zone)).len()
}

fn add_zones(facts: &Facts<'_>, wanted: usize) -> Option<Fix> {
    let mut draft = Draft::of(facts.design);
    for zone in facts.unused_zones() {
        if zones(draft.design()) < wanted {
            draft.apply(NetworkEdit::AddZone { zone: zone.clone() })?;
        }
    }
    if zones(draft.design()) < wanted { None } else { draft.into_fix("Add a third zone") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, in_production, network, v};
    use expect_test::expect;

    #[test]
    fn two_zones() {
        check_findings(
            &RULE,
            &in_production(network(|_| {})),
            expect![[r#"
            Warning at vpc: A production cluster in 2 zones
              Use 3 zones.
              [Add a third zone] Add zone euc1-az3"#]],
        );
    }

    #[test]
    fn no_room() {
        check_findings(
            &RULE,
            &in_production(network(|n| n.cidr = v("10.0.32.0/20"))),
            expect![[r#"
            Warning at vpc: A production cluster in 2 zones
              Use 3 zones."#]],
        );
    }

    #[test]
    fn an_experiment_and_a_region_of_two_zones() {
        check_findings(&RULE, &network(|_| {}), expect![[""]]);
        let mut design = in_production(network(|_| {}));
        design.region = v("us-west-1");
        check_findings(&RULE, &design, expect![[""]]);
    }
}
