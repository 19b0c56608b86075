//! NG029: prefix delegation on machines that cannot do it.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::machines;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{PodAddresses, Subject};
use crate::edit::NetworkEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG029",
    name: "prefixes_without_nitro",
    area: Area::Compute,
    severity: Severity::Error,
    what: docs!("Prefix delegation is on, and an instance type is not built on Nitro."),
    why: "Only Nitro machines take blocks of addresses. On others a node is told to hold more pods than it has \
          addresses for.",
    source: docs!(
        "amazon-vpc-cni-k8s, README (prefix delegation is for Nitro only); instance types: core/data"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let pod_addresses = facts.design.network.pod_addresses;
    if !pod_addresses.prefix_delegation {
        return;
    }
    for group in &facts.groups {
        let Some(names) = machines::named(group, |t| !t.is_nitro) else { continue };
        let finding = report.add(
            Subject::NodeGroup(group.id),
            format!("{}: {names} cannot take blocks of addresses, and prefix delegation is on", group.name),
            "Choose newer types, or turn prefix delegation off.",
        );
        finding.related([Subject::Vpc]);
        if let Some(edit) = machines::keeping(group, |t| t.is_nitro) {
            finding.fix("Keep the types on Nitro", edit);
        } else {
            let off = PodAddresses { prefix_delegation: false, ..pod_addresses };
            finding.fix("Turn prefix delegation off", NetworkEdit::SetPodAddresses { pod_addresses: off });
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

    fn with_prefixes(mut design: Design) -> Design {
        Arc::make_mut(&mut design.network).pod_addresses.prefix_delegation = true;
        design
    }

    #[test]
    fn an_old_family() {
        let design = group(|g| g.instance_types = vec![v("m4.large")]);
        check_findings(
            &RULE,
            &with_prefixes(design),
            expect![[r#"
            Error at node-group-3 (with vpc): general: m4.large cannot take blocks of addresses, and prefix delegation is on
              Choose newer types, or turn prefix delegation off.
              [Turn prefix delegation off] Turn prefix delegation off"#]],
        );
        let design = group(|g| g.instance_types.push(v("m4.large")));
        check_findings(
            &RULE,
            &with_prefixes(design),
            expect![[r#"
            Error at node-group-3 (with vpc): general: m4.large cannot take blocks of addresses, and prefix delegation is on
              Choose newer types, or turn prefix delegation off.
              [Keep the types on Nitro] Change the instance types of general"#]],
        );
    }

    #[test]
    fn nitro_and_single_addresses() {
        check_findings(&RULE, &with_prefixes(group(|_| {})), expect![[""]]);
        check_findings(&RULE, &group(|g| g.instance_types = vec![v("m4.large")]), expect![[""]]);
    }
}
