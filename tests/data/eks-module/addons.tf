# Add-ons.

resource "aws_eks_addon" "this" {
  for_each = { for name, addon in local.addons : name => addon if var.create }

  cluster_name                = aws_eks_cluster.this[0].name
  addon_name                  = coalesce(each.value.name, each.key)
  addon_version               = each.value.addon_version
  configuration_values        = each.value.configuration_values
  preserve                    = each.value.preserve
  resolve_conflicts_on_create = each.value.resolve_conflicts_on_create
  resolve_conflicts_on_update = each.value.resolve_conflicts_on_update
  service_account_role_arn    = each.value.service_account_role_arn
  tags                        = merge(local.tags, each.value.tags)

  dynamic "pod_identity_association" {
    for_each = each.value.pod_identity_association == null ? [] : each.value.pod_identity_association

    content {
      role_arn        = pod_identity_association.value.role_arn
      service_account = pod_identity_association.value.service_account
    }
  }

  timeouts {
    create = try(coalesce(each.value.timeouts.create, var.addons_timeouts.create), null)
    update = try(coalesce(each.value.timeouts.update, var.addons_timeouts.update), null)
    delete = try(coalesce(each.value.timeouts.delete, var.addons_timeouts.delete), null)
  }
}
