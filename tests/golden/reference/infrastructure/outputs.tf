output "region" {
  description = "The region that holds the cluster."
  value       = var.region
}

output "cluster_name" {
  description = "The cluster's name."
  value       = module.eks.cluster_name
}

output "cluster_arn" {
  description = "The cluster's ARN."
  value       = module.eks.cluster_arn
}

output "cluster_version" {
  description = "The Kubernetes version that the control plane runs."
  value       = module.eks.cluster_version
}

output "cluster_endpoint" {
  description = "The address of the API server."
  value       = module.eks.cluster_endpoint
}

output "cluster_certificate_authority_data" {
  description = "The certificate authority of the API server, in base64."
  value       = module.eks.cluster_certificate_authority_data
}

output "oidc_provider_arn" {
  description = "The IAM OIDC provider that trusts the cluster's service accounts."
  value       = module.eks.oidc_provider_arn
}

output "cluster_primary_security_group_id" {
  description = "The security group that EKS makes for the control plane. EKS puts pods on Fargate and nodes of Auto Mode into it too."
  value       = module.eks.cluster_primary_security_group_id
}

output "node_security_group_id" {
  description = "The security group of nodes, but for those of Auto Mode."
  value       = module.eks.node_security_group_id
}

output "kms_key_arn" {
  description = "The key that encrypts Kubernetes secrets and logs."
  value       = aws_kms_key.cluster.arn
}

output "vpc_id" {
  description = "The VPC."
  value       = local.vpc_id
}

output "subnet_ids" {
  description = "The subnets by name."
  value       = local.subnet_ids
}

output "nat_public_ips" {
  description = "The addresses from which traffic of the private subnets comes, by zone: for the allow-lists of others."
  value       = { for zone_id, address in aws_eip.nat : zone_id => address.public_ip }
}

output "kubeconfig_command" {
  description = "Adds the cluster to a kubeconfig; scripts/kubeconfig.sh runs it."
  value       = "aws eks update-kubeconfig --region ${var.region} --name ${module.eks.cluster_name}"
}
