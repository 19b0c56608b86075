//! IPX005: more interfaces or addresses than AWS keeps for one VPC.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "IPX005",
    name: "network_interfaces_over_quota",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!(
        "At the peak nodes need more than 5,000 network interfaces, or more than 64,000 addresses and blocks."
    ),
    why: "A region has a quota of 5,000 network interfaces, and a VPC one of 64,000 network address units: each address counts as one, and each block of 16 as one.",
    source: docs!(
        "EKS best practices guide, scalability/quotas; VPC user guide, network address usage. One interface a node is the least"
    ),
    run,
};

/// The quotas that an account starts with. Source: EKS best practices guide, scalability/quotas.
const INTERFACES: u64 = 5_000;
const ADDRESS_UNITS: u64 = 64_000;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let (mut nodes, mut units) = (0u64, 0u64);
    for subnet in &facts.capacity().subnets {
        let taken = subnet.taken.at_peak;
        nodes = nodes.saturating_add(subnet.nodes);
        units = units.saturating_add(taken.singles).saturating_add(taken.blocks);
    }
    let over = [
        (nodes, INTERFACES, "network interfaces in the region"),
        (units, ADDRESS_UNITS, "address units in the VPC"),
    ];
    let Some((count, quota, what)) = over.into_iter().find(|(count, quota, _)| count > quota) else { return };
    report.add(
        Subject::Vpc,
        format!("At the peak nodes need at least {count} {what}, and the quota is {quota}"),
        "Raise the quota, use fewer and larger nodes, or turn prefix delegation on.",
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group};
    use expect_test::expect;

    #[test]
    fn many_nodes_and_few() {
        let scaled = |max| group(|g| g.scaling.max = max);
        check_findings(
            &RULE,
            &scaled(6000),
            expect![[r#"
            Warning at vpc: At the peak nodes need at least 6000 network interfaces in the region, and the quota is 5000
              Raise the quota, use fewer and larger nodes, or turn prefix delegation on."#]],
        );
        check_findings(
            &RULE,
            &scaled(4000),
            expect![[r#"
            Warning at vpc: At the peak nodes need at least 120045 address units in the VPC, and the quota is 64000
              Raise the quota, use fewer and larger nodes, or turn prefix delegation on."#]],
        );
        check_findings(&RULE, &scaled(2000), expect![[""]]);
    }
}
