//! What the scripts of a bundle do where something is wrong: an answer that is no answer, a state that is older than
//! another, an apply that breaks off. They stop and say so.

use configurator_tests::fixtures;
use configurator_tests::sandbox::Sandbox;
use configurator_tests::terraform::available;
use std::fs;

const DESTROY: [&str; 2] = ["--confirm", "my-eks"];
const ROLL_OUT: [&str; 2] = ["--yes", "--allow-example-values"];

fn sandbox(fixture: &str) -> Sandbox {
    Sandbox::new(&fixtures::named(fixture))
}

#[test]
fn a_cluster_that_cannot_be_looked_at_is_not_taken_for_absent() {
    if !available(1) {
        return;
    }
    let sandbox = sandbox("local-state");
    sandbox.plant("denied", "");
    let denied = sandbox.run("destroy", &DESTROY, "");
    assert!(!denied.ok && denied.says("AWS does not say whether there is a cluster my-eks"), "{denied:?}");
    assert!(denied.says("AccessDeniedException") && !denied.says("terraform init"), "{denied:?}");
    sandbox.remove("denied");

    sandbox.plant("cluster", "1.36\n");
    sandbox.plant("protected", "None\n");
    let unknown = sandbox.run("destroy", &DESTROY, "");
    assert!(!unknown.ok && unknown.says("it said: None). Update it"), "{unknown:?}");
    assert!(!unknown.says("terraform init"), "{unknown:?}");
    sandbox.remove("protected");

    sandbox.plant("unreachable", "");
    sandbox.expect_failure("destroy", &DESTROY, "volumes and nodes cannot be looked for: the API server");
    let ignoring = sandbox.run("destroy", &["--ignore-workloads", "--confirm", "other"], "");
    assert!(ignoring.says("warning: not looked for: load balancers") && !ignoring.says("none found."));
    assert!(ignoring.says("That is not its name"), "{ignoring:?}");
}

#[test]
fn what_stands_for_something_outside_the_cluster_is_found_in_another_role() {
    if !available(1) {
        return;
    }
    let sandbox = sandbox("local-state");
    let role = "arn:aws:iam::111122223333:role/platform-admin";
    sandbox.plant("cluster", "1.36\n");
    let none = sandbox.run("destroy", &["--role-arn", role, "--confirm", "other"], "");
    assert!(none.says("none found.") && none.says("That is not its name"), "{none:?}");
    let calls = sandbox.read("fake/calls");
    assert!(calls.contains(&format!("--role-arn {role}")), "{calls}");

    sandbox.plant("gateways", "");
    sandbox.expect_failure("destroy", &DESTROY, "gateway shop/door");
    sandbox.remove("gateways");
    sandbox.plant("auto-mode", "");
    let classes = sandbox.run("destroy", &DESTROY, "");
    assert!(!classes.ok && classes.says("nodeclass large-disks"), "{classes:?}");
    assert!(!classes.says("nodeclass default"), "EKS takes this away: {classes:?}");
}

#[test]
fn an_apply_that_breaks_off_says_what_is_next() {
    if !available(1) {
        return;
    }
    let sandbox = sandbox("local-state");
    let broken = sandbox.run_with("rollout", &ROLL_OUT, "", &[("FAIL_ON", "apply")]);
    assert!(!broken.ok && broken.says("The state knows what was made until then"), "{broken:?}");
    assert!(!sandbox.has("bundle/infrastructure/tfplan"), "the plan is left behind");
    sandbox.expect_success("rollout", &ROLL_OUT);

    sandbox.plant("interfaces", "eni-0a\tin-use\tan endpoint\neni-0b\tavailable\taws-K8S-i-01\n");
    let broken = sandbox.run_with("destroy", &DESTROY, "", &[("FAIL_ON", "apply")]);
    assert!(!broken.ok && broken.says("Not everything is gone."), "{broken:?}");
    for words in ["eni-0a", "some of describe-security-groups", "some of describe-vpc-endpoints"] {
        assert!(broken.says(words), "{words}: {broken:?}");
    }
    let delete = "aws ec2 delete-network-interface --region eu-central-1 --network-interface-id";
    assert!(
        broken.says(&format!("{delete} eni-0b")) && !broken.says(&format!("{delete} eni-0a")),
        "{broken:?}"
    );
    let state: serde_json::Value =
        serde_json::from_str(&sandbox.read("bundle/infrastructure/terraform.tfstate")).expect("a state");
    let vpc = state["outputs"]["vpc_id"]["value"].as_str().expect("a VPC");
    assert!(sandbox.read("fake/calls").contains(&format!("Name=vpc-id,Values={vpc} ")), "{vpc}");

    sandbox.plant("log-group", "");
    let gone = sandbox.expect_success("destroy", &DESTROY);
    assert!(gone.says("delete-log-group --region eu-central-1 --log-group-name /aws/eks/my-eks/cluster"));
    sandbox.remove("log-group");
    let again = sandbox.expect_success("destroy", &DESTROY);
    assert!(!again.says("log group") && !again.says("bootstrap/"), "{again:?}");
}

