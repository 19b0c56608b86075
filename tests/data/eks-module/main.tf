# A stand-in for terraform-aws-modules/eks/aws, written for the tests from the module's interface and
# the provider's schema. It has the real module's variables and outputs, and passes what it is given
# into real resources, so that the provider's rules apply to it. It is not how the real module works.

data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

locals {
  partition = data.aws_partition.current.partition
  account   = data.aws_caller_identity.current.account_id
  region    = coalesce(var.region, "us-east-1")
  iam       = "arn:${local.partition}:iam"
  tags      = var.tags

  node_security_group_id    = var.create_node_security_group ? one(aws_security_group.node[*].id) : var.node_security_group_id
  cluster_security_group_id = var.create_security_group ? one(aws_security_group.cluster[*].id) : var.security_group_id
  cluster_role_arn          = var.create_iam_role ? one(aws_iam_role.cluster[*].arn) : var.iam_role_arn
  encryption_key_arn        = var.create_kms_key ? one(aws_kms_key.this[*].arn) : try(var.encryption_config.provider_key_arn, null)
  encrypted                 = var.encryption_config != null
  auto_mode                 = try(var.compute_config.enabled, false) == true
  auto_mode_roles           = local.auto_mode || var.create_auto_mode_iam_resources
  addons                    = var.addons == null ? {} : var.addons
}

# Cluster

resource "aws_iam_role" "cluster" {
  count = var.create && var.create_iam_role ? 1 : 0

  name                 = var.iam_role_use_name_prefix ? null : coalesce(var.iam_role_name, "${var.name}-cluster")
  name_prefix          = var.iam_role_use_name_prefix ? "${coalesce(var.iam_role_name, "${var.name}-cluster")}-" : null
  path                 = var.iam_role_path
  description          = var.iam_role_description
  permissions_boundary = var.iam_role_permissions_boundary
  tags                 = merge(local.tags, var.iam_role_tags)

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Principal = { Service = "eks.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "cluster_additional" {
  for_each = { for name, arn in var.iam_role_additional_policies : name => arn if var.create && var.create_iam_role }

  role       = aws_iam_role.cluster[0].name
  policy_arn = each.value
}

# The role of the nodes that Auto Mode makes.
resource "aws_iam_role" "auto_mode" {
  count = var.create && var.create_node_iam_role && local.auto_mode_roles ? 1 : 0

  name                 = var.node_iam_role_use_name_prefix ? null : coalesce(var.node_iam_role_name, "${var.name}-eks-auto")
  name_prefix          = var.node_iam_role_use_name_prefix ? "${coalesce(var.node_iam_role_name, "${var.name}-eks-auto")}-" : null
  path                 = var.node_iam_role_path
  description          = var.node_iam_role_description
  permissions_boundary = var.node_iam_role_permissions_boundary
  tags                 = merge(local.tags, var.node_iam_role_tags)

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "auto_mode_additional" {
  for_each = { for name, arn in var.node_iam_role_additional_policies : name => arn if length(aws_iam_role.auto_mode) > 0 }

  role       = aws_iam_role.auto_mode[0].name
  policy_arn = each.value
}

# The real module's name: nodes refer to the policy by it.
resource "aws_iam_policy" "cni_ipv6" {
  count = var.create && var.create_cni_ipv6_iam_policy ? 1 : 0

  name        = "AmazonEKS_CNI_IPv6_Policy"
  description = "Lets the network plugin give pods IPv6 addresses"
  tags        = local.tags

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "ec2:AssignIpv6Addresses", Resource = "*" }]
  })
}

resource "aws_kms_key" "this" {
  count = var.create && var.create_kms_key && local.encrypted ? 1 : 0

  description             = coalesce(var.kms_key_description, "${var.name} cluster encryption key")
  deletion_window_in_days = var.kms_key_deletion_window_in_days
  enable_key_rotation     = var.enable_kms_key_rotation
  rotation_period_in_days = var.kms_key_rotation_period_in_days
  tags                    = local.tags
}

resource "aws_cloudwatch_log_group" "this" {
  count = var.create && var.create_cloudwatch_log_group ? 1 : 0

  name              = "/aws/eks/${var.name}/cluster"
  retention_in_days = var.cloudwatch_log_group_retention_in_days
  kms_key_id        = var.cloudwatch_log_group_kms_key_id
  log_group_class   = var.cloudwatch_log_group_class
  tags              = merge(local.tags, var.cloudwatch_log_group_tags)
}

resource "aws_eks_cluster" "this" {
  count = var.create ? 1 : 0

  name                          = var.name
  role_arn                      = local.cluster_role_arn
  version                       = var.kubernetes_version
  enabled_cluster_log_types     = var.enabled_log_types
  deletion_protection           = var.deletion_protection
  force_update_version          = var.force_update_version
  bootstrap_self_managed_addons = false
  tags                          = merge(local.tags, var.cluster_tags)

  access_config {
    authentication_mode                         = var.authentication_mode
    bootstrap_cluster_creator_admin_permissions = false
  }

  vpc_config {
    subnet_ids              = coalescelist(var.control_plane_subnet_ids, var.subnet_ids)
    security_group_ids      = compact(concat(var.additional_security_group_ids, [local.cluster_security_group_id]))
    endpoint_private_access = var.endpoint_private_access
    endpoint_public_access  = var.endpoint_public_access
    public_access_cidrs     = var.endpoint_public_access_cidrs
  }

  kubernetes_network_config {
    ip_family         = var.ip_family
    service_ipv4_cidr = var.service_ipv4_cidr
    service_ipv6_cidr = var.service_ipv6_cidr

    elastic_load_balancing {
      enabled = local.auto_mode
    }
  }

  dynamic "compute_config" {
    for_each = var.compute_config[*]

    content {
      enabled       = compute_config.value.enabled
      node_pools    = compute_config.value.node_pools
      node_role_arn = compute_config.value.node_pools == null ? null : try(aws_iam_role.auto_mode[0].arn, compute_config.value.node_role_arn)
    }
  }

  dynamic "storage_config" {
    for_each = var.compute_config[*]

    content {
      block_storage {
        enabled = storage_config.value.enabled
      }
    }
  }

  dynamic "control_plane_scaling_config" {
    for_each = var.control_plane_scaling_config[*]

    content {
      tier = control_plane_scaling_config.value.tier
    }
  }

  dynamic "encryption_config" {
    for_each = local.encrypted ? [var.encryption_config] : []

    content {
      resources = encryption_config.value.resources

      provider {
        key_arn = local.encryption_key_arn
      }
    }
  }

  dynamic "remote_network_config" {
    for_each = var.remote_network_config[*]

    content {
      remote_node_networks {
        cidrs = remote_network_config.value.remote_node_networks.cidrs
      }

      dynamic "remote_pod_networks" {
        for_each = remote_network_config.value.remote_pod_networks[*]

        content {
          cidrs = remote_pod_networks.value.cidrs
        }
      }
    }
  }

  dynamic "upgrade_policy" {
    for_each = var.upgrade_policy[*]

    content {
      support_type = upgrade_policy.value.support_type
    }
  }

  dynamic "zonal_shift_config" {
    for_each = var.zonal_shift_config[*]

    content {
      enabled = zonal_shift_config.value.enabled
    }
  }
}
