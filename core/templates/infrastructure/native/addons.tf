# Taken out of the design, an add-on stays in the cluster as it is: EKS stops managing it, and its role goes.
resource "aws_eks_addon" "before_compute" {
  for_each = local.addons_before_compute

  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = each.key
  addon_version               = each.value.addon_version
  configuration_values        = try(each.value.configuration_values, null)
  service_account_role_arn    = try(each.value.service_account_role_arn, null)
  resolve_conflicts_on_create = "NONE"
  resolve_conflicts_on_update = "OVERWRITE"
  preserve                    = true

  # Not by try(), which tells nothing of a list with a role that is still to be made.
  dynamic "pod_identity_association" {
    for_each = flatten([for key, value in each.value : value if key == "pod_identity_association"])

    content {
      role_arn        = pod_identity_association.value.role_arn
      service_account = pod_identity_association.value.service_account
    }
  }

  # Their pods have their rights from the start, and until they go.
  depends_on = [depends.on.others]
}

# The same for those that run on nodes.
resource "aws_eks_addon" "this" {
  for_each = local.addons

  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = each.key
  addon_version               = each.value.addon_version
  configuration_values        = try(each.value.configuration_values, null)
  service_account_role_arn    = try(each.value.service_account_role_arn, null)
  resolve_conflicts_on_create = "NONE"
  resolve_conflicts_on_update = "OVERWRITE"
  preserve                    = true

  # Not by try(), which tells nothing of a list with a role that is still to be made.
  dynamic "pod_identity_association" {
    for_each = flatten([for key, value in each.value : value if key == "pod_identity_association"])

    content {
      role_arn        = pod_identity_association.value.role_arn
      service_account = pod_identity_association.value.service_account
    }
  }

  # These run on nodes, and report that they are ready when they do. Their pods have their rights from the start.
  depends_on = [depends.on.others]
}
