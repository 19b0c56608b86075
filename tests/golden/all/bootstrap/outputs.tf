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
