# What Karpenter's controller needs before it is installed, after the template that the project publishes:
# https://karpenter.sh/docs/reference/cloudformation/

# The role of the controller. Pods of its service account get it by EKS Pod Identity, and nobody else.
resource "aws_iam_role" "karpenter" {
  # A prefix takes 38 characters.
  name_prefix = "${substr(var.cluster_name, 0, 27)}-karpenter-"
  description = "Karpenter's controller in the EKS cluster ${var.cluster_name}"

  path                 = local.iam_path
  permissions_boundary = local.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "pods.eks.amazonaws.com" }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Condition = {
        StringEquals = {
          "aws:RequestTag/eks-cluster-arn"            = module.eks.cluster_arn
          "aws:RequestTag/kubernetes-namespace"       = var.karpenter_namespace
          "aws:RequestTag/kubernetes-service-account" = "karpenter"
        }
      }
    }]
  })
}

resource "aws_eks_pod_identity_association" "karpenter" {
  cluster_name    = module.eks.cluster_name
  namespace       = var.karpenter_namespace
  service_account = "karpenter"
  role_arn        = aws_iam_role.karpenter.arn

  # Its pods have the role's rights from the start, and until they go.
  depends_on = [aws_iam_role_policy.karpenter]
}

# The role of the controller, by the cluster's OIDC provider: it runs on Fargate, where there is no Pod Identity agent.
resource "aws_iam_role" "karpenter_on_fargate" {
  # A prefix takes 38 characters.
  name_prefix = "${substr(var.cluster_name, 0, 27)}-karpenter-"
  description = "Karpenter's controller in the EKS cluster ${var.cluster_name}"

  path                 = local.iam_path
  permissions_boundary = local.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = module.eks.oidc_provider_arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = {
          "${module.eks.oidc_provider}:aud" = "sts.amazonaws.com"
          "${module.eks.oidc_provider}:sub" = "system:serviceaccount:${var.karpenter_namespace}:karpenter"
        }
      }
    }]
  })
}

