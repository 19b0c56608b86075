//! What add-ons are configured with: what follows from the design, and what the design says beside, which wins.

use std::collections::BTreeMap;

use super::cluster::has_node_group;
use super::{fargate, native};
use crate::design::{Addon, Design, Subject};
use crate::hcl::{Object, Value, call, code, list, reference};
use crate::value::AddonName;

/// A configuration, and why it is as it is.
pub(super) struct Configuration {
    tree: BTreeMap<String, Tree>,
    why: Vec<&'static str>,
}

/// A value whose objects can be merged.
enum Tree {
    Object(BTreeMap<String, Tree>),
    Leaf(Value<Subject>),
}

impl Configuration {
    /// Adds the module's input to an add-on.
    pub(super) fn added_to(self, object: Object<Subject>) -> Object<Subject> {
        let Self { tree, why } = self;
        object
            .when(!why.is_empty(), |object| object.comment(why.join("\n")))
            .entry("configuration_values", call("jsonencode").arg(printed(tree)))
    }
}

/// The configuration of an add-on, where it has one.
pub(super) fn values(design: &Design, name: &AddonName, addon: &Addon) -> Option<Configuration> {
    let Configuration { mut tree, why } = match name.as_str() {
        "vpc-cni" => vpc_cni(design),
        "coredns" => coredns(design),
        _ => Configuration { tree: BTreeMap::new(), why: Vec::new() },
    };
    let own = addon.configuration.as_ref().map(|text| text.value()).unwrap_or_default();
    merge(&mut tree, own.into_iter().map(|(key, value)| (key, read(value))));
    (!tree.is_empty()).then_some(Configuration { tree, why })
}

/// Source: amazon-vpc-cni-k8s, README and chart (`eniConfig`, `enableNetworkPolicy`, `enableWindowsIpam`, `env`);
/// EKS user guide, windows-support.
fn vpc_cni(design: &Design) -> Configuration {
    let pods = design.network.pod_addresses;
    let environment = pods.environment();
    let mut tree = BTreeMap::new();
    let mut why = Vec::new();
    if !environment.is_empty() {
        why.push("How many addresses nodes take from their subnets, and when:");
        why.push("https://github.com/aws/amazon-vpc-cni-k8s#cni-configuration-variables");
        let variables = environment.into_iter().map(|(name, value)| (name.to_owned(), leaf(value)));
        tree.insert("env".to_owned(), Tree::Object(crate::sorted::map(variables)));
    }
    if let Some((name, value)) = pods.init_environment() {
        let variables = Tree::Object(crate::sorted::map([(name.to_owned(), leaf(value))]));
        tree.insert("init".to_owned(), Tree::Object(crate::sorted::map([("env".to_owned(), variables)])));
    }
    if pods.network_policy {
        tree.insert("enableNetworkPolicy".to_owned(), leaf("true"));
    }
    if design.compute.node_groups.iter().any(|g| g.ami_type.is_windows()) {
        tree.insert("enableWindowsIpam".to_owned(), leaf("true"));
    }
    if pods.custom_networking {
        why.push("Pods get their addresses from the pod subnet of their node's zone.");
        // Where no nodes have a security group of their own, all that is there is in the cluster's.
        let subnets = code(match (native::is_chosen(design), has_node_group(design)) {
            (true, true) => {
                "{\n  for zone, id in local.pod_subnets : zone => { id = id, securityGroups = [aws_security_group.node.id] }\n}"
            }
            (true, false) => {
                "{\n  for zone, id in local.pod_subnets : zone => { id = id, securityGroups = [aws_eks_cluster.this.vpc_config[0].cluster_security_group_id] }\n}"
            }
            (false, true) => {
                "{\n  for zone, id in local.pod_subnets : zone => { id = id, securityGroups = [module.eks.node_security_group_id] }\n}"
            }
            (false, false) => {
                "{\n  for zone, id in local.pod_subnets : zone => { id = id, securityGroups = [module.eks.cluster_primary_security_group_id] }\n}"
            }
        });
        let config = [
            ("create".to_owned(), leaf(true)),
            ("region".to_owned(), leaf(reference("var.region"))),
            ("subnets".to_owned(), leaf(subnets)),
        ];
        tree.insert("eniConfig".to_owned(), Tree::Object(crate::sorted::map(config)));
    }
    Configuration { tree, why }
}

/// Source: EKS user guide, fargate-getting-started.
fn coredns(design: &Design) -> Configuration {
    if !fargate::runs_first(design) {
        return Configuration { tree: BTreeMap::new(), why: Vec::new() };
    }
    Configuration {
        tree: crate::sorted::map([("computeType".to_owned(), leaf("fargate"))]),
        why: vec!["There is no other place for it to run."],
    }
}

fn leaf(value: impl Into<Value<Subject>>) -> Tree {
    Tree::Leaf(value.into())
}

