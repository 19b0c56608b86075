//! Broken configurations are refused, each for its own reason: every case has a sibling that differs in
//! the broken place only, and the siblings pass together.

use configurator_tests::terraform::{self, Diagnostic, Step, Terraform};
use std::path::Path;

mod cases;
use cases::{Case, GROUPS, MACHINES, NETWORK, PLAN, RIGHTS, VALIDATE};

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("a writable folder");
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Whether a diagnostic points at the case's file, or into the module that the case calls. What Terraform
/// finds in the module's own code (preconditions, missing blocks) has no address; there the words decide.
fn is_about(diagnostic: &Diagnostic, case: &Case) -> bool {
    diagnostic.file == format!("{}.tf", case.name)
        || diagnostic.address.starts_with(&format!("module.{}.", case.name))
        || (diagnostic.address.is_empty()
            && diagnostic.file.contains("modules/eks/")
            && diagnostic.message.contains(case.says))
}

/// Writes all cases to one folder, each in a file and under names of its own, and judges them at once.
fn judge(tables: &[&[Case]], until: Step) {
    let cases: Vec<&Case> = tables.iter().copied().flatten().collect();
    let (broken, sound) = (folder(), folder());
    for case in &cases {
        let file = format!("{}.tf", case.name);
        write(broken.path(), &file, &case.broken());
        write(sound.path(), &file, &case.sound());
    }
    let passed = Terraform::diagnose(sound.path(), until).expect("the siblings can be initialised");
    assert!(passed.is_empty(), "the repaired siblings must pass: {passed:#?}");

    let errors = Terraform::diagnose(broken.path(), until).expect("the cases can be initialised");
    let mut wrong = Vec::new();
    for case in &cases {
        let said: Vec<_> =
            errors.iter().filter(|error| is_about(error, case)).map(|error| &error.message).collect();
        if !said.iter().any(|message| message.contains(case.says)) {
            wrong.push(format!("{}: expected {:?}, got {said:#?}", case.name, case.says));
        }
    }
    for error in errors.iter().filter(|error| !cases.iter().any(|case| is_about(error, case))) {
        wrong.push(format!("an error of no case: {error:?}"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn refused_by_validate() {
    let tables = [VALIDATE, MACHINES, NETWORK, RIGHTS];
    if terraform::available(tables.iter().map(|cases| cases.len()).sum()) {
        judge(&tables, Step::Validate);
    }
}

#[test]
fn refused_by_plan() {
    if terraform::available(PLAN.len()) {
        judge(&[PLAN], Step::Plan);
    }
}

#[test]
fn refused_by_plan_of_nodes_and_access() {
    if terraform::available(GROUPS.len()) {
        judge(&[GROUPS], Step::Plan);
    }
}

/// A folder of one file: the sound text passes the step at which the broken one fails.
fn refused_alone(step: Step, sound: &str, from: &str, to: &str, says: &str) {
    assert!(sound.contains(from), "{from:?} is not in the text");
    let (good, bad) = (folder(), folder());
    write(good.path(), "main.tf", sound);
    write(bad.path(), "main.tf", &sound.replace(from, to));
    Terraform::new(good.path()).until(step).run().expect_success();
    Terraform::new(bad.path()).until(step).run().expect_failure(step, says);
}

const PROVIDER: &str = r#"terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.28"
    }
  }
}
"#;

const CHAIN: &str = r#"locals {
  first  = "a"
  second = local.first
}
"#;

const MODULE: &str = r#"module "eks" {
  source  = "terraform-aws-modules/eks/aws"
  version = "21.19.0"

  name       = "demo"
  subnet_ids = ["subnet-1", "subnet-2"]

  eks_managed_node_groups = local.groups
}

locals {
  groups = { for name in ["a", "b"] : name => { desired_size = 2 } }
}
"#;

#[test]
fn refused_before_validate() {
    if !terraform::available(8) {
        return;
    }
    let says = "no available releases match the given constraints ~> 5.0";
    refused_alone(Step::Init, PROVIDER, "~> 6.28", "~> 5.0", says);
    refused_alone(Step::Init, PROVIDER, "hashicorp/aws", "hashicorp/awz", "hashicorp/awz");
    refused_alone(
        Step::Init,
        PROVIDER,
        "  required_providers",
        "  required_provider",
        "Unsupported block type",
    );
    refused_alone(Step::Format, CHAIN, "first  =", "first =", "main.tf");
    refused_alone(Step::Prepare, MODULE, "21.19.0", "~> 21.0", "must be pinned to exactly 21.19.0");
    let says = "terraform-aws-modules/vpc/aws";
    refused_alone(Step::Init, MODULE, "modules/eks/aws", "modules/vpc/aws", says);
    let says = "module.eks.subnets: the module has no key";
    refused_alone(Step::Interface, MODULE, "subnet_ids", "subnets   ", says);
    // Terraform itself would drop this key and plan a group of the default size.
    let says = "module.eks.eks_managed_node_groups.*.desired_sise: the module has no key";
    refused_alone(Step::Interface, MODULE, "desired_size", "desired_sise", says);
}

#[test]
fn a_cycle_is_refused() {
    if terraform::available(1) {
        refused_alone(Step::Validate, CHAIN, "\"a\"", "local.second", "Error: Cycle: local.");
    }
}
