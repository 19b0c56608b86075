# The role in which pipelines apply: what infrastructure/ needs and nothing beside. A design that needs a further service
# gets the right to it when somebody runs scripts/bootstrap.sh again: a pipeline cannot give itself rights.
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

# The VPC. EC2 gives what it makes an id that nobody knows before, so these rights reach all networks of this account in this
# region: keep what must be out of their reach in another account.
#
# A policy beside the role, because all policies inside one may have 10,240 characters together.
resource "aws_iam_policy" "apply_network" {
  name        = "${local.role_prefix}-apply-network"
  description = "What pipelines may change in the network of the EKS cluster ${var.cluster_name}"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "ChangeNetwork"
      Effect = "Allow"
      Action = [
        "ec2:AllocateAddress",
        "ec2:AssociateRouteTable",
        "ec2:AssociateSubnetCidrBlock",
        "ec2:AssociateVpcCidrBlock",
        "ec2:AttachInternetGateway",
        "ec2:CreateEgressOnlyInternetGateway",
        "ec2:CreateInternetGateway",
        "ec2:CreateNatGateway",
        "ec2:CreateRoute",
        "ec2:CreateRouteTable",
        "ec2:CreateSubnet",
        "ec2:CreateVpc",
        "ec2:DeleteEgressOnlyInternetGateway",
        "ec2:DeleteInternetGateway",
        "ec2:DeleteNatGateway",
        "ec2:DeleteRoute",
        "ec2:DeleteRouteTable",
        "ec2:DeleteSubnet",
        "ec2:DeleteVpc",
        "ec2:DetachInternetGateway",
        "ec2:DisassociateAddress",
        "ec2:DisassociateRouteTable",
        "ec2:DisassociateSubnetCidrBlock",
        "ec2:DisassociateVpcCidrBlock",
        "ec2:ModifySubnetAttribute",
        "ec2:ModifyVpcAttribute",
        "ec2:ReleaseAddress",
        "ec2:ReplaceRoute",
        "ec2:ReplaceRouteTableAssociation",
      ]
      Resource = "${local.arn}:ec2:${local.here}:*/*"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "apply_network" {
  role       = aws_iam_role.apply.name
  policy_arn = aws_iam_policy.apply_network.arn
}

resource "aws_iam_role_policy" "apply_endpoints" {
  name = "endpoints"
  role = aws_iam_role.apply.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "ChangeEndpoints"
      Effect   = "Allow"
      Action   = ["ec2:CreateVpcEndpoint", "ec2:DeleteVpcEndpoints", "ec2:ModifyVpcEndpoint"]
      Resource = "${local.arn}:ec2:${local.here}:*/*"
    }]
  })
}

resource "aws_iam_role_policy" "apply_flow_logs" {
  name = "flow-logs"
  role = aws_iam_role.apply.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "ChangeFlowLogs"
      Effect   = "Allow"
      Action   = ["ec2:CreateFlowLogs", "ec2:DeleteFlowLogs"]
      Resource = "${local.arn}:ec2:${local.here}:*/*"
    }]
  })
}

# Security groups and tags.
resource "aws_iam_role_policy" "apply_security_groups" {
  name = "security-groups"
  role = aws_iam_role.apply.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "ChangeSecurityGroups"
      Effect = "Allow"
      Action = [
        "ec2:AuthorizeSecurityGroupEgress",
        "ec2:AuthorizeSecurityGroupIngress",
        "ec2:CreateSecurityGroup",
        "ec2:CreateTags",
        "ec2:DeleteSecurityGroup",
        "ec2:DeleteTags",
        "ec2:ModifySecurityGroupRules",
        "ec2:RevokeSecurityGroupEgress",
        "ec2:RevokeSecurityGroupIngress",
      ]
      Resource = "${local.arn}:ec2:${local.here}:*/*"
    }]
  })
}

