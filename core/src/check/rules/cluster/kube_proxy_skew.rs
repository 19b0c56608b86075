//! ADD004: a build of kube-proxy that does not go with the control plane. The rule is ours.

use super::network_plugin_too_old::numbers;
use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::design::{Addon, Subject};
use crate::edit::ClusterEdit;

pub(in crate::check) static RULE: Rule = Rule {
    id: "ADD004",
    name: "kube_proxy_skew",
    area: Area::Cluster,
    severity: Severity::Warning,
    what: docs!(
        "The chosen build of kube-proxy is newer than the cluster's version, or more than three minor versions older."
    ),
    why: "Kubernetes supports no other distance between the two, and EKS offers no such build for the version.",
    source: docs!("Kubernetes, version skew policy (kube-proxy)"),
    run,
};

/// So many minor versions kube-proxy may be behind.
const BEHIND: u32 = 3;

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(addon) = facts.addon("kube-proxy") else { return };
    let (Some(build), Ok(name)) = (&addon.version, "kube-proxy".parse()) else { return };
    let version = facts.design.cluster.version;
    let ([major, minor, _], control_plane) = (numbers(build.as_str()), u32::from(version.minor_number()));
    if major == 1 && minor <= control_plane && minor + BEHIND >= control_plane {
        return;
    }
    let mended = Addon { version: None, ..addon.clone() };
    report
        .add(
            Subject::Addons,
            format!("kube-proxy {build} does not go with Kubernetes {version}"),
            "Choose a build of the same minor version, or leave it to the bundle.",
        )
        .fix("Leave it to the bundle", ClusterEdit::SetAddon { name, addon: Some(mended) });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, v};
    use expect_test::expect;

    #[test]
    fn newer_and_much_older() {
        let with = |build: &str| {
            cluster(|c| {
                c.version = v("1.35");
                c.addons.get_mut(&v("kube-proxy")).unwrap().version = Some(v(build));
            })
        };
        check_findings(
            &RULE,
            &with("v1.36.0-eksbuild.2"),
            expect![[r#"
            Warning at add-ons: kube-proxy v1.36.0-eksbuild.2 does not go with Kubernetes 1.35
              Choose a build of the same minor version, or leave it to the bundle.
              [Leave it to the bundle] Change the add-on kube-proxy"#]],
        );
        check_findings(
            &RULE,
            &with("v1.31.0-eksbuild.2"),
            expect![[r#"
            Warning at add-ons: kube-proxy v1.31.0-eksbuild.2 does not go with Kubernetes 1.35
              Choose a build of the same minor version, or leave it to the bundle.
              [Leave it to the bundle] Change the add-on kube-proxy"#]],
        );
        for good in ["v1.35.3-eksbuild.2", "v1.32.0-eksbuild.1"] {
            check_findings(&RULE, &with(good), expect![[""]]);
        }
    }
}
