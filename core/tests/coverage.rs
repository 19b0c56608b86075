//! Nothing that a design says is dropped on the way into the bundle: every field of the model, set otherwise, changes
//! what is rendered, the design file aside.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::collections::{BTreeMap, BTreeSet};

use configurator_core::design::{Design, FlowLogs, StateBackend, StateLock, starters};
use configurator_core::edit::{DesignEdit, Edit, NetworkEdit};
use configurator_core::file::{from_json, to_json};
use configurator_core::render::render;
use configurator_core::value::ZoneId;
use serde_json::Value;

/// The values of a design by their paths; the number of an entry in a list is left out.
fn leaves(design: &Design) -> BTreeMap<String, BTreeSet<String>> {
    fn walk(value: &Value, path: &str, found: &mut BTreeMap<String, BTreeSet<String>>) {
        match value {
            Value::Object(fields) => fields.iter().for_each(|(k, v)| walk(v, &format!("{path}/{k}"), found)),
            Value::Array(items) => items.iter().for_each(|v| walk(v, &format!("{path}/*"), found)),
            leaf => {
                found.entry(path.to_owned()).or_default().insert(leaf.to_string());
            }
        }
    }
    let mut found = BTreeMap::new();
    let file: Value = serde_json::from_str(&to_json(design)).unwrap();
    walk(&file["design"], "", &mut found);
    found
}

/// The design where the values of one path are those of `other`, as far as that makes a design.
fn with(design: &Design, pointer: &str, value: &Value) -> Option<Design> {
    let mut file: Value = serde_json::from_str(&to_json(design)).unwrap();
    *file["design"].pointer_mut(pointer)? = value.clone();
    from_json(&file.to_string()).ok()
}

/// What Terraform, the scripts and people read.
fn bundle(design: &Design) -> Vec<(String, String)> {
    let files = render(design).files.into_iter().filter(|f| f.path != "design.json");
    files.map(|f| (f.path, f.text)).collect()
}

fn design(name: &str) -> Design {
    let designs: BTreeMap<&str, &str> = [
        ("every-field", include_str!("../../tests/designs/every-field.json")),
        ("further-blocks", include_str!("../../tests/designs/further-blocks.json")),
    ]
    .into();
    from_json(designs[name]).unwrap()
}

/// The places of a file that hold one value, as JSON pointers.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(k, v)| {
            pointers(v, &format!("{at}/{}", k.replace('~', "~0").replace('/', "~1")), found);
        }),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, v)| pointers(v, &format!("{at}/{n}"), found));
        }
        _ => found.push(at.to_owned()),
    }
}

/// The design after an edit of what stands at `place`, where a value of its own would contradict others.
fn edited(design: &Design, place: &str) -> Option<Design> {
    let lock = StateLock::LockFile {};
    let edit: Edit = match place {
        "/network/flow_logs/to" => NetworkEdit::SetFlowLogs { flow_logs: FlowLogs::Off {} }.into(),
        "/state/backend" => DesignEdit::SetState { state: StateBackend::Local {} }.into(),
        "/state/lock/kind" => DesignEdit::SetState { state: StateBackend::S3 { bucket: None, lock } }.into(),
        // A subnet lies in one of the design's zones.
        zone if zone.starts_with("/network/zones/") || zone.ends_with("/zone") => {
            let file: Value = serde_json::from_str(&to_json(design)).unwrap();
            let zone: ZoneId = file["design"].pointer(zone)?.as_str()?.parse().ok()?;
            NetworkEdit::MoveZone { zone, to: "euw1-az3".parse().unwrap() }.into()
        }
        _ => return None,
    };
    design.edited(&edit).ok()
}

/// Another value that may stand in the place of `value`; several are tried.
fn others(value: &Value) -> Vec<Value> {
    let texts = [
        "production",
        "development",
        "eu-north-1",
        "eun1-az1",
        "euw1-az3",
        "public",
        "intra",
        "private",
        "10.7.64.0/20",
        "10.0.0.0/8",
        "none",
        "single",
        "STANDARD",
        "EXTENDED",
        "1.34",
        "api",
        "x-1",
        "another reason",
        "internal",
        "internet_facing",
        "rejected",
        "all",
        "API",
        "API_AND_CONFIG_MAP",
        "ON_DEMAND",
        "SPOT",
        "AL2023_ARM_64_STANDARD",
        "m6i.large",
        "NO_SCHEDULE",
        "arn:aws:iam::111122223333:role/other",
        "other-bucket",
        "cluster",
        "NG017",
        "lock_file",
        "off",
        "aws_owned",
        "audit",
    ];
    match value {
        Value::Bool(on) => vec![Value::Bool(!on)],
        Value::Number(n) => {
            let n = n.as_u64().unwrap();
            [n + 1, 365, 180].iter().filter(|m| **m != n).map(|m| Value::from(*m)).collect()
        }
        text => texts.iter().map(|t| Value::from(*t)).filter(|t| t != text).collect(),
    }
}

#[test]
fn every_value_changes_what_is_rendered() {
    let design = design("every-field");
    let file: Value = serde_json::from_str(&to_json(&design)).unwrap();
    let mut places = Vec::new();
    pointers(&file["design"], "", &mut places);
    let before = bundle(&design);
    let mut silent = Vec::new();
    for place in places {
        // Ids tie objects together within the file, and mean nothing outside.
        let is_id = place.ends_with("/id")
            || place == "/next_id"
            || place.contains("/subnets/") && place.contains("/compute/");
        // What rules judge, and nothing else: how much depends on the cluster is printed, these two are not.
        let is_intent = place.ends_with("_load_balancers");
        // What only the bill depends on.
        let is_usage = place.starts_with("/usage/");
        if is_id || is_intent || is_usage {
            continue;
        }
        let value = file["design"].pointer(&place).unwrap();
        let values = others(value);
        let written = values.iter().filter_map(|v| with(&design, &place, v));
        let changed: Vec<Design> = written.chain(edited(&design, &place)).collect();
        if !changed.iter().any(|c| bundle(c) != before) {
            silent.push(format!("{place} ({} other values)", changed.len()));
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

/// The two fixtures hold every field that the model knows of: what a new design leaves out too.
#[test]
fn the_fixtures_hold_every_field() {
    let fields = |designs: &[Design]| -> BTreeSet<String> {
        designs.iter().flat_map(|d| leaves(d).into_keys()).collect()
    };
    let all: Vec<Design> = starters::STARTERS.iter().map(|s| (s.design)()).collect();
    let every = fields(&[design("every-field")]);
    // Tags and labels have the keys that people give them.
    let is_free = |path: &String| path.contains("/tags/") || path.contains("/labels/");
    let missing: Vec<_> = fields(&all).into_iter().filter(|p| !every.contains(p) && !is_free(p)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    let named = [
        "secondary_cidrs",
        "peers",
        "service_cidr",
        "karpenter_discovery",
        "waivers",
        "tags",
        "taints",
        "labels",
    ];
    let twice = [design("every-field"), design("further-blocks")];
    for name in &named[..5] {
        assert!(twice.iter().all(|d| to_json(d).contains(&format!("\"{name}\""))), "{name}");
    }
    assert!(named.iter().all(|n| to_json(&twice[0]).contains(&format!("\"{n}\""))));
}
