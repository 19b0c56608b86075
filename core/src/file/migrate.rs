//! From older versions of the file to the present one, a step at a time, on plain JSON: the types of the
//! model may change under it.

use serde_json::{Map, Value, json};

use super::{FileError, VERSION, read, refuse};
use crate::json::Read;

/// What a file of `version` holds, as the present version would write it.
pub(super) fn to_current((version, mut design): (u64, Value)) -> Result<Value, FileError> {
    for from in version..VERSION {
        let step = match from {
            1 => one_to_two,
            2 => two_to_three,
            3 => three_to_four,
            _ => continue,
        };
        let Value::Object(fields) = &mut design else { return refuse("At design: an object belongs here.") };
        step(fields)?;
    }
    Ok(design)
}

/// Version 2 knows a single NAT gateway, where version 1 knew one a zone or none, and other backends and locks,
/// where version 1 knew S3 with a lock table or a lock file.
fn one_to_two(design: &mut Map<String, Value>) -> Result<(), FileError> {
    if let Some(Value::Object(network)) = design.get_mut("network")
        && let Some(gateways) = network.remove("nat_gateways")
    {
        let per_zone: bool = read("network.nat_gateways", &gateways)?;
        network.insert("nat".to_owned(), json!(if per_zone { "per_zone" } else { "none" }));
    }
    if let Some(slot) = design.get_mut("state") {
        let state: FlatState = read("state", slot)?;
        let lock = match state.dynamodb_table {
            Some(table) => json!({ "kind": "dynamo_db", "table": table }),
            None => json!({ "kind": "lock_file" }),
        };
        *slot = match state.bucket {
            Some(bucket) => json!({ "backend": "s3", "bucket": bucket, "lock": lock }),
            None => json!({ "backend": "s3", "lock": lock }),
        };
    }
    Ok(())
}

/// Version 3 says of each subnet which load balancers it takes, where version 2 derived that from its tier; and it
/// writes down what version 2 rendered without a choice.
fn two_to_three(design: &mut Map<String, Value>) -> Result<(), FileError> {
    let mut planned = false;
    let mut is_production = false;
    if let Some(Value::Object(intent)) = design.get_mut("intent") {
        if let Some(value) = intent.remove("load_balancers") {
            planned = read("intent.load_balancers", &value)?;
        }
        is_production = intent.get("environment").and_then(Value::as_str) == Some("production");
        add(
            intent,
            [
                ("internet_facing_load_balancers", json!(planned)),
                ("internal_load_balancers", json!(planned)),
                ("karpenter", json!(false)),
            ],
        );
    }
    if let Some(Value::Object(network)) = design.get_mut("network") {
        let dns = json!({ "support": true, "hostnames": true });
        add(network, [("dns", dns), ("flow_logs", json!({ "to": "off" }))]);
        let subnets = network.get_mut("subnets").and_then(Value::as_array_mut);
        for subnet in subnets.into_iter().flatten().filter_map(Value::as_object_mut) {
            let role = match subnet.get("tier").and_then(Value::as_str) {
                Some("public") if planned => "internet_facing",
                Some("private") if planned => "internal",
                _ => "none",
            };
            add(subnet, [("load_balancers", json!(role))]);
        }
    }
    if let Some(Value::Object(cluster)) = design.get_mut("cluster") {
        add(
            cluster,
            [
                ("upgrade_policy", json!("STANDARD")),
                ("deletion_protection", json!(is_production)),
                ("zonal_shift", json!(false)),
            ],
        );
    }
    if let Some(Value::Object(access)) = design.get_mut("access") {
        add(access, [("authentication_mode", json!("API"))]);
    }
    Ok(())
}

/// Version 4 gives no instance its tags by the metadata service, which EC2 refuses for nodes of EKS.
fn three_to_four(design: &mut Map<String, Value>) -> Result<(), FileError> {
    let groups = design.get_mut("compute").and_then(|compute| compute.get_mut("node_groups"));
    for group in groups.and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(Value::Object(metadata)) = group.pointer_mut("/settings/metadata") {
            metadata.remove("tags");
        }
    }
    Ok(())
}

fn add<const N: usize>(object: &mut Map<String, Value>, fields: [(&str, Value); N]) {
    for (name, value) in fields {
        object.entry(name).or_insert(value);
    }
}

/// The state backend of version 1.
#[derive(Read)]
struct FlatState {
    #[serde(default)]
    bucket: Option<String>,
    #[serde(default)]
    dynamodb_table: Option<String>,
}
