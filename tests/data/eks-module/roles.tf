# Managed node groups, self-managed node groups and Fargate profiles, and the role of each.

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

data "aws_iam_policy_document" "node" {
  for_each = { for name, role in local.node_roles : name => role if role.create_iam_role_policy != false && role.iam_role_policy_statements != null }

  dynamic "statement" {
    for_each = each.value.iam_role_policy_statements

    content {
      sid           = statement.value.sid
      actions       = statement.value.actions
      not_actions   = statement.value.not_actions
      effect        = statement.value.effect
      resources     = statement.value.resources
      not_resources = statement.value.not_resources

      dynamic "condition" {
        for_each = statement.value.condition == null ? [] : statement.value.condition

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_iam_role_policy" "node" {
  for_each = data.aws_iam_policy_document.node

  name_prefix = "${local.node_roles[each.key].stem}-"
  role        = aws_iam_role.node[each.key].name
  policy      = each.value.json
}

resource "aws_iam_instance_profile" "self_managed" {
  for_each = { for name, group in local.self_managed : name => group if group.create_iam_instance_profile != false }

  name        = each.value.iam_role_use_name_prefix == false ? local.node_roles["self-managed/${each.key}"].stem : null
  name_prefix = each.value.iam_role_use_name_prefix == false ? null : "${local.node_roles["self-managed/${each.key}"].stem}-"
  path        = each.value.iam_role_path
  role        = aws_iam_role.node["self-managed/${each.key}"].name
  tags        = merge(local.tags, each.value.tags)
}
