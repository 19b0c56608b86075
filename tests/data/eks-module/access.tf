# Who may use the cluster: access entries, and providers of identities.

locals {
  access_policies = merge([
    for entry_key, entry in var.access_entries : {
      for key, association in entry.policy_associations : "${entry_key}_${key}" => merge(association, { principal_arn = entry.principal_arn })
    }
  ]...)
}

resource "aws_eks_access_entry" "this" {
  for_each = { for name, entry in var.access_entries : name => entry if var.create }

  lifecycle {
    # The real module fails on such an association with an error about its own code.
    precondition {
      condition     = length(each.value.policy_associations) == 0 || !contains(["EC2_LINUX", "EC2_WINDOWS", "FARGATE_LINUX", "HYBRID_LINUX"], each.value.type)
      error_message = "access_entries: an entry of type ${each.value.type} takes no policy_associations."
    }
  }

  cluster_name      = aws_eks_cluster.this[0].name
  principal_arn     = each.value.principal_arn
  type              = each.value.type
  user_name         = each.value.user_name
  kubernetes_groups = each.value.kubernetes_groups
  tags              = merge(local.tags, each.value.tags)
}

resource "aws_eks_access_policy_association" "this" {
  for_each = { for name, association in local.access_policies : name => association if var.create }

  cluster_name  = aws_eks_cluster.this[0].name
  principal_arn = each.value.principal_arn
  policy_arn    = each.value.policy_arn

  access_scope {
    type       = each.value.access_scope.type
    namespaces = each.value.access_scope.namespaces
  }

  depends_on = [aws_eks_access_entry.this]
}

data "tls_certificate" "this" {
  count = var.create && var.enable_irsa && var.include_oidc_root_ca_thumbprint ? 1 : 0

  url = aws_eks_cluster.this[0].identity[0].oidc[0].issuer
}

resource "aws_iam_openid_connect_provider" "this" {
  count = var.create && var.enable_irsa ? 1 : 0

  url             = aws_eks_cluster.this[0].identity[0].oidc[0].issuer
  client_id_list  = distinct(concat(["sts.amazonaws.com"], var.openid_connect_audiences))
  thumbprint_list = var.custom_oidc_thumbprints
  tags            = local.tags
}

resource "aws_eks_identity_provider_config" "this" {
  for_each = var.create && var.identity_providers != null ? var.identity_providers : {}

  cluster_name = aws_eks_cluster.this[0].name
  tags         = merge(local.tags, each.value.tags)

  oidc {
    client_id                     = each.value.client_id
    groups_claim                  = each.value.groups_claim
    groups_prefix                 = each.value.groups_prefix
    identity_provider_config_name = coalesce(each.value.identity_provider_config_name, each.key)
    issuer_url                    = each.value.issuer_url
    required_claims               = each.value.required_claims
    username_claim                = each.value.username_claim
    username_prefix               = each.value.username_prefix
  }
}