# What it may do. It changes only what carries this cluster's tag and the name of one of its node pools, which it gives
# to all that it makes; it may pass on the role of its nodes and no other.
resource "aws_iam_role_policy" "karpenter" {
  name = "karpenter"
  role = local.karpenter_role.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "UseImagesAndNetwork"
        Effect = "Allow"
        Action = ["ec2:CreateFleet", "ec2:RunInstances"]
        Resource = [
          "${local.karpenter_ec2}::image/*",
          "${local.karpenter_ec2}::snapshot/*",
          "${local.karpenter_ec2}:*:capacity-reservation/*",
          "${local.karpenter_ec2}:*:placement-group/*",
          "${local.karpenter_ec2}:*:security-group/*",
          "${local.karpenter_ec2}:*:subnet/*",
        ]
      },
      {
        Sid      = "UseOwnLaunchTemplates"
        Effect   = "Allow"
        Action   = ["ec2:CreateFleet", "ec2:RunInstances"]
        Resource = "${local.karpenter_ec2}:*:launch-template/*"
        Condition = {
          StringEquals = { "aws:ResourceTag/kubernetes.io/cluster/${var.cluster_name}" = "owned" }
          StringLike   = { "aws:ResourceTag/karpenter.sh/nodepool" = "*" }
        }
      },
      {
        Sid    = "CreateWithTags"
        Effect = "Allow"
        Action = ["ec2:CreateFleet", "ec2:CreateLaunchTemplate", "ec2:RunInstances"]
        Resource = [
          "${local.karpenter_ec2}:*:capacity-reservation/*",
          "${local.karpenter_ec2}:*:fleet/*",
          "${local.karpenter_ec2}:*:instance/*",
          "${local.karpenter_ec2}:*:launch-template/*",
          "${local.karpenter_ec2}:*:network-interface/*",
          "${local.karpenter_ec2}:*:spot-instances-request/*",
          "${local.karpenter_ec2}:*:volume/*",
        ]
        Condition = {
          StringEquals = {
            "aws:RequestTag/eks:eks-cluster-name"                      = var.cluster_name
            "aws:RequestTag/kubernetes.io/cluster/${var.cluster_name}" = "owned"
          }
          StringLike = { "aws:RequestTag/karpenter.sh/nodepool" = "*" }
        }
      },
      {
        Sid    = "TagWhileCreating"
        Effect = "Allow"
        Action = "ec2:CreateTags"
        Resource = [
          "${local.karpenter_ec2}:*:fleet/*",
          "${local.karpenter_ec2}:*:instance/*",
          "${local.karpenter_ec2}:*:launch-template/*",
          "${local.karpenter_ec2}:*:network-interface/*",
          "${local.karpenter_ec2}:*:spot-instances-request/*",
          "${local.karpenter_ec2}:*:volume/*",
        ]
        Condition = {
          StringEquals = {
            "aws:RequestTag/eks:eks-cluster-name"                      = var.cluster_name
            "aws:RequestTag/kubernetes.io/cluster/${var.cluster_name}" = "owned"
            "ec2:CreateAction"                                         = ["CreateFleet", "CreateLaunchTemplate", "RunInstances"]
          }
          StringLike = { "aws:RequestTag/karpenter.sh/nodepool" = "*" }
        }
      },
      {
        Sid      = "NameOwnInstances"
        Effect   = "Allow"
        Action   = "ec2:CreateTags"
        Resource = "${local.karpenter_ec2}:*:instance/*"
        Condition = {
          StringEquals                = { "aws:ResourceTag/kubernetes.io/cluster/${var.cluster_name}" = "owned" }
          StringEqualsIfExists        = { "aws:RequestTag/eks:eks-cluster-name" = var.cluster_name }
          StringLike                  = { "aws:ResourceTag/karpenter.sh/nodepool" = "*" }
          "ForAllValues:StringEquals" = { "aws:TagKeys" = ["Name", "eks:eks-cluster-name", "karpenter.sh/nodeclaim"] }
        }
      },
      {
        Sid      = "DeleteOwn"
        Effect   = "Allow"
        Action   = ["ec2:DeleteLaunchTemplate", "ec2:TerminateInstances"]
        Resource = ["${local.karpenter_ec2}:*:instance/*", "${local.karpenter_ec2}:*:launch-template/*"]
        Condition = {
          StringEquals = { "aws:ResourceTag/kubernetes.io/cluster/${var.cluster_name}" = "owned" }
          StringLike   = { "aws:ResourceTag/karpenter.sh/nodepool" = "*" }
        }
      },
      {
        Sid    = "Look"
        Effect = "Allow"
        Action = [
          "ec2:DescribeAvailabilityZones",
          "ec2:DescribeCapacityReservations",
          "ec2:DescribeImages",
          "ec2:DescribeInstanceStatus",
          "ec2:DescribeInstanceTypeOfferings",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeInstances",
          "ec2:DescribeLaunchTemplates",
          "ec2:DescribePlacementGroups",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSpotPriceHistory",
          "ec2:DescribeSubnets",
        ]
        Resource  = "*"
        Condition = { StringEquals = { "aws:RequestedRegion" = var.region } }
      },
      {
        Sid      = "FindImages"
        Effect   = "Allow"
        Action   = "ssm:GetParameter"
        Resource = "arn:${data.aws_partition.current.partition}:ssm:${var.region}::parameter/aws/service/*"
      },
      {
        # Neither knows resources, and prices are looked up in other regions.
        Sid      = "LookUpPricesAndProfiles"
        Effect   = "Allow"
        Action   = ["iam:ListInstanceProfiles", "pricing:GetProducts"]
        Resource = "*"
      },
      {
        Sid       = "PassNodeRole"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = aws_iam_role.karpenter_node.arn
        Condition = { StringEquals = { "iam:PassedToService" = ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] } }
      },
      {
        Sid      = "CreateInstanceProfiles"
        Effect   = "Allow"
        Action   = "iam:CreateInstanceProfile"
        Resource = local.karpenter_instance_profiles
        Condition = {
          StringEquals = {
            "aws:RequestTag/eks:eks-cluster-name"                      = var.cluster_name
            "aws:RequestTag/kubernetes.io/cluster/${var.cluster_name}" = "owned"
            "aws:RequestTag/topology.kubernetes.io/region"             = var.region
          }
          StringLike = { "aws:RequestTag/karpenter.k8s.aws/ec2nodeclass" = "*" }
        }
      },
      {
        Sid      = "TagInstanceProfiles"
        Effect   = "Allow"
        Action   = "iam:TagInstanceProfile"
        Resource = local.karpenter_instance_profiles
        Condition = {
          StringEquals = {
            "aws:RequestTag/eks:eks-cluster-name"                       = var.cluster_name
            "aws:RequestTag/kubernetes.io/cluster/${var.cluster_name}"  = "owned"
            "aws:RequestTag/topology.kubernetes.io/region"              = var.region
            "aws:ResourceTag/kubernetes.io/cluster/${var.cluster_name}" = "owned"
            "aws:ResourceTag/topology.kubernetes.io/region"             = var.region
          }
          StringLike = {
            "aws:RequestTag/karpenter.k8s.aws/ec2nodeclass"  = "*"
            "aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass" = "*"
          }
        }
      },
      {
        Sid      = "UseOwnInstanceProfiles"
        Effect   = "Allow"
        Action   = ["iam:AddRoleToInstanceProfile", "iam:DeleteInstanceProfile", "iam:RemoveRoleFromInstanceProfile"]
        Resource = local.karpenter_instance_profiles
        Condition = {
          StringEquals = {
            "aws:ResourceTag/kubernetes.io/cluster/${var.cluster_name}" = "owned"
            "aws:ResourceTag/topology.kubernetes.io/region"             = var.region
          }
          StringLike = { "aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass" = "*" }
        }
      },
      {
        Sid      = "LookAtInstanceProfiles"
        Effect   = "Allow"
        Action   = "iam:GetInstanceProfile"
        Resource = local.karpenter_instance_profiles
      },
      {
        Sid      = "FindCluster"
        Effect   = "Allow"
        Action   = "eks:DescribeCluster"
        Resource = module.eks.cluster_arn
      },
    ]
  })
}

