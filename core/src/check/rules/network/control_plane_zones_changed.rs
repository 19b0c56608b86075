//! SUB012: the control plane of a running cluster would move to other zones.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{Design, Subject};
use crate::sorted;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB012",
    name: "control_plane_zones_changed",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("The zones of the control plane's subnets are not those that are rolled out."),
    why: "The subnets of a running control plane can be exchanged for others of the same zones only: EKS refuses any others.",
    source: docs!("Amazon EKS user guide, network requirements"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(deployed) = facts.deployed else { return };
    let zones = |design: &Design| sorted::set(design.control_plane_subnets().map(|s| s.zone.clone()));
    let (old, new) = (zones(deployed), zones(facts.design));
    if old != new && deployed.region == facts.design.region {
        report.add(
            Subject::Cluster,
            format!("The control plane runs in {}, and would move to {}", list(&old), list(&new)),
            "Keep one subnet of the control plane's tier in each of its zones, and in no other.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Context;
    use crate::check::testing::{check_findings, check_findings_on, context, network, v};
    use crate::edit::NetworkEdit;
    use expect_test::expect;
    use std::sync::Arc;

    fn deployed(rolled_out: Design) -> Context {
        Context { deployed: Some(Arc::new(rolled_out)), ..context() }
    }

    #[test]
    fn another_zone_and_another_subnet() {
        let deployed = deployed(network(|_| {}));
        let moved = network(|_| {})
            .edited(&NetworkEdit::MoveZone { zone: v("euc1-az2"), to: v("euc1-az3") }.into())
            .unwrap();
        check_findings_on(
            &RULE,
            &moved,
            &deployed,
            expect![[r#"
            Error at cluster: The control plane runs in euc1-az1 and euc1-az2, and would move to euc1-az1 and euc1-az3
              Keep one subnet of the control plane's tier in each of its zones, and in no other."#]],
        );
        check_findings_on(
            &RULE,
            &network(|n| n.subnets[0].cidr = v("10.0.64.0/20")),
            &deployed,
            expect![[""]],
        );
        check_findings(&RULE, &moved, expect![[""]]);
    }
}
