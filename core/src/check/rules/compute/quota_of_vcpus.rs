//! NG027: more vCPUs than the account may run.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::machines;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
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
    for group in facts.groups.iter().filter(|g| g.capacity_type == CapacityType::OnDemand) {
        let surge = facts.capacity().group(group.id).map_or(0, |g| g.surge);
        let nodes = u64::from(group.scaling.max).saturating_add(surge);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings_on, context, group};
    use crate::check::{Account, Context};
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
    }
}
