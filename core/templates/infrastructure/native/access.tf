locals {
  # An association for each policy of each entry, by both their names.
  access_policy_associations = merge([
    for name, entry in local.cluster_access_entries : {
      for policy, association in entry.policy_associations : "${name}/${policy}" => {
        entry        = name
        policy_arn   = association.policy_arn
        access_scope = association.access_scope
      }
    }
  ]...)
}

resource "aws_eks_access_entry" "this" {
  for_each = local.cluster_access_entries

  cluster_name      = aws_eks_cluster.this.name
  principal_arn     = each.value.principal_arn
  type              = try(each.value.type, "STANDARD")
  kubernetes_groups = try(each.value.kubernetes_groups, null)
  user_name         = try(each.value.user_name, null)
}

resource "aws_eks_access_policy_association" "this" {
  for_each = local.access_policy_associations

  cluster_name  = aws_eks_cluster.this.name
  principal_arn = aws_eks_access_entry.this[each.value.entry].principal_arn
  policy_arn    = each.value.policy_arn

  access_scope {
    type       = each.value.access_scope.type
    namespaces = try(each.value.access_scope.namespaces, null)
  }
}
