//! POD007: custom networking and pod subnets that do not go together.

use crate::check::Severity;
use crate::check::draft::Draft;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{PodAddresses, Subject, Tier};
use crate::edit::NetworkEdit;
use crate::sorted;

pub(in crate::check) static RULE: Rule = Rule {
    id: "POD007",
    name: "zone_without_pod_subnet",
    area: Area::Network,
    severity: Severity::Error,
    what: docs!(
        "Custom networking is on, and a zone with nodes has no pod subnet (an error) or several; or there are pod subnets and it is off (a note)."
    ),
    why: "With custom networking the pods of a zone get addresses from its pod subnet: without one they get none, and of several one is used.",
    source: docs!(
        "amazon-vpc-cni-k8s, README (ENIConfig); EKS best practices guide, networking/custom-networking"
    ),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let set = facts.design.network.pod_addresses;
    if facts.is_ipv6() {
        return;
    }
    if !set.custom_networking {
        let pods: Vec<Subject> = facts.subnets_of(Tier::Pod).map(|s| Subject::Subnet(s.id)).collect();
        if !pods.is_empty() {
            let pod_addresses = PodAddresses { custom_networking: true, ..set };
            report
                .add(
                    Subject::Vpc,
                    "There are pod subnets, and pods do not use them: custom networking is off",
                    "Turn custom networking on, or remove the subnets.",
                )
                .severity(Severity::Note)
                .related(pods)
                .fix("Turn it on", NetworkEdit::SetPodAddresses { pod_addresses });
        }
        return;
    }
    let used = facts.linux_groups().flat_map(|g| facts.design.subnets_of_group(g)).map(|s| &s.zone);
    for zone in sorted::set(used) {
        let pods: Vec<Subject> =
            facts.subnets_of(Tier::Pod).filter(|s| &s.zone == zone).map(|s| Subject::Subnet(s.id)).collect();
        let subject = Subject::Zone(zone.clone());
        match pods.len() {
            0 => {
                let mut draft = Draft::of(facts.design);
                draft.add_subnet(Tier::Pod, zone);
                report
                    .add(
                        subject,
                        format!("Pods in {zone} get no address: it has no pod subnet"),
                        "Add a pod subnet.",
                    )
                    .fix_if_any(draft.into_fix("Add a pod subnet"));
            }
            1 => {}
            n => {
                report
                    .add(
                        subject,
                        format!("{zone} has {n} pod subnets, and one is used"),
                        "Keep one, as large as needed.",
                    )
                    .severity(Severity::Warning)
                    .related(pods);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, network, v};
    use crate::design::Design;
    use crate::edit::suggest;
    use expect_test::expect;

    fn with(zones: &[&str], custom_networking: bool) -> Design {
        let mut design = network(|n| n.pod_addresses.custom_networking = custom_networking);
        for zone in zones {
            design = design.edited(&suggest::add_subnet(&design, &v(zone), Tier::Pod).unwrap()).unwrap();
        }
        design
    }

    #[test]
    fn none_two_and_off() {
        check_findings(
            &RULE,
            &with(&["euc1-az1"], true),
            expect![[r#"
            Error at zone-euc1-az2: Pods in euc1-az2 get no address: it has no pod subnet
              Add a pod subnet.
              [Add a pod subnet] Add subnet pod-az2 10.0.128.0/18"#]],
        );
        check_findings(
            &RULE,
            &with(&["euc1-az1", "euc1-az2", "euc1-az2"], true),
            expect![[r#"
            Warning at zone-euc1-az2 (with subnet-7, subnet-8): euc1-az2 has 2 pod subnets, and one is used
              Keep one, as large as needed."#]],
        );
        check_findings(
            &RULE,
            &with(&["euc1-az1"], false),
            expect![[r#"
            Note at vpc (with subnet-6): There are pod subnets, and pods do not use them: custom networking is off
              Turn custom networking on, or remove the subnets.
              [Turn it on] Change what nodes keep free for pods"#]],
        );
    }

    #[test]
    fn one_in_each_and_none() {
        check_findings(&RULE, &with(&["euc1-az1", "euc1-az2"], true), expect![[""]]);
        check_findings(&RULE, &with(&[], false), expect![[""]]);
    }
}
