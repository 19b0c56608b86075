//! The plain resources of a design are those that the EKS module makes of it: compared with what the real module was
//! seen to plan. Every difference is a row in `docs/native.md`, with its reason, and every row is a difference.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use configurator_core::design::{Design, starters};
use configurator_core::file::{from_json, to_json};
use configurator_core::render::render;
use configurator_tests::project_root;
use configurator_tests::terraform::{Terraform, available};
use serde_json::{Value, json};

/// What the module was seen to plan, and for what: `tests/data/README.md`.
const PLANNED: &str = include_str!("../data/eks-module/planned.json");

#[test]
fn plain_resources_are_those_of_the_module() {
    if !available(1) {
        return;
    }
    let recorded: Value = serde_json::from_str(PLANNED).expect("the facts are JSON");
    let recorded = recorded["resources"].as_array().expect("a list of resources");
    let differences = differences(recorded, &planned(&design()));
    let page = fs::read_to_string(project_root().join("docs/native.md")).expect("docs/native.md");
    let explained: BTreeSet<String> = rows(&page).map(str::to_owned).collect();
    let new: Vec<_> = differences.difference(&explained).collect();
    let gone: Vec<_> = explained.difference(&differences).collect();
    assert!(new.is_empty() && gone.is_empty(), "not explained: {new:#?}\nno longer so: {gone:#?}");
}

#[test]
fn a_difference_is_found() {
    let recorded = [
        json!({"type": "aws_eks_cluster", "address": "module.eks.aws_eks_cluster.this[0]",
            "values": {"name": "demo", "region": "eu-west-1", "vpc_config": [{"endpoint_private_access": true}]}}),
        json!({"type": "time_sleep", "address": "module.eks.time_sleep.this[0]", "values": {}}),
    ];
    let cluster = |private: bool| {
        json!({"type": "aws_eks_cluster", "address": "aws_eks_cluster.this",
            "values": {"name": "demo", "vpc_config": [{"endpoint_private_access": private, "subnet_ids": ["a"]}]}})
    };
    let found = |cluster: Value| differences(&recorded, &[cluster]).into_iter().collect::<Vec<_>>();
    assert_eq!(found(cluster(true)), ["only the module: time_sleep.this"]);
    assert_eq!(
        found(cluster(false)),
        [
            "aws_eks_cluster.this: vpc_config is [{\"endpoint_private_access\":true}] in the module",
            "only the module: time_sleep.this"
        ]
    );
    let key = json!({"type": "aws_kms_key", "address": "aws_kms_key.cluster", "values": {}});
    let found = differences(&recorded[..1], &[cluster(true), key]);
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["only plain: aws_kms_key.cluster"]);
}

#[test]
fn what_is_more_than_the_module_has_is_found() {
    let recorded = json!({"type": "aws_iam_role", "address": "module.eks.aws_iam_role.this[0]", "values": {
        "tags": {"Project": "demo", "kubernetes.io/cluster/demo": "owned"}, "type": "A", "list": ["a"],
        "assume_role_policy": "{\"Statement\": [{\"Sid\": \"X\", \"Action\": \"sts:AssumeRole\"}]}",
    }});
    let role = |change: fn(&mut Value)| {
        let mut role = json!({"type": "aws_iam_role", "address": "aws_iam_role.x", "values": {
            "tags": {"Name": "x", "kubernetes.io/cluster/demo": "owned"}, "type": "A", "list": ["a"], "more": 1,
            "assume_role_policy": "{\"Statement\": {\"Action\": [\"sts:AssumeRole\"]}}",
        }});
        change(&mut role["values"]);
        differences(std::slice::from_ref(&recorded), &[role])
    };
    assert!(role(|_| ()).is_empty());
    type Change = fn(&mut Value);
    let changes: [(&str, Change); 5] = [
        ("tags", |values| values["tags"] = json!({"Name": "x"})),
        ("tags", |values| values["tags"]["karpenter.sh/discovery"] = json!("demo")),
        ("type", |values| values["type"] = json!("B")),
        ("list", |values| values["list"] = json!(["a", "b"])),
        ("assume_role_policy", |values| {
            let more = json!({"Statement": {"Action": ["sts:AssumeRole", "sts:TagSession"]}});
            values["assume_role_policy"] = json!(more.to_string());
        }),
    ];
    for (field, change) in changes {
        let found = role(change);
        assert!(found.len() == 1 && found.iter().all(|f| f.contains(&format!(": {field} is "))), "{found:?}");
    }
}

/// The first cells of the table of differences.
fn rows(page: &str) -> impl Iterator<Item = &str> {
    let cells = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    cells.map(|(first, _)| first)
}

