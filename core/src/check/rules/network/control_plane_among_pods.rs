//! SUB030: the control plane stands among pods. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Subject, Tier};
use crate::edit::ClusterEdit;
use crate::sorted;

pub(in crate::check) static RULE: Rule = Rule {
    id: "SUB030",
    name: "control_plane_among_pods",
    area: Area::Network,
    severity: Severity::Warning,
    what: docs!("The control plane has its network interfaces in pod subnets."),
    why: "Pods fill their subnets to the last address, and the control plane needs free ones for upgrades and repairs.",
    source: docs!("EKS best practices guide, networking/subnets (subnets of its own for the control plane)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.design.cluster.control_plane_tier != Tier::Pod {
        return;
    }
    let finding = report.add(
        Subject::Cluster,
        "The control plane has its network interfaces in pod subnets",
        "Place it in intra or private subnets.",
    );
    let zones = |tier| sorted::set(facts.subnets_of(tier).map(|s| &s.zone)).len();
    if let Some(tier) = [Tier::Intra, Tier::Private].into_iter().find(|tier| zones(*tier) > 1) {
        finding.fix(format!("Use {} subnets", tier.as_str()), ClusterEdit::SetControlPlaneTier { tier });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster};
    use expect_test::expect;

    #[test]
    fn pod_and_private() {
        check_findings(
            &RULE,
            &cluster(|c| c.control_plane_tier = Tier::Pod),
            expect![[r#"
            Warning at cluster: The control plane has its network interfaces in pod subnets
              Place it in intra or private subnets.
              [Use private subnets] Place the control plane in private subnets"#]],
        );
        check_findings(&RULE, &cluster(|_| {}), expect![[""]]);
    }
}