# Node groups start from launch templates.
resource "aws_iam_role_policy" "apply_nodes" {
  name = "nodes"
  role = aws_iam_role.apply.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "ChangeLaunchTemplates"
        Effect = "Allow"
        Action = [
          "ec2:CreateLaunchTemplate",
          "ec2:CreateLaunchTemplateVersion",
          "ec2:DeleteKeyPair",
          "ec2:DeleteLaunchTemplate",
          "ec2:DeleteLaunchTemplateVersions",
          "ec2:ImportKeyPair",
          "ec2:ModifyLaunchTemplate",
        ]
        Resource = "${local.arn}:ec2:${local.here}:*/*"
      },
      {
        # EKS and Auto Scaling take a launch template from those alone who could start an instance from it.
        Sid    = "StartFromLaunchTemplates"
        Effect = "Allow"
        Action = "ec2:RunInstances"
        Resource = [
          "${local.arn}:ec2:${local.here}:*/*",
          "${local.arn}:ec2:${var.region}::image/*",
          "${local.arn}:ec2:${var.region}::snapshot/*",
        ]
        Condition = { ArnLike = { "ec2:LaunchTemplate" = "${local.arn}:ec2:${local.here}:launch-template/*" } }
      },
    ]
  })
}

resource "aws_iam_role_policy" "apply_auto_scaling" {
  name = "auto-scaling"
  role = aws_iam_role.apply.id

  # The groups of this cluster are tagged so.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "CreateAutoScalingGroups"
        Effect    = "Allow"
        Action    = ["autoscaling:CreateAutoScalingGroup", "autoscaling:CreateOrUpdateTags"]
        Resource  = "${local.arn}:autoscaling:${local.here}:autoScalingGroup:*"
        Condition = { StringEquals = { "aws:RequestTag/kubernetes.io/cluster/${var.cluster_name}" = "owned" } }
      },
      {
        Sid    = "ChangeAutoScalingGroups"
        Effect = "Allow"
        Action = [
          "autoscaling:CancelInstanceRefresh",
          "autoscaling:CreateOrUpdateTags",
          "autoscaling:DeleteAutoScalingGroup",
          "autoscaling:DeleteTags",
          "autoscaling:StartInstanceRefresh",
          "autoscaling:UpdateAutoScalingGroup",
        ]
        Resource  = "${local.arn}:autoscaling:${local.here}:autoScalingGroup:*"
        Condition = { StringEquals = { "aws:ResourceTag/kubernetes.io/cluster/${var.cluster_name}" = "owned" } }
      },
    ]
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

# The cluster's own key. A new key has neither name nor tags when it is set up, so these rights reach keys that go by the name
# of this cluster, or by none: not the key of the state, and no key that has a name.
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
          "kms:UpdateKeyDescription",
        ]
        Resource = [
          "${local.arn}:kms:${local.here}:key/*",
          "${local.arn}:kms:${local.here}:alias/eks/${var.cluster_name}",
        ]
        Condition = { "ForAllValues:StringEquals" = { "kms:ResourceAliases" = "alias/eks/${var.cluster_name}" } }
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

