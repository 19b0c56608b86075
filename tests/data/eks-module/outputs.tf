# The outputs of the real module that have a value here; the harness adds the others as null.

output "cluster_arn" {
  value = one(aws_eks_cluster.this[*].arn)
}

output "cluster_certificate_authority_data" {
  value = try(aws_eks_cluster.this[0].certificate_authority[0].data, null)
}

output "cluster_endpoint" {
  value = one(aws_eks_cluster.this[*].endpoint)
}

output "cluster_id" {
  value = one(aws_eks_cluster.this[*].cluster_id)
}

output "cluster_name" {
  value = one(aws_eks_cluster.this[*].name)
}

output "cluster_oidc_issuer_url" {
  value = try(aws_eks_cluster.this[0].identity[0].oidc[0].issuer, null)
}

output "cluster_dualstack_oidc_issuer_url" {
  value = try(replace(replace(aws_eks_cluster.this[0].identity[0].oidc[0].issuer, "https://oidc.eks.", "https://oidc-eks."), ".amazonaws.com/", ".api.aws/"), null)
}

output "cluster_control_plane_scaling_tier" {
  value = try(aws_eks_cluster.this[0].control_plane_scaling_config[0].tier, null)
}

output "node_iam_role_name" {
  value = one(aws_iam_role.auto_mode[*].name)
}

output "node_iam_role_arn" {
  value = one(aws_iam_role.auto_mode[*].arn)
}

output "node_iam_role_unique_id" {
  value = one(aws_iam_role.auto_mode[*].unique_id)
}

output "kms_key_policy" {
  value = one(aws_kms_key.this[*].policy)
}

output "cluster_tls_certificate_sha1_fingerprint" {
  value = one(data.tls_certificate.this[*].certificates[0].sha1_fingerprint)
}

output "cluster_version" {
  value = one(aws_eks_cluster.this[*].version)
}

output "cluster_platform_version" {
  value = one(aws_eks_cluster.this[*].platform_version)
}

output "cluster_status" {
  value = one(aws_eks_cluster.this[*].status)
}

output "cluster_primary_security_group_id" {
  value = try(aws_eks_cluster.this[0].vpc_config[0].cluster_security_group_id, null)
}

output "cluster_service_cidr" {
  value = try(aws_eks_cluster.this[0].kubernetes_network_config[0][var.ip_family == "ipv6" ? "service_ipv6_cidr" : "service_ipv4_cidr"], null)
}

output "cluster_ip_family" {
  value = var.ip_family
}

output "access_entries" {
  value = aws_eks_access_entry.this
}

output "access_policy_associations" {
  value = aws_eks_access_policy_association.this
}

output "kms_key_arn" {
  value = one(aws_kms_key.this[*].arn)
}

output "kms_key_id" {
  value = one(aws_kms_key.this[*].key_id)
}

output "cluster_security_group_arn" {
  value = one(aws_security_group.cluster[*].arn)
}

output "cluster_security_group_id" {
  value = one(aws_security_group.cluster[*].id)
}

output "node_security_group_arn" {
  value = one(aws_security_group.node[*].arn)
}

output "node_security_group_id" {
  value = one(aws_security_group.node[*].id)
}

output "oidc_provider" {
  value = try(replace(aws_eks_cluster.this[0].identity[0].oidc[0].issuer, "https://", ""), null)
}

output "oidc_provider_arn" {
  value = one(aws_iam_openid_connect_provider.this[*].arn)
}

output "cluster_iam_role_name" {
  value = one(aws_iam_role.cluster[*].name)
}

output "cluster_iam_role_arn" {
  value = one(aws_iam_role.cluster[*].arn)
}

output "cluster_iam_role_unique_id" {
  value = one(aws_iam_role.cluster[*].unique_id)
}

output "cluster_addons" {
  value = aws_eks_addon.this
}

output "cluster_identity_providers" {
  value = aws_eks_identity_provider_config.this
}

output "cloudwatch_log_group_name" {
  value = one(aws_cloudwatch_log_group.this[*].name)
}

output "cloudwatch_log_group_arn" {
  value = one(aws_cloudwatch_log_group.this[*].arn)
}

