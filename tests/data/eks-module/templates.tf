# Launch templates of managed and self-managed node groups.

locals {
  templates = merge(
    { for name, group in local.managed : "managed/${name}" => merge(group, {
      stem     = coalesce(group.launch_template_name, "${coalesce(group.name, name)}-eks-node-group")
      type     = null
      security = compact(concat([local.node_security_group_id], local.group_security_group_ids["managed/${name}"], group.vpc_security_group_ids))
      image    = group.ami_id
      profiles = []
      shutdown = null
    }) if group.create_launch_template != false && group.use_custom_launch_template != false },
    { for name, group in local.self_managed : "self-managed/${name}" => merge(group, {
      stem     = coalesce(group.launch_template_name, "${coalesce(group.name, name)}-node-group")
      type     = group.instance_requirements == null ? coalesce(group.instance_type, "m6i.large") : null
      security = compact(concat([local.node_security_group_id], local.group_security_group_ids["self-managed/${name}"], group.vpc_security_group_ids))
      image    = coalesce(group.ami_id, "ami-0123456789abcdef0")
      profiles = [group.create_iam_instance_profile == false ? group.iam_instance_profile_arn : aws_iam_instance_profile.self_managed[name].arn]
      shutdown = group.instance_initiated_shutdown_behavior
    }) if group.create_launch_template != false },
  )
}

resource "aws_launch_template" "this" {
  for_each = local.templates

  name                   = each.value.launch_template_use_name_prefix == false ? each.value.stem : null
  name_prefix            = each.value.launch_template_use_name_prefix == false ? null : "${each.value.stem}-"
  description            = each.value.launch_template_description
  ebs_optimized          = each.value.ebs_optimized
  image_id               = each.value.image
  instance_type          = each.value.type
  key_name               = each.value.key_name
  vpc_security_group_ids = length(coalesce(each.value.network_interfaces, [])) > 0 ? [] : each.value.security
  user_data              = local.user_data[each.key]

  disable_api_termination              = each.value.disable_api_termination
  instance_initiated_shutdown_behavior = each.value.shutdown
  kernel_id                            = each.value.kernel_id
  ram_disk_id                          = each.value.ram_disk_id
  update_default_version               = coalesce(each.value.update_launch_template_default_version, true)

  tags = merge(local.tags, each.value.tags, each.value.launch_template_tags)

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

  dynamic "capacity_reservation_specification" {
    for_each = each.value.capacity_reservation_specification[*]

    content {
      capacity_reservation_preference = capacity_reservation_specification.value.capacity_reservation_preference

      dynamic "capacity_reservation_target" {
        for_each = capacity_reservation_specification.value.capacity_reservation_target[*]

        content {
          capacity_reservation_id                 = capacity_reservation_target.value.capacity_reservation_id
          capacity_reservation_resource_group_arn = capacity_reservation_target.value.capacity_reservation_resource_group_arn
        }
      }
    }
  }

  dynamic "cpu_options" {
    for_each = each.value.cpu_options[*]

    content {
      amd_sev_snp      = cpu_options.value.amd_sev_snp
      core_count       = cpu_options.value.core_count
      threads_per_core = cpu_options.value.threads_per_core
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

      dynamic "spot_options" {
        for_each = instance_market_options.value.spot_options[*]

        content {
          block_duration_minutes         = spot_options.value.block_duration_minutes
          instance_interruption_behavior = spot_options.value.instance_interruption_behavior
          max_price                      = spot_options.value.max_price
          spot_instance_type             = spot_options.value.spot_instance_type
          valid_until                    = spot_options.value.valid_until
        }
      }
    }
  }

  dynamic "enclave_options" {
    for_each = each.value.enclave_options[*]

    content {
      enabled = enclave_options.value.enabled
    }
  }

  dynamic "iam_instance_profile" {
    for_each = each.value.profiles

    content {
      arn = iam_instance_profile.value
    }
  }

  dynamic "license_specification" {
    for_each = coalesce(each.value.license_specifications, [])

    content {
      license_configuration_arn = license_specification.value.license_configuration_arn
    }
  }

  dynamic "maintenance_options" {
    for_each = each.value.maintenance_options[*]

    content {
      auto_recovery = maintenance_options.value.auto_recovery
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

  dynamic "network_interfaces" {
    for_each = coalesce(each.value.network_interfaces, [])

    content {
      associate_public_ip_address = network_interfaces.value.associate_public_ip_address
      delete_on_termination       = network_interfaces.value.delete_on_termination
      description                 = network_interfaces.value.description
      device_index                = network_interfaces.value.device_index
      interface_type              = network_interfaces.value.interface_type
      ipv4_prefix_count           = network_interfaces.value.ipv4_prefix_count
      ipv6_address_count          = network_interfaces.value.ipv6_address_count
      ipv6_prefix_count           = network_interfaces.value.ipv6_prefix_count
      network_card_index          = network_interfaces.value.network_card_index
      primary_ipv6                = network_interfaces.value.primary_ipv6
      security_groups             = compact(concat(coalesce(network_interfaces.value.security_groups, []), each.value.security))
    }
  }

  dynamic "private_dns_name_options" {
    for_each = each.value.private_dns_name_options[*]

    content {
      enable_resource_name_dns_a_record    = private_dns_name_options.value.enable_resource_name_dns_a_record
      enable_resource_name_dns_aaaa_record = private_dns_name_options.value.enable_resource_name_dns_aaaa_record
      hostname_type                        = private_dns_name_options.value.hostname_type
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
