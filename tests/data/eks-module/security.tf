# Security groups of the control plane and of the nodes.

resource "aws_security_group" "cluster" {
  count = var.create && var.create_security_group ? 1 : 0

  name        = var.security_group_use_name_prefix ? null : coalesce(var.security_group_name, "${var.name}-cluster")
  name_prefix = var.security_group_use_name_prefix ? "${coalesce(var.security_group_name, "${var.name}-cluster")}-" : null
  description = var.security_group_description
  vpc_id      = var.vpc_id
  tags        = merge(local.tags, var.security_group_tags)
}

resource "aws_security_group" "node" {
  count = var.create && var.create_node_security_group ? 1 : 0

  name        = var.node_security_group_use_name_prefix ? null : coalesce(var.node_security_group_name, "${var.name}-node")
  name_prefix = var.node_security_group_use_name_prefix ? "${coalesce(var.node_security_group_name, "${var.name}-node")}-" : null
  description = var.node_security_group_description
  vpc_id      = var.vpc_id
  tags        = merge(local.tags, var.node_security_group_tags)
}

resource "aws_security_group_rule" "cluster" {
  for_each = { for name, rule in var.security_group_additional_rules : name => rule if var.create && var.create_security_group }

  security_group_id        = aws_security_group.cluster[0].id
  type                     = each.value.type
  protocol                 = each.value.protocol
  from_port                = each.value.from_port
  to_port                  = each.value.to_port
  description              = each.value.description
  cidr_blocks              = each.value.cidr_blocks
  ipv6_cidr_blocks         = each.value.ipv6_cidr_blocks
  prefix_list_ids          = each.value.prefix_list_ids
  self                     = each.value.self
  source_security_group_id = each.value.source_node_security_group ? local.node_security_group_id : each.value.source_security_group_id
}

resource "aws_security_group_rule" "node" {
  for_each = { for name, rule in var.node_security_group_additional_rules : name => rule if var.create && var.create_node_security_group }

  security_group_id        = aws_security_group.node[0].id
  type                     = each.value.type
  protocol                 = each.value.protocol
  from_port                = each.value.from_port
  to_port                  = each.value.to_port
  description              = each.value.description
  cidr_blocks              = each.value.cidr_blocks
  ipv6_cidr_blocks         = each.value.ipv6_cidr_blocks
  prefix_list_ids          = each.value.prefix_list_ids
  self                     = each.value.self
  source_security_group_id = each.value.source_cluster_security_group ? local.cluster_security_group_id : each.value.source_security_group_id
}
