# The role of the nodes, one a group.
resource "aws_iam_role" "node_group" {
  for_each = local.node_groups

  # A prefix takes 38 characters.
  name_prefix = "${try(each.value.iam_role_name, "${each.key}-eks-node-group")}-"
  description = "Nodes of the managed group ${each.key} of the EKS cluster ${var.cluster_name}"

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

resource "aws_iam_role_policy_attachment" "node_group" {
  for_each = merge([
    for name in keys(local.node_groups) : {
      for policy, arn in local.node_policies : "${name}/${policy}" => { group = name, arn = arn }
    }
  ]...)

  role       = aws_iam_role.node_group[each.value.group].name
  policy_arn = each.value.arn
}

# What EC2 starts. The nodes are in the group of all nodes, beside the one that EKS makes for the cluster.
resource "aws_launch_template" "node_group" {
  #checkov:skip=CKV_AWS_79:Each group says it in the locals above: tokens are required unless the design chose otherwise.
  #checkov:skip=CKV_AWS_341:Each group says it in the locals above: one hop unless the design chose otherwise.
  for_each = local.node_groups

  name_prefix            = "${try(each.value.name, each.key)}-"
  description            = "Nodes of the managed group ${each.key} of the EKS cluster ${var.cluster_name}"
  update_default_version = true

  image_id               = try(each.value.ami_id, null)
  key_name               = try(each.value.key_name, null)
  user_data              = local.node_user_data[each.key]
  vpc_security_group_ids = concat([aws_security_group.node.id], try(each.value.vpc_security_group_ids, []))

  dynamic "block_device_mappings" {
    for_each = each.value.block_device_mappings

    content {
      device_name = block_device_mappings.value.device_name

      ebs {
        volume_size           = try(block_device_mappings.value.ebs.volume_size, null)
        volume_type           = block_device_mappings.value.ebs.volume_type
        iops                  = try(block_device_mappings.value.ebs.iops, null)
        throughput            = try(block_device_mappings.value.ebs.throughput, null)
        encrypted             = block_device_mappings.value.ebs.encrypted
        delete_on_termination = block_device_mappings.value.ebs.delete_on_termination
      }
    }
  }

  metadata_options {
    http_endpoint               = each.value.metadata_options.http_endpoint
    http_tokens                 = each.value.metadata_options.http_tokens
    http_put_response_hop_limit = each.value.metadata_options.http_put_response_hop_limit
    instance_metadata_tags      = try(each.value.metadata_options.instance_metadata_tags, null)
  }

  monitoring {
    enabled = try(each.value.enable_monitoring, false)
  }

  # The provider's default tags do not reach what EC2 starts.
  dynamic "tag_specifications" {
    for_each = ["instance", "network-interface", "volume"]

    content {
      resource_type = tag_specifications.value
      tags          = merge(var.tags, { Name = each.key })
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_eks_node_group" "this" {
  for_each = local.node_groups

  cluster_name           = aws_eks_cluster.this.name
  node_group_name_prefix = "${try(each.value.name, each.key)}-"
  node_role_arn          = aws_iam_role.node_group[each.key].arn
  subnet_ids             = each.value.subnet_ids

  # With an image of one's own, that is what tells type and version.
  version  = try(each.value.ami_id, null) == null ? aws_eks_cluster.this.version : null
  ami_type = try(each.value.ami_id, null) == null ? each.value.ami_type : null

  instance_types = each.value.instance_types
  capacity_type  = each.value.capacity_type
  labels         = try(each.value.labels, null)

  launch_template {
    id      = aws_launch_template.node_group[each.key].id
    version = aws_launch_template.node_group[each.key].latest_version
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
