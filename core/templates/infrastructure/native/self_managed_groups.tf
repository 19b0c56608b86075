# The role of the nodes, one a group.
resource "aws_iam_role" "self_managed" {
  for_each = local.self_managed_node_groups

  # A prefix takes 38 characters.
  name_prefix = "${try(each.value.iam_role_name, "${each.key}-node-group")}-"
  description = "Nodes of the self-managed group ${each.key} of the EKS cluster ${var.cluster_name}"

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

resource "aws_iam_role_policy_attachment" "self_managed" {
  for_each = merge([
    for name in keys(local.self_managed_node_groups) : {
      for policy, arn in local.node_policies : "${name}/${policy}" => { group = name, arn = arn }
    }
  ]...)

  role       = aws_iam_role.self_managed[each.value.group].name
  policy_arn = each.value.arn
}

resource "aws_iam_instance_profile" "self_managed" {
  for_each = local.self_managed_node_groups

  name_prefix = "${try(each.value.iam_role_name, "${each.key}-node-group")}-"
  path        = local.iam_path
  role        = aws_iam_role.self_managed[each.key].name
}

# EKS lets the nodes in by this entry.
resource "aws_eks_access_entry" "self_managed" {
  for_each = local.self_managed_node_groups

  cluster_name  = aws_eks_cluster.this.name
  principal_arn = aws_iam_role.self_managed[each.key].arn
  type          = startswith(each.value.ami_type, "WINDOWS") ? "EC2_WINDOWS" : "EC2_LINUX"
}

# AWS names the image that it recommends for each family in a parameter. With a new image comes a new version of the
# launch template.
data "aws_ssm_parameter" "node_image" {
  for_each = { for name, group in local.self_managed_node_groups : name => group if try(group.ami_id, null) == null }

  name = local.node_image_parameters[each.value.ami_type]
}

resource "aws_launch_template" "self_managed" {
  #checkov:skip=CKV_AWS_79:Each group says it in the locals above: tokens are required unless the design chose otherwise.
  #checkov:skip=CKV_AWS_341:Each group says it in the locals above: one hop unless the design chose otherwise.
  for_each = local.self_managed_node_groups

  name_prefix            = "${substr(each.key, 0, 99)}-"
  description            = "Nodes of the self-managed group ${each.key} of the EKS cluster ${var.cluster_name}"
  update_default_version = true

  image_id               = try(each.value.ami_id, data.aws_ssm_parameter.node_image[each.key].insecure_value)
  instance_type          = each.value.instance_type
  key_name               = try(each.value.key_name, null)
  user_data              = local.node_user_data[each.key]
  vpc_security_group_ids = concat([aws_security_group.node.id], try(each.value.vpc_security_group_ids, []))

  iam_instance_profile {
    arn = aws_iam_instance_profile.self_managed[each.key].arn
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
    instance_metadata_tags      = try(each.value.metadata_options.instance_metadata_tags, null)
  }

  monitoring {
    enabled = try(each.value.enable_monitoring, false)
  }

  # The provider's default tags do not reach what Auto Scaling starts.
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

resource "aws_autoscaling_group" "self_managed" {
  for_each = local.self_managed_node_groups

  name_prefix         = "${each.key}-"
  desired_capacity    = each.value.desired_size
  min_size            = each.value.min_size
  max_size            = each.value.max_size
  vpc_zone_identifier = each.value.subnet_ids

  dynamic "launch_template" {
    for_each = try(each.value.mixed_instances_policy, null) == null ? [aws_launch_template.self_managed[each.key]] : []

    content {
      id      = launch_template.value.id
      version = launch_template.value.latest_version
    }
  }

  dynamic "mixed_instances_policy" {
    for_each = try([each.value.mixed_instances_policy], [])

    content {
      instances_distribution {
        on_demand_base_capacity                  = try(mixed_instances_policy.value.instances_distribution.on_demand_base_capacity, null)
        on_demand_percentage_above_base_capacity = mixed_instances_policy.value.instances_distribution.on_demand_percentage_above_base_capacity
        spot_allocation_strategy                 = try(mixed_instances_policy.value.instances_distribution.spot_allocation_strategy, null)
      }

      launch_template {
        launch_template_specification {
          launch_template_id = aws_launch_template.self_managed[each.key].id
          version            = aws_launch_template.self_managed[each.key].latest_version
        }

        dynamic "override" {
          for_each = mixed_instances_policy.value.launch_template.override

          content {
            instance_type = override.value.instance_type
          }
        }
      }
    }
  }

  dynamic "instance_refresh" {
    for_each = try(each.value.instance_refresh.strategy, null) == null ? [] : [each.value.instance_refresh]

    content {
      strategy = instance_refresh.value.strategy

      preferences {
        min_healthy_percentage = instance_refresh.value.preferences.min_healthy_percentage
      }
    }
  }

  dynamic "tag" {
    for_each = merge(var.tags, {
      Name                                        = each.key
      "kubernetes.io/cluster/${var.cluster_name}" = "owned"
    })

    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }

  lifecycle {
    create_before_destroy = true
    # Afterwards the autoscaler decides.
    ignore_changes = [desired_capacity]
  }

  # Nodes that start before their rights and their network are there never become ready.
  depends_on = [depends.on.before_nodes]
}
