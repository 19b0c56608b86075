//! SUB028: a zone that the region does not have. The rule is ours.

use crate::catalog;
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::edit::NetworkEdit;
use crate::value::ZoneId;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB028",
    name: "zone_outside_region",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!(
        "A zone is not one of the region's in the catalog: an error where it belongs to another region, a \
          warning where it may be new."
    ),
    why: "A subnet lies in a zone of its VPC's region, so AWS refuses one in any other.",
    source: docs!("EC2 API, CreateSubnet (InvalidParameterValue); zone ids in core/data/regions.csv"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(region) = facts.region else { return };
    for zone in &facts.design.network.zones {
        if region.zones.contains(zone) {
            continue;
        }
        // EKS refuses some zones of old that the list of offerings no longer has: SUB007 speaks of those.
        if region.zones_without_control_plane.contains(zone) {
            continue;
        }
        let code = |z: &ZoneId| z.as_str().split('-').next().map(str::to_owned);
        let foreign = region.zones.first().map(code) != Some(code(zone));
        let (severity, title) = if foreign {
            (Severity::Error, format!("{zone} is not a zone of {}", region.region))
        } else {
            let day = catalog::collected_on();
            (Severity::Warning, format!("{zone} was not a zone of {} on {day}", region.region))
        };
        let subnets = facts.subnets.iter().filter(|s| &s.zone == zone);
        let finding = report.add(Subject::Zone(zone.clone()), title, "Use a zone of the region.");
        finding.severity(severity).related(subnets.map(|s| Subject::Subnet(s.id)));
        if let Some(to) = facts.unused_zones().next() {
            let edit = NetworkEdit::MoveZone { zone: zone.clone(), to: to.clone() };
            finding.fix(format!("Move to {to}"), edit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, design, v};
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn another_region_and_a_zone_that_may_be_new() {
        check_findings(
            &RULE,
            &design(|d| d.region = v("eu-west-1")),
            expect![[r#"
            Error at zone-euc1-az1 (with subnet-1, subnet-4): euc1-az1 is not a zone of eu-west-1
              Use a zone of the region.
              [Move to euw1-az1] Move zone euc1-az1 to euw1-az1
            Error at zone-euc1-az2 (with subnet-2, subnet-5): euc1-az2 is not a zone of eu-west-1
              Use a zone of the region.
              [Move to euw1-az1] Move zone euc1-az2 to euw1-az1"#]],
        );
        let design = design(|d| {
            let network = Arc::make_mut(&mut d.network);
            network.zones[1] = v("euc1-az7");
            network
                .subnets
                .iter_mut()
                .filter(|s| s.zone == v("euc1-az2"))
                .for_each(|s| s.zone = v("euc1-az7"));
        });
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Warning at zone-euc1-az7 (with subnet-2, subnet-5): euc1-az7 was not a zone of eu-central-1 on 2026-11-23
              Use a zone of the region.
              [Move to euc1-az2] Move zone euc1-az7 to euc1-az2"#]],
        );
    }

    #[test]
    fn the_regions_own() {
        check_findings(&RULE, &design(|_| {}), expect![[""]]);
    }
}