const STATE: &str = "fake/s3/my-eks-state/bootstrap/terraform.tfstate";
const FILE: &str = "bundle/bootstrap/terraform.tfstate";

#[test]
fn an_older_state_never_overwrites_the_one_in_the_bucket() {
    if !available(1) {
        return;
    }
    let sandbox = sandbox("both-locks");
    sandbox.expect_success("bootstrap", &["--yes"]);
    let newest = sandbox.read(STATE);
    let state: serde_json::Value = serde_json::from_str(&newest).expect("a state");
    let serial = state["serial"].as_u64().expect("a serial");
    let with_serial =
        |n: u64| newest.replace(&format!("\"serial\": {serial},"), &format!("\"serial\": {n},"));

    // A file of earlier comes back, with and without what the first run wrote.
    for n in [serial - 1, serial] {
        for forgotten in [false, true] {
            fs::write(sandbox.path(FILE), with_serial(n)).expect("files can be written");
            if forgotten {
                fs::remove_file(sandbox.path("bundle/bootstrap/backend.tf"))
                    .expect("written by bootstrap.sh");
            }
            let again = sandbox.expect_success("bootstrap", &["--yes"]);
            assert!(again.says("No changes.") && !again.says("Moving the state"), "{again:?}");
            assert_eq!(sandbox.read(STATE), newest, "serial {n}, forgotten {forgotten}");
            assert!(!sandbox.has(FILE) && sandbox.has("bundle/bootstrap/terraform.tfstate.moved"));
        }
    }

    // The bucket's is the older one: what was to be moved is moved. Terraform moves nothing where only serials differ.
    let newer = with_serial(serial + 3).replace("\"value\": \"my-eks-lock\"", "\"value\": \"an-older-lock\"");
    assert!(newer.contains("an-older-lock"), "{newer}");
    fs::write(sandbox.path(FILE), newer).expect("files can be written");
    let moved = sandbox.expect_success("bootstrap", &["--yes"]);
    assert!(moved.says("Moving the state"), "{moved:?}");
    let state: serde_json::Value = serde_json::from_str(&sandbox.read(STATE)).expect("a state");
    assert!(state["serial"].as_u64() >= Some(serial + 3), "{state}");

    // The state of something else.
    let newest = sandbox.read(STATE);
    let lineage = state["lineage"].as_str().expect("a lineage");
    let other = newest.replace(lineage, "00000000-0000-0000-0000-000000000000");
    for forgotten in [false, true] {
        fs::write(sandbox.path(FILE), &other).expect("files can be written");
        if forgotten {
            fs::remove_file(sandbox.path("bundle/bootstrap/backend.tf")).expect("written by bootstrap.sh");
        }
        sandbox.expect_failure("bootstrap", &["--yes"], "are not of the same origin; nothing was moved");
        assert!(sandbox.read(STATE) == newest && sandbox.read(FILE) == other);
        assert_eq!(sandbox.has("bundle/bootstrap/backend.tf"), !forgotten);
    }
}

#[test]
fn a_bucket_that_cannot_be_looked_at_is_not_taken_for_absent() {
    if !available(1) {
        return;
    }
    let sandbox = sandbox("both-locks");
    sandbox.plant("forbidden", "");
    let refused = sandbox.run("bootstrap", &["--yes"], "");
    assert!(
        !refused.ok && refused.says("S3 does not say whether there is a bucket my-eks-state"),
        "{refused:?}"
    );
    assert!(refused.says("(403)") && !refused.says("terraform init"), "{refused:?}");
    sandbox.remove("forbidden");
    sandbox.expect_failure("bootstrap", &[], "Stopped: nothing was changed");
    assert!(!sandbox.has("bundle/bootstrap/tfplan"), "the plan is left behind");
    sandbox.edit("bootstrap/terraform.tfvars", "\"my-eks-lock\"", "\"another\"");
    let disagree =
        "settings.env and bootstrap/terraform.tfvars disagree on lock_table: my-eks-lock and another";
    sandbox.expect_failure("bootstrap", &["--yes"], disagree);
}

