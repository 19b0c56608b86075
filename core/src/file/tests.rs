//! What a design file says, and what is refused how.

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use super::*;
use crate::design::{LoadBalancerRole, Nat, StateBackend, StateLock, Tier, Usage, starters};

fn refusal(text: &str) -> String {
    from_json(text).expect_err("is refused").to_string()
}

/// The reference's file with one value changed by a JSON pointer, or removed.
fn changed(pointer: &str, value: Option<Value>) -> String {
    let mut file: Value = serde_json::from_str(&to_json(&starters::reference())).unwrap();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = file.pointer_mut(parent).unwrap();
    match (parent, value) {
        (Value::Object(map), Some(value)) => drop(map.insert(key.to_owned(), value)),
        (Value::Object(map), None) => drop(map.remove(key).unwrap()),
        (Value::Array(list), Some(value)) => list[key.parse::<usize>().unwrap()] = value,
        _ => panic!("no such place"),
    }
    file.to_string()
}

fn check_refusal(pointer: &str, value: Value, expect: Expect) {
    expect.assert_eq(&refusal(&changed(pointer, Some(value))));
}

#[test]
fn the_reference_reads_like_this() {
    let text = to_json(&starters::reference());
    assert_eq!(from_json(&text).unwrap(), starters::reference());
    assert_eq!(from_json(&format!("\u{feff}{text}")).unwrap(), starters::reference());
    expect_test::expect_file!["../../../tests/designs/reference.json"].assert_eq(&text);
}

#[test]
fn not_a_design() {
    expect![
        "The file is not JSON: EOF while parsing a value at line 1 column 0; choose the file design.json."
    ]
    .assert_eq(&refusal(""));
    expect!["The file is not JSON: trailing comma at line 1 column 38; choose the file design.json."]
        .assert_eq(&refusal("{\"format\": \"eks-configurator/design\",}"));
    expect!["The file is JSON but no design of the EKS Configurator: choose the file design.json."]
        .assert_eq(&refusal("[1]"));
    expect!["The file is JSON but no design of the EKS Configurator: choose the file design.json."]
        .assert_eq(&refusal("{\"format\": \"something\"}"));
    expect![
        "The file is not JSON: recursion limit exceeded at line 1 column 128; choose the file design.json."
    ]
    .assert_eq(&refusal(&"[".repeat(100_000)));
    expect!["The file has 17 MiB and a design has at most 16: choose the file design.json."]
        .assert_eq(&refusal(&" ".repeat(MAX_BYTES + 1)));
}

#[test]
fn versions() {
    check_refusal(
        "/version",
        json!(5),
        expect![
            "The file was made by a newer EKS Configurator (format 5; this one reads up to 4): open it there or update this page."
        ],
    );
    check_refusal(
        "/version",
        json!(0),
        expect!["At version: give the file's format as a number from 1 to 4."],
    );
    check_refusal(
        "/version",
        json!("3"),
        expect!["At version: give the file's format as a number from 1 to 4."],
    );
}

#[test]
fn fields() {
    check_refusal(
        "/comment",
        json!("x"),
        expect!["At comment: “comment” is not a field of this format; remove it."],
    );
    check_refusal(
        "/design/comment",
        json!("x"),
        expect![
            "At design.comment: “comment” is not a field of this format; remove it (expected one of `intent`, `region`, `network`, `cluster`, `compute`, `access`, `tags`, `state`, `delivery`, `usage`, `waivers`, `next_id`)."
        ],
    );
    check_refusal(
        "/design/network/subnets/0/name_",
        json!("x"),
        expect![
            "At design.network.subnets[0].name_: “name_” is not a field of this format; remove it (expected one of `id`, `name`, `zone`, `tier`, `cidr`, `load_balancers`, `karpenter_discovery`, `tags`, `existing`, `ipv6`)."
        ],
    );
    expect!["At design: the file holds no design; save it again."]
        .assert_eq(&refusal(&changed("/design", None)));
    expect!["At design.cluster: the field “name” is missing; add it."]
        .assert_eq(&refusal(&changed("/design/cluster/name", None)));
    check_refusal(
        "/design",
        json!([]),
        expect!["At design: invalid type: sequence, expected struct Design."],
    );
}

