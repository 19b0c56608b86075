# Self-managed node groups.

resource "aws_autoscaling_group" "self_managed" {
  for_each = { for name, group in local.self_managed : name => group if group.create_autoscaling_group != false }

  name                = each.value.use_name_prefix == false ? coalesce(each.value.name, each.key) : null
  name_prefix         = each.value.use_name_prefix == false ? null : "${coalesce(each.value.name, each.key)}-"
  availability_zones  = each.value.availability_zones
  vpc_zone_identifier = each.value.availability_zones == null ? coalesce(each.value.subnet_ids, var.subnet_ids) : each.value.subnet_ids
  min_size            = coalesce(each.value.min_size, 1)
  max_size            = coalesce(each.value.max_size, 3)
  desired_capacity    = coalesce(each.value.desired_size, 1)
  capacity_rebalance  = each.value.capacity_rebalance
  health_check_type   = each.value.health_check_type

  context                          = each.value.context
  default_instance_warmup          = each.value.default_instance_warmup
  desired_capacity_type            = each.value.desired_size_type
  enabled_metrics                  = each.value.enabled_metrics
  force_delete                     = each.value.force_delete
  health_check_grace_period        = each.value.health_check_grace_period
  ignore_failed_scaling_activities = each.value.ignore_failed_scaling_activities
  max_instance_lifetime            = each.value.max_instance_lifetime
  metrics_granularity              = each.value.metrics_granularity
  placement_group                  = each.value.placement_group
  protect_from_scale_in            = each.value.protect_from_scale_in
  suspended_processes              = each.value.suspended_processes
  termination_policies             = each.value.termination_policies

  dynamic "initial_lifecycle_hook" {
    for_each = coalesce(each.value.initial_lifecycle_hooks, [])

    content {
      default_result          = initial_lifecycle_hook.value.default_result
      heartbeat_timeout       = initial_lifecycle_hook.value.heartbeat_timeout
      lifecycle_transition    = initial_lifecycle_hook.value.lifecycle_transition
      name                    = initial_lifecycle_hook.value.name
      notification_metadata   = initial_lifecycle_hook.value.notification_metadata
      notification_target_arn = initial_lifecycle_hook.value.notification_target_arn
      role_arn                = initial_lifecycle_hook.value.role_arn
    }
  }

  dynamic "instance_maintenance_policy" {
    for_each = each.value.instance_maintenance_policy[*]

    content {
      max_healthy_percentage = instance_maintenance_policy.value.max_healthy_percentage
      min_healthy_percentage = instance_maintenance_policy.value.min_healthy_percentage
    }
  }

  dynamic "instance_refresh" {
    for_each = each.value.instance_refresh[*]

    content {
      strategy = coalesce(instance_refresh.value.strategy, "Rolling")
      triggers = instance_refresh.value.triggers

      dynamic "preferences" {
        for_each = instance_refresh.value.preferences[*]

        content {
          auto_rollback                = preferences.value.auto_rollback
          checkpoint_delay             = preferences.value.checkpoint_delay
          checkpoint_percentages       = preferences.value.checkpoint_percentages
          instance_warmup              = preferences.value.instance_warmup
          max_healthy_percentage       = preferences.value.max_healthy_percentage
          min_healthy_percentage       = preferences.value.min_healthy_percentage
          scale_in_protected_instances = preferences.value.scale_in_protected_instances
          skip_matching                = preferences.value.skip_matching
          standby_instances            = preferences.value.standby_instances

          dynamic "alarm_specification" {
            for_each = preferences.value.alarm_specification[*]

            content {
              alarms = alarm_specification.value.alarms
            }
          }
        }
      }
    }
  }

  dynamic "launch_template" {
    for_each = each.value.use_mixed_instances_policy == true ? [] : [aws_launch_template.this["self-managed/${each.key}"]]

    content {
      id      = launch_template.value.id
      version = launch_template.value.default_version
    }
  }

  dynamic "mixed_instances_policy" {
    for_each = each.value.use_mixed_instances_policy == true ? [each.value.mixed_instances_policy] : []

    content {
      dynamic "instances_distribution" {
        for_each = mixed_instances_policy.value.instances_distribution[*]

        content {
          on_demand_allocation_strategy            = instances_distribution.value.on_demand_allocation_strategy
          on_demand_base_capacity                  = instances_distribution.value.on_demand_base_capacity
          on_demand_percentage_above_base_capacity = instances_distribution.value.on_demand_percentage_above_base_capacity
          spot_allocation_strategy                 = instances_distribution.value.spot_allocation_strategy
          spot_instance_pools                      = instances_distribution.value.spot_instance_pools
          spot_max_price                           = instances_distribution.value.spot_max_price
        }
      }

      launch_template {
        launch_template_specification {
          launch_template_id = aws_launch_template.this["self-managed/${each.key}"].id
          version            = aws_launch_template.this["self-managed/${each.key}"].default_version
        }

        dynamic "override" {
          for_each = coalesce(mixed_instances_policy.value.launch_template.override, [])

          content {
            instance_type     = override.value.instance_type
            weighted_capacity = override.value.weighted_capacity

            dynamic "instance_requirements" {
              for_each = override.value.instance_requirements[*]

              content {
                allowed_instance_types  = instance_requirements.value.allowed_instance_types
                bare_metal              = instance_requirements.value.bare_metal
                burstable_performance   = instance_requirements.value.burstable_performance
                cpu_manufacturers       = instance_requirements.value.cpu_manufacturers
                excluded_instance_types = instance_requirements.value.excluded_instance_types
                instance_generations    = instance_requirements.value.instance_generations

                dynamic "memory_mib" {
                  for_each = instance_requirements.value.memory_mib[*]

                  content {
                    max = memory_mib.value.max
                    min = memory_mib.value.min
                  }
                }

                dynamic "vcpu_count" {
                  for_each = instance_requirements.value.vcpu_count[*]

                  content {
                    max = vcpu_count.value.max
                    min = vcpu_count.value.min
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  dynamic "tag" {
    for_each = merge(local.tags, each.value.tags)

    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }

  dynamic "tag" {
    for_each = coalesce(each.value.autoscaling_group_tags, {})

    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = false
    }
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [desired_capacity]

    precondition {
      condition     = each.value.mixed_instances_policy == null || each.value.use_mixed_instances_policy == true
      error_message = "self_managed_node_groups: the module drops a mixed_instances_policy without use_mixed_instances_policy."
    }
  }
}

# Nodes that EKS does not make join through an entry of their own.
resource "aws_eks_access_entry" "self_managed" {
  for_each = { for name, group in local.self_managed : name => group if group.create_access_entry != false }

  cluster_name  = aws_eks_cluster.this[0].name
  principal_arn = each.value.create_iam_instance_profile == false ? each.value.iam_role_arn : aws_iam_role.node["self-managed/${each.key}"].arn
  type          = startswith(coalesce(each.value.ami_type, "AL2023_x86_64_STANDARD"), "WINDOWS_") ? "EC2_WINDOWS" : "EC2_LINUX"
  tags          = merge(local.tags, each.value.tags)
}
