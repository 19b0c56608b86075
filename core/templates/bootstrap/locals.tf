# What rights are about: parts of ARNs.
locals {
  arn  = "arn:${data.aws_partition.current.partition}"
  iam  = "${local.arn}:iam::${data.aws_caller_identity.current.account_id}"
  here = "${var.region}:${data.aws_caller_identity.current.account_id}"

  # Everything in IAM that infrastructure/ makes for this cluster has a path of its own, so that these rights reach that and
  # nothing else. Names could not do it: a pattern for my-eks would also fit my-eks-2.
  own_path = "eks/${var.cluster_name}"

  # Where EKS signs who a pod is. The id is known only after the cluster is made.
  cluster_oidc_providers = [
    "${local.iam}:oidc-provider/oidc.eks.${var.region}.${data.aws_partition.current.dns_suffix}/id/*",
    "${local.iam}:oidc-provider/oidc-eks.${var.region}.api.aws/id/*",
  ]

  # IAM role names take 64 characters; a longer cluster name is cut, and its hash keeps two of them apart.
  role_prefix = length(var.cluster_name) <= 58 ? var.cluster_name : "${substr(var.cluster_name, 0, 49)}-${substr(sha256(var.cluster_name), 0, 8)}"
}
