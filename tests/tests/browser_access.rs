//! The forms of who may do what, and of ways that avoid the internet: add, edit, break, mend, undo and redo, and load
//! again. Accessible in every state.

use configurator_tests::browser::forms::{Field, goes_its_way, survives_a_reload, switches};
use configurator_tests::browser::{self, Theme};
use serde_json::json;

#[test]
fn who_may_do_what() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.outline("Access entries").await?;
        page.assert_accessible().await?;
        for name in ["engineer", "sre", "pipeline"] {
            page.click("#entry-add").await?;
            page.wait_for_text("#access-matrix", name).await?;
        }
        page.assert_accessible().await?;
        page.role("checkbox", "engineer: Edit").await?.click().await?;
        page.wait_for_design("/access/entries/0/policies/1/policy", json!("AmazonEKSEditPolicy")).await?;
        page.role("checkbox", "engineer: View").await?.click().await?;
        page.wait_for_design("/access/entries/0/policies/0/policy", json!("AmazonEKSEditPolicy")).await?;
        goes_its_way(
            &page,
            &Field {
                id: "entry-0-policies",
                bad: "arn:aws:iam::aws:policy/ReadOnlyAccess",
                says: "not allowed",
                good: "AmazonEKSEditPolicy in team-a, team-b",
                place: "/access/entries/0/policies",
                value: json!([{"policy": "AmazonEKSEditPolicy", "namespaces": ["team-a", "team-b"]}]),
            },
        )
        .await?;
        page.wait_for_text("#access-matrix", "2").await?;
        goes_its_way(
            &page,
            &Field {
                id: "entry-1-groups",
                bad: "system:masters",
                says: "for itself",
                good: "platform:sre",
                place: "/access/entries/1/groups",
                value: json!(["platform:sre"]),
            },
        )
        .await?;
        // One principal, two entries: AWS refuses the second.
        page.fill("entry-2-principal", "arn:aws:iam::111122223333:role/sre").await?;
        page.wait_for_finding("ACC002", true).await?;
        page.fill("entry-2-principal", "arn:aws:iam::111122223333:role/pipeline").await?;
        page.wait_for_finding("ACC002", false).await?;
        page.click("#rbac-add").await?;
        page.wait_for_design("/access/rbac/0/permissions", json!("deploy")).await?;
        switches(&page, "#session-manager", "/access/session_manager", json!(true)).await?;
        page.draft("ssh-key", "-----BEGIN OPENSSH PRIVATE KEY-----").await?;
        page.wait_for_text("#ssh-key-error", "private key").await?;
        let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9dW0Pe9hFcbXzQHk4r1xqQv0dBv6gGJHfAV5u4QZ5L eva";
        page.fill("ssh-key", key).await?;
        page.wait_for_design("/access/ssh/public_key", json!(key)).await?;
        page.fill("ssh-cidrs", "0.0.0.0/0").await?;
        page.wait_for_finding("SEC009", true).await?;
        page.fill("ssh-cidrs", "10.8.0.0/24").await?;
        page.wait_for_finding("SEC009", false).await?;
        page.assert_accessible().await?;
        page.show_file("infrastructure/ssh.tf").await?;
        page.wait_for_text("#code", "aws_key_pair").await?;
        survives_a_reload(&page).await
    });
}

#[test]
fn workload_roles() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Dark).await?;
        page.outline("Workload roles").await?;
        page.click("#workload-add").await?;
        page.wait_for_design("/access/workloads/0/name", json!("uploads")).await?;
        page.assert_accessible().await?;
        goes_its_way(
            &page,
            &Field {
                id: "workload-0-statements",
                bad: "s3:GetObject",
                says: "names no resource",
                good: "s3:GetObject on arn:aws:s3:::my-bucket/*",
                place: "/access/workloads/0/statements",
                value: json!([{"actions": ["s3:GetObject"], "resources": ["arn:aws:s3:::my-bucket/*"]}]),
            },
        )
        .await?;
        switches(&page, "#workload-0-identity-irsa", "/access/workloads/0/identity", json!("irsa")).await?;
        page.show_file("infrastructure/workloads.tf").await?;
        page.wait_for_text("#code", "aws_iam_role").await?;
        survives_a_reload(&page).await
    });
}

#[test]
fn ways_that_avoid_the_internet() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.outline("VPC endpoints").await?;
        page.assert_accessible().await?;
        switches(&page, "#gateway-endpoint-s3", "/network/endpoints/services", json!(["s3"])).await?;
        // Without NAT gateways the nodes need more.
        page.select("vpc").await?;
        page.click("#nat-none").await?;
        page.wait_for_finding("RTE003", true).await?;
        page.outline("VPC endpoints").await?;
        page.click("#needed-endpoints").await?;
        page.wait_for_finding("RTE003", false).await?;
        // Where some are there, what is missing is named.
        page.click("#interface-endpoint-ec2").await?;
        page.wait_for_finding("VPE001", true).await?;
        page.click("#needed-endpoints").await?;
        page.wait_for_finding("VPE001", false).await?;
        page.wait_until(
            "all that is needed is there",
            "document.getElementById('needed-endpoints') === null",
        )
        .await?;
        page.assert_accessible().await?;
        page.show_file("infrastructure/endpoints.tf").await?;
        page.wait_for_text("#code", "aws_vpc_endpoint").await?;
        survives_a_reload(&page).await
    });
}

#[test]
fn a_vpc_that_exists_and_ipv6() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.select("vpc").await?;
        goes_its_way(
            &page,
            &Field {
                id: "existing-vpc",
                bad: "vpc-x",
                says: "reads like",
                good: "vpc-0123456789abcdef0",
                place: "/network/existing/id",
                value: json!("vpc-0123456789abcdef0"),
            },
        )
        .await?;
        page.select("subnet-1").await?;
        page.fill("existing-subnet", "subnet-0123456789abcdef0").await?;
        page.wait_for_design("/network/subnets/0/existing", json!("subnet-0123456789abcdef0")).await?;
        page.assert_accessible().await?;
        page.select("vpc").await?;
        page.fill("existing-vpc", "").await?;
        page.select("cluster").await?;
        switches(&page, "#ip-family-ipv6", "/cluster/ip_family", json!("ipv6")).await?;
        page.wait_for_design("/network/subnets/1/ipv6", json!(1)).await?;
        page.select("subnet-1").await?;
        page.fill("ipv6-block", "7").await?;
        page.wait_for_design("/network/subnets/0/ipv6", json!(7)).await?;
        page.assert_accessible().await?;
        page.show_file("infrastructure/vpc.tf").await?;
        page.wait_for_text("#code", "assign_generated_ipv6_cidr_block").await?;
        survives_a_reload(&page).await
    });
}
