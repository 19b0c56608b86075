//! Nothing that a design says is dropped on the way into the bundle: every field of the model, set otherwise, changes
//! what is rendered, the design file aside. What is excepted is so by name, with the reason.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::collections::{BTreeMap, BTreeSet};

use configurator_core::design::{Design, FlowLogs, StateBackend, StateLock, VERSION};
use configurator_core::edit::{DesignEdit, Edit, NetworkEdit};
use configurator_core::file::{FileError, from_json, to_json};
use configurator_core::render::render;
use configurator_core::value::ZoneId;
use serde_json::{Value, json};

/// What changes nothing in the bundle, by the beginning of the path.
const EXCEPTED: &[(&str, &str)] = &[
    ("/next_id", "ids tie objects together within the file, and mean nothing outside"),
    ("/network/subnets/*/id", "an id"),
    ("/compute/node_groups/*/id", "an id"),
    ("/compute/node_groups/*/subnets/", "ids"),
    ("/compute/fargate_profiles/*/id", "an id"),
    ("/compute/fargate_profiles/*/subnets/", "ids"),
    ("/intent/internet_facing_load_balancers", "rules judge by it; what it means stands at the subnets"),
    ("/intent/internal_load_balancers", "rules judge by it; what it means stands at the subnets"),
    ("/usage/", "only the bill depends on it"),
    ("/compute/fargate_profiles/*/expected/", "only capacity and cost depend on it"),
    ("/compute/auto_mode/expected_", "only capacity and cost depend on it"),
    ("/access/rbac/", "objects of Kubernetes, which the bundle does not hold yet"),
    ("/compute/karpenter/capacity_types/", "Karpenter's pool is an object of Kubernetes"),
    ("/compute/karpenter/categories/", "Karpenter's pool is an object of Kubernetes"),
    ("/compute/karpenter/vcpu_limit", "Karpenter's pool is an object of Kubernetes"),
];

/// The designs that between them set every field. An existing VPC, and IPv6, leave out what a design else has.
const DESIGNS: [(&str, &str); 7] = [
    ("every-field", include_str!("../../tests/designs/every-field.json")),
    ("ipv6", include_str!("../../tests/designs/ipv6.json")),
    ("existing-vpc", include_str!("../../tests/designs/existing-vpc.json")),
    ("gitlab-delivery", include_str!("../../tests/designs/gitlab-delivery.json")),
    ("existing-key", include_str!("../../tests/designs/existing-key.json")),
    ("production-three-zones", include_str!("../../tests/designs/production-three-zones.json")),
    ("native-all-compute", include_str!("../../tests/designs/native-all-compute.json")),
];

/// The other fixtures that set what a new design leaves out.
const FURTHER: [&str; 9] = [
    include_str!("../../tests/designs/access.json"),
    include_str!("../../tests/designs/both-locks.json"),
    include_str!("../../tests/designs/custom-networking.json"),
    include_str!("../../tests/designs/existing-ipv6.json"),
    include_str!("../../tests/designs/github-delivery.json"),
    include_str!("../../tests/designs/further-blocks.json"),
    include_str!("../../tests/designs/private.json"),
    include_str!("../../tests/designs/mixed-groups.json"),
    include_str!("../../tests/designs/native.json"),
];

fn designs() -> impl Iterator<Item = (&'static str, Design)> {
    DESIGNS.into_iter().map(|(name, text)| (name, from_json(text).unwrap()))
}

/// The design as JSON.
fn written(design: &Design) -> Value {
    let file: Value = serde_json::from_str(&to_json(design)).unwrap();
    file["design"].clone()
}

/// A place in the JSON of a design.
struct Place {
    /// As a JSON pointer.
    pointer: String,
    /// Without the numbers of entries and the keys that people give: `/network/subnets/*/tags/*`.
    path: String,
}

/// Maps, whose keys are not fields.
fn is_map(path: &str) -> bool {
    path == "/tags"
        || path == "/cluster/addons"
        || path.ends_with("/tags") && path.contains("/subnets/")
        || path.ends_with("/labels")
}

