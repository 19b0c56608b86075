//! NG024: Windows nodes without what they need.

use super::linux_group;
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::places::coredns_on_fargate;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::Subject;

pub(in crate::check) static RULE: Rule = Rule {
    id: "NG024",
    name: "windows_alone",
    area: Area::Compute,
    severity: Severity::Warning,
    what: docs!(
        "All nodes run Windows and nothing else takes CoreDNS (an error); or Windows stands beside custom networking or security groups of pods."
    ),
    why: "CoreDNS and most add-ons are Linux programs. Pods on Windows always get an address of their node's subnet, and never a security group of their own.",
    source: docs!("Amazon EKS user guide, windows-support (considerations)"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let windows: Vec<_> = facts.groups.iter().filter(|g| g.ami_type.is_windows()).collect();
    if windows.is_empty() {
        return;
    }
    let has_linux = facts.linux_groups().next().is_some()
        || coredns_on_fargate(facts)
        || facts.design.compute.auto_mode.is_some();
    if !has_linux {
        report
            .add(
                Subject::Cluster,
                "CoreDNS has no place: all nodes run Windows",
                "Add a node group of Linux for the add-ons.",
            )
            .severity(Severity::Error)
            .related(windows.iter().map(|g| Subject::NodeGroup(g.id)))
            .fix_if_any(linux_group(facts));
    }
    let set = facts.design.network.pod_addresses;
    let named =
        [(set.custom_networking, "custom networking"), (set.security_groups, "security groups of pods")];
    let unknown: Vec<&str> = named.into_iter().filter(|(on, _)| *on).map(|(_, what)| what).collect();
    for group in windows.iter().filter(|_| !unknown.is_empty()) {
        report
            .add(
                Subject::NodeGroup(group.id),
                format!("{} runs Windows, which has no {}", group.name, list(&unknown)),
                "Run pods that need them on Linux.",
            )
            .related([Subject::Vpc]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, group, groups};
    use crate::value::AmiType;
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn windows_only() {
        check_findings(
            &RULE,
            &group(|g| g.ami_type = AmiType::WindowsCore2022),
            expect![[r#"
            Error at cluster (with node-group-3): CoreDNS has no place: all nodes run Windows
              Add a node group of Linux for the add-ons.
              [Add a node group] Add node group general-2"#]],
        );
    }

    #[test]
    fn beside_linux() {
        let mut design = groups(&["linux", "windows"], |g| {
            if g.name.as_str() == "windows" {
                g.ami_type = AmiType::WindowsFull2022;
            }
        });
        check_findings(&RULE, &design, expect![[""]]);
        let pod_addresses = &mut Arc::make_mut(&mut design.network).pod_addresses;
        (pod_addresses.custom_networking, pod_addresses.security_groups) = (true, true);
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Warning at node-group-7 (with vpc): windows runs Windows, which has no custom networking and security groups of pods
              Run pods that need them on Linux."#]],
        );
    }
}
