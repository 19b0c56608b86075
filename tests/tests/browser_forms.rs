//! Each form on its whole way: edit, break, mend, undo and redo, remove, and load again. Accessible in every state.

use configurator_tests::browser::{self, Page, Result, Theme};
use serde_json::{Value, json};

/// A field that is typed into: its id, a text it refuses with words of the refusal, and a good one with the place of the
/// design that then holds a value.
struct Field<'a> {
    id: &'a str,
    bad: &'a str,
    says: &'a str,
    good: &'a str,
    place: &'a str,
    value: Value,
}

/// Types a bad text, which stays in the field and not in the design; then a good one; then takes that back and again.
async fn goes_its_way(page: &Page<'_>, field: &Field<'_>) -> Result {
    let Field { id, bad, says, good, place, value } = field;
    let before = page.design().await?;
    page.draft(id, bad).await?;
    page.wait_for_text(&format!("#{id}-error"), says).await?;
    let shown = page.evaluate(&format!("document.getElementById('{id}').value")).await?;
    assert_eq!(shown, json!(bad), "{id}: the draft stays");
    page.assert_accessible().await?;
    page.fill(id, good).await?;
    page.wait_for_design(place, value.clone()).await?;
    page.wait_until(
        &format!("{id} is no longer wrong"),
        &format!("document.getElementById('{id}-error').textContent === ''"),
    )
    .await?;
    takes_back(page, place, &before, value).await
}

/// Undo and redo, by the keyboard and outside any field.
async fn takes_back(page: &Page<'_>, place: &str, before: &Value, value: &Value) -> Result {
    page.evaluate("document.activeElement.blur()").await?;
    page.press("ControlOrMeta+z").await?;
    let old = before.pointer(place).cloned();
    page.wait_for(&format!("{place} is as before"), async || {
        Ok((page.design().await?.pointer(place).cloned() == old).then_some(()))
    })
    .await?;
    page.press("ControlOrMeta+Shift+z").await?;
    page.wait_for_design(place, value.clone()).await
}

/// Clicks a control and waits for what it does to the design; then takes it back and again.
async fn switches(page: &Page<'_>, selector: &str, place: &str, value: Value) -> Result {
    let before = page.design().await?;
    page.click(selector).await?;
    page.wait_for_design(place, value.clone()).await?;
    takes_back(page, place, &before, &value).await
}

/// Loads the page again: the design is what it was, and undo still reaches back.
async fn survives_a_reload(page: &Page<'_>) -> Result {
    let before = page.design().await?;
    page.reload().await?;
    page.wait_until("the page is there again", "document.getElementById('download') !== null").await?;
    assert_eq!(page.design().await?, before);
    page.wait_until(
        "undo reaches over the reload",
        "document.querySelector('[aria-label^=\"Undo:\"]')?.getAttribute('aria-disabled') !== 'true' \
         && document.querySelector('[aria-label^=\"Undo:\"]') !== null",
    )
    .await?;
    page.press("ControlOrMeta+z").await?;
    page.wait_for("undo changes the design", async || Ok((page.design().await? != before).then_some(())))
        .await?;
    page.press("ControlOrMeta+Shift+z").await?;
    page.wait_for("redo brings it back", async || Ok((page.design().await? == before).then_some(()))).await?;
    page.assert_accessible().await?;
    page.assert_no_console_errors().await
}

#[test]
fn the_vpc() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.select("vpc").await?;
        page.assert_accessible().await?;
        goes_its_way(
            &page,
            &Field {
                id: "secondary-cidrs",
                bad: "100.64.0.0/16\n10.0.0.0/33",
                says: "/32",
                good: "100.64.0.0/16",
                place: "/network/secondary_cidrs",
                value: json!(["100.64.0.0/16"]),
            },
        )
        .await?;
        // A block that AWS refuses beside the first one is a finding, with its fix.
        page.fill("secondary-cidrs", "192.168.0.0/16").await?;
        page.wait_for_finding("CID009", true).await?;
        page.click("[data-rule=CID009] .fix").await?;
        page.wait_for_design("/network/secondary_cidrs", json!(["100.64.0.0/16"])).await?;
        goes_its_way(
            &page,
            &Field {
                id: "peers",
                bad: "office",
                says: "office",
                good: "office=10.0.128.0/20",
                place: "/network/peers",
                value: json!([{"name": "office", "cidr": "10.0.128.0/20"}]),
            },
        )
        .await?;
        page.wait_for_finding("CID007", true).await?;
        page.fill("peers", "").await?;
        page.wait_for_finding("CID007", false).await?;
        switches(&page, "#dns-support", "/network/dns/support", json!(false)).await?;
        page.wait_for_finding("RTE014", true).await?;
        page.click("[data-rule=RTE014] .fix").await?;
        page.wait_for_design("/network/dns/support", json!(true)).await?;
        switches(&page, "#flow-logs-all", "/network/flow_logs/to", json!("cloud_watch")).await?;
        page.choose("flow-log-retention", "365").await?;
        page.wait_for_design("/network/flow_logs/retention_days", json!(365)).await?;
        switches(&page, "#nat-per_zone", "/network/nat", json!("per_zone")).await?;
        page.show_file("infrastructure/flow_logs.tf").await?;
        page.wait_for_text("#code", "aws_flow_log").await?;
        page.assert_accessible().await?;
        survives_a_reload(&page).await
    });
}

