locals {
  # Add-ons whose pods have a role of their own, and the policies of AWS that it gets.
  addons_with_pod_identity = {
    vpc-cni = {
      namespace       = "kube-system"
      service_account = "aws-node"
      policies        = ["AmazonEKS_CNI_Policy"]
    }
  }

  # Who takes one of these waits until the role has its rights, and goes before they do: the module, which may not
  # depend on anything as a whole.
  addon_role_arns = {
    for addon, role in aws_iam_role.addon_pod_identity :
    addon => [role.arn, aws_iam_role_policy_attachment.addon_pod_identity][0]
  }
}

# The trust names cluster, namespace and service account: no other pod gets the role.
resource "aws_iam_role" "addon_pod_identity" {
  for_each = local.addons_with_pod_identity

  # A prefix takes 38 characters.
  name_prefix = "${substr(var.cluster_name, 0, 15)}-${substr(each.key, 0, 21)}-"
  description = "Add-on ${each.key} of the EKS cluster ${var.cluster_name}"

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
          "aws:RequestTag/kubernetes-namespace"       = each.value.namespace
          "aws:RequestTag/kubernetes-service-account" = each.value.service_account
        }
      }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "addon_pod_identity" {
  for_each = merge([
    for addon, it in local.addons_with_pod_identity : {
      for policy in it.policies : "${addon}/${policy}" => { addon = addon, policy = policy }
    }
  ]...)

  role       = aws_iam_role.addon_pod_identity[each.value.addon].name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/${each.value.policy}"
}