# Roles, the risk of every pipeline: whoever makes a role could give it more than he has. So a role is made and given
# rights only with the boundary, whose path and name are out of reach. This policy too lies beside the role.
resource "aws_iam_policy" "apply_roles" {
  name        = "${local.role_prefix}-apply-roles"
  description = "What pipelines may change in IAM for the EKS cluster ${var.cluster_name}"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "GiveRightsWithinBoundary"
        Effect = "Allow"
        Action = [
          "iam:AttachRolePolicy",
          "iam:CreateRole",
          "iam:DeleteRolePolicy",
          "iam:DetachRolePolicy",
          "iam:PutRolePermissionsBoundary",
          "iam:PutRolePolicy",
        ]
        Resource  = "${local.iam}:role/${local.own_path}/*"
        Condition = { StringEquals = { "iam:PermissionsBoundary" = aws_iam_policy.boundary.arn } }
      },
      {
        Sid    = "ChangeOwnRoles"
        Effect = "Allow"
        Action = [
          "iam:AddRoleToInstanceProfile",
          "iam:CreateInstanceProfile",
          "iam:CreatePolicy",
          "iam:CreatePolicyVersion",
          "iam:DeleteInstanceProfile",
          "iam:DeletePolicy",
          "iam:DeletePolicyVersion",
          "iam:DeleteRole",
          "iam:RemoveRoleFromInstanceProfile",
          "iam:TagInstanceProfile",
          "iam:TagPolicy",
          "iam:TagRole",
          "iam:UntagInstanceProfile",
          "iam:UntagPolicy",
          "iam:UntagRole",
          "iam:UpdateAssumeRolePolicy",
          "iam:UpdateRole",
          "iam:UpdateRoleDescription",
        ]
        Resource = [
          "${local.iam}:role/${local.own_path}/*",
          "${local.iam}:policy/${local.own_path}/*",
          "${local.iam}:instance-profile/${local.own_path}/*",
        ]
      },
      {
        Sid       = "HandRolesToServices"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = "${local.iam}:role/${local.own_path}/*"
        Condition = { StringEquals = { "iam:PassedToService" = local.services_with_roles } }
      },
      {
        # By this provider the cluster's pods get roles.
        Sid    = "ChangeProviderOfCluster"
        Effect = "Allow"
        Action = [
          "iam:AddClientIDToOpenIDConnectProvider",
          "iam:CreateOpenIDConnectProvider",
          "iam:DeleteOpenIDConnectProvider",
          "iam:RemoveClientIDFromOpenIDConnectProvider",
          "iam:TagOpenIDConnectProvider",
          "iam:UntagOpenIDConnectProvider",
          "iam:UpdateOpenIDConnectProviderThumbprint",
        ]
        Resource = local.cluster_oidc_providers
      },
      {
        # Roles that AWS itself keeps for these services; an account has each once.
        Sid      = "LetServicesMakeTheirRoles"
        Effect   = "Allow"
        Action   = "iam:CreateServiceLinkedRole"
        Resource = "${local.iam}:role/aws-service-role/*"
        Condition = {
          StringEquals = {
            "iam:AWSServiceName" = [
              "autoscaling.amazonaws.com",
              "eks-fargate.amazonaws.com",
              "eks-nodegroup.amazonaws.com",
              "eks.amazonaws.com",
              "spot.amazonaws.com",
            ]
          }
        }
      },
      {
        Sid      = "LookAtRolesOfServices"
        Effect   = "Allow"
        Action   = "iam:GetRole"
        Resource = "${local.iam}:role/aws-service-role/*"
      },
      {
        # Whatever another policy may allow one day: not what holds this role itself in bounds.
        Sid    = "LeaveBoundsAlone"
        Effect = "Deny"
        Action = [
          "iam:Add*",
          "iam:Attach*",
          "iam:Create*",
          "iam:Delete*",
          "iam:Detach*",
          "iam:PassRole",
          "iam:Put*",
          "iam:Remove*",
          "iam:Set*",
          "iam:Tag*",
          "iam:Untag*",
          "iam:Update*",
        ]
        Resource = [
          aws_iam_policy.boundary.arn,
          aws_iam_role.plan.arn,
          aws_iam_role.apply.arn,
          local.oidc_provider_arn,
        ]
      },
      {
        Sid      = "KeepBoundaries"
        Effect   = "Deny"
        Action   = "iam:DeleteRolePermissionsBoundary"
        Resource = "*"
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "apply_roles" {
  role       = aws_iam_role.apply.name
  policy_arn = aws_iam_policy.apply_roles.arn
}

# The module's policy for IPv6 has a fixed name and no path.
resource "aws_iam_role_policy" "apply_ipv6" {
  name = "ipv6"
  role = aws_iam_role.apply.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "ChangePolicyOfIpv6"
      Effect = "Allow"
      Action = [
        "iam:CreatePolicy",
        "iam:CreatePolicyVersion",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:TagPolicy",
        "iam:UntagPolicy",
      ]
      Resource = "${local.iam}:policy/AmazonEKS_CNI_IPv6_Policy"
    }]
  })
}

locals {
  # In China EC2 goes by another name as well.
  services_with_roles = distinct([
    "ec2.amazonaws.com",
    "ec2.${data.aws_partition.current.dns_suffix}",
    "eks-fargate-pods.amazonaws.com",
    "eks.amazonaws.com",
    "pods.eks.amazonaws.com",
    "vpc-flow-logs.amazonaws.com",
  ])
}
