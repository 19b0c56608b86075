//! SEC004: nothing enforces network policies.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::roles;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{PodAddresses, Subject};
use crate::edit::NetworkEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SEC004",
    name: "no_network_policy",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!(
        "The VPC CNI runs on nodes and does not enforce network policies: a warning in production, a note elsewhere."
    ),
    why: "Without an engine Kubernetes takes network policies and nobody obeys them: every pod reaches every other.",
    source: docs!("CIS Amazon EKS Benchmark 1.8.0, 4.3.1 and 5.4.4"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let pod_addresses = facts.design.network.pod_addresses;
    // Without the add-on another plugin may do it; Auto Mode has an engine of its own, and Fargate has none.
    let Some(cni) = roles::addon(facts, "vpc-cni").filter(|_| roles::has_own_nodes(facts)) else { return };
    let is_said = cni.configuration.as_ref().is_some_and(|c| c.as_str().contains("enableNetworkPolicy"));
    if pod_addresses.network_policy || is_said {
        return;
    }
    let severity = if facts.is_production() { Severity::Warning } else { Severity::Note };
    let pod_addresses = PodAddresses { network_policy: true, ..pod_addresses };
    report
        .add(
            Subject::Vpc,
            "Nothing enforces network policies between pods",
            "Let the VPC CNI enforce them; pods stay open until the first policy selects them.",
        )
        .severity(severity)
        .fix("Enforce them", NetworkEdit::SetPodAddresses { pod_addresses });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, in_production, network, v};
    use expect_test::expect;

    #[test]
    fn in_production_and_elsewhere() {
        check_findings(
            &RULE,
            &in_production(network(|_| {})),
            expect![[r#"
            Warning at vpc: Nothing enforces network policies between pods
              Let the VPC CNI enforce them; pods stay open until the first policy selects them.
              [Enforce them] Change what nodes keep free for pods"#]],
        );
        check_findings(
            &RULE,
            &network(|_| {}),
            expect![[r#"
            Note at vpc: Nothing enforces network policies between pods
              Let the VPC CNI enforce them; pods stay open until the first policy selects them.
              [Enforce them] Change what nodes keep free for pods"#]],
        );
        check_findings(
            &RULE,
            &in_production(network(|n| n.pod_addresses.network_policy = true)),
            expect![[""]],
        );
        check_findings(&RULE, &in_production(cluster(|c| c.addons.clear())), expect![[""]]);
        let said = cluster(|c| {
            c.addons
                .values_mut()
                .for_each(|a| a.configuration = Some(v(r#"{"enableNetworkPolicy": "true"}"#)))
        });
        check_findings(&RULE, &in_production(said), expect![[""]]);
    }
}
