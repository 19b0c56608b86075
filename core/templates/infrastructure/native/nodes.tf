# The role of the nodes, one a group.
resource "aws_iam_role" "node" {
  for_each = local.all_node_groups

  # A prefix takes 38 characters.
  name_prefix = "${try(each.value.iam_role_name, "${each.key}-node-group")}-"
  description = "Nodes of the group ${each.key} of the EKS cluster ${var.cluster_name}"

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

resource "aws_iam_role_policy_attachment" "node" {
  for_each = merge([
    for name in keys(local.all_node_groups) : {
      for policy, arn in local.node_policies : "${name}/${policy}" => { group = name, arn = arn }
    }
  ]...)

  role       = aws_iam_role.node[each.value.group].name
  policy_arn = each.value.arn
}

# What EC2 starts. All nodes are in one security group.
resource "aws_launch_template" "node" {
  #checkov:skip=CKV_AWS_79:Each group says it in the locals above: tokens are required unless the design chose otherwise.
  #checkov:skip=CKV_AWS_341:Each group says it in the locals above: one hop unless the design chose otherwise.
  for_each = local.all_node_groups

  name_prefix            = "${try(each.value.name, each.key)}-"
  description            = "Nodes of the group ${each.key} of the EKS cluster ${var.cluster_name}"
  update_default_version = true

  image_id               = try(each.value.ami_id, null)
  key_name               = try(each.value.key_name, null)
  instance_type          = try(each.value.instance_type, null)
  user_data              = local.node_user_data[each.key]
  vpc_security_group_ids = concat([aws_security_group.node.id], try(each.value.vpc_security_group_ids, []))

  # EKS gives the role to the nodes of its own groups.
  dynamic "iam_instance_profile" {
    for_each = contains(keys(local.self_managed_node_groups), each.key) ? [each.key] : []

    content {
      arn = aws_iam_instance_profile.self_managed[iam_instance_profile.value].arn
    }
  }

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
  }

  monitoring {
    enabled = try(each.value.enable_monitoring, false)
  }

  # The provider's default tags do not reach what EC2 and Auto Scaling start.
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
