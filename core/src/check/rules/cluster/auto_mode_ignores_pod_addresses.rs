//! CTL017: settings of the VPC CNI beside Auto Mode.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{PodAddresses, Subject};
use crate::edit::NetworkEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CTL017",
    name: "auto_mode_ignores_pod_addresses",
    area: Area::Cluster,
    severity: Severity::Warning,
    what: docs!("Auto Mode is on, and the network plugin of other nodes is set up for pods."),
    why: "Nodes of Auto Mode have a network plugin of their own: they know no custom networking, security groups of pods or warm targets.",
    source: docs!("Amazon EKS user guide, automode/auto-networking"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let set = facts.design.network.pod_addresses;
    if facts.runs_on_auto_mode() && set != PodAddresses::DEFAULT {
        report
            .add(
                Subject::AutoMode,
                "The settings of pod addresses do nothing: all nodes are those of Auto Mode",
                "Leave them out, or set them up in a NodeClass of Auto Mode.",
            )
            .related([Subject::Vpc])
            .fix("Leave them out", NetworkEdit::SetPodAddresses { pod_addresses: PodAddresses::DEFAULT });
    } else if facts.design.compute.auto_mode.is_some() && (set.custom_networking || set.security_groups) {
        let what =
            if set.custom_networking { "Custom networking counts" } else { "Security groups of pods count" };
        report
            .add(
                Subject::AutoMode,
                format!("{what} on the other nodes alone, not on those of Auto Mode"),
                "Keep pods that need it off the nodes of Auto Mode, by a node selector.",
            )
            .related([Subject::Vpc])
            .severity(Severity::Note);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{auto_mode, check_findings};
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn alone_and_beside_others() {
        let with = |alone: bool, pod_addresses| {
            auto_mode(|d| {
                Arc::make_mut(&mut d.network).pod_addresses = pod_addresses;
                if alone {
                    Arc::make_mut(&mut d.compute).node_groups.clear();
                }
            })
        };
        let warm = PodAddresses { warm_eni_target: Some(2), ..PodAddresses::DEFAULT };
        let custom = PodAddresses { custom_networking: true, ..PodAddresses::DEFAULT };
        check_findings(
            &RULE,
            &with(true, warm),
            expect![[r#"
            Warning at auto-mode (with vpc): The settings of pod addresses do nothing: all nodes are those of Auto Mode
              Leave them out, or set them up in a NodeClass of Auto Mode.
              [Leave them out] Change what nodes keep free for pods"#]],
        );
        check_findings(
            &RULE,
            &with(false, custom),
            expect![[r#"
            Note at auto-mode (with vpc): Custom networking counts on the other nodes alone, not on those of Auto Mode
              Keep pods that need it off the nodes of Auto Mode, by a node selector."#]],
        );
        check_findings(&RULE, &with(false, warm), expect![[""]]);
        check_findings(&RULE, &with(true, PodAddresses::DEFAULT), expect![[""]]);
    }
}