#[test]
fn values() {
    check_refusal(
        "/design/network/subnets/1/cidr",
        json!("10.0.1.0/16"),
        expect![
            "At design.network.subnets[1].cidr: 10.0.1.0/16 is not the start of its block; use 10.0.0.0/16."
        ],
    );
    check_refusal(
        "/design/cluster/name",
        json!("my eks"),
        expect![
            "At design.cluster.name: Cluster name “my eks”: a space is not allowed; use letters, digits, - and _."
        ],
    );
    check_refusal(
        "/design/cluster/name",
        json!("x${\u{7}path}\n"),
        expect![
            "At design.cluster.name: Cluster name “x${path}”: “$” is not allowed; use letters, digits, - and _."
        ],
    );
    check_refusal(
        "/design/cluster/version",
        json!(1.36),
        expect!["At design.cluster.version: invalid type: floating point `1.36`, expected a string."],
    );
    check_refusal(
        "/design/cluster/log_retention_days",
        json!(8),
        expect![
            "At design.cluster.log_retention_days: CloudWatch does not keep logs for 8 days; choose one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365 or more from the list."
        ],
    );
    check_refusal(
        "/design/compute/node_groups/0/scaling/max",
        json!(-1),
        expect![
            "At design.compute.node_groups[0].scaling.max: invalid value: integer `-1`, expected a whole number that is not negative."
        ],
    );
    check_refusal(
        "/design/compute/node_groups/0/ami_type",
        json!("AL3"),
        expect![
            "At design.compute.node_groups[0].ami_type: unknown variant `AL3`, expected one of `AL2023_x86_64_STANDARD`, `AL2023_ARM_64_STANDARD`, `AL2023_x86_64_NVIDIA`, `AL2023_ARM_64_NVIDIA`, `AL2023_x86_64_NEURON`, `BOTTLEROCKET_x86_64`, `BOTTLEROCKET_ARM_64`, `BOTTLEROCKET_x86_64_NVIDIA`, `BOTTLEROCKET_ARM_64_NVIDIA`, `WINDOWS_CORE_2022_x86_64`, `WINDOWS_FULL_2022_x86_64`, `AL2_x86_64`, `AL2_ARM_64`."
        ],
    );
    check_refusal(
        "/design/state/lock",
        json!({"kind": "dynamo_db", "table": "a b"}),
        expect![
            "At design.state.lock.table: Lock table name “a b”: a space is not allowed; use letters, digits, _ . and -."
        ],
    );
    check_refusal(
        "/design/cluster/secrets_encryption",
        json!({"key": "new", "arn": "x"}),
        expect![
            "At design.cluster.secrets_encryption.arn: “arn” is not a field of this format; remove it (expected `key`)."
        ],
    );
    check_refusal(
        "/design/region",
        json!("eu-central-9"),
        expect![
            "At design.region: eu-central-9 is not in the catalog of 2026-11-23; use a region from the page's list."
        ],
    );
}

#[test]
fn invariants() {
    check_refusal(
        "/design/next_id",
        json!(5),
        expect![
            "The design contradicts itself; save it again or correct the file: The id 5 is used twice or is not below next_id 5."
        ],
    );
    check_refusal(
        "/design/compute/node_groups/0/subnets",
        json!([9]),
        expect![
            "The design contradicts itself; save it again or correct the file: Node group general names a subnet that does not exist."
        ],
    );
    check_refusal(
        "/design/network/zones",
        json!(["euc1-az1", "euc1-az1"]),
        expect![
            "The design contradicts itself; save it again or correct the file: The network names a zone twice."
        ],
    );
}

#[test]
fn version_one_opens() {
    let design = from_json(include_str!("../../../tests/designs/old/version-1.json")).unwrap();
    // A file from before there were figures has none.
    let mut expected = Design { usage: Usage::default(), ..starters::reference() };
    std::sync::Arc::make_mut(&mut expected.network).nat = Nat::PerZone;
    expected.state = std::sync::Arc::new(StateBackend::S3 {
        bucket: Some("my-eks-state".parse().unwrap()),
        lock: StateLock::DynamoDb { table: "my-eks-lock".parse().unwrap() },
    });
    assert_eq!(design, expected);
}

#[test]
fn what_version_one_refuses() {
    let old: Value = serde_json::from_str(include_str!("../../../tests/designs/old/version-1.json")).unwrap();
    let refused = |pointer: &str, value: Value| {
        let mut file = old.clone();
        *file.pointer_mut(pointer).unwrap() = value;
        refusal(&file.to_string())
    };
    expect![[r#"At design.network.nat_gateways: invalid type: string "yes", expected a boolean."#]]
        .assert_eq(&refused("/design/network/nat_gateways", json!("yes")));
    expect!["At design.state.tabel: “tabel” is not a field of this format; remove it (expected `bucket` or `dynamodb_table`)."]
        .assert_eq(&refused("/design/state", json!({"bucket": "b", "tabel": "t"})));
    expect!["At design.state.bucket: Bucket name “B”: it has 1 characters; at least 3 are needed."]
        .assert_eq(&refused("/design/state/bucket", json!("B")));
    expect!["At design: an object belongs here."].assert_eq(&refused("/design", json!(7)));
}

/// Version 2 wrote the roles of subnets and much of the cluster without a choice: the choice says the same.
#[test]
fn a_file_of_version_2_opens_as_what_it_was() {
    let opened = from_json(include_str!("../../../tests/designs/old/version-2.json")).unwrap();
    assert_eq!(opened, Design { usage: Usage::default(), ..starters::reference() });
    let production = from_json(include_str!("../../../tests/designs/old/version-2-production.json")).unwrap();
    assert!(production.cluster.deletion_protection);
    let roles = |tier| production.network.subnets_of(tier).map(|s| s.load_balancers).collect::<Vec<_>>();
    assert_eq!(roles(Tier::Public), [LoadBalancerRole::InternetFacing; 3]);
    assert_eq!(roles(Tier::Private), [LoadBalancerRole::Internal; 3]);
    assert_eq!(roles(Tier::Intra), [LoadBalancerRole::None; 3]);
}

/// Version 3 let instances read their tags by the metadata service.
#[test]
fn version_three_with_tags_in_metadata() {
    let text = include_str!("../../../tests/designs/reference.json");
    let mut file: Value = serde_json::from_str(text).unwrap();
    file["version"] = json!(3);
    file["design"]["compute"]["node_groups"][0]["settings"] =
        json!({ "metadata": { "tokens_required": true, "hop_limit": 2, "tags": true } });
    let design = from_json(&file.to_string()).unwrap();
    assert_eq!(design.compute.node_groups[0].settings.metadata.hop_limit.get(), 2);
}
