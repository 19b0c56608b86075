# Groups that Auto Scaling looks after, and nobody else.
resource "aws_iam_instance_profile" "self_managed" {
  for_each = local.self_managed_node_groups

  name_prefix = "${try(each.value.iam_role_name, "${each.key}-node-group")}-"
  path        = local.iam_path
  role        = aws_iam_role.node[each.key].name
}

# EKS lets the nodes in by this entry.
resource "aws_eks_access_entry" "self_managed" {
  for_each = local.self_managed_node_groups

  cluster_name  = aws_eks_cluster.this.name
  principal_arn = aws_iam_role.node[each.key].arn
  type          = startswith(each.value.ami_type, "WINDOWS") ? "EC2_WINDOWS" : "EC2_LINUX"
}

# AWS names the image that it recommends for each family in a parameter. With a new image comes a new version of the
# launch template.
data "aws_ssm_parameter" "node_image" {
  for_each = { for name, group in local.self_managed_node_groups : name => group if try(group.ami_id, null) == null }

  name = local.node_image_parameters[each.value.ami_type]
}

resource "aws_autoscaling_group" "self_managed" {
  for_each = local.self_managed_node_groups

  name_prefix         = "${each.key}-"
  desired_capacity    = each.value.desired_size
  min_size            = each.value.min_size
  max_size            = each.value.max_size
  vpc_zone_identifier = each.value.subnet_ids

  dynamic "launch_template" {
    for_each = try(each.value.mixed_instances_policy, null) == null ? [aws_launch_template.node[each.key]] : []

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
          launch_template_id = aws_launch_template.node[each.key].id
          version            = aws_launch_template.node[each.key].latest_version
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