#[test]
fn builds_that_aws_does_not_offer_are_told_before_anything_changes() {
    if !available(1) {
        return;
    }
    let sandbox = sandbox("auto-mode");
    let pinned = sandbox.expect_success("pin", &[]);
    assert!(pinned.says("metrics-server v0.8.0-eksbuild.2 (chosen by hand, left as it is)"), "{pinned:?}");
    assert!(!pinned.says("warning"), "{pinned:?}");
    sandbox.plant("offers", "v0.8.0-eksbuild.3\n");
    let warned = sandbox.expect_success("pin", &[]);
    assert!(warned.says("warning: AWS does not offer metrics-server v0.8.0-eksbuild.2"), "{warned:?}");
    sandbox.expect_success("bootstrap", &["--yes"]);
    let refused = sandbox.run("rollout", &ROLL_OUT, "");
    assert!(!refused.ok && refused.says("Run scripts/pin.sh"), "{refused:?}");
    assert!(!refused.says("terraform plan"), "{refused:?}");
}

#[test]
fn nodes_that_never_joined_are_missed() {
    if !available(1) {
        return;
    }
    let sandbox = sandbox("local-state");
    sandbox.plant("cluster", "1.36\n");
    sandbox.plant("groups", "general-1\t2\ti-0a,i-0b\nidle-1\t0\t\n");
    sandbox.plant("nodes", "aws:///eu-central-1a/i-0a True\naws:///eu-central-1b/i-0b False\n");
    let missed = sandbox.run("verify", &[], "");
    let words = "FAILED  no node is missing: ready nodes by Auto Scaling group: general-1 has 1 of 2.\n";
    assert!(!missed.ok && missed.says(words), "{missed:?}");
    sandbox.plant("nodes", "aws:///eu-central-1a/i-0a True\naws:///eu-central-1b/i-0b True\n");
    let all = sandbox.run("verify", &[], "");
    assert!(all.says("ok      no node is missing"), "{all:?}");
}

#[test]
fn values_are_read_with_comments_and_with_carriage_returns() {
    if !available(1) {
        return;
    }
    let sandbox = sandbox("local-state");
    let file = "bundle/infrastructure/terraform.tfvars";
    let values = sandbox.read(file).replace("= \"my-eks\"\n", "= \"my-eks\" # ours\n").replace('\n', "\r\n");
    fs::write(sandbox.path(file), values).expect("files can be written");
    let settings = sandbox.read("bundle/settings.env").replace('\n', "\r\n");
    assert!(!settings.contains("ADMINISTRATOR"), "{settings}");
    fs::write(sandbox.path("bundle/settings.env"), settings).expect("files can be written");
    let planned = sandbox.expect_success("rollout", &["--plan-only", "--allow-example-values"]);
    assert!(planned.says("Plan:"), "{planned:?}");

    // Who administers the cluster is read where Terraform reads it.
    sandbox.edit("infrastructure/terraform.tfvars", "role/platform-admin", "role/somebody-else");
    fs::write(sandbox.path("bin/kubectl"), "#!/bin/sh\n[ \"$1\" = config ]\n").expect("the fake");
    let admin = "Only arn:aws:iam::111122223333:role/somebody-else administers";
    sandbox.expect_failure("kubeconfig", &[], admin);
}

#[test]
fn providers_are_locked_for_every_platform_in_every_folder() {
    if !available(1) {
        return;
    }
    let sandbox = sandbox("ohio");
    sandbox.expect_success("lock", &[]);
    let calls = sandbox.read("fake/calls");
    for folder in ["bootstrap", "infrastructure"] {
        let platforms =
            "-platform=linux_amd64 -platform=linux_arm64 -platform=darwin_amd64 -platform=darwin_arm64";
        let call = format!("bundle/{folder} providers lock {platforms}\n");
        assert!(calls.contains(&call), "no {call} in {calls}");
    }
    let broken = sandbox.run_with("lock", &[], "", &[("FAIL_ON", "lock")]);
    assert!(!broken.ok && broken.says("The providers of bootstrap/ were not locked."), "{broken:?}");
}
