//! Designs that somebody broke on purpose, each in one way that Terraform, or the provider, refuses.

use configurator_core::design::{Design, starters};
use configurator_core::file::{from_json, to_json};
use configurator_tests::fixtures;
use serde_json::{Value, json};

/// A way to break the file of a design.
type Break = fn(&mut Value);

/// A way by name, with the design that it breaks.
type Way = (&'static str, fn() -> Design, Break);

/// The ways.
const WAYS: &[Way] = &[
    ("two subnets of one name", starters::production, |d| {
        copy(d, "/network/subnets/1/name", "/network/subnets/0/name")
    }),
    ("the minimum over the maximum", starters::reference, |d| scale(d, 5, 5, 2)),
    ("more nodes than the maximum", starters::reference, |d| scale(d, 1, 9, 2)),
    ("fewer nodes than the minimum", starters::reference, |d| scale(d, 3, 1, 5)),
    ("a maximum of none", starters::reference, |d| scale(d, 0, 0, 0)),
    ("a type twice", starters::reference, |d| {
        d["compute"]["node_groups"][0]["instance_types"] = json!(["m5.large", "m5.large"]);
    }),
    ("a profile without selectors", fargate, |d| {
        d["compute"]["fargate_profiles"][0]["selectors"] = json!([])
    }),
    ("a profile with six selectors", fargate, |d| {
        let selectors: Vec<Value> = (0..6).map(|n| json!({"namespace": format!("n{n}")})).collect();
        d["compute"]["fargate_profiles"][0]["selectors"] = json!(selectors);
    }),
    ("fewer IOPS than gp3 has", starters::reference, |d| volume(d, json!({"kind": "gp3", "iops": 100}))),
    ("IOPS of gp2", starters::reference, |d| volume(d, json!({"kind": "gp2", "iops": 3000}))),
    ("io1 without IOPS", starters::reference, |d| volume(d, json!({"kind": "io1"}))),
    ("too much throughput", starters::reference, |d| {
        volume(d, json!({"kind": "gp3", "throughput_mibps": 5000}));
    }),
    ("a VPC that is too large", starters::reference, |d| d["network"]["cidr"] = json!("10.0.0.0/15")),
    ("a subnet that is too small", starters::reference, |d| {
        d["network"]["subnets"][0]["cidr"] = json!("10.0.16.0/29")
    }),
    ("services in too small a block", starters::reference, |d| {
        d["cluster"]["service_cidr"] = json!("172.20.0.0/25")
    }),
    ("services outside private addresses", starters::reference, |d| {
        d["cluster"]["service_cidr"] = json!("100.64.0.0/16");
    }),
    ("an existing subnet that is not named", existing, |d| {
        if let Some(subnet) = d["network"]["subnets"][0].as_object_mut() {
            subnet.remove("existing");
        }
    }),
    ("no subnet for the control plane", starters::reference, |d| {
        d["cluster"]["control_plane_tier"] = json!("intra")
    }),
    ("endpoints where there is no subnet", starters::reference, |d| {
        d["network"]["endpoints"] = json!({"services": ["ec2"], "tier": "intra"});
    }),
];

fn fargate() -> Design {
    fixtures::named("fargate-only")
}

fn existing() -> Design {
    fixtures::named("existing-vpc")
}

/// The broken designs, by name.
pub(crate) fn designs() -> Vec<(&'static str, Design)> {
    WAYS.iter()
        .map(|(name, whole, break_it)| {
            let mut file: Value = serde_json::from_str(&to_json(&whole())).expect("a design file");
            let design = &mut file["design"];
            break_it(design);
            design["next_id"] = json!(100);
            (*name, from_json(&file.to_string()).unwrap_or_else(|error| panic!("{name}: {error}")))
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

fn volume(design: &mut Value, volume: Value) {
    design["compute"]["node_groups"][0]["settings"] = json!({"volume": volume});
}
