# The role in which pipelines apply, with the rights that this design's infrastructure/ needs; those on the network are in
# apply_network.tf, those on roles in apply_iam.tf. A pipeline cannot give itself rights: when the design has come to need
# more, run scripts/bootstrap.sh before it rolls out; when it needs less, afterwards, for to remove is a right too.
resource "aws_iam_role" "apply" {
  name        = "${local.role_prefix}-apply"
  description = "Pipelines that change the EKS cluster ${var.cluster_name}"

  # A new cluster with its nodes can take longer than the usual hour.
  max_session_duration = 7200

  # Both issuer and job are named by StringEquals: nobody else gets the role.
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Pipeline"
      Effect    = "Allow"
      Principal = { Federated = local.oidc_provider_arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = {
          "${local.oidc_issuer}:aud" = local.oidc_audience
          "${local.oidc_issuer}:sub" = local.apply_subjects
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "apply_state" {
  name = "state"
  role = aws_iam_role.apply.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteState"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${aws_s3_bucket.state.arn}/infrastructure/terraform.tfstate"
      },
      {
        Sid      = "EncryptState"
        Effect   = "Allow"
        Action   = "kms:GenerateDataKey"
        Resource = aws_kms_key.state.arn
      },
    ]
  })
}

resource "aws_iam_role_policy" "apply_lock_file" {
  name = "lock-file"
  role = aws_iam_role.apply.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Lock"
      Effect   = "Allow"
      Action   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
      Resource = "${aws_s3_bucket.state.arn}/infrastructure/terraform.tfstate.tflock"
    }]
  })
}

resource "aws_iam_role_policy" "apply_lock_table" {
  name = "lock-table"
  role = aws_iam_role.apply.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "Lock"
      Effect   = "Allow"
      Action   = ["dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem"]
      Resource = aws_dynamodb_table.lock.arn
    }]
  })
}

# This cluster and what is in it.
resource "aws_iam_role_policy" "apply_cluster" {
  name = "cluster"
  role = aws_iam_role.apply.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # All resources, because a cluster that is being made is none yet.
        Sid       = "CreateCluster"
        Effect    = "Allow"
        Action    = "eks:CreateCluster"
        Resource  = "*"
        Condition = { StringEquals = { "aws:RequestedRegion" = var.region } }
      },
      {
        Sid    = "ChangeCluster"
        Effect = "Allow"
        Action = [
          "eks:Associate*",
          "eks:Create*",
          "eks:Delete*",
          "eks:Disassociate*",
          "eks:TagResource",
          "eks:UntagResource",
          "eks:Update*",
        ]
        Resource = [
          "${local.arn}:eks:${local.here}:cluster/${var.cluster_name}",
          "${local.arn}:eks:${local.here}:*/${var.cluster_name}/*",
        ]
      },
      {
        Sid    = "ChangeLogGroups"
        Effect = "Allow"
        Action = [
          "logs:AssociateKmsKey",
          "logs:CreateLogGroup",
          "logs:DeleteLogGroup",
          "logs:DeleteRetentionPolicy",
          "logs:DisassociateKmsKey",
          "logs:PutRetentionPolicy",
          "logs:TagResource",
          "logs:UntagResource",
        ]
        Resource = "${local.arn}:logs:${local.here}:log-group:/aws/*/${var.cluster_name}/*"
      },
    ]
  })
}

# The cluster's own key. A new key has no alias yet, and KMS may take minutes to heed a new tag, so these rights reach keys
# that go by this cluster's alias, or by none: not the key of the state, and no key with another alias.
# https://docs.aws.amazon.com/kms/latest/developerguide/abac.html
resource "aws_iam_role_policy" "apply_key" {
  name = "key"
  role = aws_iam_role.apply.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # All resources, because a key that is being made is none yet.
        Sid      = "CreateKey"
        Effect   = "Allow"
        Action   = "kms:CreateKey"
        Resource = "*"
      },
      {
        Sid    = "ChangeKey"
        Effect = "Allow"
        Action = [
          "kms:CancelKeyDeletion",
          "kms:CreateAlias",
          "kms:CreateGrant",
          "kms:DeleteAlias",
          "kms:DescribeKey",
          "kms:EnableKeyRotation",
          "kms:GetKeyPolicy",
          "kms:GetKeyRotationStatus",
          "kms:ListResourceTags",
          "kms:PutKeyPolicy",
          "kms:ScheduleKeyDeletion",
          "kms:TagResource",
          "kms:UntagResource",
          "kms:UpdateAlias",
          "kms:UpdateKeyDescription",
        ]
        Resource = [
          "${local.arn}:kms:${local.here}:key/*",
          "${local.arn}:kms:${local.here}:alias/eks/${var.cluster_name}",
        ]
        Condition = {
          "ForAllValues:StringEquals" = { "kms:ResourceAliases" = "alias/eks/${var.cluster_name}" }
          # The longest that AWS lets one wait: until then a deletion can be called off.
          NumericEqualsIfExists = { "kms:ScheduleKeyDeletionPendingWindowInDays" = "30" }
        }
      },
    ]
  })
}

# The key that the cluster is given: EKS takes it by a grant in the name of whoever makes the cluster.
resource "aws_iam_role_policy" "apply_existing_key" {
  name = "existing-key"
  role = aws_iam_role.apply.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "UseKey"
      Effect   = "Allow"
      Action   = ["kms:CreateGrant", "kms:DescribeKey"]
      Resource = var.secrets_kms_key_arn
    }]
  })
}

resource "aws_iam_role_policy" "apply_queue" {
  name = "queue"
  role = aws_iam_role.apply.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ChangeQueue"
        Effect   = "Allow"
        Action   = ["sqs:CreateQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes", "sqs:TagQueue", "sqs:UntagQueue"]
        Resource = "${local.arn}:sqs:${local.here}:${substr(var.cluster_name, 0, 43)}-karpenter-*"
      },
      {
        Sid    = "ChangeEvents"
        Effect = "Allow"
        Action = [
          "events:DeleteRule",
          "events:PutRule",
          "events:PutTargets",
          "events:RemoveTargets",
          "events:TagResource",
          "events:UntagResource",
        ]
        Resource = "${local.arn}:events:${local.here}:rule/${substr(var.cluster_name, 0, 27)}-karpenter-*"
      },
    ]
  })
}
