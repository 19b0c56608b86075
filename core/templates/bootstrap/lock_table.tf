# Keeps two runs of Terraform apart. The S3 backend wants exactly this key.
# https://developer.hashicorp.com/terraform/language/backend/s3#dynamodb-state-locking
resource "aws_dynamodb_table" "lock" {
  name                        = var.lock_table
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "LockID"
  deletion_protection_enabled = true

  attribute {
    name = "LockID"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.state.arn
  }

  lifecycle {
    prevent_destroy = true
  }
}