/// The configuration that the module's plan was recorded of, as a design.
fn design() -> Design {
    let mut file: Value = serde_json::from_str(&to_json(&starters::reference())).expect("a design file");
    let design = &mut file["design"];
    design["region"] = json!("eu-west-1");
    design["network"]["zones"] = json!(["euw1-az1", "euw1-az2"]);
    for subnet in design["network"]["subnets"].as_array_mut().expect("subnets") {
        subnet["zone"] = json!(subnet["zone"].as_str().unwrap_or_default().replace("euc1", "euw1"));
    }
    design["network"]["pod_addresses"] = json!({
        "prefix_delegation": true, "network_policy": true, "warm_prefix_target": 1
    });
    let cluster = &mut design["cluster"];
    cluster["name"] = json!("demo");
    cluster["version"] = json!("1.35");
    cluster["deletion_protection"] = json!(true);
    cluster["zonal_shift"] = json!(true);
    cluster["flavour"] = json!("native");
    cluster["addons"] = json!({
        "vpc-cni": {"before_compute": true, "version": "v1.21.2-eksbuild.2"},
        "eks-pod-identity-agent": {"before_compute": true},
        "kube-proxy": {"before_compute": true},
        "coredns": {"before_compute": false},
        "metrics-server": {"before_compute": false},
        "aws-ebs-csi-driver": {"before_compute": false, "identity": "pod_identity"},
    });
    let mut managed = design["compute"]["node_groups"][0].clone();
    managed["name"] = json!("default");
    managed["instance_types"] = json!(["m6i.large"]);
    managed["scaling"] = json!({"min": 2, "desired": 3, "max": 6});
    let mut own = managed.clone();
    own["id"] = json!(6);
    own["name"] = json!("spot");
    own["kind"] = json!({"self_managed": {
        "spot_allocation": "price-capacity-optimized", "refresh": true, "min_healthy_percent": 66
    }});
    own["scaling"] = json!({"min": 1, "desired": 1, "max": 3});
    design["compute"]["node_groups"] = json!([managed, own]);
    design["compute"]["fargate_profiles"] = json!([{
        "id": 7, "name": "batch", "selectors": [{"namespace": "batch"}], "subnets": [1, 2]
    }]);
    let access = &mut design["access"];
    access["session_manager"] = json!(true);
    access["administrator"] = json!("arn:aws:iam::111122223333:role/demo-ci");
    access["entries"] = json!([
        {"name": "engineer", "principal": "arn:aws:iam::111122223333:role/demo-engineer",
            "policies": [{"policy": "AmazonEKSViewPolicy"}], "groups": ["platform:engineers"]},
    ]);
    design["tags"] = json!({"Project": "demo", "ManagedBy": "terraform"});
    design["next_id"] = json!(8);
    from_json(&file.to_string()).expect("the configuration is a design")
}

/// What the bundle plans of the cluster: everything that the network, its keys and roles of add-ons are not.
fn planned(design: &Design) -> Vec<Value> {
    const ASIDE: [&str; 15] = [
        "aws_vpc.",
        "aws_subnet.",
        "aws_internet_gateway.",
        "aws_eip.",
        "aws_nat_gateway.",
        "aws_route",
        "aws_kms_",
        "aws_default_security_group.",
        "aws_iam_role.addon_",
        "aws_iam_role_policy_attachment.addon_",
        "aws_vpc_endpoint.",
        "aws_flow_log.",
        // Beside the module in both flavours: pod_traffic.tf.
        "aws_vpc_security_group_ingress_rule.node_from_primary",
        "aws_vpc_security_group_ingress_rule.primary_from_node",
        "data.",
    ];
    let folder = tempfile::tempdir().expect("a scratch folder");
    for file in render(design).files {
        let path = folder.path().join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::write(path, file.text).expect("files can be written");
    }
    let outcome = Terraform::new(folder.path()).root("infrastructure").without_tests().run();
    outcome.expect_success();
    let changes = outcome.plan().expect("a plan")["resource_changes"].as_array().expect("changes").clone();
    let of_cluster = changes.into_iter().filter(|change| {
        let address = change["address"].as_str().unwrap_or_default();
        !ASIDE.iter().any(|aside| address.starts_with(aside))
    });
    of_cluster
        .map(|mut c| json!({"type": c["type"], "address": c["address"], "values": c["change"]["after"].take()}))
        .collect()
}

/// How two plans differ in what matters, in words.
fn differences(module: &[Value], plain: &[Value]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut free: Vec<&Value> = plain.iter().collect();
    // What says most about itself chooses first, and what has its like before what has not.
    let mut left: Vec<&Value> = module.iter().collect();
    left.sort_by_key(|m| std::cmp::Reverse(m["values"].as_object().map_or(0, |fields| fields.len())));
    for only_alike in [true, false] {
        left.retain(|of_module| {
            let wanted = substance(of_module);
            let lacking = |plain: &Value| lacks(&substance(plain), &wanted);
            let candidates = free.iter().enumerate().filter(|(_, p)| kind(p) == kind(of_module));
            let best = candidates.min_by_key(|(_, p)| lacking(p).len()).map(|(at, p)| (at, *p));
            match best {
                Some((_, best)) if only_alike && !lacking(best).is_empty() => return true,
                Some((at, best)) => {
                    free.remove(at);
                    for field in lacking(best) {
                        found.insert(format!("{}: {field} is {} in the module", named(best), wanted[&field]));
                    }
                }
                None => {
                    found.insert(format!("only the module: {}", named(of_module)));
                }
            }
            false
        });
    }
    found.extend(free.into_iter().map(|plain| format!("only plain: {}", named(plain))));
    found
}

