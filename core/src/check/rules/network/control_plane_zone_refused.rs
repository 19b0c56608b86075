//! SUB007: the control plane would lie in a zone that EKS refuses.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::Subject;
use crate::edit::NetworkEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB007",
    name: "control_plane_zone_refused",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("A subnet of the control plane lies in use1-az3, usw1-az2 or cac1-az3."),
    why: "EKS has no room for control planes in these old zones and refuses the cluster \
          (UnsupportedAvailabilityZoneException).",
    source: docs!("Amazon EKS user guide, network requirements; eksctl pkg/az (2026-08-21)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let refused = facts.region.map_or(&[][..], |r| &r.zones_without_control_plane);
    for zone in refused {
        let inside: Vec<_> = facts.design.control_plane_subnets().filter(|s| &s.zone == zone).collect();
        if inside.is_empty() {
            continue;
        }
        let finding = report.add(
            Subject::Zone(zone.clone()),
            format!(
                "EKS places no control plane in {zone}, where {} lies",
                list(inside.iter().map(|s| &s.name))
            ),
            "Use another zone. Zone ids, unlike zone names, are the same in every account.",
        );
        finding.related(inside.iter().map(|s| Subject::Subnet(s.id)));
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
    use crate::design::{Design, Tier};
    use expect_test::expect;
    use std::sync::Arc;

    fn virginia(zone: &str, tier: Tier) -> Design {
        design(|d| {
            d.region = v("us-east-1");
            Arc::make_mut(&mut d.cluster).control_plane_tier = tier;
            let network = Arc::make_mut(&mut d.network);
            network.zones = vec![v("use1-az1"), v(zone)];
            for subnet in &mut network.subnets {
                subnet.zone = network.zones[usize::from(subnet.zone == v("euc1-az2"))].clone();
            }
        })
    }

    #[test]
    fn virginia_az3() {
        check_findings(
            &RULE,
            &virginia("use1-az3", Tier::Private),
            expect![[r#"
            Error at zone-use1-az3 (with subnet-2): EKS places no control plane in use1-az3, where private-az2 lies
              Use another zone. Zone ids, unlike zone names, are the same in every account.
              [Move to use1-az2] Move zone use1-az3 to use1-az2"#]],
        );
    }

    #[test]
    fn another_zone_and_another_tier() {
        check_findings(&RULE, &virginia("use1-az4", Tier::Private), expect![[""]]);
        check_findings(&RULE, &virginia("use1-az3", Tier::Intra), expect![[""]]);
    }
}
