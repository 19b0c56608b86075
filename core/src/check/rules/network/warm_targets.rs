//! POD008: settings of the VPC CNI that it cannot work with, or that cost more than they save.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{PodAddresses, Subject};
use crate::edit::NetworkEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "POD008",
    name: "warm_targets",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!(
        "Nodes keep single addresses free without taking some at the start, or keep none free with prefix delegation."
    ),
    why: "A node that holds few addresses asks EC2 for each new pod. Many nodes that do so at once are throttled, and \
          their pods wait.",
    source: docs!(
        "amazon-vpc-cni-k8s, docs/eni-and-ip-target.md and docs/prefix-and-ip-target.md (2026-08-20)"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let now = facts.design.network.pod_addresses;
    let has_zero = now.warm_ip_target == Some(0) || now.minimum_ip_target == Some(0);
    let (title, help, label) = if now.prefix_delegation && has_zero {
        (
            "WARM_IP_TARGET or MINIMUM_IP_TARGET is 0, which prefix delegation does not take",
            "Leave them out, or give them numbers from 1.",
            "Leave the zero out",
        )
    } else if now.warm_ip_target.is_some() && now.minimum_ip_target.is_none() {
        (
            "WARM_IP_TARGET is set without MINIMUM_IP_TARGET",
            "Set the minimum to about as many pods as a node will have, so that it asks EC2 once.",
            "Take 10 at the start",
        )
    } else if now.prefix_delegation && now.warm_prefix_target == Some(0) {
        (
            "WARM_PREFIX_TARGET is 0, which prefix delegation does not take",
            "Leave it out, or give it a number from 1.",
            "Leave it out",
        )
    } else {
        return;
    };
    let pod_addresses = mended(now);
    report.add(Subject::Vpc, title, help).fix(label, NetworkEdit::SetPodAddresses { pod_addresses });
}

/// The settings without any of the three faults: mending one must not leave another.
fn mended(now: PodAddresses) -> PodAddresses {
    let kept = |target: Option<u16>| target.filter(|n| *n > 0 || !now.prefix_delegation);
    let warm_ip_target = kept(now.warm_ip_target);
    PodAddresses {
        warm_ip_target,
        minimum_ip_target: kept(now.minimum_ip_target).or(warm_ip_target.map(|_| USUAL_MINIMUM)),
        warm_prefix_target: kept(now.warm_prefix_target),
        ..now
    }
}

/// A number of pods that most nodes reach.
const USUAL_MINIMUM: u16 = 10;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network};
    use crate::design::Design;
    use expect_test::expect;

    fn with(pod_addresses: PodAddresses) -> Design {
        network(|n| n.pod_addresses = pod_addresses)
    }

    const NONE: PodAddresses = PodAddresses {
        prefix_delegation: false,
        warm_ip_target: None,
        minimum_ip_target: None,
        warm_eni_target: None,
        warm_prefix_target: None,
        ..PodAddresses::DEFAULT
    };

    #[test]
    fn warm_without_a_minimum_and_zeros() {
        check_findings(
            &RULE,
            &with(PodAddresses { warm_ip_target: Some(2), ..NONE }),
            expect![[r#"
            Warning at vpc: WARM_IP_TARGET is set without MINIMUM_IP_TARGET
              Set the minimum to about as many pods as a node will have, so that it asks EC2 once.
              [Take 10 at the start] Change what nodes keep free for pods"#]],
        );
        let prefixes = PodAddresses { prefix_delegation: true, ..NONE };
        check_findings(
            &RULE,
            &with(PodAddresses { warm_ip_target: Some(0), ..prefixes }),
            expect![[r#"
            Warning at vpc: WARM_IP_TARGET or MINIMUM_IP_TARGET is 0, which prefix delegation does not take
              Leave them out, or give them numbers from 1.
              [Leave the zero out] Change what nodes keep free for pods"#]],
        );
        check_findings(
            &RULE,
            &with(PodAddresses { warm_prefix_target: Some(0), ..prefixes }),
            expect![[r#"
            Warning at vpc: WARM_PREFIX_TARGET is 0, which prefix delegation does not take
              Leave it out, or give it a number from 1.
              [Leave it out] Change what nodes keep free for pods"#]],
        );
        let both = PodAddresses { warm_ip_target: Some(2), minimum_ip_target: Some(0), ..prefixes };
        check_findings(
            &RULE,
            &with(both),
            expect![[r#"
            Warning at vpc: WARM_IP_TARGET or MINIMUM_IP_TARGET is 0, which prefix delegation does not take
              Leave them out, or give them numbers from 1.
              [Leave the zero out] Change what nodes keep free for pods"#]],
        );
    }

    #[test]
    fn both_or_neither() {
        let both = PodAddresses { warm_ip_target: Some(2), minimum_ip_target: Some(20), ..NONE };
        check_findings(&RULE, &with(both), expect![[""]]);
        check_findings(&RULE, &with(PodAddresses { prefix_delegation: true, ..NONE }), expect![[""]]);
    }
}
