locals {
  pipeline_roles = {
    plan  = aws_iam_role.plan.id
    apply = aws_iam_role.apply.id
  }
}

# What Terraform looks at when it plans infrastructure/.
resource "aws_iam_role_policy" "read" {
  for_each = local.pipeline_roles

  name = "read"
  role = each.value

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ReadState"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "${aws_s3_bucket.state.arn}/infrastructure/terraform.tfstate"
      },
      {
        Sid      = "FindState"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = aws_s3_bucket.state.arn
      },
      {
        Sid      = "DecryptState"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.state.arn
      },
      {
        # All resources, because these actions know no others. They tell what there is, and change nothing.
        Sid    = "Look"
        Effect = "Allow"
        Action = [
          "ec2:DescribeAddresses",
          "ec2:DescribeAddressesAttribute",
          "ec2:DescribeAvailabilityZones",
          "ec2:DescribeEgressOnlyInternetGateways",
          "ec2:DescribeFlowLogs",
          "ec2:DescribeImages",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeInternetGateways",
          "ec2:DescribeKeyPairs",
          "ec2:DescribeLaunchTemplateVersions",
          "ec2:DescribeLaunchTemplates",
          "ec2:DescribeNatGateways",
          "ec2:DescribeNetworkAcls",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribePrefixLists",
          "ec2:DescribeRouteTables",
          "ec2:DescribeSecurityGroupRules",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "ec2:DescribeTags",
          "ec2:DescribeVpcEndpointServices",
          "ec2:DescribeVpcEndpoints",
          "ec2:DescribeVpcs",
          "eks:DescribeAddonVersions",
          "kms:ListAliases",
          "logs:DescribeLogGroups",
        ]
        Resource = "*"
      },
      {
        Sid      = "LookIntoVpc"
        Effect   = "Allow"
        Action   = "ec2:DescribeVpcAttribute"
        Resource = "${local.arn}:ec2:${local.here}:vpc/*"
      },
      {
        Sid    = "LookAtCluster"
        Effect = "Allow"
        Action = ["eks:Describe*", "eks:List*"]
        Resource = [
          "${local.arn}:eks:${local.here}:cluster/${var.cluster_name}",
          "${local.arn}:eks:${local.here}:*/${var.cluster_name}/*",
        ]
      },
      {
        Sid    = "LookAtRights"
        Effect = "Allow"
        Action = ["iam:GetInstanceProfile", "iam:GetOpenIDConnectProvider", "iam:GetPolicy*", "iam:GetRole*", "iam:List*"]
        Resource = concat(local.cluster_oidc_providers, [
          "${local.iam}:role/${local.own_path}/*",
          "${local.iam}:policy/${local.own_path}/*",
          "${local.iam}:instance-profile/${local.own_path}/*",
        ])
      },
      {
        # Some configurations ask in which role they run.
        Sid      = "LookAtMyself"
        Effect   = "Allow"
        Action   = "iam:GetRole"
        Resource = "${local.iam}:role/${local.role_prefix}-${each.key}"
      },
      {
        Sid      = "LookAtLogGroups"
        Effect   = "Allow"
        Action   = "logs:ListTagsForResource"
        Resource = "${local.arn}:logs:${local.here}:log-group:/aws/*/${var.cluster_name}/*"
      },
      {
        Sid      = "FindImages"
        Effect   = "Allow"
        Action   = "ssm:GetParameter"
        Resource = "${local.arn}:ssm:${var.region}::parameter/aws/service/*"
      },
    ]
  })
}

# Without a lock too Terraform compares what it reads of the state with the digest in the table.
resource "aws_iam_role_policy" "read_lock_table" {
  name = "read-lock-table"
  role = aws_iam_role.plan.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "ReadDigest"
      Effect   = "Allow"
      Action   = "dynamodb:GetItem"
      Resource = aws_dynamodb_table.lock.arn
    }]
  })
}

resource "aws_iam_role_policy" "read_key" {
  for_each = local.pipeline_roles

  name = "read-key"
  role = each.value

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "LookAtKey"
      Effect    = "Allow"
      Action    = ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"]
      Resource  = "${local.arn}:kms:${local.here}:key/*"
      Condition = { "ForAnyValue:StringEquals" = { "kms:ResourceAliases" = "alias/eks/${var.cluster_name}" } }
    }]
  })
}

resource "aws_iam_role_policy" "read_auto_scaling" {
  for_each = local.pipeline_roles

  name = "read-auto-scaling"
  role = each.value

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      # All resources, because these actions know no others.
      Sid    = "LookAtAutoScaling"
      Effect = "Allow"
      Action = [
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribeInstanceRefreshes",
        "autoscaling:DescribeScalingActivities",
        "autoscaling:DescribeTags",
      ]
      Resource = "*"
    }]
  })
}

resource "aws_iam_role_policy" "read_queue" {
  for_each = local.pipeline_roles

  name = "read-queue"
  role = each.value

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LookAtQueue"
        Effect   = "Allow"
        Action   = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListQueueTags"]
        Resource = "${local.arn}:sqs:${local.here}:${substr(var.cluster_name, 0, 43)}-karpenter-*"
      },
      {
        Sid      = "LookAtEvents"
        Effect   = "Allow"
        Action   = ["events:DescribeRule", "events:ListTagsForResource", "events:ListTargetsByRule"]
        Resource = "${local.arn}:events:${local.here}:rule/${substr(var.cluster_name, 0, 27)}-karpenter-*"
      },
    ]
  })
}
