# Groups that EKS looks after.
resource "aws_eks_node_group" "this" {
  for_each = local.node_groups

  cluster_name           = aws_eks_cluster.this.name
  node_group_name_prefix = "${try(each.value.name, each.key)}-"
  node_role_arn          = aws_iam_role.node[each.key].arn
  subnet_ids             = each.value.subnet_ids

  # With an image of one's own, that is what tells type and version.
  version  = try(each.value.ami_id, null) == null ? aws_eks_cluster.this.version : null
  ami_type = try(each.value.ami_id, null) == null ? each.value.ami_type : null

  instance_types = each.value.instance_types
  capacity_type  = each.value.capacity_type
  labels         = try(each.value.labels, null)

  launch_template {
    id      = aws_launch_template.node[each.key].id
    version = aws_launch_template.node[each.key].latest_version
  }

  scaling_config {
    desired_size = each.value.desired_size
    min_size     = each.value.min_size
    max_size     = each.value.max_size
  }

  update_config {
    max_unavailable            = try(each.value.update_config.max_unavailable, null)
    max_unavailable_percentage = try(each.value.update_config.max_unavailable_percentage, null)
    update_strategy            = try(each.value.update_config.update_strategy, null)
  }

  dynamic "node_repair_config" {
    for_each = try([each.value.node_repair_config], [])

    content {
      enabled = node_repair_config.value.enabled
    }
  }

  dynamic "taint" {
    for_each = try(each.value.taints, {})

    content {
      key    = taint.value.key
      value  = try(taint.value.value, null)
      effect = taint.value.effect
    }
  }

  tags = {
    Name = each.key
  }

  lifecycle {
    create_before_destroy = true
    # Afterwards the autoscaler decides.
    ignore_changes = [scaling_config[0].desired_size]
  }

  # Nodes that start before their rights and their network are there never become ready.
  depends_on = [depends.on.before_nodes]
}