/// Every value of the JSON, objects and lists too.
fn places(value: &Value, pointer: &str, path: &str, found: &mut Vec<Place>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            let escaped = key.replace('~', "~0").replace('/', "~1");
            let shown = if is_map(path) { "*" } else { key };
            places(value, &format!("{pointer}/{escaped}"), &format!("{path}/{shown}"), found);
        }),
        Value::Array(items) => items.iter().enumerate().for_each(|(n, value)| {
            places(value, &format!("{pointer}/{n}"), &format!("{path}/*"), found);
        }),
        _ => {}
    }
    found.push(Place { pointer: pointer.to_owned(), path: path.to_owned() });
}

fn places_of(design: &Value) -> Vec<Place> {
    let mut found = Vec::new();
    places(design, "", "", &mut found);
    found
}

fn is_excepted(path: &str) -> bool {
    EXCEPTED.iter().any(|(beginning, _)| path.starts_with(beginning))
}

/// The design where the values of one path are those of `other`, as far as that makes a design.
fn with(design: &Value, pointer: &str, value: Value) -> Option<Design> {
    let mut design = design.clone();
    *design.pointer_mut(pointer)? = value;
    opened(design).ok()
}

/// The design as it is read from a file.
fn opened(design: Value) -> Result<Design, FileError> {
    let file = json!({ "format": "eks-configurator/design", "version": VERSION, "design": design });
    from_json(&file.to_string())
}

/// What Terraform, the scripts and people read. The drawing and the figures of cost and capacity are left out: they only
/// tell what else the bundle must say.
fn bundle(design: &Design) -> Vec<(String, String)> {
    let is_told = |path: &str| path == "design.json" || path == "docs/architecture.svg";
    let files = render(design).files.into_iter().filter(|f| !is_told(&f.path));
    let without_figures =
        |text: String| match (text.split_once("\n## Cost\n"), text.split_once("\n## Rolling out\n")) {
            (Some((before, _)), Some((_, after))) => format!("{before}{after}"),
            _ => text,
        };
    files.map(|f| (f.path, without_figures(f.text))).collect()
}

/// The design after an edit of what stands at `place`, where a value of its own would contradict others.
fn edited(design: &Design, place: &str) -> Option<Design> {
    let lock = StateLock::LockFile {};
    let edit: Edit = match place {
        "/network/flow_logs/to" => NetworkEdit::SetFlowLogs { flow_logs: FlowLogs::Off {} }.into(),
        "/state/backend" => DesignEdit::SetState { state: StateBackend::Local {} }.into(),
        "/delivery/service" => DesignEdit::SetDelivery { delivery: None }.into(),
        "/state/lock/kind" => DesignEdit::SetState { state: StateBackend::S3 { bucket: None, lock } }.into(),
        // A subnet lies in one of the design's zones.
        zone if zone.starts_with("/network/zones/") || zone.ends_with("/zone") => {
            let zone: ZoneId = written(design).pointer(zone)?.as_str()?.parse().ok()?;
            NetworkEdit::MoveZone { zone, to: "euw1-az3".parse().unwrap() }.into()
        }
        _ => return None,
    };
    design.edited(&edit).ok()
}

/// Words that stand in designs, one of which fits where a changed letter does not.
const WORDS: &str = "production development eu-north-1 eun1-az1 euw1-az3 public intra private 10.7.64.0/20 10.0.0.0/8 none \
    single STANDARD EXTENDED 1.34 api x-1 internal internet_facing rejected all API API_AND_CONFIG_MAP ON_DEMAND SPOT \
    AL2023_ARM_64_STANDARD m6i.large NO_SCHEDULE cluster NG017 lock_file off aws_owned audit ipv4 ipv6 irsa pod_identity \
    EC2 gp2 gp3 io1 capacity-optimized price-capacity-optimized sqs xray system general-purpose view module native";

