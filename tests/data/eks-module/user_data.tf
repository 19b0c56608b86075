# What a node is told when it starts. The parts are put together as the real module does it: what comes
# from the user stands before (and behind) the configuration of nodeadm.

locals {
  groups = merge(
    { for name, group in local.managed : "managed/${name}" => {
      parts     = concat(coalesce(group.cloudinit_pre_nodeadm, []), group.enable_bootstrap_user_data == true ? concat(local.nodeadm, coalesce(group.cloudinit_post_nodeadm, [])) : [])
      ami_type  = coalesce(group.ami_type, "AL2023_x86_64_STANDARD")
      custom    = group.ami_id != null
      bootstrap = group.enable_bootstrap_user_data == true
      before    = coalesce(group.cloudinit_pre_nodeadm, [])
      behind    = coalesce(group.cloudinit_post_nodeadm, [])
      script    = join("", compact([group.pre_bootstrap_user_data, group.post_bootstrap_user_data, group.bootstrap_extra_args]))
      template  = group.user_data_template_path
    } },
    { for name, group in local.self_managed : "self-managed/${name}" => {
      parts     = concat(coalesce(group.cloudinit_pre_nodeadm, []), local.nodeadm, coalesce(group.cloudinit_post_nodeadm, []))
      ami_type  = coalesce(group.ami_type, "AL2023_x86_64_STANDARD")
      custom    = true
      bootstrap = true
      before    = coalesce(group.cloudinit_pre_nodeadm, [])
      behind    = coalesce(group.cloudinit_post_nodeadm, [])
      script    = join("", compact([group.pre_bootstrap_user_data, group.post_bootstrap_user_data, group.bootstrap_extra_args]))
      template  = group.user_data_template_path
    } },
  )

  nodeadm = [{
    content_type = "application/node.eks.aws"
    filename     = tostring(null)
    merge_type   = tostring(null)
    content = var.create ? yamlencode({
      apiVersion = "node.eks.aws/v1alpha1"
      kind       = "NodeConfig"
      spec = {
        cluster = {
          name                 = aws_eks_cluster.this[0].name
          apiServerEndpoint    = aws_eks_cluster.this[0].endpoint
          certificateAuthority = aws_eks_cluster.this[0].certificate_authority[0].data
          cidr                 = try(aws_eks_cluster.this[0].kubernetes_network_config[0].service_ipv4_cidr, null)
        }
      }
    }) : ""
  }]

  user_data = {
    for name, group in local.groups : name =>
    startswith(group.ami_type, "AL2023_")
    ? try(data.cloudinit_config.node[name].rendered, null)
    : group.bootstrap || group.script != "" ? base64encode(group.script) : null
  }
}

data "cloudinit_config" "node" {
  for_each = { for name, group in local.groups : name => group if startswith(group.ami_type, "AL2023_") && length(group.parts) > 0 }

  base64_encode = true
  gzip          = false
  boundary      = "MIMEBOUNDARY"

  dynamic "part" {
    for_each = each.value.parts

    content {
      content      = part.value.content
      content_type = part.value.content_type
      filename     = part.value.filename
      merge_type   = part.value.merge_type
    }
  }
}

# The parts that come from the user once more, alone: the whole is not known, and so not judged, before the
# cluster is there.
data "cloudinit_config" "given" {
  for_each = { for name, group in local.groups : name => concat(group.before, group.behind) if startswith(group.ami_type, "AL2023_") && length(group.before) + length(group.behind) > 0 }

  gzip          = false
  base64_encode = true

  dynamic "part" {
    for_each = each.value

    content {
      content      = part.value.content
      content_type = part.value.content_type
      filename     = part.value.filename
      merge_type   = part.value.merge_type
    }
  }
}

# What the real module drops without a word, or leaves to a node that never joins.
resource "terraform_data" "node" {
  for_each = local.groups

  lifecycle {
    precondition {
      condition     = each.value.bootstrap || !each.value.custom || each.value.template != null || anytrue([for part in each.value.before : part.content_type == "application/node.eks.aws"])
      error_message = "${each.key}: with an ami_id nodes join only with enable_bootstrap_user_data, or with a NodeConfig of their own."
    }
    precondition {
      condition     = each.value.custom || !each.value.bootstrap
      error_message = "${each.key}: enable_bootstrap_user_data is for groups with an ami_id; otherwise EKS adds it."
    }
    precondition {
      condition     = startswith(each.value.ami_type, "AL2023_") || length(each.value.before) + length(each.value.behind) == 0
      error_message = "${each.key}: the module passes cloudinit_pre_nodeadm and cloudinit_post_nodeadm to AL2023 only."
    }
    precondition {
      condition     = !startswith(each.value.ami_type, "AL2023_") || each.value.script == ""
      error_message = "${each.key}: the module passes no pre_bootstrap_user_data, post_bootstrap_user_data or bootstrap_extra_args to AL2023."
    }
    precondition {
      condition     = each.value.bootstrap || length(each.value.behind) == 0
      error_message = "${each.key}: the module drops cloudinit_post_nodeadm without enable_bootstrap_user_data."
    }
  }
}
