//! Capacity and cost on the page: they follow every edit, say how well they are known, and lead to what they are about.

use configurator_tests::browser::forms::{switches, takes_back};
use configurator_tests::browser::{self, Theme};
use serde_json::json;

#[test]
fn the_bill_follows_the_design_and_what_is_expected() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.wait_for_text("#status-cost", "about 304 USD / month").await?;
        page.press("4").await?;
        page.wait_for_text("#panel-cost", "2 / 2 / 4 nodes × 730 h × 0.115 USD. Price published, 2025-11-03")
            .await?;
        page.wait_for_text("#panel-cost", "estimated").await?;
        page.assert_accessible().await?;

        page.outline("Settings").await?;
        let before = page.design().await?;
        page.fill("nat-gb", "1100").await?;
        page.wait_for_design("/usage/nat_gb", json!(1100)).await?;
        page.wait_for_text("#panel-cost", "1100 GB × 0.052 USD").await?;
        takes_back(&page, "/usage/nat_gb", &before, &json!(1100)).await?;
        page.draft("spot-discount", "101").await?;
        page.wait_for_text("#spot-discount-error", "0 to 100").await?;
        page.fill("spot-discount", "60").await?;
        page.wait_for_design("/usage/spot_discount_percent", json!(60)).await?;

        page.select("node-group-3").await?;
        page.click("#capacity-type-SPOT").await?;
        page.wait_for_text("#panel-cost", "60 % below the on-demand price").await?;
        page.assert_accessible().await?;
        Ok(())
    });
}

#[test]
fn capacity_follows_machines_and_the_ways_of_addresses() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Dark).await?;
        page.wait_for_text("#status-capacity", "58 pods").await?;
        page.wait_for_text("#node-subnet-1", "134 of 4\u{202f}091 at peak").await?;
        page.wait_for_text("#node-node-group-3", "177 USD a month").await?;
        page.press("3").await?;
        page.wait_for_text("#panel-capacity", "29 pods a node").await?;
        page.assert_accessible().await?;

        page.select("vpc").await?;
        switches(&page, "#prefix-delegation", "/network/pod_addresses/prefix_delegation", json!(true))
            .await?;
        page.wait_for_text("#status-capacity", "220 pods").await?;
        page.click("#tab-findings").await?;
        page.fill("warm-ip-target", "2").await?;
        page.wait_for_finding("POD008", true).await?;
        page.fill("minimum-ip-target", "20").await?;
        page.wait_for_finding("POD008", false).await?;

        page.select("node-group-3").await?;
        page.fill("instance-types", "m99x.large").await?;
        page.wait_for_finding("NG037", true).await?;
        page.click("#tab-capacity").await?;
        page.wait_for_text("#status-capacity", "at least 0 pods").await?;
        page.wait_for_text("#panel-capacity", "not in the catalog").await?;
        page.click("#tab-findings").await?;
        page.fill("instance-types", "m7g.large").await?;
        page.wait_for_finding("NG004", true).await?;
        page.click("[data-rule=NG004] .fix").await?;
        page.wait_for_design("/compute/node_groups/0/ami_type", json!("AL2023_ARM_64_STANDARD")).await?;
        page.assert_accessible().await?;
        Ok(())
    });
}

#[test]
fn what_the_account_holds_is_compared_and_kept() {
    browser::test(async |browser| {
        let page = browser.open(768, 1024, Theme::Light).await?;
        page.select("vpc").await?;
        page.press("4").await?;
        page.wait_for_text("#panel-cost", "Control plane").await?;
        page.assert_accessible().await?;
        page.resize(1440, 900).await?;
        page.click("#tab-findings").await?;
        page.outline("Settings").await?;
        page.fill("account-elastic-ips", "5").await?;
        page.wait_for_finding("QTA002", true).await?;
        page.reload().await?;
        page.wait_for_finding("QTA002", true).await?;
        page.outline("Settings").await?;
        page.fill("account-elastic-ips", "").await?;
        page.wait_for_finding("QTA002", false).await?;
        Ok(())
    });
}
