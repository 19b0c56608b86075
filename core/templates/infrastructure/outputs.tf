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

output "auto_mode_node_role_name" {
  description = "The role of the nodes of Auto Mode; a NodeClass names it."
  value       = module.eks.node_iam_role_name
}

output "karpenter_node_role_name" {
  description = "The role of the nodes that Karpenter starts; an EC2NodeClass names it."
  value       = aws_iam_role.karpenter_node.name
}

output "karpenter_queue_name" {
  description = "The queue by which Karpenter hears of interruptions: its setting interruptionQueue."
  value       = aws_sqs_queue.karpenter.name
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

output "workload_role_arns" {
  description = "The roles of workloads by name. Where a role comes by IRSA, its ARN goes into the annotation eks.amazonaws.com/role-arn of the service account."
  value       = { for name, role in aws_iam_role.workload : name => role.arn }
}

output "kubeconfig_command" {
  description = "Adds the cluster to a kubeconfig; scripts/kubeconfig.sh runs it."
  value       = "aws eks update-kubeconfig --region ${var.region} --name ${module.eks.cluster_name}"
}