output "fargate_profiles" {
  value = {
    for name, profile in aws_eks_fargate_profile.this : name => {
      iam_role_name                          = try(aws_iam_role.node["fargate/${name}"].name, null)
      iam_role_arn                           = try(aws_iam_role.node["fargate/${name}"].arn, null)
      iam_role_unique_id                     = try(aws_iam_role.node["fargate/${name}"].unique_id, null)
      fargate_profile_arn                    = profile.arn
      fargate_profile_id                     = profile.id
      fargate_profile_status                 = profile.status
      fargate_profile_pod_execution_role_arn = profile.pod_execution_role_arn
    }
  }
}

output "eks_managed_node_groups" {
  value = {
    for name, group in aws_eks_node_group.this : name => {
      launch_template_id                 = try(aws_launch_template.this["managed/${name}"].id, null)
      launch_template_arn                = try(aws_launch_template.this["managed/${name}"].arn, null)
      launch_template_latest_version     = try(aws_launch_template.this["managed/${name}"].latest_version, null)
      launch_template_name               = try(aws_launch_template.this["managed/${name}"].name, null)
      node_group_arn                     = group.arn
      node_group_id                      = group.id
      node_group_resources               = group.resources
      node_group_autoscaling_group_names = try(group.resources[0].autoscaling_groups[*].name, [])
      node_group_status                  = group.status
      node_group_labels                  = group.labels
      node_group_taints                  = group.taint
      iam_role_name                      = try(aws_iam_role.node["managed/${name}"].name, null)
      iam_role_arn                       = group.node_role_arn
      iam_role_unique_id                 = try(aws_iam_role.node["managed/${name}"].unique_id, null)
      security_group_arn                 = try(aws_security_group.group["managed/${name}"].arn, null)
      security_group_id                  = try(aws_security_group.group["managed/${name}"].id, null)
    }
  }
}

output "eks_managed_node_groups_autoscaling_group_names" {
  value = flatten([for group in aws_eks_node_group.this : try(group.resources[0].autoscaling_groups[*].name, [])])
}

output "self_managed_node_groups" {
  value = {
    for name, group in aws_autoscaling_group.self_managed : name => {
      launch_template_id                          = try(aws_launch_template.this["self-managed/${name}"].id, null)
      launch_template_arn                         = try(aws_launch_template.this["self-managed/${name}"].arn, null)
      launch_template_latest_version              = try(aws_launch_template.this["self-managed/${name}"].latest_version, null)
      launch_template_name                        = try(aws_launch_template.this["self-managed/${name}"].name, null)
      autoscaling_group_arn                       = group.arn
      autoscaling_group_id                        = group.id
      autoscaling_group_name                      = group.name
      autoscaling_group_min_size                  = group.min_size
      autoscaling_group_max_size                  = group.max_size
      autoscaling_group_desired_capacity          = group.desired_capacity
      autoscaling_group_default_cooldown          = group.default_cooldown
      autoscaling_group_health_check_grace_period = group.health_check_grace_period
      autoscaling_group_health_check_type         = group.health_check_type
      autoscaling_group_availability_zones        = group.availability_zones
      autoscaling_group_vpc_zone_identifier       = group.vpc_zone_identifier
      iam_role_name                               = try(aws_iam_role.node["self-managed/${name}"].name, null)
      iam_role_arn                                = try(aws_iam_role.node["self-managed/${name}"].arn, null)
      iam_role_unique_id                          = try(aws_iam_role.node["self-managed/${name}"].unique_id, null)
      iam_instance_profile_arn                    = try(aws_iam_instance_profile.self_managed[name].arn, null)
      iam_instance_profile_id                     = try(aws_iam_instance_profile.self_managed[name].id, null)
      iam_instance_profile_unique                 = try(aws_iam_instance_profile.self_managed[name].unique_id, null)
      access_entry_arn                            = try(aws_eks_access_entry.self_managed[name].access_entry_arn, null)
      image_id                                    = try(aws_launch_template.this["self-managed/${name}"].image_id, null)
      user_data                                   = local.user_data["self-managed/${name}"]
      security_group_arn                          = try(aws_security_group.group["self-managed/${name}"].arn, null)
      security_group_id                           = try(aws_security_group.group["self-managed/${name}"].id, null)
    }
  }
}

output "self_managed_node_groups_autoscaling_group_names" {
  value = [for group in aws_autoscaling_group.self_managed : group.name]
}
