# Pods that have rights in AWS, by a role each. Keys are the workloads' names: one that is added or removed touches no other.
resource "aws_iam_role" "workload" {
  for_each = var.workloads

  # A prefix takes 38 characters; the random suffix keeps roles of other clusters apart.
  name_prefix = "${substr(var.cluster_name, 0, 36 - length(each.key))}-${each.key}-"
  description = "Pods of ${each.value.namespace}/${each.value.service_account} in the cluster ${var.cluster_name}"

  path                 = local.iam_path
  permissions_boundary = local.permissions_boundary_arn

  assume_role_policy = each.value.identity == "irsa" ? local.irsa_trust[each.key] : local.pod_identity_trust[each.key]
}

# Only pods with this service account in this namespace of this cluster get the role.
locals {
  # Through the cluster's OIDC provider: the API server signs who a pod is.
  irsa_trust = {
    for name, workload in var.workloads : name => jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Principal = { Federated = module.eks.oidc_provider_arn }
        Action    = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = {
            "${module.eks.oidc_provider}:aud" = "sts.amazonaws.com"
            "${module.eks.oidc_provider}:sub" = "system:serviceaccount:${workload.namespace}:${workload.service_account}"
          }
        }
      }]
    })
  }

  # By Pod Identity: EKS says who a pod is in tags of the session.
  # https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
  pod_identity_trust = {
    for name, workload in var.workloads : name => jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Principal = { Service = "pods.eks.amazonaws.com" }
        Action    = ["sts:AssumeRole", "sts:TagSession"]
        Condition = {
          StringEquals = {
            "aws:RequestTag/eks-cluster-arn"            = module.eks.cluster_arn
            "aws:RequestTag/kubernetes-namespace"       = workload.namespace
            "aws:RequestTag/kubernetes-service-account" = workload.service_account
          }
        }
      }]
    })
  }
}

resource "aws_iam_role_policy_attachment" "workload" {
  for_each = {
    for pair in flatten([
      for name, workload in var.workloads : [for arn in workload.policies : { workload = name, policy_arn = arn }]
    ]) : "${pair.workload}/${pair.policy_arn}" => pair
  }

  role       = aws_iam_role.workload[each.value.workload].name
  policy_arn = each.value.policy_arn
}

# What a role may do by its own statements.
resource "aws_iam_role_policy" "workload" {
  for_each = { for name, workload in var.workloads : name => workload if length(workload.statements) > 0 }

  name = "own-statements"
  role = aws_iam_role.workload[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for statement in each.value.statements : {
        Effect   = "Allow"
        Action   = statement.actions
        Resource = statement.resources
      }
    ]
  })
}

resource "aws_eks_pod_identity_association" "workload" {
  for_each = { for name, workload in var.workloads : name => workload if workload.identity == "pod_identity" }

  cluster_name    = module.eks.cluster_name
  namespace       = each.value.namespace
  service_account = each.value.service_account
  role_arn        = aws_iam_role.workload[each.key].arn

  # Pods have the role's rights from the start, and until they go.
  depends_on = [aws_iam_role_policy_attachment.workload, aws_iam_role_policy.workload]
}
