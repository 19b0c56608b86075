//! NG029: machines that cannot do what is asked of their network.

use crate::catalog::InstanceFacts;
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::machines;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{PodAddresses, Subject};
use crate::edit::NetworkEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG029",
    name: "type_without_feature",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!(
        "Prefix delegation is on, and an instance type is not built on Nitro; or pods may have security groups, and a type has no branch interfaces for them (a warning)."
    ),
    why: "Only Nitro machines take blocks of addresses: others are told to hold more pods than they have addresses for. Security groups of pods need trunk interfaces, which the T family and small types lack.",
    source: docs!(
        "amazon-vpc-cni-k8s, README (prefix delegation is for Nitro only); Amazon EKS user guide, security-groups-for-pods; instance types: core/data"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let set = facts.design.network.pod_addresses;
    // IPv6 has a rule of its own (CTL007).
    let lacks_blocks = |t: &InstanceFacts| set.prefix_delegation && !t.is_nitro && !facts.is_ipv6();
    let lacks_branches = |t: &InstanceFacts| set.security_groups && t.branch_enis == Some(0);
    for group in facts.linux_groups() {
        let blocks = machines::named(group, lacks_blocks);
        let is_certain = blocks.is_some();
        let Some(names) = blocks.or_else(|| machines::named(group, lacks_branches)) else { continue };
        let title = if is_certain {
            format!("{}: {names} cannot take blocks of addresses, and prefix delegation is on", group.name)
        } else {
            format!("{}: {names} cannot give pods security groups", group.name)
        };
        let finding =
            report.add(Subject::NodeGroup(group.id), title, "Choose other types, or turn the setting off.");
        finding.related([Subject::Vpc]);
        if !is_certain {
            finding.severity(Severity::Warning);
        }
        if let Some(edit) = machines::keeping(group, |t| !lacks_blocks(t) && !lacks_branches(t)) {
            finding.fix("Keep the types that can", edit);
        } else {
            let all = |lacks: &dyn Fn(&InstanceFacts) -> bool| machines::named(group, lacks).is_some();
            let pod_addresses = PodAddresses {
                prefix_delegation: set.prefix_delegation && !all(&lacks_blocks),
                security_groups: set.security_groups && !all(&lacks_branches),
                ..set
            };
            finding.fix("Turn it off", NetworkEdit::SetPodAddresses { pod_addresses });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, v};
    use crate::design::Design;
    use expect_test::expect;
    use std::sync::Arc;

    fn with(mut design: Design, change: impl FnOnce(&mut PodAddresses)) -> Design {
        change(&mut Arc::make_mut(&mut design.network).pod_addresses);
        design
    }

    #[test]
    fn an_old_family() {
        let design = group(|g| g.instance_types = vec![v("m4.large")]);
        check_findings(
            &RULE,
            &with(design, |p| p.prefix_delegation = true),
            expect![[r#"
            Error at node-group-3 (with vpc): general: m4.large cannot take blocks of addresses, and prefix delegation is on
              Choose other types, or turn the setting off.
              [Turn it off] Turn prefix delegation off"#]],
        );
        let design = group(|g| g.instance_types.push(v("m4.large")));
        check_findings(
            &RULE,
            &with(design, |p| p.prefix_delegation = true),
            expect![[r#"
            Error at node-group-3 (with vpc): general: m4.large cannot take blocks of addresses, and prefix delegation is on
              Choose other types, or turn the setting off.
              [Keep the types that can] Change the instance types of general"#]],
        );
    }

    #[test]
    fn no_branches() {
        let design = group(|g| g.instance_types = vec![v("t3.large")]);
        check_findings(
            &RULE,
            &with(design, |p| p.security_groups = true),
            expect![[r#"
            Warning at node-group-3 (with vpc): general: t3.large cannot give pods security groups
              Choose other types, or turn the setting off.
              [Turn it off] Change what nodes keep free for pods"#]],
        );
    }

    #[test]
    fn nitro_and_single_addresses() {
        let both = |p: &mut PodAddresses| (p.prefix_delegation, p.security_groups) = (true, true);
        check_findings(&RULE, &with(group(|_| {}), both), expect![[""]]);
        check_findings(&RULE, &group(|g| g.instance_types = vec![v("m4.large")]), expect![[""]]);
    }
}
