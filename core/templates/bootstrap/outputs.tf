# scripts/bootstrap.sh writes the backend.hcl files from these.

output "account_id" {
  description = "The account that holds the state."
  value       = data.aws_caller_identity.current.account_id
}

output "region" {
  description = "The region that holds the state."
  value       = var.region
}

output "state_bucket" {
  description = "The bucket that keeps the state."
  value       = aws_s3_bucket.state.id
}

output "state_kms_key_arn" {
  description = "The key that encrypts the state."
  value       = aws_kms_key.state.arn
}

output "lock_table" {
  description = "The table that keeps two runs apart."
  value       = aws_dynamodb_table.lock.name
}

output "plan_role_arn" {
  description = "The role in which pipelines plan."
  value       = aws_iam_role.plan.arn
}

output "apply_role_arn" {
  description = "The role in which pipelines apply."
  value       = aws_iam_role.apply.arn
}

output "oidc_audience" {
  description = "The audience of the token that a pipeline asks for."
  value       = local.oidc_audience
}
