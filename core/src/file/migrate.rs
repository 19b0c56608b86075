//! From older versions of the file to the present one, a step at a time, on plain JSON: the types of the
//! model may change under it.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{FileError, VERSION, read, refuse};

/// What a file of `version` holds, as the present version would write it.
pub(super) fn to_current((version, mut design): (u64, Value)) -> Result<Value, FileError> {
    for from in version..VERSION {
        let step = match from {
            1 => one_to_two,
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

/// The state backend of version 1.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FlatState {
    bucket: Option<String>,
    dynamodb_table: Option<String>,
}
