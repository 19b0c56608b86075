//! IAM003: the VPC CNI has the rights of its node.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::roles;
use crate::check::rule::{Area, Report, Rule};
use crate::design::Subject;
use crate::value::IpFamily;

pub(in crate::check) static RULE: Rule = Rule {
    id: "IAM003",
    name: "network_plugin_by_node_role",
    area: Area::Account,
    severity: Severity::Warning,
    what: docs!(
        "The add-on vpc-cni has no identity of its own, on IPv4: a warning in production, a note elsewhere."
    ),
    why: "Then the node's role must carry the right to move addresses, and every pod that reaches the node's credentials has it too.",
    source: docs!(
        "EKS best practices guide, networking/vpc-cni; for IPv6 the policy is one that nobody manages"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut bare = roles::addons_without_role(facts).map(|(name, _)| name);
    let Some(name) = bare.find(|name| name.as_str() == "vpc-cni") else { return };
    if facts.design.cluster.ip_family == IpFamily::Ipv6 || !roles::has_own_nodes(facts) {
        return;
    }
    let severity = if facts.is_production() { Severity::Warning } else { Severity::Note };
    report
        .add(
            Subject::Addons,
            "vpc-cni uses the rights of its node",
            "Give the add-on a role of its own by Pod Identity.",
        )
        .severity(severity)
        .fix_if_any(roles::give_roles(facts, &[name]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, in_production};
    use crate::design::{Cluster, Identity};
    use expect_test::expect;

    #[test]
    fn with_and_without() {
        check_findings(
            &RULE,
            &in_production(cluster(|c| c.addons.retain(|n, _| n.as_str() != roles::AGENT))),
            expect![[r#"
                Warning at add-ons: vpc-cni uses the rights of its node
                  Give the add-on a role of its own by Pod Identity.
                  [Use Pod Identity] Change the add-on vpc-cni; Install the add-on eks-pod-identity-agent"#]],
        );
        check_findings(
            &RULE,
            &cluster(|_| {}),
            expect![[r#"
            Note at add-ons: vpc-cni uses the rights of its node
              Give the add-on a role of its own by Pod Identity.
              [Use Pod Identity] Change the add-on vpc-cni"#]],
        );
        let own = |c: &mut Cluster| c.addons.values_mut().for_each(|a| a.identity = Identity::Irsa);
        check_findings(&RULE, &in_production(cluster(own)), expect![[""]]);
        check_findings(&RULE, &in_production(cluster(|c| c.ip_family = IpFamily::Ipv6)), expect![[""]]);
    }
}
