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
