//! NG027: more vCPUs than the account may run.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::machines;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{NodeGroup, Subject};
use crate::value::CapacityType;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG027",
    name: "quota_of_vcpus",
    area: Area::Compute,
    severity: Severity::Warning,
    what: docs!(
        "The on-demand nodes at peak, with those of updates, have more vCPUs than the account's quota."
    ),
    why: "EC2 starts no more on-demand instances than the quota has vCPUs for. New accounts begin with five.",
    source: docs!("EKS best practices guide, scalability/quotas (L-1216C47A)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(quota) = facts.account.vcpu_quota else { return };
    let mut vcpus = 0u64;
    let mut related = Vec::new();
    for group in &facts.groups {
        let surge = facts.capacity().group(group.id).map_or(0, |g| g.surge);
        let nodes = on_demand(group).saturating_add(surge);
        if on_demand(group) == 0 {
            continue;
        }
        let of_node = machines::known(group).map(|(_, t)| u64::from(t.vcpus)).max().unwrap_or_default();
        vcpus = vcpus.saturating_add(nodes.saturating_mul(of_node));
        related.push(Subject::NodeGroup(group.id));
    }
    if vcpus > u64::from(quota) {
        report
            .add(
                Subject::Cluster,
                format!("The nodes have up to {vcpus} vCPUs with updates, and the account may run {quota}"),
                "Raise quota L-1216C47A, or lower the maximum of the groups.",
            )
            .related(related);
    }
}

/// How many nodes of a full group are bought on demand.
fn on_demand(group: &NodeGroup) -> u64 {
    let max = u64::from(group.scaling.max);
    match (group.capacity_type, group.self_managed()) {
        (CapacityType::OnDemand, _) => max,
        (CapacityType::Spot, None) => 0,
        (CapacityType::Spot, Some(nodes)) => {
            let base = max.min(nodes.on_demand_base.into());
            base + ((max - base) * u64::from(nodes.on_demand_percent.get())).div_ceil(100)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings_on, context, group};
    use crate::check::{Account, Context};
    use crate::design::{NodeGroupKind, SelfManagedNodes};
    use expect_test::expect;

    fn with(vcpus: u32) -> Context {
        Context { account: Account { vcpu_quota: Some(vcpus), ..Account::default() }, ..context() }
    }

    /// Four nodes and four more in an update, of two vCPUs.
    #[test]
    fn sixteen() {
        check_findings_on(
            &RULE,
            &group(|_| {}),
            &with(15),
            expect![[r#"
            Warning at cluster (with node-group-3): The nodes have up to 16 vCPUs with updates, and the account may run 15
              Raise quota L-1216C47A, or lower the maximum of the groups."#]],
        );
    }

    #[test]
    fn as_many_as_there_are_and_spot() {
        check_findings_on(&RULE, &group(|_| {}), &with(16), expect![[""]]);
        check_findings_on(&RULE, &group(|g| g.capacity_type = CapacityType::Spot), &with(1), expect![[""]]);
        let half = group(|g| {
            let nodes = SelfManagedNodes { on_demand_percent: 50.try_into().unwrap(), ..Default::default() };
            (g.capacity_type, g.kind) = (CapacityType::Spot, NodeGroupKind::SelfManaged(nodes));
        });
        check_findings_on(
            &RULE,
            &half,
            &with(3),
            expect![[r#"
            Warning at cluster (with node-group-3): The nodes have up to 4 vCPUs with updates, and the account may run 3
              Raise quota L-1216C47A, or lower the maximum of the groups."#]],
        );
        check_findings_on(&RULE, &half, &with(4), expect![[""]]);
    }
}
