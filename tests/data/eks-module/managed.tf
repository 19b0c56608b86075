# Managed node groups.

resource "aws_eks_node_group" "this" {
  for_each = local.managed

  cluster_name           = aws_eks_cluster.this[0].name
  node_group_name        = each.value.use_name_prefix == false ? coalesce(each.value.name, each.key) : null
  node_group_name_prefix = each.value.use_name_prefix == false ? null : "${coalesce(each.value.name, each.key)}-"
  node_role_arn          = each.value.create_iam_role == false ? each.value.iam_role_arn : aws_iam_role.node["managed/${each.key}"].arn
  subnet_ids             = coalesce(each.value.subnet_ids, var.subnet_ids)
  version                = each.value.ami_id == null ? try(coalesce(each.value.kubernetes_version, var.kubernetes_version), null) : null
  ami_type               = each.value.ami_id == null ? each.value.ami_type : null
  release_version        = each.value.ami_id == null ? each.value.ami_release_version : null
  capacity_type          = each.value.capacity_type
  disk_size              = each.value.use_custom_launch_template == false ? each.value.disk_size : null
  force_update_version   = each.value.force_update_version
  instance_types         = each.value.capacity_type == "CAPACITY_BLOCK" ? null : each.value.instance_types
  labels                 = each.value.labels
  tags                   = merge(local.tags, each.value.tags)

  scaling_config {
    min_size     = coalesce(each.value.min_size, 1)
    max_size     = coalesce(each.value.max_size, 3)
    desired_size = coalesce(each.value.desired_size, 1)
  }

  dynamic "launch_template" {
    for_each = each.value.use_custom_launch_template == false ? [] : [each.value]

    content {
      id      = try(aws_launch_template.this["managed/${each.key}"].id, launch_template.value.launch_template_id)
      version = try(coalesce(launch_template.value.launch_template_version, aws_launch_template.this["managed/${each.key}"].default_version), "$Default")
    }
  }

  dynamic "node_repair_config" {
    for_each = each.value.node_repair_config[*]

    content {
      enabled                                 = node_repair_config.value.enabled
      max_parallel_nodes_repaired_count       = node_repair_config.value.max_parallel_nodes_repaired_count
      max_parallel_nodes_repaired_percentage  = node_repair_config.value.max_parallel_nodes_repaired_percentage
      max_unhealthy_node_threshold_count      = node_repair_config.value.max_unhealthy_node_threshold_count
      max_unhealthy_node_threshold_percentage = node_repair_config.value.max_unhealthy_node_threshold_percentage

      dynamic "node_repair_config_overrides" {
        for_each = coalesce(node_repair_config.value.node_repair_config_overrides, [])

        content {
          min_repair_wait_time_mins = node_repair_config_overrides.value.min_repair_wait_time_mins
          node_monitoring_condition = node_repair_config_overrides.value.node_monitoring_condition
          node_unhealthy_reason     = node_repair_config_overrides.value.node_unhealthy_reason
          repair_action             = node_repair_config_overrides.value.repair_action
        }
      }
    }
  }

  dynamic "remote_access" {
    for_each = each.value.remote_access[*]

    content {
      ec2_ssh_key               = remote_access.value.ec2_ssh_key
      source_security_group_ids = remote_access.value.source_security_group_ids
    }
  }

  dynamic "taint" {
    for_each = each.value.taints == null ? {} : each.value.taints

    content {
      key    = taint.value.key
      value  = taint.value.value
      effect = taint.value.effect
    }
  }

  dynamic "update_config" {
    # The real module's default.
    for_each = [coalesce(each.value.update_config, { max_unavailable = null, max_unavailable_percentage = 33, update_strategy = null })]

    content {
      max_unavailable            = update_config.value.max_unavailable
      max_unavailable_percentage = update_config.value.max_unavailable_percentage
      update_strategy            = update_config.value.update_strategy
    }
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [scaling_config[0].desired_size]
  }
}
