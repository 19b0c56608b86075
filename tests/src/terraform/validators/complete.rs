//! Whether all that bundles set is judged: strings and numbers of AWS resources, of its data sources and of its
//! provider, also within lists. Read off the rendered text, where the plain resources stand; those of the EKS
//! module are the same ones.

use super::RULES;
use crate::{fixtures, rollout};
use hcl::Body;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fs;

const AWS: &str = include_str!("../../../data/provider-schemas/aws.json");

/// What no rule judges by itself, and why.
const FREE: &[(&str, &str, &str)] = &[
    ("aws_s3_bucket_lifecycle_configuration", "rule.id", "judged with the ids of the other rules"),
    ("data.aws_route_tables", "filter.name", "a service's own names; one that it does not know it refuses"),
    ("data.aws_route_tables", "filter.values", "any text may be looked for"),
    (
        "data.aws_vpc_endpoint_service",
        "filter.name",
        "a service's own names; one that it does not know it refuses",
    ),
    ("data.aws_vpc_endpoint_service", "filter.values", "any text may be looked for"),
];

/// Every text of Terraform in the bundles of all fixtures, in both flavours, once.
fn texts() -> BTreeSet<String> {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let mut texts = BTreeSet::new();
    for (name, design) in fixtures::all().into_iter().chain(fixtures::in_the_other_flavour()) {
        let bundle = folder.path().join(name);
        rollout::write(&design, &bundle);
        // With a state of one's own there is nothing to bootstrap.
        let roots = ["bootstrap", "infrastructure"].map(|root| fs::read_dir(bundle.join(root)));
        for file in roots.into_iter().flatten().flatten().flatten().map(|entry| entry.path()) {
            if file.extension().is_some_and(|extension| extension == "tf") {
                texts.insert(fs::read_to_string(file).expect("a file of the bundle"));
            }
        }
    }
    texts
}

/// Whether it is a string or a number, or a list of those.
fn is_plain(ty: &Json) -> bool {
    match ty {
        Json::String(primitive) => primitive != "bool",
        Json::Array(parts) => parts[0] != "map" && parts[0] != "object" && is_plain(&parts[1]),
        _ => false,
    }
}

fn visit(body: &Body, schema: &Json, path: &str, found: &mut dyn FnMut(String)) {
    for attribute in body.attributes() {
        if is_plain(&schema["attributes"][attribute.key()]["type"]) {
            found(format!("{path}{}", attribute.key()));
        }
    }
    for block in body.blocks() {
        let content = block.body().blocks().find(|inner| inner.identifier() == "content");
        let (name, body) = match (block.identifier(), content) {
            ("dynamic", Some(content)) => (block.labels()[0].as_str(), content.body()),
            (name, _) => (name, block.body()),
        };
        visit(body, &schema["block_types"][name]["block"], &format!("{path}{name}."), found);
    }
}

#[test]
fn all_that_bundles_set_is_judged() {
    let schema: Json = serde_json::from_str(AWS).expect("the schema is JSON");
    let mut set = BTreeSet::new();
    for text in texts() {
        let body = hcl::parse(&text).expect("bundles are HCL");
        for block in body.blocks() {
            let ty = block.labels().first().map_or("", |label| label.as_str());
            let (name, schema) = match block.identifier() {
                "resource" => (ty.to_owned(), &schema["resources"][ty]),
                "data" => (format!("data.{ty}"), &schema["data_sources"][ty]),
                "provider" if ty == "aws" => (format!("provider.{ty}"), &schema["provider"]),
                _ => continue,
            };
            visit(block.body(), &schema["block"], "", &mut |path| {
                set.insert((name.clone(), path));
            });
        }
    }
    let rules = || RULES.iter().copied().flatten();
    let judged = |ty: &str, path: &str| rules().any(|rule| rule.path == path && rule.types.contains(&ty));
    let free = |ty: &str, path: &str| FREE.iter().any(|entry| (entry.0, entry.1) == (ty, path));
    let missing: Vec<_> = set.iter().filter(|(ty, path)| !judged(ty, path) && !free(ty, path)).collect();
    assert!(missing.is_empty(), "no rule judges these, and FREE gives no reason: {missing:#?}");
    let of_no_use = |(ty, path, _): &&(&str, &str, &str)| {
        judged(ty, path) || !set.contains(&((*ty).to_owned(), (*path).to_owned()))
    };
    let idle: Vec<_> = FREE.iter().filter(of_no_use).collect();
    assert!(idle.is_empty(), "FREE names what is judged, or what no bundle sets: {idle:#?}");
}
