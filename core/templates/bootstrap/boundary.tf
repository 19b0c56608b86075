# The most that a role of this cluster can have, whatever its policies say. It gives nothing by itself: a role has what both
# its own policies and this one allow. The apply role can make roles with this boundary only, so it cannot make itself, or
# anybody, more than this.
#
# infrastructure/ knows it by its name, which is why it may not change. Nothing in IAM is in it but what Karpenter and Auto
# Mode need, nothing of the organisation and the account, and no other role.
resource "aws_iam_policy" "boundary" {
  #checkov:skip=CKV_AWS_287:A boundary gives nothing; roles have what their own policies allow within it.
  #checkov:skip=CKV_AWS_288:A boundary gives nothing; roles have what their own policies allow within it.
  #checkov:skip=CKV_AWS_289:A boundary gives nothing; roles have what their own policies allow within it.
  #checkov:skip=CKV_AWS_290:A boundary gives nothing; roles have what their own policies allow within it.
  #checkov:skip=CKV_AWS_355:A boundary gives nothing; roles have what their own policies allow within it.
  name        = "${var.cluster_name}-boundary"
  description = "The most that roles of the EKS cluster ${var.cluster_name} can have"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # All resources: which ones, the policies of each role say.
        Sid      = "ServicesOfPodsAndNodes"
        Effect   = "Allow"
        Action   = [for service in setunion(local.boundary_services, var.boundary_services) : "${service}:*"]
        Resource = "*"
      },
      {
        # All resources, as above. Keys are used, and neither made nor changed; on other machines nothing is run.
        Sid    = "UseKeysAndLook"
        Effect = "Allow"
        Action = [
          "eks:Describe*",
          "eks:List*",
          "iam:GetInstanceProfile",
          "iam:GetRole",
          "iam:GetServerCertificate",
          "iam:ListInstanceProfiles*",
          "iam:ListServerCertificates",
          "kms:CreateGrant",
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey*",
          "kms:ReEncrypt*",
          "pricing:GetProducts",
          "ssm:DescribeAssociation",
          "ssm:DescribeDocument",
          "ssm:Get*",
          "ssm:List*",
          "ssm:PutComplianceItems",
          "ssm:PutConfigurePackageResult",
          "ssm:PutInventory",
          "ssm:UpdateAssociationStatus",
          "ssm:UpdateInstanceAssociationStatus",
          "ssm:UpdateInstanceInformation",
          "sts:GetServiceBearerToken",
        ]
        Resource = "*"
      },
      {
        Sid    = "InstanceProfiles"
        Effect = "Allow"
        Action = [
          "iam:AddRoleToInstanceProfile",
          "iam:CreateInstanceProfile",
          "iam:DeleteInstanceProfile",
          "iam:RemoveRoleFromInstanceProfile",
          "iam:TagInstanceProfile",
        ]
        Resource = "${local.iam}:instance-profile/*"
      },
      {
        Sid       = "HandRolesToInstances"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = "${local.iam}:role/${local.own_path}/*"
        Condition = { StringEquals = { "iam:PassedToService" = distinct(["ec2.amazonaws.com", "ec2.${data.aws_partition.current.dns_suffix}"]) } }
      },
      {
        Sid      = "LetServicesMakeTheirRoles"
        Effect   = "Allow"
        Action   = "iam:CreateServiceLinkedRole"
        Resource = "${local.iam}:role/aws-service-role/*"
        Condition = {
          StringEquals = { "iam:AWSServiceName" = ["elasticloadbalancing.amazonaws.com", "spot.amazonaws.com"] }
        }
      },
      {
        # The state can hold secrets, and whoever writes it decides what the next run does.
        Sid    = "LeaveStateAlone"
        Effect = "Deny"
        Action = ["s3:*", "kms:*"]
        Resource = [
          aws_s3_bucket.state.arn,
          "${aws_s3_bucket.state.arn}/*",
          aws_kms_key.state.arn,
        ]
      },
    ]
  })
}

locals {
  # Services that the control plane, nodes, add-ons and the usual controllers use, and pods with roles of their own. What
  # the design's workloads name beside is in terraform.tfvars.
  boundary_services = toset([
    "acm",
    "aps",
    "autoscaling",
    "cloudwatch",
    "cognito-idp",
    "dynamodb",
    "ec2",
    "ec2messages",
    "ecr",
    "ecr-public",
    "eks-auth",
    "elasticfilesystem",
    "elasticloadbalancing",
    "events",
    "fsx",
    "kinesis",
    "logs",
    "rds-db",
    "route53",
    "s3",
    "s3express",
    "secretsmanager",
    "servicequotas",
    "shield",
    "sns",
    "sqs",
    "ssmmessages",
    "tag",
    "waf-regional",
    "wafv2",
    "xray",
  ])
}