/// The type, where rules of security groups are told by their direction.
fn kind(resource: &Value) -> String {
    let kind = resource["type"].as_str().unwrap_or_default();
    match (kind, resource["values"]["type"].as_str()) {
        ("aws_security_group_rule", Some(direction)) => format!("aws_vpc_security_group_{direction}_rule"),
        _ => kind.to_owned(),
    }
}

/// The address without modules and the number of one.
fn named(resource: &Value) -> String {
    let address = resource["address"].as_str().unwrap_or_default();
    let own =
        address.rfind(resource["type"].as_str().unwrap_or_default()).map_or(address, |at| &address[at..]);
    own.trim_end_matches("[0]").to_owned()
}

/// The values that decide what AWS makes. Names, descriptions and most tags differ, regions come from the provider, and a
/// policy is compared by what it says.
fn substance(resource: &Value) -> Value {
    const ASIDE: [&str; 6] = [
        "description",
        "force_detach_policies",
        "name_prefix",
        "node_group_name_prefix",
        "region",
        "resource_id",
    ];
    let mut values = resource["values"].clone();
    if let Some(fields) = values.as_object_mut() {
        let renamed = [("protocol", "ip_protocol"), ("cidr_blocks", "cidr_ipv4")];
        if resource["type"] == "aws_security_group_rule" {
            for (old, new) in renamed {
                if let Some(value) = fields.remove(old) {
                    let one = value.as_array().and_then(|list| list.first().cloned());
                    fields.insert(new.to_owned(), one.unwrap_or(value));
                }
            }
            fields.remove("self");
            // The direction, by which its kind is told.
            fields.remove("type");
            if fields.get("ip_protocol") == Some(&json!("-1")) {
                fields.remove("from_port");
                fields.remove("to_port");
            }
        }
        fields.retain(|name, _| !ASIDE.contains(&name.as_str()));
        // By tags like `kubernetes.io/cluster/…` controllers know what is theirs; the others are names.
        let tags = fields.remove("tags").unwrap_or_default();
        let telling = tags.as_object().into_iter().flatten().filter(|(key, _)| key.contains('/'));
        let telling: Vec<_> = telling.map(|(key, value)| format!("{key}={value}")).collect();
        fields.insert("tags".to_owned(), json!(telling));
        for (_, value) in
            fields.iter_mut().filter(|(name, _)| name.ends_with("policy") || *name == "configuration_values")
        {
            if let Some(said) = value.as_str().and_then(|text| serde_json::from_str::<Value>(text).ok()) {
                *value = Value::String(said_once(said).to_string());
            }
        }
    }
    values
}

/// A policy, or other JSON, in one of the ways in which it can be written: what may be a list is one, and all is sorted. A
/// `Sid` is a name.
fn said_once(json: Value) -> Value {
    match json {
        Value::Object(fields) => {
            let fields = fields.into_iter().filter(|(name, _)| name != "Sid").map(|(name, value)| {
                let is_one =
                    ["Action", "Resource", "Statement"].contains(&name.as_str()) && !value.is_array();
                (name, said_once(if is_one { json!([value]) } else { value }))
            });
            Value::Object(fields.collect::<BTreeMap<_, _>>().into_iter().collect())
        }
        Value::Array(items) => {
            let mut items: Vec<Value> = items.into_iter().map(said_once).collect();
            items.sort_by_key(Value::to_string);
            Value::Array(items)
        }
        plain => plain,
    }
}

/// The fields of `wanted` that `there` has not, or otherwise. An object may have more than is wanted: the module knows
/// some of it only after the apply. A list may not.
fn lacks(there: &Value, wanted: &Value) -> Vec<String> {
    let fields = wanted.as_object().into_iter().flatten();
    fields
        .filter(|(name, value)| !holds(&there[name.as_str()], value))
        .map(|(name, _)| name.clone())
        .collect()
}

fn holds(there: &Value, wanted: &Value) -> bool {
    match (there, wanted) {
        (Value::Object(there), Value::Object(wanted)) => {
            wanted.iter().all(|(key, value)| there.get(key).is_some_and(|t| holds(t, value)))
        }
        (Value::Array(there), Value::Array(wanted)) => {
            let each = wanted.iter().all(|value| there.iter().any(|t| holds(t, value)));
            each && there.iter().all(|t| wanted.iter().any(|value| holds(t, value)))
        }
        // Some values of launch templates are texts in the schema.
        (there, Value::String(wanted)) if !there.is_string() => {
            *there == *wanted.as_str() || wanted.parse().is_ok_and(|value: Value| *there == value)
        }
        (there, wanted) => there == wanted,
    }
}
