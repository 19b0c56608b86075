//! The forms of the network on their whole way: edit, break, mend, undo and redo, remove, and load again. Accessible in
//! every state.

use configurator_tests::browser::forms::{Field, goes_its_way, survives_a_reload, switches};
use configurator_tests::browser::{self, Theme};
use serde_json::json;

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