#[test]
fn a_subnet() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Dark).await?;
        page.select("subnet-1").await?;
        page.assert_accessible().await?;
        goes_its_way(
            &page,
            &Field {
                id: "subnet-name",
                bad: "a b",
                says: "not allowed",
                good: "nodes",
                place: "/network/subnets/0/name",
                value: json!("nodes"),
            },
        )
        .await?;
        goes_its_way(
            &page,
            &Field {
                id: "subnet-tags",
                bad: "Team",
                says: "has no value",
                good: "Team=core",
                place: "/network/subnets/0/tags",
                value: json!({"Team": "core"}),
            },
        )
        .await?;
        switches(&page, "#subnet-karpenter", "/network/subnets/0/karpenter_discovery", json!(true)).await?;
        switches(&page, "#subnet-load-balancers-none", "/network/subnets/0/load_balancers", json!("none"))
            .await?;
        let is_off = "document.getElementById('subnet-load-balancers-internet_facing').disabled";
        assert_eq!(page.evaluate(is_off).await?, json!(true), "the internet reaches no private subnet");
        page.wait_for_text("#inspector", "The internet reaches no private subnet").await?;
        switches(&page, "#subnet-tier-intra", "/network/subnets/0/tier", json!("intra")).await?;
        page.wait_for_finding("RTE003", true).await?;
        page.click("#subnet-tier-private").await?;
        page.wait_for_finding("RTE003", false).await?;
        survives_a_reload(&page).await?;
        page.select("subnet-5").await?;
        page.click(".button.danger").await?;
        page.wait_for("the subnet is gone", async || {
            let design = page.design().await?;
            let ids = design["network"]["subnets"].as_array().map(Vec::len);
            Ok((ids == Some(3)).then_some(()))
        })
        .await?;
        page.press("ControlOrMeta+z").await?;
        page.css("#node-subnet-5").await?;
        page.assert_accessible().await
    });
}

#[test]
fn zones_and_gateways() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.select("vpc").await?;
        page.click("#add-zone-euc1-az3").await?;
        page.wait_for_design("/network/zones/2", json!("euc1-az3")).await?;
        page.wait_for_text(".inspector-title", "euc1-az3").await?;
        page.assert_accessible().await?;
        page.click("#remove-zone").await?;
        page.wait_for_design("/network/zones", json!(["euc1-az1", "euc1-az2"])).await?;
        page.press("ControlOrMeta+z").await?;
        page.wait_for_design("/network/zones/2", json!("euc1-az3")).await?;
        page.select("internet-gateway").await?;
        page.assert_accessible().await?;
        page.click("#remove-internet-gateway").await?;
        page.wait_for_design("/network/internet_gateway", json!(false)).await?;
        page.wait_for_finding("RTE004", true).await?;
        page.click("[data-rule=RTE004] .fix").await?;
        page.wait_for_design("/network/internet_gateway", json!(true)).await?;
        page.select("nat-gateway-4").await?;
        page.assert_accessible().await?;
        page.click("#remove-nat").await?;
        page.wait_for_design("/network/nat", json!("none")).await?;
        page.wait_for_finding("RTE003", true).await?;
        page.press("ControlOrMeta+z").await?;
        page.wait_for_design("/network/nat", json!("single")).await?;
        page.outline("rt-public").await?;
        page.wait_for_text("#inspector", "Subnets that use it").await?;
        page.assert_accessible().await?;
        survives_a_reload(&page).await
    });
}

