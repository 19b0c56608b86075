//! The forms of every kind of compute on their whole way: add, edit, break, mend, undo and redo, remove, and load again.
//! Accessible in every state.

use configurator_tests::browser::forms::{Field, goes_its_way, survives_a_reload, switches};
use configurator_tests::browser::{self, Theme};
use serde_json::json;

#[test]
fn managed_and_self_managed_nodes() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.outline("general").await?;
        page.wait_for_text("#group-kind-label", "Looked after by").await?;
        let place = |field: &str| format!("/compute/node_groups/0/{field}");
        goes_its_way(
            &page,
            &Field {
                id: "group-unavailable",
                bad: "101 %",
                says: "from 1 to 100",
                good: "2",
                place: &place("kind"),
                value: json!({"managed": {"unavailable": {"nodes": 2}}}),
            },
        )
        .await?;
        page.click("#group-repair").await?;
        page.wait_for_design(&place("kind/managed/repair"), json!(true)).await?;
        goes_its_way(
            &page,
            &Field {
                id: "custom-ami",
                bad: "ami-x",
                says: "reads like",
                good: "ami-0123456789abcdef0",
                place: &place("settings/custom_ami/id"),
                value: json!("ami-0123456789abcdef0"),
            },
        )
        .await?;
        page.fill("max-pods", "20").await?;
        page.wait_for_design(&place("settings/custom_ami/max_pods"), json!(20)).await?;
        page.fill("custom-ami", "").await?;
        page.wait_until("the limit goes with the image", "document.getElementById('max-pods') === null")
            .await?;
        page.choose("volume-type", "io2").await?;
        page.wait_for_finding("NG019", true).await?;
        page.fill("volume-iops", "4000").await?;
        page.wait_for_finding("NG019", false).await?;
        page.fill("metadata-hops", "2").await?;
        page.wait_for_design(&place("settings/metadata/hop_limit"), json!(2)).await?;
        page.fill("start-script", "#!/bin/bash\necho ${HOME}").await?;
        page.wait_for_design(&place("settings/start_script"), json!("#!/bin/bash\necho ${HOME}")).await?;
        page.assert_accessible().await?;

        page.click("#add-self-managed").await?;
        page.wait_for_design("/compute/node_groups/1/kind/self_managed/refresh", json!(true)).await?;
        page.assert_accessible().await?;
        page.click("#capacity-type-SPOT").await?;
        page.fill("group-on-demand-base", "1").await?;
        page.wait_for_design("/compute/node_groups/1/kind/self_managed/on_demand_base", json!(1)).await?;
        switches(
            &page,
            "#group-spot-allocation-capacity-optimized",
            "/compute/node_groups/1/kind/self_managed/spot_allocation",
            json!("capacity-optimized"),
        )
        .await?;
        page.show_file("infrastructure/node_groups.tf").await?;
        page.wait_for_text("#code", "echo $${HOME}").await?;
        page.show_file("infrastructure/node_groups.tf").await?;
        page.wait_for_text("#code", "mixed_instances_policy").await?;
        survives_a_reload(&page).await
    });
}

#[test]
fn a_fargate_profile() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Dark).await?;
        page.click("#add-fargate").await?;
        page.wait_for_design("/compute/fargate_profiles/0/name", json!("kube-system")).await?;
        page.assert_accessible().await?;
        let place = |field: &str| format!("/compute/fargate_profiles/0/{field}");
        for (id, bad, says, good, field, value) in [
            ("fargate-name", "eks-x", "for itself", "system", "name", json!("system")),
            ("selector-0-namespace", "Team", "not allowed", "team*", "selectors/0/namespace", json!("team*")),
            (
                "selector-0-labels",
                "app",
                "has no value",
                "app=web",
                "selectors/0/labels",
                json!({"app": "web"}),
            ),
            ("fargate-pods", "some", "whole number", "12", "expected/pods", json!(12)),
        ] {
            let field = Field { id, bad, says, good, place: &place(field), value };
            if id.starts_with("selector") {
                page.evaluate("document.querySelectorAll('details.object').forEach(d => { d.open = true; })")
                    .await?;
            }
            goes_its_way(&page, &field).await?;
        }
        page.click("#selector-add").await?;
        page.wait_for_design(&place("selectors/1/namespace"), json!("default")).await?;
        page.assert_accessible().await?;
        page.click("#selector-1-remove").await?;
        page.wait_until("one is left", "document.getElementById('selector-1') === null").await?;
        // A public subnet is refused.
        page.click("[id^='fargate-subnet-4']").await?;
        page.wait_for_finding("FG001", true).await?;
        page.click("[data-rule=FG001] .fix").await?;
        page.wait_for_finding("FG001", false).await?;
        page.show_file("infrastructure/fargate.tf").await?;
        page.wait_for_text("#code", "team*").await?;
        survives_a_reload(&page).await
    });
}

#[test]
fn auto_mode_and_karpenter() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.click("#add-auto-mode").await?;
        page.wait_for_design("/compute/auto_mode/expected_nodes", json!(2)).await?;
        page.assert_accessible().await?;
        switches(
            &page,
            "#auto-node-pool-system",
            "/compute/auto_mode/node_pools",
            json!(["general-purpose"]),
        )
        .await?;
        goes_its_way(
            &page,
            &Field {
                id: "auto-expected-type",
                bad: "m5",
                says: "reads like",
                good: "m5.xlarge",
                place: "/compute/auto_mode/expected_type",
                value: json!("m5.xlarge"),
            },
        )
        .await?;
        page.click(".outline-line").await?;
        page.click("#karpenter").await?;
        page.outline("Karpenter").await?;
        page.assert_accessible().await?;
        goes_its_way(
            &page,
            &Field {
                id: "karpenter-namespace",
                bad: "A",
                says: "not allowed",
                good: "karpenter",
                place: "/compute/karpenter/namespace",
                value: json!("karpenter"),
            },
        )
        .await?;
        page.fill("karpenter-categories", "c, m").await?;
        page.wait_for_design("/compute/karpenter/categories", json!(["c", "m"])).await?;
        page.show_file("infrastructure/eks.tf").await?;
        page.wait_for_text("#code", "compute_config").await?;
        page.show_file("infrastructure/karpenter.tf").await?;
        page.wait_for_text("#code", "aws_sqs_queue").await?;
        survives_a_reload(&page).await
    });
}

#[test]
fn add_ons() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Dark).await?;
        page.outline("Add-ons").await?;
        page.assert_accessible().await?;
        page.choose("addon-install", "aws-ebs-csi-driver").await?;
        page.wait_for_design("/cluster/addons/aws-ebs-csi-driver/identity", json!("pod_identity")).await?;
        page.evaluate("document.querySelectorAll('details.object').forEach(d => { d.open = true; })").await?;
        page.assert_accessible().await?;
        goes_its_way(
            &page,
            &Field {
                id: "addon-0-configuration",
                bad: "{\"a\":",
                says: "no valid JSON",
                good: "{\"controller\": {\"replicas\": 2}}",
                place: "/cluster/addons/aws-ebs-csi-driver/configuration",
                value: json!("{\"controller\": {\"replicas\": 2}}"),
            },
        )
        .await?;
        // Without the agent nothing gets a role by Pod Identity.
        page.click("#addon-2-remove").await?;
        page.wait_for_finding("IAM005", true).await?;
        page.click("[data-rule=IAM005] .fix").await?;
        page.wait_for_finding("IAM005", false).await?;
        page.show_file("infrastructure/eks.tf").await?;
        page.wait_for_text("#code", "aws-ebs-csi-driver").await?;
        survives_a_reload(&page).await
    });
}
