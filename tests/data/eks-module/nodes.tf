# Managed node groups, self-managed node groups and Fargate profiles.

locals {
  managed = {
    for name, group in coalesce(var.eks_managed_node_groups, {}) :
    name => group if var.create && try(group.create, true) != false
  }
  self_managed = {
    for name, group in coalesce(var.self_managed_node_groups, {}) :
    name => group if var.create && try(group.create, true) != false
  }
  fargate = {
    for name, profile in coalesce(var.fargate_profiles, {}) :
    name => profile if var.create && try(profile.create, true) != false
  }

  # A role for each of them, unless it brings its own. The suffixes are those of the real module: with
  # them a name may turn out too long for IAM.
  node_roles = merge(
    { for name, group in local.managed : "managed/${name}" => merge(group, {
      stem    = coalesce(group.iam_role_name, "${coalesce(group.name, name)}-eks-node-group")
      service = "ec2.amazonaws.com"
    }) if group.create_iam_role != false },
    { for name, group in local.self_managed : "self-managed/${name}" => merge(group, {
      stem    = coalesce(group.iam_role_name, "${coalesce(group.name, name)}-node-group")
      service = "ec2.amazonaws.com"
    }) if group.create_iam_instance_profile != false },
    { for name, profile in local.fargate : "fargate/${name}" => merge(profile, {
      stem    = coalesce(profile.iam_role_name, coalesce(profile.name, name))
      service = "eks-fargate-pods.amazonaws.com"
    }) if profile.create_iam_role != false },
  )
  additional_policies = merge([
    for key, role in local.node_roles : {
      for name, arn in coalesce(role.iam_role_additional_policies, {}) : "${key}/${name}" => { role = key, arn = arn }
    }
  ]...)

  templates = merge(
    { for name, group in local.managed : "managed/${name}" => merge(group, {
      stem     = coalesce(group.launch_template_name, name)
      type     = null
      security = compact(concat([local.node_security_group_id], group.vpc_security_group_ids))
    }) if group.create_launch_template != false && group.use_custom_launch_template != false },
    { for name, group in local.self_managed : "self-managed/${name}" => merge(group, {
      stem     = coalesce(group.launch_template_name, name)
      type     = group.instance_type
      security = compact(concat([local.node_security_group_id], group.vpc_security_group_ids))
    }) if group.create_launch_template != false },
  )
}

resource "aws_iam_role" "node" {
  for_each = local.node_roles

  name                 = each.value.iam_role_use_name_prefix == false ? each.value.stem : null
  name_prefix          = each.value.iam_role_use_name_prefix == false ? null : "${each.value.stem}-"
  path                 = each.value.iam_role_path
  description          = each.value.iam_role_description
  permissions_boundary = each.value.iam_role_permissions_boundary
  tags                 = merge(local.tags, each.value.tags, each.value.iam_role_tags)

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = each.value.service }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "node_additional" {
  for_each = local.additional_policies

  role       = aws_iam_role.node[each.value.role].name
  policy_arn = each.value.arn
}

resource "aws_iam_instance_profile" "self_managed" {
  for_each = { for name, group in local.self_managed : name => group if group.create_iam_instance_profile != false }

  name_prefix = "${local.node_roles["self-managed/${each.key}"].stem}-"
  role        = aws_iam_role.node["self-managed/${each.key}"].name
  tags        = merge(local.tags, each.value.tags)
}

