//! POD005: a build of vpc-cni that does not know what is asked of it.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Addon, Subject};
use crate::edit::ClusterEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "POD005",
    name: "network_plugin_too_old",
    area: Area::Cluster,
    severity: Severity::Error,
    what: docs!(
        "The chosen build of vpc-cni is older than prefix delegation (1.9.0), IPv6 (1.10.1) or network policies (1.14.0), and that is on."
    ),
    why: "An older build ignores the setting, or its pods do not start.",
    source: docs!("amazon-vpc-cni-k8s, README (2026-08-20); Amazon EKS user guide, cni-network-policy"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(addon) = facts.addon("vpc-cni") else { return };
    let Some(version) = &addon.version else { return };
    let set = facts.design.network.pod_addresses;
    let needs = [
        (set.network_policy, [1, 14, 0], "network policies"),
        (facts.is_ipv6(), [1, 10, 1], "IPv6"),
        (set.prefix_delegation, [1, 9, 0], "prefix delegation"),
    ];
    let chosen = numbers(version.as_str());
    let Some((_, [major, minor, patch], what)) =
        needs.into_iter().find(|(on, least, _)| *on && chosen < *least)
    else {
        return;
    };
    let mended = Addon { version: None, ..addon.clone() };
    let Ok(name) = "vpc-cni".parse() else { return };
    report
        .add(
            Subject::Addons,
            format!("vpc-cni {version} does not know {what}, which came with {major}.{minor}.{patch}"),
            "Choose a newer build, or leave it to the bundle.",
        )
        .fix("Leave it to the bundle", ClusterEdit::SetAddon { name, addon: Some(mended) });
}

/// The three numbers of a build such as `v1.22.4-eksbuild.3`; 0 where one is missing.
pub(super) fn numbers(build: &str) -> [u32; 3] {
    let mut parts = build.trim_start_matches('v').split(['.', '-', '+']);
    [(); 3].map(|()| parts.next().and_then(|n| n.parse().ok()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, v};
    use crate::value::IpFamily;
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn old_and_new() {
        let with = |build: &str, prefixes, family| {
            let mut design = cluster(|c| {
                c.ip_family = family;
                c.addons.get_mut(&v("vpc-cni")).unwrap().version = Some(v(build));
            });
            Arc::make_mut(&mut design.network).pod_addresses.prefix_delegation = prefixes;
            design
        };
        check_findings(
            &RULE,
            &with("v1.8.0-eksbuild.1", true, IpFamily::Ipv4),
            expect![[r#"
            Error at add-ons: vpc-cni v1.8.0-eksbuild.1 does not know prefix delegation, which came with 1.9.0
              Choose a newer build, or leave it to the bundle.
              [Leave it to the bundle] Change the add-on vpc-cni"#]],
        );
        check_findings(
            &RULE,
            &with("v1.10.0-eksbuild.1", true, IpFamily::Ipv6),
            expect![[r#"
            Error at add-ons: vpc-cni v1.10.0-eksbuild.1 does not know IPv6, which came with 1.10.1
              Choose a newer build, or leave it to the bundle.
              [Leave it to the bundle] Change the add-on vpc-cni"#]],
        );
        check_findings(&RULE, &with("v1.10.0-eksbuild.1", true, IpFamily::Ipv4), expect![[""]]);
        check_findings(&RULE, &with("v1.8.0-eksbuild.1", false, IpFamily::Ipv4), expect![[""]]);
    }
}
