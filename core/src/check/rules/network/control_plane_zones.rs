//! SUB005: the control plane has subnets in fewer than two zones.

use std::collections::BTreeSet;

use crate::check::Severity;
use crate::check::draft::Draft;
use crate::check::facts::Facts;
use crate::check::finding::Fix;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::count;
use crate::design::{Design, Subject};
use crate::edit::{ClusterEdit, NetworkEdit};
use crate::sorted;
use crate::value::ZoneId;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB005",
    name: "control_plane_zones",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!("The control plane's tier has subnets in fewer than two zones."),
    why: "EKS runs the API server in several zones and asks for a subnet in at least two: it refuses fewer.",
    source: docs!(
        "API refusal “Subnets specified must be in at least two different AZs”; cdk-preflight, \
          cluster-subnets-two-azs"
    ),
    run,
};

const NEEDED: usize = 2;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let found = zones(facts.design).len();
    if found >= NEEDED {
        return;
    }
    let tier = facts.design.cluster.control_plane_tier.as_str();
    report
        .add(
            Subject::Cluster,
            format!("The control plane has {tier} subnets in {}; EKS needs {NEEDED}", count(found, "zone")),
            format!("Add {tier} subnets in two zones, or place the control plane in another tier."),
        )
        .related(facts.design.control_plane_subnets().map(|s| Subject::Subnet(s.id)))
        .fix_if_any(add_zones(facts));
}

fn zones(design: &Design) -> BTreeSet<&ZoneId> {
    sorted::set(design.control_plane_subnets().map(|s| &s.zone))
}

/// Subnets in zones that the design has, then new zones.
fn add_zones(facts: &Facts<'_>) -> Option<Fix> {
    let design = facts.design;
    let tier = design.cluster.control_plane_tier;
    let refused = facts.region.map_or(&[][..], |r| &r.zones_without_control_plane);
    let mut draft = Draft::of(design);
    if !design.cluster.zones_without_control_plane.is_empty() {
        draft.apply(ClusterEdit::SetZonesWithoutControlPlane { zones: BTreeSet::new() })?;
    }
    for zone in design.network.zones.iter().filter(|z| !refused.contains(z)) {
        if zones(draft.design()).len() < NEEDED && !zones(draft.design()).contains(zone) {
            draft.add_subnet(tier, zone);
        }
    }
    for zone in facts.unused_zones() {
        if zones(draft.design()).len() < NEEDED {
            // A zone with a subnet in every tier, where there is room for that.
            let _ = draft.apply(NetworkEdit::AddZone { zone: zone.clone() });
            if !zones(draft.design()).contains(zone) {
                draft.add_subnet(tier, zone);
            }
        }
    }
    let enough = zones(draft.design()).len() >= NEEDED;
    let added = draft.edits().len();
    if enough { draft.into_fix(if added == 1 { "Add a zone" } else { "Add zones" }) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use crate::design::Tier;
    use expect_test::expect;

    /// Worked case 5.
    #[test]
    fn one_zone() {
        let design = network(|n| {
            n.zones.truncate(1);
            n.subnets.retain(|s| s.zone == v("euc1-az1"));
        });
        let mut design = design;
        std::sync::Arc::make_mut(&mut design.compute).node_groups[0].subnets.pop_last();
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at cluster (with subnet-1): The control plane has private subnets in 1 zone; EKS needs 2
              Add private subnets in two zones, or place the control plane in another tier.
              [Add a zone] Add zone euc1-az2"#]],
        );
    }

    #[test]
    fn an_empty_tier() {
        let mut design = network(|_| {});
        std::sync::Arc::make_mut(&mut design.cluster).control_plane_tier = Tier::Intra;
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at cluster: The control plane has intra subnets in 0 zones; EKS needs 2
              Add intra subnets in two zones, or place the control plane in another tier.
              [Add zones] Add subnet intra-az1 10.0.2.0/28; Add subnet intra-az2 10.0.2.16/28"#]],
        );
    }

    #[test]
    fn two_zones() {
        check_findings(&RULE, &network(|_| {}), expect![[""]]);
    }
}