resource "aws_launch_template" "this" {
  for_each = local.templates

  name                   = each.value.launch_template_use_name_prefix == false ? each.value.stem : null
  name_prefix            = each.value.launch_template_use_name_prefix == false ? null : "${each.value.stem}-"
  description            = each.value.launch_template_description
  ebs_optimized          = each.value.ebs_optimized
  image_id               = each.value.ami_id
  instance_type          = each.value.type
  key_name               = each.value.key_name
  vpc_security_group_ids = each.value.security
  tags                   = merge(local.tags, each.value.tags, each.value.launch_template_tags)

  dynamic "block_device_mappings" {
    for_each = each.value.block_device_mappings == null ? {} : each.value.block_device_mappings

    content {
      device_name  = block_device_mappings.value.device_name
      no_device    = block_device_mappings.value.no_device
      virtual_name = block_device_mappings.value.virtual_name

      dynamic "ebs" {
        for_each = block_device_mappings.value.ebs[*]

        content {
          delete_on_termination      = ebs.value.delete_on_termination
          encrypted                  = ebs.value.encrypted
          iops                       = ebs.value.iops
          kms_key_id                 = ebs.value.kms_key_id
          snapshot_id                = ebs.value.snapshot_id
          throughput                 = ebs.value.throughput
          volume_initialization_rate = ebs.value.volume_initialization_rate
          volume_size                = ebs.value.volume_size
          volume_type                = ebs.value.volume_type
        }
      }
    }
  }

  dynamic "credit_specification" {
    for_each = each.value.credit_specification[*]

    content {
      cpu_credits = credit_specification.value.cpu_credits
    }
  }

  dynamic "instance_market_options" {
    for_each = each.value.instance_market_options[*]

    content {
      market_type = instance_market_options.value.market_type
    }
  }

  dynamic "metadata_options" {
    for_each = each.value.metadata_options[*]

    content {
      http_endpoint               = metadata_options.value.http_endpoint
      http_protocol_ipv6          = metadata_options.value.http_protocol_ipv6
      http_put_response_hop_limit = metadata_options.value.http_put_response_hop_limit
      http_tokens                 = metadata_options.value.http_tokens
      instance_metadata_tags      = metadata_options.value.instance_metadata_tags
    }
  }

  dynamic "monitoring" {
    for_each = each.value.enable_monitoring[*]

    content {
      enabled = monitoring.value
    }
  }

  dynamic "placement" {
    for_each = each.value.placement[*]

    content {
      availability_zone = placement.value.availability_zone
      group_name        = placement.value.group_name
      tenancy           = placement.value.tenancy
    }
  }

  dynamic "tag_specifications" {
    for_each = each.value.tag_specifications == null ? ["instance", "volume", "network-interface"] : each.value.tag_specifications

    content {
      resource_type = tag_specifications.value
      tags          = merge(local.tags, each.value.tags)
    }
  }
}

resource "aws_eks_node_group" "this" {
  for_each = local.managed

  cluster_name           = aws_eks_cluster.this[0].name
  node_group_name        = each.value.use_name_prefix == false ? coalesce(each.value.name, each.key) : null
  node_group_name_prefix = each.value.use_name_prefix == false ? null : "${coalesce(each.value.name, each.key)}-"
  node_role_arn          = each.value.create_iam_role == false ? each.value.iam_role_arn : aws_iam_role.node["managed/${each.key}"].arn
  subnet_ids             = coalesce(each.value.subnet_ids, var.subnet_ids)
  version                = each.value.ami_id == null ? try(coalesce(each.value.kubernetes_version, var.kubernetes_version), null) : null
  ami_type               = each.value.ami_id == null ? each.value.ami_type : null
  release_version        = each.value.ami_release_version
  capacity_type          = each.value.capacity_type
  disk_size              = each.value.use_custom_launch_template == false ? each.value.disk_size : null
  force_update_version   = each.value.force_update_version
  instance_types         = each.value.instance_types
  labels                 = each.value.labels
  tags                   = merge(local.tags, each.value.tags)

  scaling_config {
    min_size     = coalesce(each.value.min_size, 1)
    max_size     = coalesce(each.value.max_size, 3)
    desired_size = coalesce(each.value.desired_size, 1)
  }

  dynamic "launch_template" {
    for_each = contains(keys(local.templates), "managed/${each.key}") ? [aws_launch_template.this["managed/${each.key}"]] : []

    content {
      id      = launch_template.value.id
      version = launch_template.value.default_version
    }
  }

  dynamic "node_repair_config" {
    for_each = each.value.node_repair_config[*]

    content {
      enabled = node_repair_config.value.enabled
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
    for_each = each.value.update_config[*]

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

resource "aws_autoscaling_group" "self_managed" {
  for_each = { for name, group in local.self_managed : name => group if group.create_autoscaling_group != false }

  name                = each.value.use_name_prefix == false ? coalesce(each.value.name, each.key) : null
  name_prefix         = each.value.use_name_prefix == false ? null : "${coalesce(each.value.name, each.key)}-"
  vpc_zone_identifier = coalesce(each.value.subnet_ids, var.subnet_ids)
  min_size            = coalesce(each.value.min_size, 1)
  max_size            = coalesce(each.value.max_size, 3)
  desired_capacity    = coalesce(each.value.desired_size, 1)
  capacity_rebalance  = each.value.capacity_rebalance
  health_check_type   = each.value.health_check_type

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
          }
        }
      }
    }
  }
}

resource "aws_eks_fargate_profile" "this" {
  for_each = local.fargate

  cluster_name           = aws_eks_cluster.this[0].name
  fargate_profile_name   = coalesce(each.value.name, each.key)
  pod_execution_role_arn = each.value.create_iam_role == false ? each.value.iam_role_arn : aws_iam_role.node["fargate/${each.key}"].arn
  subnet_ids             = coalesce(each.value.subnet_ids, var.subnet_ids)
  tags                   = merge(local.tags, each.value.tags)

  dynamic "selector" {
    for_each = each.value.selectors == null ? [] : each.value.selectors

    content {
      namespace = selector.value.namespace
      labels    = selector.value.labels
    }
  }
}
