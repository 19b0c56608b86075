# A security group for each node group that has rules of its own.

locals {
  guarded = { for name, group in merge(
    { for name, group in local.managed : "managed/${name}" => merge(group, { own = coalesce(group.name, name) }) },
    { for name, group in local.self_managed : "self-managed/${name}" => merge(group, { own = coalesce(group.name, name) }) },
    ) : name => {
    stem    = coalesce(group.security_group_name, "${var.name}-${group.own}")
    prefix  = group.security_group_use_name_prefix != false
    says    = coalesce(group.security_group_description, "Node group security group")
    create  = group.create_security_group != false
    ingress = group.security_group_ingress_rules == null ? {} : group.security_group_ingress_rules
    egress  = group.security_group_egress_rules == null ? {} : group.security_group_egress_rules
    tags    = merge(local.tags, group.tags, group.security_group_tags)
  } }
  own_groups = { for name, group in local.guarded : name => group if group.create && length(group.ingress) + length(group.egress) > 0 }

  group_security_group_ids = { for name, group in local.guarded : name => contains(keys(local.own_groups), name) ? [aws_security_group.group[name].id] : [] }

  own_ingress = merge([for name, group in local.own_groups : { for key, rule in group.ingress : "${name}/${key}" => merge(rule, { of = name }) }]...)
  own_egress  = merge([for name, group in local.own_groups : { for key, rule in group.egress : "${name}/${key}" => merge(rule, { of = name }) }]...)
}

resource "aws_security_group" "group" {
  for_each = local.own_groups

  name        = each.value.prefix ? null : each.value.stem
  name_prefix = each.value.prefix ? "${each.value.stem}-" : null
  description = each.value.says
  vpc_id      = var.vpc_id
  tags        = each.value.tags
}

resource "aws_vpc_security_group_ingress_rule" "group" {
  for_each = local.own_ingress

  security_group_id            = aws_security_group.group[each.value.of].id
  cidr_ipv4                    = each.value.cidr_ipv4
  cidr_ipv6                    = each.value.cidr_ipv6
  description                  = each.value.description
  from_port                    = each.value.from_port
  ip_protocol                  = coalesce(each.value.ip_protocol, "tcp")
  prefix_list_id               = each.value.prefix_list_id
  referenced_security_group_id = each.value.self == true ? aws_security_group.group[each.value.of].id : each.value.referenced_security_group_id
  to_port                      = try(coalesce(each.value.to_port, each.value.from_port), null)
}

resource "aws_vpc_security_group_egress_rule" "group" {
  for_each = local.own_egress

  security_group_id            = aws_security_group.group[each.value.of].id
  cidr_ipv4                    = each.value.cidr_ipv4
  cidr_ipv6                    = each.value.cidr_ipv6
  description                  = each.value.description
  from_port                    = each.value.from_port
  ip_protocol                  = coalesce(each.value.ip_protocol, "tcp")
  prefix_list_id               = each.value.prefix_list_id
  referenced_security_group_id = each.value.self == true ? aws_security_group.group[each.value.of].id : each.value.referenced_security_group_id
  to_port                      = try(coalesce(each.value.to_port, each.value.from_port), null)
}
