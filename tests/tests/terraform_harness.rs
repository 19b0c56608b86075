//! A small hand-written bundle goes through every step, and a second plan finds nothing to do.

use configurator_tests::terraform::{self, Step, Terraform};
use serde_json::Value as Json;
use std::path::Path;

const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/cluster");
const PLATFORM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/platform");

const EXISTING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/existing");

fn resources<'a>(plan: &'a Json, ty: &str) -> Vec<&'a Json> {
    let changes = plan["resource_changes"].as_array().expect("a plan has changes");
    changes.iter().filter(|change| change["type"] == ty && change["mode"] == "managed").collect()
}

#[test]
fn bootstrap_passes_every_step() {
    if !terraform::available(9) {
        return;
    }
    let outcome = Terraform::new(FIXTURE).root("bootstrap").run();
    outcome.expect_success();
    assert_eq!(outcome.steps.last().expect("steps ran").step, Step::SecondPlan);
    let plan = outcome.plan().expect("a plan");
    let bucket = &resources(plan, "aws_s3_bucket")[0]["change"];
    assert_eq!(bucket["after"]["bucket"], "demo-state-111122223333");
    assert_eq!(bucket["after_unknown"]["arn"], true);
}

#[test]
fn infrastructure_passes_every_step() {
    if !terraform::available(9) {
        return;
    }
    let outcome = Terraform::new(FIXTURE).root("infrastructure").run();
    outcome.expect_success();
    assert_eq!(outcome.steps.last().expect("steps ran").step, Step::SecondPlan);
    let plan = outcome.plan().expect("a plan");
    assert_eq!(resources(plan, "aws_subnet").len(), 6);
    let after = |ty: &str| &resources(plan, ty)[0]["change"]["after"];
    assert_eq!(after("aws_subnet")["availability_zone_id"], "euw1-az1");
    assert_eq!(after("aws_vpc")["tags_all"]["Project"], "demo");

    // What goes into the module comes out at resources that the provider's rules apply to.
    let groups = resources(plan, "aws_eks_node_group");
    assert_eq!(groups.len(), 2);
    assert!(groups.iter().all(|group| group["change"]["after"]["ami_type"] == "AL2023_x86_64_STANDARD"));
    assert_eq!(after("aws_eks_cluster")["access_config"][0]["authentication_mode"], "API");
    assert_eq!(resources(plan, "aws_eks_addon").len(), 2);
    assert_eq!(resources(plan, "aws_launch_template").len(), 3);
}

/// An existing network, every kind of node, roles of service accounts, queue and events: what the stubs
/// make up for one of them is what the rules of the next accept.
#[test]
fn a_cluster_in_an_existing_network_passes_every_step() {
    if !terraform::available(9) {
        return;
    }
    let outcome = Terraform::new(EXISTING).run();
    outcome.expect_success();
    assert_eq!(outcome.steps.last().expect("steps ran").step, Step::SecondPlan);
    assert_eq!(outcome.unread(), "");
    let plan = outcome.plan().expect("a plan");
    let after = |ty: &str| &resources(plan, ty)[0]["change"]["after"];
    assert_eq!(after("aws_vpc_endpoint")["route_table_ids"].as_array().map(Vec::len), Some(4));
    assert_eq!(after("aws_vpc_security_group_ingress_rule")["cidr_ipv4"], "10.0.0.0/16");
    assert_eq!(resources(plan, "aws_launch_template").len(), 2);
    let overrides =
        &after("aws_autoscaling_group")["mixed_instances_policy"][0]["launch_template"][0]["override"];
    assert_eq!(overrides[1]["instance_type"], "m7a.large");
    assert_eq!(after("aws_eks_fargate_profile")["selector"][0]["namespace"], "batch-*");
    let entries = resources(plan, "aws_eks_access_entry");
    let types: Vec<_> = entries.iter().map(|entry| &entry["change"]["after"]["type"]).collect();
    assert_eq!(types, ["EC2_LINUX", "EC2_LINUX", "STANDARD"]);
}

#[test]
fn variables_are_passed_on() {
    if !terraform::available(1) {
        return;
    }
    let run = Terraform::new(FIXTURE).root("infrastructure").until(Step::Plan);
    let outcome = run.var("region", "eu-central-1").var("name", "-not-a-cluster-name").run();
    outcome.expect_failure(Step::Plan, "must begin with a letter or a digit: -not-a-cluster-name");
}

#[test]
fn the_bundle_itself_is_not_touched() {
    if !terraform::available(1) {
        return;
    }
    let names = |folder: &Path| {
        let entries = std::fs::read_dir(folder).expect("the fixture is there").flatten();
        let mut names: Vec<_> = entries.map(|entry| entry.file_name()).collect();
        names.sort();
        names
    };
    let root = Path::new(FIXTURE).join("bootstrap");
    let before = names(&root);
    Terraform::new(&root).until(Step::Validate).run().expect_success();
    assert_eq!(names(&root), before);
}

#[test]
fn the_other_providers_are_served_and_a_folders_own_tests_run() {
    if !terraform::available(10) {
        return;
    }
    let outcome = Terraform::new(PLATFORM).run();
    outcome.expect_success();
    assert!(outcome.step(Step::Test).expect("the folder has tests").says("1 passed, 0 failed"));
}

#[test]
fn a_second_plan_with_something_to_do_fails() {
    if !terraform::available(1) {
        return;
    }
    // A bundle that stamps the time into a tag would never settle.
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = "resource \"null_resource\" \"now\" {\n  triggers = { now = timestamp() }\n}\n";
    std::fs::write(folder.path().join("main.tf"), text).expect("a writable folder");
    Terraform::new(folder.path())
        .run()
        .expect_failure(Step::SecondPlan, "null_resource.now will be updated in-place");
}

/// A wrong path must not look like a sound bundle.
#[test]
fn a_folder_without_configuration_fails() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    Terraform::new(folder.path()).run().expect_failure(Step::Prepare, "holds no .tf file");
    std::fs::create_dir(folder.path().join("infrastructure")).expect("a writable folder");
    Terraform::new(folder.path())
        .root("infrastructure")
        .run()
        .expect_failure(Step::Prepare, "holds no .tf file");
}

#[test]
fn a_run_can_end_with_the_plan() {
    if !terraform::available(1) {
        return;
    }
    let outcome = Terraform::new(FIXTURE).root("infrastructure").until(Step::Show).run();
    outcome.expect_success();
    assert!(outcome.plan().is_some() && outcome.step(Step::Apply).is_none());
}
