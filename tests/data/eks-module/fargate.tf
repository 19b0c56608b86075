# Fargate profiles.

resource "aws_eks_fargate_profile" "this" {
  for_each = local.fargate

  cluster_name           = aws_eks_cluster.this[0].name
  fargate_profile_name   = coalesce(each.value.name, each.key)
  pod_execution_role_arn = each.value.create_iam_role == false ? each.value.iam_role_arn : aws_iam_role.node["fargate/${each.key}"].arn
  subnet_ids             = coalesce(each.value.subnet_ids, var.subnet_ids)
  tags                   = merge(local.tags, each.value.tags)

  dynamic "selector" {
    for_each = each.value.selectors == null ? [] : each.value.selectors

    content {
      namespace = selector.value.namespace
      labels    = selector.value.labels
    }
  }
}