/// Puts `over` over what is there: objects become one, anything else takes the place of what was.
fn merge(base: &mut BTreeMap<String, Tree>, over: impl IntoIterator<Item = (String, Tree)>) {
    for (key, value) in over {
        match (base.get_mut(&key), value) {
            (Some(Tree::Object(inner)), Tree::Object(entries)) => merge(inner, entries),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

fn read(value: serde_json::Value) -> Tree {
    use serde_json::Value as Json;
    match value {
        Json::Null => Tree::Leaf(Value::null()),
        Json::Bool(flag) => leaf(flag),
        Json::Number(number) => {
            let exact = number.as_u64().map(hcl::Number::from).or(number.as_i64().map(hcl::Number::from));
            let number = exact.or(number.as_f64().and_then(hcl::Number::from_f64));
            number.map_or_else(|| Tree::Leaf(Value::null()), leaf)
        }
        Json::String(text) => leaf(text),
        Json::Array(items) => leaf(list(items.into_iter().map(|item| match read(item) {
            Tree::Leaf(value) => value,
            Tree::Object(entries) => printed(entries).into(),
        }))),
        Json::Object(entries) => {
            Tree::Object(crate::sorted::map(entries.into_iter().map(|(key, value)| (key, read(value)))))
        }
    }
}

fn printed(tree: BTreeMap<String, Tree>) -> Object<Subject> {
    Object::new().each(tree, |object, (key, value)| match value {
        Tree::Leaf(value) => object.entry(key, value),
        Tree::Object(entries) => object.entry(key, printed(entries)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{Flavour, starters};
    use crate::hcl::{Body, print};
    use std::sync::Arc;

    fn text(design: &Design, name: &str, configuration: &str) -> String {
        let addon = Addon { configuration: Some(configuration.parse().unwrap()), ..Addon::default() };
        let values = values(design, &name.parse().unwrap(), &addon).unwrap();
        print(&Body::new().attr("a", values.added_to(Object::new()))).text
    }

    #[test]
    fn pods_are_in_a_security_group_that_is_there() {
        let mut design = starters::reference();
        Arc::make_mut(&mut design.network).pod_addresses.custom_networking = true;
        for (flavour, nodes, cluster) in [
            (Flavour::Module, "module.eks.node_security_group_id", "cluster_primary_security_group_id"),
            (Flavour::Native, "aws_security_group.node.id", "cluster_security_group_id"),
        ] {
            Arc::make_mut(&mut design.cluster).flavour = flavour;
            assert!(text(&design, "vpc-cni", "{}").contains(nodes));
            let mut serverless = design.clone();
            Arc::make_mut(&mut serverless.compute).node_groups.clear();
            let text = text(&serverless, "vpc-cni", "{}");
            assert!(text.contains(cluster) && !text.contains(nodes), "{text}");
        }
    }

    #[test]
    fn what_is_typed_wins_and_the_rest_stays() {
        let mut design = starters::reference();
        let network = Arc::make_mut(&mut design.network);
        network.pod_addresses.prefix_delegation = true;
        network.pod_addresses.warm_ip_target = Some(5);
        network.pod_addresses.network_policy = true;
        let typed = r#"{"env": {"WARM_IP_TARGET": "9", "X": "${y}"}, "enableNetworkPolicy": "false", "n": [1, {"a": null}, -2.5]}"#;
        let text = text(&design, "vpc-cni", typed);
        for line in [
            "ENABLE_PREFIX_DELEGATION = \"true\"",
            "WARM_IP_TARGET           = \"9\"",
            "\"$${y}\"",
            "enableNetworkPolicy = \"false\"",
            "a = null",
            "-2.5",
        ] {
            assert!(text.contains(line), "{line}:\n{text}");
        }
        assert!(!text.contains("\"5\""), "{text}");
    }

    #[test]
    fn groups_of_pods_let_probes_and_policies_reach_them() {
        let mut design = starters::reference();
        let mut with = |security_groups, network_policy| {
            let pods = &mut Arc::make_mut(&mut design.network).pod_addresses;
            (pods.security_groups, pods.network_policy) = (security_groups, network_policy);
            let text = text(&design, "vpc-cni", r#"{"a": 1}"#);
            [
                text.contains("POD_SECURITY_GROUP_ENFORCING_MODE = \"standard\""),
                text.contains("DISABLE_TCP_EARLY_DEMUX = \"true\""),
            ]
        };
        assert_eq!(with(true, true), [true, false]);
        assert_eq!(with(true, false), [false, true]);
        assert_eq!(with(false, true), [false, false]);
    }

    #[test]
    fn pods_have_subnets_of_their_own() {
        let mut design = starters::reference();
        Arc::make_mut(&mut design.network).pod_addresses.custom_networking = true;
        let text = text(&design, "vpc-cni", "{}");
        for part in [
            "for zone, id in local.pod_subnets",
            "create = true",
            "region = var.region",
            "ENI_CONFIG_LABEL_DEF",
        ] {
            assert!(text.contains(part), "{part}:\n{text}");
        }
    }
}
