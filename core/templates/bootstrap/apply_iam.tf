# Roles, the risk of every pipeline: whoever makes a role could give it more than they have themselves. So a role is made and
# given rights only with the boundary, whose path and name are out of reach. This policy too lies beside the role.
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
        # Whatever another policy may allow one day: not what holds this role itself in bounds, its own policies among it.
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
          "${local.iam}:policy/${local.role_prefix}-apply-*",
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

locals {
  services_with_roles = distinct([
    # In China EC2 goes by another name as well.
    "ec2.amazonaws.com",
    "ec2.${data.aws_partition.current.dns_suffix}",
    "eks-fargate-pods.amazonaws.com",
    "eks.amazonaws.com",
    "pods.eks.amazonaws.com",
    "vpc-flow-logs.amazonaws.com",
  ])
}
