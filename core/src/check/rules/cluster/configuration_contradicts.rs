//! ADD003: an add-on configured against the design. The rule is ours.

use crate::check::Severity;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Report, Rule};
use crate::check::words::list;
use crate::design::{Addon, Subject};
use crate::edit::{ClusterEdit, Edit};
use serde_json::Value;

pub(in crate::check) static RULE: Rule = Rule {
    id: "ADD003",
    name: "configuration_contradicts",
    area: Area::Cluster,
    severity: Severity::Warning,
    what: docs!(
        "The configuration of vpc-cni or coredns sets something to another value than the design does."
    ),
    why: "What stands in the configuration wins. All figures and rules here go by the design, so they are wrong then.",
    source: docs!("amazon-vpc-cni-k8s, README (2026-08-20); how the bundle merges both"),
    run,
};

/// The variables of the network plugin that the design sets.
const OF_DESIGN: [&str; 8] = [
    "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG",
    "ENABLE_POD_ENI",
    "ENABLE_PREFIX_DELEGATION",
    "ENI_CONFIG_LABEL_DEF",
    "MINIMUM_IP_TARGET",
    "WARM_ENI_TARGET",
    "WARM_IP_TARGET",
    "WARM_PREFIX_TARGET",
];

fn run(facts: &Facts<'_>, report: &mut Report<'_>) {
    let (mut keys, mut edits) = (Vec::new(), Vec::new());
    for name in ["coredns", "vpc-cni"] {
        let Some(addon) = facts.addon(name) else { continue };
        let Some(mut configuration) = addon.configuration.as_ref().map(|c| c.value()) else { continue };
        let before = keys.len();
        if name == "coredns" {
            let is_other = |v: &Value| !text(v).eq_ignore_ascii_case("fargate");
            if facts.starts_on_fargate() && configuration.get("computeType").is_some_and(is_other) {
                keys.push("computeType");
            }
        } else {
            let set = facts.design.network.pod_addresses;
            let is_other = |v: &Value| text(v) != set.network_policy.to_string();
            keys.extend(Some("enableNetworkPolicy").filter(|k| configuration.get(*k).is_some_and(is_other)));
            let windows = facts.groups.iter().any(|g| g.ami_type.is_windows());
            let is_off = |v: &Value| windows && text(v) != "true";
            keys.extend(Some("enableWindowsIpam").filter(|k| configuration.get(*k).is_some_and(is_off)));
            if let Some(Value::Object(env)) = configuration.get("env") {
                let environment = set.environment();
                let of_design =
                    |key: &str| environment.iter().find(|(k, _)| *k == key).map(|(_, v)| v.clone());
                let is_other = |k: &&str| env.get(*k).is_some_and(|v| Some(text(v)) != of_design(k));
                keys.extend(OF_DESIGN.into_iter().filter(is_other));
            }
        }
        let Some(own) = keys.get(before..).filter(|own| !own.is_empty()) else { continue };
        for key in own {
            configuration.remove(*key);
            if let Some(Value::Object(env)) = configuration.get_mut("env") {
                env.remove(*key);
            }
        }
        let configuration = Value::Object(configuration).to_string().parse().ok();
        let addon = Some(Addon { configuration, ..addon.clone() });
        edits.extend(name.parse().ok().map(|name| Edit::from(ClusterEdit::SetAddon { name, addon })));
    }
    if !edits.is_empty() {
        report
            .add(
                Subject::Addons,
                format!("The configuration sets {} otherwise than the design", list(&keys)),
                "Set it in the design, and take it out of the configuration.",
            )
            .fix("Take it out", Edit::Batch { edits });
    }
}

/// What a variable holds: numbers and switches are written as text, or as they are.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{check_findings, cluster, fargate, v};
    use crate::design::Design;
    use expect_test::expect;
    use std::sync::Arc;

    fn with(name: &str, configuration: &str) -> Design {
        cluster(|c| c.addons.get_mut(&v(name)).unwrap().configuration = Some(v(configuration)))
    }

    #[test]
    fn variables_and_switches() {
        let configuration = r#"{"enableNetworkPolicy":"true","env":{"WARM_IP_TARGET":"5","AWS_VPC_K8S_CNI_LOGLEVEL":"INFO"}}"#;
        check_findings(
            &RULE,
            &with("vpc-cni", configuration),
            expect![[r#"
            Warning at add-ons: The configuration sets enableNetworkPolicy and WARM_IP_TARGET otherwise than the design
              Set it in the design, and take it out of the configuration.
              [Take it out] Change the add-on vpc-cni"#]],
        );
        check_findings(
            &RULE,
            &with("vpc-cni", r#"{"enableNetworkPolicy":"true"}"#),
            expect![[r#"
            Warning at add-ons: The configuration sets enableNetworkPolicy otherwise than the design
              Set it in the design, and take it out of the configuration.
              [Take it out] Change the add-on vpc-cni"#]],
        );
        let mut design = with("vpc-cni", r#"{"enableWindowsIpam":"false"}"#);
        check_findings(&RULE, &design, expect![[""]]);
        Arc::make_mut(&mut design.compute).node_groups[0].ami_type = v("WINDOWS_CORE_2022_x86_64");
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Warning at add-ons: The configuration sets enableWindowsIpam otherwise than the design
              Set it in the design, and take it out of the configuration.
              [Take it out] Change the add-on vpc-cni"#]],
        );
        let mut design = fargate(|_| {});
        let addons = &mut Arc::make_mut(&mut design.cluster).addons;
        addons.get_mut(&v("coredns")).unwrap().configuration = Some(v(r#"{"computeType":"ec2"}"#));
        check_findings(
            &RULE,
            &design,
            expect![[r#"
            Warning at add-ons: The configuration sets computeType otherwise than the design
              Set it in the design, and take it out of the configuration.
              [Take it out] Change the add-on coredns"#]],
        );
    }

    #[test]
    fn the_same_and_others() {
        let mut design = with("vpc-cni", r#"{"env":{"WARM_IP_TARGET":5,"AWS_VPC_K8S_CNI_LOGLEVEL":"INFO"}}"#);
        Arc::make_mut(&mut design.network).pod_addresses.warm_ip_target = Some(5);
        check_findings(&RULE, &design, expect![[""]]);
        check_findings(&RULE, &with("coredns", r#"{"computeType":"ec2","replicaCount":3}"#), expect![[""]]);
    }
}
