//! The tests that a bundle carries for its team, run by the real `terraform test`: a bundle that is broken fails them.
//! That every fixture's bundle passes them is seen in `bundle_terraform.rs`, where they are a step of the roll-out.

use configurator_core::design::{Design, Flavour};
use configurator_core::render::render;
use configurator_tests::fixtures;
use configurator_tests::terraform::{Outcome, Step, Terraform, available};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// What is replaced in a file of the bundle.
type Edit = (&'static str, &'static str, &'static str);

#[test]
fn a_broken_infrastructure_fails_its_tests() {
    if !available(2) {
        return;
    }
    let broken: [(Edit, &str); 9] = [
        (
            (
                "routes.tf",
                "aws_route_table.private[var.private_subnets[each.key].zone_id].id",
                "aws_route_table.public.id",
            ),
            "A private subnet does not use the private route table of its zone.",
        ),
        (
            (
                "subnets.tf",
                "for_each = var.intra_subnets",
                "for_each = { for name, subnet in var.intra_subnets : name => merge(subnet, { cidr = \"10.0.9.0/28\" }) }",
            ),
            "The intra subnets are not those of intra_subnets",
        ),
        (
            (
                "nat.tf",
                "aws_route_table_association.public[each.value].subnet_id",
                "aws_subnet.public[\"public-az1\"].id",
            ),
            "A NAT gateway does not stand in the public subnet",
        ),
        (
            ("flow_logs.tf", "traffic_type = var.flow_log_traffic", "traffic_type = \"REJECT\""),
            "The traffic of the VPC is not recorded as flow_log_traffic says.",
        ),
        (("terraform.tfvars", "203.0.113.0/24", "0.0.0.0/0"), "opens the API server to the world"),
        (
            ("kms.tf", "enable_key_rotation = true", "enable_key_rotation = false"),
            "The cluster's key is not rotated",
        ),
        (
            ("providers.tf", "tags = var.tags", "tags = {}"),
            "The provider no longer puts the tags on every resource.",
        ),
        (
            ("node_groups.tf", "encrypted             = true", "encrypted             = false"),
            "A volume of a managed node group is not encrypted.",
        ),
        (
            ("node_groups.tf", "local.subnet_ids[\"private-az1\"]", "local.subnet_ids[\"public-az1\"]"),
            "A managed node group runs in a public subnet.",
        ),
    ];
    let edits: Vec<Edit> = broken.iter().map(|(edit, _)| *edit).collect();
    for flavour in [Flavour::Module, Flavour::Native] {
        let mut design = fixtures::named("production");
        Arc::make_mut(&mut design.cluster).flavour = flavour;
        let outcome = tested_design(&design, "infrastructure", &edits);
        for (_, message) in broken {
            outcome.expect_failure(Step::Test, message);
        }
    }
}

#[test]
fn a_broken_bootstrap_fails_its_tests() {
    if !available(1) {
        return;
    }
    let broken: [(Edit, &str); 6] = [
        (
            ("state_bucket.tf", "block_public_acls       = true", "block_public_acls       = false"),
            "A bucket does not block public access.",
        ),
        (
            ("log_bucket.tf", "status = \"Enabled\"\n  }\n}", "status = \"Suspended\"\n  }\n}"),
            "A bucket keeps no versions",
        ),
        (
            ("state_bucket.tf", "\"aws:SecureTransport\" = \"false\"", "\"aws:SecureTransport\" = \"true\""),
            "A bucket can be reached without TLS.",
        ),
        (("state_bucket.tf", "\"aws:kms\"", "\"AES256\""), "The state is not encrypted with its key."),
        (
            ("state_key.tf", "enable_key_rotation     = true", "enable_key_rotation     = false"),
            "The state's key is not rotated",
        ),
        (
            ("lock_table.tf", "deletion_protection_enabled = true", "deletion_protection_enabled = false"),
            "The lock table is not",
        ),
    ];
    let edits: Vec<Edit> = broken.iter().map(|(edit, _)| *edit).collect();
    let outcome = tested("both-locks", "bootstrap", &edits);
    for (_, message) in broken {
        outcome.expect_failure(Step::Test, message);
    }
}

#[test]
fn broken_roles_fail_their_tests() {
    if !available(2) {
        return;
    }
    let github: [(Edit, &str); 6] = [
        (("oidc_provider.tf", ":pull_request\"", ":*\""), "named word for word"),
        (("oidc_provider.tf", "refs/heads/", "refs/tags/"), "other jobs than those of the repository"),
        (
            (
                "apply_iam.tf",
                "\"iam:PermissionsBoundary\" = aws_iam_policy.boundary.arn",
                "\"iam:PermissionsBoundary\" = aws_iam_policy.apply_network.arn",
            ),
            "without the boundary",
        ),
        (("apply_iam.tf", "          \"iam:Detach*\",\n", ""), "not denied to change their own roles"),
        (("apply_role.tf", "\"eks:Associate*\"", "\"*\""), "A role may do everything"),
        (("boundary.tf", "local.state_arns", "aws_kms_key.state.arn"), "can reach the state"),
    ];
    let gitlab: [(Edit, &str); 2] = [
        (("oidc_provider.tf", "ref:${var.delivery_branch}", "ref:main"), "those of the project's branch"),
        (("apply_network.tf", "\"ec2:RunInstances\"", "\"*\""), "A role may do everything"),
    ];
    for (fixture, broken) in [("github-delivery", &github[..]), ("gitlab-delivery", &gitlab[..])] {
        let edits: Vec<Edit> = broken.iter().map(|(edit, _)| *edit).collect();
        let outcome = tested(fixture, "bootstrap", &edits);
        for (_, message) in broken {
            outcome.expect_failure(Step::Test, message);
        }
    }
}

/// The tests ask of the values what the values say, so that a team may go on from there.
#[test]
fn edited_values_pass_the_tests() {
    if !available(1) {
        return;
    }
    let edits = [
        ("terraform.tfvars", "203.0.113.0/24", "198.51.100.7/32"),
        ("terraform.tfvars", "10.0.3.32/28", "10.0.3.48/28"),
        ("terraform.tfvars", "  public-az3 = {", "  load-balancers-3 = {"),
        ("terraform.tfvars", "= \"public-az3\"", "= \"load-balancers-3\""),
    ];
    let outcome = tested("production", "infrastructure", &edits);
    outcome.expect_success();
    assert!(outcome.step(Step::Test).is_some(), "there was no test:\n{outcome}");
}

/// Runs a bundle's own tests after `edits` in one of its folders.
fn tested(fixture: &str, root: &str, edits: &[Edit]) -> Outcome {
    tested_design(&fixtures::named(fixture), root, edits)
}

fn tested_design(design: &Design, root: &str, edits: &[Edit]) -> Outcome {
    let folder = tempfile::tempdir().expect("a scratch folder");
    for file in render(design).files {
        let path = folder.path().join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::write(path, file.text).expect("files can be written");
    }
    for (file, from, to) in edits {
        replace(&folder.path().join(root).join(file), from, to);
    }
    Terraform::new(folder.path()).root(root).until(Step::Test).run()
}

fn replace(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).expect("a file");
    assert!(text.contains(from), "{} has no {from}", file.display());
    fs::write(file, text.replace(from, to)).expect("files can be written");
}
