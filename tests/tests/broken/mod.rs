//! Designs that somebody broke on purpose, each in one way that Terraform, or the provider, refuses.

use std::collections::BTreeMap;

use configurator_core::catalog;
use configurator_core::design::{Design, starters};
use configurator_core::file::{from_json, to_json};
use configurator_tests::fixtures;
use serde_json::{Value, json};

/// A way to break the file of a design.
type Break = fn(&mut Value);

/// A way by name, the rule that finds it, and the design that it breaks.
type Way = (&'static str, &'static str, fn() -> Design, Break);

/// The ways. What the bundle leaves out because AWS takes none of it, as the second of two taints, cannot be tried here.
const WAYS: &[Way] = &[
    ("two subnets of one name", "SUB027", starters::production, |d| {
        copy(d, "/network/subnets/1/name", "/network/subnets/0/name")
    }),
    ("the minimum over the maximum", "NG001", starters::reference, |d| scale(d, 5, 5, 2)),
    ("more nodes than the maximum", "NG001", starters::reference, |d| scale(d, 1, 9, 2)),
    ("fewer nodes than the minimum", "NG001", starters::reference, |d| scale(d, 3, 1, 5)),
    ("a maximum of none", "NG001", starters::reference, |d| scale(d, 0, 0, 0)),
    ("a type twice", "NG038", starters::reference, |d| {
        d["compute"]["node_groups"][0]["instance_types"] = json!(["m5.large", "m5.large"]);
    }),
    ("a profile without selectors", "FG003", fargate, |d| {
        d["compute"]["fargate_profiles"][0]["selectors"] = json!([])
    }),
    ("a profile with six selectors", "FG003", fargate, |d| {
        let selectors: Vec<Value> = (0..6).map(|n| json!({"namespace": format!("n{n}")})).collect();
        d["compute"]["fargate_profiles"][0]["selectors"] = json!(selectors);
    }),
    ("fewer IOPS than gp3 has", "NG019", starters::reference, |d| {
        volume(d, json!({"kind": "gp3", "iops": 100}))
    }),
    ("IOPS of gp2", "NG019", starters::reference, |d| volume(d, json!({"kind": "gp2", "iops": 3000}))),
    ("io1 without IOPS", "NG019", starters::reference, |d| volume(d, json!({"kind": "io1"}))),
    ("too much throughput", "NG019", starters::reference, |d| {
        volume(d, json!({"kind": "gp3", "throughput_mibps": 5000}));
    }),
    ("a VPC that is too large", "CID001", starters::reference, |d| {
        d["network"]["cidr"] = json!("10.0.0.0/15")
    }),
    ("a subnet that is too small", "SUB001", starters::reference, |d| {
        d["network"]["subnets"][0]["cidr"] = json!("10.0.16.0/29")
    }),
    ("services in too small a block", "CTL001", starters::reference, |d| {
        d["cluster"]["service_cidr"] = json!("172.20.0.0/25")
    }),
    ("services outside private addresses", "CTL002", starters::reference, |d| {
        d["cluster"]["service_cidr"] = json!("100.64.0.0/16");
    }),
    ("an existing subnet that is not named", "EXV001", existing, |d| {
        if let Some(subnet) = d["network"]["subnets"][0].as_object_mut() {
            subnet.remove("existing");
        }
    }),
    ("no subnet for the control plane", "SUB005", starters::reference, |d| {
        d["cluster"]["control_plane_tier"] = json!("intra")
    }),
    ("endpoints where there is no subnet", "VPE013", starters::reference, |d| {
        d["network"]["endpoints"] = json!({"services": ["ec2"], "tier": "intra"});
    }),
    ("more types than EKS takes", "NG003", starters::reference, |d| {
        let types: Vec<_> = catalog::instance_types().iter().take(21).map(|t| t.name.as_str()).collect();
        d["compute"]["node_groups"][0]["instance_types"] = json!(types);
    }),
    ("a label of Kubernetes itself", "LBL003", starters::reference, |d| {
        d["compute"]["node_groups"][0]["labels"] = json!({"kubernetes.io/team": "shop"});
    }),
    ("an endpoint that is closed", "END001", starters::reference, |d| {
        d["cluster"]["endpoint"] = json!({"private": false, "public": false, "public_cidrs": []});
    }),
    ("nodes with groups", "ACC003", starters::reference, |d| {
        d["access"]["entries"] = json!([{
            "name": "elsewhere",
            "principal": "arn:aws:iam::111122223333:role/elsewhere",
            "kind": "EC2_LINUX",
            "groups": ["platform:nodes"],
        }]);
    }),
    ("statements that are too long", "IAM012", starters::reference, |d| {
        let bucket = |n: usize| format!("arn:aws:s3:::{}{n:02}", "b".repeat(300));
        let resources: Vec<_> = (0..40).map(bucket).collect();
        statements(d, json!([{"actions": ["s3:GetObject"], "resources": resources}]));
    }),
    ("more nodes than a cluster has", "NG002", starters::reference, |d| scale(d, 1, 1, 100_001)),
    ("a start that is too long", "NG039", starters::reference, |d| {
        d["compute"]["node_groups"][0]["settings"] = json!({"start_script": "🚀".repeat(8000)});
    }),
    ("a start that labels make too long", "NG039", starters::reference, |d| {
        let label = |n: usize| (format!("{n:02}{}", "k".repeat(61)), "v".repeat(63));
        let group = &mut d["compute"]["node_groups"][0];
        group["kind"] = json!({"self_managed": {}});
        group["labels"] = json!((0..70).map(label).collect::<BTreeMap<_, _>>());
        group["settings"] = json!({"start_script": "a".repeat(8000)});
    }),
    ("a key as ssh-keygen makes it", "SEC013", starters::reference, |d| {
        let key = format!("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC{}=", "A".repeat(512));
        d["access"]["ssh"] = json!({"public_key": key, "cidrs": ["10.1.0.0/16"]});
    }),
];

fn fargate() -> Design {
    fixtures::named("fargate-only")
}

fn existing() -> Design {
    fixtures::named("existing-vpc")
}

/// The broken designs, by name and rule.
pub(crate) fn designs() -> Vec<(&'static str, &'static str, Design)> {
    WAYS.iter()
        .map(|(name, rule, whole, break_it)| {
            let mut file: Value = serde_json::from_str(&to_json(&whole())).expect("a design file");
            let design = &mut file["design"];
            break_it(design);
            design["next_id"] = json!(100);
            (*name, *rule, from_json(&file.to_string()).unwrap_or_else(|error| panic!("{name}: {error}")))
        })
        .collect()
}

fn copy(design: &mut Value, to: &str, from: &str) {
    let value = design.pointer(from).cloned().expect("it is there");
    *design.pointer_mut(to).expect("it is there") = value;
}

fn scale(design: &mut Value, min: u32, desired: u32, max: u32) {
    design["compute"]["node_groups"][0]["scaling"] = json!({"min": min, "desired": desired, "max": max});
}

fn statements(design: &mut Value, statements: Value) {
    design["access"]["workloads"] = json!([{
        "name": "uploads",
        "namespace": "shop",
        "service_account": "uploads",
        "identity": "irsa",
        "statements": statements,
    }]);
}

fn volume(design: &mut Value, volume: Value) {
    design["compute"]["node_groups"][0]["settings"] = json!({"volume": volume});
}
