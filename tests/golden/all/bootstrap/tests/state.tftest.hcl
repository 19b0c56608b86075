# Whether the state is kept as it should be. It plans with what is in terraform.tfvars and asks AWS nothing: make test

mock_provider "aws" {
  # What AWS would make up is made up for the plan already, so that it can be compared. Nothing is applied: what
  # prevent_destroy protects could not be cleared away again.
  override_during = plan

  mock_data "aws_partition" {
    defaults = {
      partition  = "aws"
      dns_suffix = "amazonaws.com"
    }
  }

  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "111122223333"
    }
  }

  mock_resource "aws_s3_bucket" {}

  mock_resource "aws_kms_key" {
    defaults = {
      arn = "arn:aws:kms:eu-central-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef"
    }
  }
}

run "state" {
  command = plan

  assert {
    condition = alltrue([
      for access in [aws_s3_bucket_public_access_block.state, aws_s3_bucket_public_access_block.logs] :
      access.block_public_acls && access.block_public_policy && access.ignore_public_acls && access.restrict_public_buckets
    ])
    error_message = "A bucket does not block public access."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.state.bucket == aws_s3_bucket.state.id && aws_s3_bucket_public_access_block.logs.bucket == aws_s3_bucket.logs.id
    error_message = "Public access is blocked for other buckets than these."
  }

  assert {
    condition = alltrue([
      for versioning in [aws_s3_bucket_versioning.state, aws_s3_bucket_versioning.logs] :
      versioning.versioning_configuration[0].status == "Enabled"
    ])
    error_message = "A bucket keeps no versions: a state that is overwritten could not be brought back."
  }

  assert {
    condition = alltrue([
      for policy in [aws_s3_bucket_policy.state.policy, aws_s3_bucket_policy.logs.policy] : anytrue([
        for statement in jsondecode(policy).Statement :
        statement.Effect == "Deny" && statement.Principal == "*" && statement.Action == "s3:*" && statement.Condition.Bool["aws:SecureTransport"] == "false"
        if can(statement.Condition.Bool["aws:SecureTransport"])
      ])
    ])
    error_message = "A bucket can be reached without TLS."
  }

  assert {
    condition = alltrue([
      for rule in aws_s3_bucket_server_side_encryption_configuration.state.rule : alltrue([
        for default in rule.apply_server_side_encryption_by_default :
        default.sse_algorithm == "aws:kms" && default.kms_master_key_id == aws_kms_key.state.arn
      ])
    ])
    error_message = "The state is not encrypted with its key."
  }

  assert {
    condition = alltrue([
      for configuration in [aws_s3_bucket_lifecycle_configuration.state, aws_s3_bucket_lifecycle_configuration.logs] :
      alltrue([for rule in configuration.rule : rule.status == "Enabled" && length(rule.noncurrent_version_expiration) > 0])
    ])
    error_message = "Old versions stay for ever: every run and every lock adds some."
  }

  assert {
    condition     = aws_s3_bucket_logging.state.bucket == aws_s3_bucket.state.id && aws_s3_bucket_logging.state.target_bucket == aws_s3_bucket.logs.id
    error_message = "Nobody records who reads the state."
  }

  assert {
    condition     = aws_kms_key.state.enable_key_rotation && aws_kms_key.state.deletion_window_in_days == 30
    error_message = "The state's key is not rotated, or can be lost in less than 30 days."
  }

  # A provider that is made up adds no default tags, so this reads what the real one is told.
  assert {
    condition     = length(var.tags) > 0 && can(regex("default_tags \\{\\s+tags = var\\.tags\\s", file("${path.module}/providers.tf")))
    error_message = "There are no tags, or the provider no longer puts them on every resource."
  }
}