#[test]
fn the_design_and_what_is_rolled_out() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.click(".outline-line").await?;
        page.assert_accessible().await?;
        switches(&page, "#karpenter", "/network/subnets/0/karpenter_discovery", json!(true)).await?;
        switches(&page, "#internal-load-balancers", "/network/subnets/0/load_balancers", json!("none"))
            .await?;
        switches(&page, "#environment-production", "/intent/environment", json!("production")).await?;
        page.wait_for_finding("RTE007", true).await?;
        page.click("#environment-development").await?;
        page.wait_for_finding("RTE007", false).await?;
        goes_its_way(
            &page,
            &Field {
                id: "tags",
                bad: "aws:x=1",
                says: "aws:",
                good: "Team=core",
                place: "/tags",
                value: json!({"Team": "core"}),
            },
        )
        .await?;
        page.click("#mark-rolled-out").await?;
        page.wait_for_text("#rolled-out", "As it stands here").await?;
        page.select("cluster").await?;
        page.choose("kubernetes-version", "1.35").await?;
        page.wait_for_finding("VER005", true).await?;
        assert!(page.is_blocked().await?);
        page.reload().await?;
        page.wait_for_finding("VER005", true).await?;
        page.click("[data-rule=VER005] .fix").await?;
        page.wait_for_finding("VER005", false).await?;
        page.click(".outline-line").await?;
        page.click("#forget-rolled-out").await?;
        page.wait_for_text("#rolled-out", "Not yet").await?;
        page.assert_accessible().await?;
        survives_a_reload(&page).await
    });
}

#[test]
fn the_control_plane() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Dark).await?;
        page.select("cluster").await?;
        page.assert_accessible().await?;
        page.wait_for_text("#service-cidr-help", "172.20.0.0/16").await?;
        goes_its_way(
            &page,
            &Field {
                id: "service-cidr",
                bad: "10.0.128.1/17",
                says: "not the start of its block",
                good: "10.0.128.0/17",
                place: "/cluster/service_cidr",
                value: json!("10.0.128.0/17"),
            },
        )
        .await?;
        page.wait_for_finding("CTL003", true).await?;
        assert!(page.is_blocked().await?);
        page.click("[data-rule=CTL003] .fix").await?;
        page.wait_for_design("/cluster/service_cidr", json!("172.20.0.0/16")).await?;
        switches(&page, "#upgrade-policy-EXTENDED", "/cluster/upgrade_policy", json!("EXTENDED")).await?;
        switches(&page, "#deletion-protection", "/cluster/deletion_protection", json!(true)).await?;
        switches(&page, "#zonal-shift", "/cluster/zonal_shift", json!(true)).await?;
        switches(&page, "#secrets-key-aws_owned", "/cluster/secrets_encryption/key", json!("aws_owned"))
            .await?;
        switches(&page, "#control-plane-tier-public", "/cluster/control_plane_tier", json!("public")).await?;
        goes_its_way(
            &page,
            &Field {
                id: "endpoint-cidrs",
                bad: "198.51.100.7",
                says: "mask is missing",
                good: "198.51.100.7/32",
                place: "/cluster/endpoint/public_cidrs",
                value: json!(["198.51.100.7/32"]),
            },
        )
        .await?;
        page.show_file("infrastructure/eks.tf").await?;
        page.wait_for_text("#code", "zonal_shift_config").await?;
        page.wait_for_text("#code", "EXTENDED").await?;
        survives_a_reload(&page).await
    });
}

#[test]
fn a_node_group() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.click("#add-node-group").await?;
        page.wait_for_design("/compute/node_groups/1/name", json!("general-2")).await?;
        page.assert_accessible().await?;
        let place = |field: &str| format!("/compute/node_groups/1/{field}");
        for (id, bad, says, good, field, value) in [
            ("group-name", "a.b", "not allowed", "batch", "name", json!("batch")),
            (
                "instance-types",
                "m5",
                "reads like",
                "m5.large, m6i.large",
                "instance_types",
                json!(["m5.large", "m6i.large"]),
            ),
            ("scaling-max", "many", "whole number", "8", "scaling/max", json!(8)),
            ("disk-size", "0", "1 to 65536", "19", "disk_size_gib", json!(19)),
            ("group-labels", "team", "has no value", "team=core", "labels", json!({"team": "core"})),
        ] {
            goes_its_way(&page, &Field { id, bad, says, good, place: &place(field), value }).await?;
        }
        page.wait_for_finding("NG019", true).await?;
        page.click("[data-rule=NG019] .fix").await?;
        page.wait_for_finding("NG019", false).await?;
        let is_off = "[...document.querySelectorAll('#ami-type option')].some(o => o.value === 'AL2_x86_64' && o.disabled)";
        assert_eq!(page.evaluate(is_off).await?, json!(true), "Amazon Linux 2 has ended");
        switches(&page, "#capacity-type-SPOT", &place("capacity_type"), json!("SPOT")).await?;
        page.assert_accessible().await?;
        survives_a_reload(&page).await?;
        page.outline("batch").await?;
        page.click(".button.danger").await?;
        page.wait_for("the group is gone", async || {
            Ok((page.design().await?["compute"]["node_groups"].as_array().map(Vec::len) == Some(1))
                .then_some(()))
        })
        .await?;
        page.press("ControlOrMeta+z").await?;
        page.wait_for_design(&place("name"), json!("batch")).await?;
        page.assert_no_console_errors().await
    });
}

