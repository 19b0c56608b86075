//! CTL007: IPv6 with what does not know it.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::machines;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{PodAddresses, Subject};
use crate::edit::{ClusterEdit, NetworkEdit};
use crate::value::IpFamily;

pub(in crate::check) static RULE: Rule = Rule {
    id: "CTL007",
    name: "ipv6_not_supported",
    area: Area::Cluster,
    severity: Severity::Error,
    what: docs!(
        "The cluster's family is IPv6, and a group has Windows or machines before Nitro, custom networking is on, or the region is in China."
    ),
    why: "IPv6 addresses of pods need Linux on Nitro machines and the network plugin's own way of giving them.",
    source: docs!("Amazon EKS user guide, cni-ipv6 (considerations); eksctl"),
    run,
};

const HELP: &str =
    "Change that, or choose IPv4 before the first rollout: EKS cannot change the family later.";

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    if !facts.is_ipv6() {
        return;
    }
    let ipv4 = || ClusterEdit::SetIpFamily { family: IpFamily::Ipv4 };
    for group in &facts.groups {
        let subject = Subject::NodeGroup(group.id);
        if group.ami_type.is_windows() {
            let title = format!("{} runs Windows, which knows no IPv6 for pods", group.name);
            report.add(subject, title, HELP).fix("Use IPv4", ipv4());
        } else if let Some(names) = machines::named(group, |t| !t.is_nitro) {
            let title = format!("{}: {names} cannot give pods IPv6 addresses", group.name);
            let finding = report.add(subject, title, HELP);
            if let Some(edit) = machines::keeping(group, |t| t.is_nitro) {
                finding.fix("Keep the types on Nitro", edit);
            } else {
                finding.fix("Use IPv4", ipv4());
            }
        }
    }
    let pod_addresses = facts.design.network.pod_addresses;
    if pod_addresses.custom_networking {
        let off = PodAddresses { custom_networking: false, ..pod_addresses };
        report
            .add(Subject::Vpc, "Custom networking does not go with IPv6", HELP)
            .fix("Turn custom networking off", NetworkEdit::SetPodAddresses { pod_addresses: off });
    }
    if facts.design.region.as_str().starts_with("cn-") {
        let title = format!("EKS has no IPv6 clusters in {}", facts.design.region);
        report.add(Subject::Cluster, title, HELP).fix("Use IPv4", ipv4());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, v};
    use crate::design::{Design, NodeGroup};
    use crate::value::AmiType;
    use expect_test::expect;
    use std::sync::Arc;

    fn with(change: impl FnOnce(&mut Design)) -> Design {
        let mut design = cluster(|c| c.ip_family = IpFamily::Ipv6);
        change(&mut design);
        design
    }

    fn of_group(change: impl FnOnce(&mut NodeGroup)) -> Design {
        with(|d| change(&mut Arc::make_mut(&mut d.compute).node_groups[0]))
    }

    #[test]
    fn windows_and_old_machines() {
        check_findings(
            &RULE,
            &of_group(|g| g.ami_type = AmiType::WindowsCore2022),
            expect![[r#"
            Error at node-group-3: general runs Windows, which knows no IPv6 for pods
              Change that, or choose IPv4 before the first rollout: EKS cannot change the family later.
              [Use IPv4] Give pods IPv4 addresses"#]],
        );
        check_findings(
            &RULE,
            &of_group(|g| g.instance_types = vec![v("m4.large")]),
            expect![[r#"
            Error at node-group-3: general: m4.large cannot give pods IPv6 addresses
              Change that, or choose IPv4 before the first rollout: EKS cannot change the family later.
              [Use IPv4] Give pods IPv4 addresses"#]],
        );
        check_findings(
            &RULE,
            &of_group(|g| g.instance_types.push(v("m4.large"))),
            expect![[r#"
            Error at node-group-3: general: m4.large cannot give pods IPv6 addresses
              Change that, or choose IPv4 before the first rollout: EKS cannot change the family later.
              [Keep the types on Nitro] Change the instance types of general"#]],
        );
    }

    #[test]
    fn custom_networking_and_china() {
        let design = with(|d| {
            Arc::make_mut(&mut d.network).pod_addresses.custom_networking = true;
            d.region = v("cn-north-1");
        });
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Error at vpc: Custom networking does not go with IPv6
              Change that, or choose IPv4 before the first rollout: EKS cannot change the family later.
              [Turn custom networking off] Change what nodes keep free for pods
            Error at cluster: EKS has no IPv6 clusters in cn-north-1
              Change that, or choose IPv4 before the first rollout: EKS cannot change the family later.
              [Use IPv4] Give pods IPv4 addresses"#]],
        );
    }

    #[test]
    fn linux_on_nitro_and_ipv4() {
        check_findings(&RULE, &with(|_| {}), expect![[""]]);
        let mut design = of_group(|g| g.ami_type = AmiType::WindowsCore2022);
        Arc::make_mut(&mut design.cluster).ip_family = IpFamily::Ipv4;
        check_findings(&RULE, &design, expect![[""]]);
    }
}
