# Encrypts the state, which can hold secrets in plain text.
resource "aws_kms_key" "state" {
  description             = "Terraform state of the EKS cluster ${var.cluster_name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  # The account decides by its IAM policies who may use the key.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AccountDecides"
        Effect    = "Allow"
        Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
    ]
  })

  lifecycle {
    # Without the key nobody reads the state again.
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "state" {
  name          = "alias/terraform-state/${var.cluster_name}"
  target_key_id = aws_kms_key.state.key_id
}
