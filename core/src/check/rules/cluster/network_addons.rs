//! CTL015: add-ons without which nodes or names do not work.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{Addon, Subject};
use crate::edit::{ClusterEdit, Edit};

pub(in crate::check) static RULE: Rule = Rule {
    id: "CTL015",
    name: "network_addons",
    area: Area::Cluster,
    severity: Severity::Warning,
    what: docs!(
        "With nodes or Fargate: vpc-cni or kube-proxy is missing, vpc-cni comes after the nodes, or coredns is missing or comes before them."
    ),
    why: "The bundle's clusters start without add-ons. A node is ready only with its network plugin, and CoreDNS only with a place to run.",
    source: docs!("EKS API, CreateCluster (bootstrapSelfManagedAddons); terraform-aws-eks, before_compute"),
    run,
};

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let design = facts.design;
    let nodes = !facts.groups.is_empty() || design.intent.karpenter;
    let pods = !facts.groups.is_empty() || !design.compute.fargate_profiles.is_empty();
    // Whether it is needed, and when it must come, where that matters.
    let wanted =
        [("coredns", pods, Some(false)), ("kube-proxy", nodes, None), ("vpc-cni", nodes, Some(true))];
    let (mut faults, mut edits) = (Vec::new(), Vec::new());
    for (name, is_needed, before) in wanted {
        let addon = facts.addon(name);
        let is_early = addon.map(|a| a.before_compute);
        let fault = match (is_early, before) {
            (None, _) => "is missing",
            (Some(false), Some(true)) => "comes after the nodes",
            (Some(true), Some(false)) => "comes before them",
            _ => continue,
        };
        let Some(key) = name.parse().ok().filter(|_| is_needed) else { continue };
        faults.push(format!("{name} {fault}"));
        let usual = Addon::usual(name);
        let mended = Addon { before_compute: usual.before_compute, ..addon.cloned().unwrap_or(usual) };
        edits.push(ClusterEdit::SetAddon { name: key, addon: Some(mended) }.into());
    }
    if !edits.is_empty() {
        let title = format!("The nodes wait for add-ons: {}", list(faults));
        let help = "Install vpc-cni and kube-proxy before the nodes, and coredns after them.";
        report.add(Subject::Addons, title, help).fix("Install them so", Edit::Batch { edits });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{auto_mode, check_findings, cluster, fargate, v};
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn missing_and_in_the_wrong_order() {
        let design = cluster(|c| {
            c.addons.remove(&v("kube-proxy"));
            c.addons.get_mut(&v("vpc-cni")).unwrap().before_compute = false;
            c.addons.get_mut(&v("coredns")).unwrap().before_compute = true;
        });
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Warning at add-ons: The nodes wait for add-ons: coredns comes before them, kube-proxy is missing and vpc-cni comes after the nodes
              Install vpc-cni and kube-proxy before the nodes, and coredns after them.
              [Install them so] Change the add-on coredns; Install the add-on kube-proxy; Change the add-on vpc-cni"#]],
        );
    }

    #[test]
    fn as_usual_and_without_nodes() {
        check_findings(&RULE, &cluster(|_| {}), expect![[""]]);
        let alone = auto_mode(|d| {
            Arc::make_mut(&mut d.compute).node_groups.clear();
            Arc::make_mut(&mut d.cluster).addons.clear();
        });
        check_findings(&RULE, &alone, expect![[""]]);
        let mut on_fargate = fargate(|_| {});
        Arc::make_mut(&mut on_fargate.cluster).addons.clear();
        check_findings(
            &RULE,
            &on_fargate,
            expect![[r#"
            Warning at add-ons: The nodes wait for add-ons: coredns is missing
              Install vpc-cni and kube-proxy before the nodes, and coredns after them.
              [Install them so] Install the add-on coredns"#]],
        );
    }
}
