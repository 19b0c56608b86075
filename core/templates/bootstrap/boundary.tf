# The most that a role of this cluster can have, whatever its policies say. It gives nothing by itself: a role has what both
# its own policies and this one allow. The apply role can make roles with this boundary only, so it cannot make itself, or
# anybody, more than this.
#
# infrastructure/ knows it by its name, which is why it may not change. It follows the design: what no node, add-on or workload
# of it uses is not in here, nor is anything of the organisation and the account, or any other role.
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
        # All resources: which ones, the policies of each role say. The control plane and nodes of every cluster use the first.
        Sid    = "ServicesOfPodsAndNodes"
        Effect = "Allow"
        Action = [
          for service in setunion(["autoscaling", "ec2", "ecr", "eks-auth", "elasticloadbalancing"], var.boundary_services) :
          "${service}:*"
        ]
        Resource = "*"
      },
      {
        # All resources, as above. Keys are used, and neither made nor changed; secrets are read.
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
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey*",
          "kms:ListGrants",
          "kms:ReEncrypt*",
          "pricing:GetProducts",
          "secretsmanager:BatchGetSecretValue",
          "secretsmanager:Describe*",
          "secretsmanager:Get*",
          "secretsmanager:List*",
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
        # For volumes and the like: services of AWS get the use of a key, and nobody else.
        Sid       = "LetServicesUseKeys"
        Effect    = "Allow"
        Action    = "kms:CreateGrant"
        Resource  = "*"
        Condition = { Bool = { "kms:GrantIsForAWSResource" = "true" } }
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
          StringEquals = {
            "iam:AWSServiceName" = [
              "elasticloadbalancing.amazonaws.com",
              "spot.amazonaws.com",
            ]
          }
        }
      },
      {
        # On a machine that is there already nothing is run, and it gets no other role: neither by what it starts with nor by
        # what it starts from.
        Sid    = "LeaveMachinesAlone"
        Effect = "Deny"
        Action = [
          "ec2-instance-connect:*",
          "ec2:AssociateIamInstanceProfile",
          "ec2:CreateReplaceRootVolumeTask",
          "ec2:ModifyInstanceAttribute",
          "ec2:ReplaceIamInstanceProfileAssociation",
        ]
        Resource = "*"
      },
      {
        # The state can hold secrets, and whoever writes it decides what the next run does. Who did is in the access log.
        Sid      = "LeaveStateAlone"
        Effect   = "Deny"
        Action   = "*"
        Resource = local.state_arns
      },
    ]
  })
}