# The role of the nodes that Karpenter starts; an EC2NodeClass names it.
resource "aws_iam_role" "karpenter_node" {
  # A prefix takes 38 characters.
  name_prefix = "${substr(var.cluster_name, 0, 22)}-karpenter-node-"
  description = "Nodes that Karpenter starts in the EKS cluster ${var.cluster_name}"

  path                 = local.iam_path
  permissions_boundary = local.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "karpenter_node" {
  for_each = toset(["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"])

  role       = aws_iam_role.karpenter_node.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/${each.value}"
}

resource "aws_iam_role_policy_attachment" "karpenter_node_cni" {
  role       = aws_iam_role.karpenter_node.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonEKS_CNI_Policy"
}

resource "aws_iam_role_policy_attachment" "karpenter_node_cni_ipv6" {
  role       = aws_iam_role.karpenter_node.name
  policy_arn = aws_iam_policy.cni_ipv6.arn
}

resource "aws_iam_role_policy_attachment" "karpenter_node_ssm" {
  role       = aws_iam_role.karpenter_node.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

# EKS lets these nodes in.
resource "aws_eks_access_entry" "karpenter_node" {
  cluster_name  = module.eks.cluster_name
  principal_arn = aws_iam_role.karpenter_node.arn
  type          = "EC2_LINUX"
}

# By this queue Karpenter hears that a node is about to go, and drains it in time. What is older than five minutes is
# past.
resource "aws_sqs_queue" "karpenter" {
  # A prefix takes 54 characters.
  name_prefix               = "${substr(var.cluster_name, 0, 43)}-karpenter-"
  message_retention_seconds = 300
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "karpenter" {
  queue_url = aws_sqs_queue.karpenter.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Events"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.karpenter.arn
        # Not the rules of other accounts: they could have nodes drained.
        Condition = { ArnEquals = { "aws:SourceArn" = [for rule in aws_cloudwatch_event_rule.karpenter : rule.arn] } }
      },
      {
        Sid       = "EncryptedOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.karpenter.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_iam_role_policy" "karpenter_queue" {
  name = "interruption-queue"
  role = local.karpenter_role.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"]
      Resource = aws_sqs_queue.karpenter.arn
    }]
  })
}

resource "aws_cloudwatch_event_rule" "karpenter" {
  for_each = {
    health       = { source = "aws.health", detail_type = "AWS Health Event" }
    reservation  = { source = "aws.ec2", detail_type = "EC2 Capacity Reservation Instance Interruption Warning" }
    interruption = { source = "aws.ec2", detail_type = "EC2 Spot Instance Interruption Warning" }
    rebalance    = { source = "aws.ec2", detail_type = "EC2 Instance Rebalance Recommendation" }
    state_change = { source = "aws.ec2", detail_type = "EC2 Instance State-change Notification" }
  }

  # A prefix takes 38 characters.
  name_prefix = "${substr(var.cluster_name, 0, 27)}-karpenter-"
  description = "${each.value.detail_type}, for Karpenter in the EKS cluster ${var.cluster_name}"

  event_pattern = jsonencode({
    source        = [each.value.source]
    "detail-type" = [each.value.detail_type]
  })
}

resource "aws_cloudwatch_event_target" "karpenter" {
  for_each = aws_cloudwatch_event_rule.karpenter

  rule      = each.value.name
  target_id = "karpenter"
  arn       = aws_sqs_queue.karpenter.arn
}
