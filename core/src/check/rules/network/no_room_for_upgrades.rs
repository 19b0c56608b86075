//! SUB011: no addresses for the control plane's new interfaces.

use crate::capacity::UPGRADE_ADDRESSES;
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB011",
    name: "no_room_for_upgrades",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("All subnets of the control plane together have fewer than five free addresses at peak."),
    why: "An upgrade of Kubernetes puts up to five new network interfaces into these subnets before it takes the old ones \
          away; without addresses it fails.",
    source: docs!("Amazon EKS user guide, update an existing cluster; docs/capacity.md"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let subnets = facts.subnets.iter().zip(&facts.capacity().subnets);
    let own: Vec<_> = subnets.filter(|(_, taken)| taken.control_plane > 0).collect();
    if own.is_empty() || own.iter().any(|(_, taken)| !taken.is_complete) {
        return;
    }
    let free = |peak: u64, usable: u64| usable.saturating_sub(peak);
    let left: u64 = own.iter().map(|(_, t)| free(t.taken.at_peak.addresses(), t.usable())).sum();
    if left >= UPGRADE_ADDRESSES {
        return;
    }
    report
        .add(
            Subject::Cluster,
            format!("The control plane's subnets have {left} free addresses at peak, and an upgrade needs {UPGRADE_ADDRESSES}"),
            "Give the control plane subnets of its own: a /28 in each zone is enough.",
        )
        .related(own.iter().map(|(subnet, _)| Subject::Subnet(subnet.id)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use crate::design::starters;
    use expect_test::expect;

    #[test]
    fn full_at_peak() {
        let design = network(|n| {
            n.subnets[0].cidr = v("10.0.16.0/26");
            n.subnets[1].cidr = v("10.0.32.0/26");
        });
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Warning at cluster (with subnet-1, subnet-2): The control plane's subnets have 0 free addresses at peak, and an upgrade needs 5
              Give the control plane subnets of its own: a /28 in each zone is enough."#]],
        );
    }

    #[test]
    fn one_has_room_or_they_are_its_own() {
        check_findings(&RULE, &network(|n| n.subnets[0].cidr = v("10.0.16.0/26")), expect![[""]]);
        check_findings(&RULE, &starters::production(), expect![[""]]);
    }
}