/// Other values that may stand in the place of `value`.
fn others(value: &Value) -> Vec<Value> {
    match value {
        Value::Bool(on) => vec![Value::Bool(!on)],
        Value::Number(n) => {
            let n = n.as_u64().unwrap();
            [n + 1, n.saturating_sub(1), 365, 180].into_iter().filter(|m| *m != n).map(Value::from).collect()
        }
        Value::String(text) => {
            let cut = text.get(..text.len().saturating_sub(1)).unwrap_or_default();
            let changed =
                [format!("{text}x"), format!("{cut}1"), format!("{cut}2"), "{\"replicas\": 3}".to_owned()];
            let words = WORDS.split(' ').map(str::to_owned);
            changed.into_iter().chain(words).filter(|t| t != text).map(Value::from).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn every_value_changes_what_is_rendered() {
    let mut silent = Vec::new();
    let mut judged = BTreeSet::new();
    for (name, design) in designs() {
        let (whole, before) = (written(&design), bundle(&design));
        let places = places_of(&whole);
        let is_known = |path: &str| judged.contains(path);
        // What an earlier design holds has been judged there, where all of it is rendered.
        let new: Vec<&Place> =
            places.iter().filter(|p| !is_known(&p.path) && !is_excepted(&p.path)).collect();
        for Place { pointer, .. } in &new {
            let value = whole.pointer(pointer).unwrap();
            if matches!(value, Value::Object(_) | Value::Array(_)) {
                continue;
            }
            let written = others(value).into_iter().filter_map(|v| with(&whole, pointer, v));
            if !written.chain(edited(&design, pointer)).any(|changed| bundle(&changed) != before) {
                silent.push(format!("{name}: {pointer} = {value}"));
            }
        }
        judged.extend(places.into_iter().map(|p| p.path));
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

/// Reading says of itself which fields an object may have, when it meets one that it does not know.
fn fields_at(design: &Value, pointer: &str) -> Vec<String> {
    let mut design = design.clone();
    let Some(object) = design.pointer_mut(pointer).and_then(Value::as_object_mut) else { return Vec::new() };
    object.insert("no such field".to_owned(), Value::Null);
    let said = opened(design).err().map(|e| e.to_string()).unwrap_or_default();
    let Some((_, expected)) = said.split_once("“no such field” is not a field of this format") else {
        return Vec::new();
    };
    expected.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// A field that is new in the model must be set in these designs, and with that be found in their bundles or excepted.
#[test]
fn the_designs_hold_every_field() {
    let mut set = BTreeSet::new();
    let mut known = BTreeSet::new();
    for (_, design) in designs() {
        let design = written(&design);
        for Place { pointer, path } in places_of(&design) {
            known.extend(fields_at(&design, &pointer).into_iter().map(|field| format!("{path}/{field}")));
            set.insert(path);
        }
    }
    assert!(known.len() > 150, "reading says which fields there are: {known:#?}");
    let missing: Vec<_> = known.difference(&set).collect();
    assert!(missing.is_empty(), "no design sets these fields: {missing:#?}");
}

/// So that no fixture alone shows what a field does.
#[test]
fn two_designs_hold_every_field() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let further = FURTHER.iter().map(|text| from_json(text).unwrap());
    for design in designs().map(|(_, design)| design).chain(further) {
        let paths: BTreeSet<String> = places_of(&written(&design)).into_iter().map(|p| p.path).collect();
        paths.into_iter().for_each(|path| *counts.entry(path).or_default() += 1);
    }
    let once: Vec<_> = counts.into_iter().filter(|(_, count)| *count < 2).map(|(path, _)| path).collect();
    assert!(once.is_empty(), "only one design sets these fields: {once:#?}");
}

#[test]
fn nothing_is_excepted_that_is_not_there() {
    let paths: BTreeSet<String> =
        designs().flat_map(|(_, design)| places_of(&written(&design))).map(|p| p.path).collect();
    for (beginning, why) in EXCEPTED {
        assert!(!why.is_empty() && paths.iter().any(|p| p.starts_with(beginning)), "{beginning}");
    }
}
