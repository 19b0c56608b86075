//! The forms of all else on their whole way, and findings: edit, break, mend, undo and redo, remove, and load again.
//! Accessible in every state.

use configurator_tests::browser::forms::{Field, goes_its_way, survives_a_reload, switches};
use configurator_tests::browser::{self, Theme};
use serde_json::json;

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
        let left_out = "/cluster/zones_without_control_plane";
        switches(&page, "#control-plane-zone-euc1-az2", left_out, json!(["euc1-az2"])).await?;
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
        switches(&page, "#flavour-native", "/cluster/flavour", json!("native")).await?;
        page.wait_for_text("#code", "resource \"aws_eks_cluster\"").await?;
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
        page.outline("Access entries").await?;
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
        goes_its_way(
            &page,
            &Field {
                id: "repository",
                bad: "example",
                says: "it reads like",
                good: "github.com/acme/platform",
                place: "/delivery/repository",
                value: json!("acme/platform"),
            },
        )
        .await?;
        switches(&page, "#existing-provider", "/delivery/existing_provider", json!(true)).await?;
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
