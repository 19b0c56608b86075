//! SUB012: the control plane of a running cluster would move to other zones.

use std::collections::BTreeSet;

use crate::check::Severity;
use crate::check::draft::Draft;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{Design, Subject};
use crate::edit::ClusterEdit;
use crate::sorted;
use crate::value::ZoneId;

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
    let (old, new) = (zones(deployed), zones(facts.design));
    if old == new || deployed.region != facts.design.region {
        return;
    }
    let finding = report.add(
        Subject::Cluster,
        format!("The control plane runs in {}, and would move to {}", list(&old), list(&new)),
        "Keep one subnet of the control plane's tier in each of its zones, and in no other.",
    );
    // Zones that were added since, or left out of late.
    let zones: BTreeSet<_> =
        facts.design.network.zones.iter().filter(|z| !old.contains(z)).cloned().collect();
    let mut draft = Draft::of(facts.design);
    if draft.apply(ClusterEdit::SetZonesWithoutControlPlane { zones }).is_some()
        && self::zones(draft.design()) == old
    {
        finding.fix_if_any(draft.into_fix("Keep the control plane where it is"));
    }
}

fn zones(design: &Design) -> BTreeSet<ZoneId> {
    sorted::set(design.control_plane_subnets().map(|s| s.zone.clone()))
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

    #[test]
    fn a_zone_more_is_for_nodes() {
        let deployed = deployed(network(|_| {}));
        let wider = network(|_| {}).edited(&NetworkEdit::AddZone { zone: v("euc1-az3") }.into()).unwrap();
        check_findings_on(
            &RULE,
            &wider,
            &deployed,
            expect![[r#"
            Error at cluster: The control plane runs in euc1-az1 and euc1-az2, and would move to euc1-az1, euc1-az2 and euc1-az3
              Keep one subnet of the control plane's tier in each of its zones, and in no other.
              [Keep the control plane where it is] Keep the control plane out of euc1-az3"#]],
        );
        let zones = BTreeSet::from([v("euc1-az3")]);
        let nodes_only = wider.edited(&ClusterEdit::SetZonesWithoutControlPlane { zones }.into()).unwrap();
        check_findings_on(&RULE, &nodes_only, &deployed, expect![[""]]);
    }
}