#[test]
fn access_and_state() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.outline("Administrator").await?;
        page.assert_accessible().await?;
        goes_its_way(
            &page,
            &Field {
                id: "administrator",
                bad: "arn:aws:iam::1:role/x",
                says: "ARN",
                good: "arn:aws:iam::999988887777:role/admin",
                place: "/access/administrator",
                value: json!("arn:aws:iam::999988887777:role/admin"),
            },
        )
        .await?;
        let mode = "/access/authentication_mode";
        switches(&page, "#authentication-mode-API_AND_CONFIG_MAP", mode, json!("API_AND_CONFIG_MAP")).await?;
        page.wait_for_finding("SEC006", true).await?;
        let is_off = "document.getElementById('authentication-mode-CONFIG_MAP').disabled";
        assert_eq!(page.evaluate(is_off).await?, json!(true), "EKS would refuse the access entry");
        page.outline("Backend").await?;
        page.assert_accessible().await?;
        goes_its_way(
            &page,
            &Field {
                id: "bucket",
                bad: "My Bucket",
                says: "not allowed",
                good: "shop-state",
                place: "/state/bucket",
                value: json!("shop-state"),
            },
        )
        .await?;
        switches(&page, "#lock-dynamo_db", "/state/lock/kind", json!("dynamo_db")).await?;
        page.wait_for_finding("STA002", true).await?;
        page.click("[data-rule=STA002] .fix").await?;
        page.wait_for_finding("STA002", false).await?;
        switches(&page, "#backend-local", "/state/backend", json!("local")).await?;
        survives_a_reload(&page).await
    });
}

#[test]
fn a_finding_is_accepted_with_a_reason() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.select("node-group-3").await?;
        page.click("#capacity-type-SPOT").await?;
        page.wait_for_finding("NG017", true).await?;
        let warnings = "document.querySelectorAll('.status-item')[1].textContent";
        let before = page.evaluate(warnings).await?;
        let link = "document.querySelector('[data-rule=NG017] .rule-id').getAttribute('href')";
        assert_eq!(page.evaluate(link).await?, json!("rules.html#NG017"));
        let field = "reason-NG017-node-group-3";
        page.click(&format!("#{field}-ask")).await?;
        page.css(&format!("#{field}")).await?;
        page.assert_accessible().await?;
        page.draft(field, "no").await?;
        page.press("Enter").await?;
        page.wait_for_text(&format!("#{field}-error"), "at least 3").await?;
        page.assert_accessible().await?;
        page.draft(field, "One type is <b>enough</b> here.").await?;
        page.press("Enter").await?;
        page.wait_for_design("/waivers/0/reason", json!("One type is <b>enough</b> here.")).await?;
        page.wait_for_text("#accepted", "Accepted (1)").await?;
        page.wait_for("it counts no longer", async || {
            Ok((page.evaluate(warnings).await? != before).then_some(()))
        })
        .await?;
        page.click("#accepted").await?;
        page.wait_for_text(".accepted", "One type is <b>enough</b> here.").await?;
        page.assert_accessible().await?;
        page.show_file("README.md").await?;
        page.wait_for_text("#code", "Accepted findings").await?;
        page.click("#tab-findings").await?;
        survives_a_reload(&page).await?;
        page.click("#accepted").await?;
        page.click(".accepted .finding .button").await?;
        page.wait_for_finding("NG017", true).await?;
        page.wait_for("nothing is accepted", async || {
            Ok(page.design().await?.get("waivers").is_none().then_some(()))
        })
        .await?;
        page.assert_no_console_errors().await
    });
}

#[test]
fn the_rules_have_a_page() {
    browser::test(async |browser| {
        let page = browser.open_at("rules.html#SUB003", 1440, 900, Theme::Light).await?;
        page.wait_for_text("#SUB003", "overlaps").await?;
        page.assert_accessible().await?;
        page.resize(375, 800).await?;
        page.assert_accessible().await?;
        page.assert_no_console_errors().await
    });
}
