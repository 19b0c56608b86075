# EKS makes a security group of its own for the cluster, which the provider's default tags do not reach. Its name stays.
resource "aws_ec2_tag" "cluster_primary_security_group" {
  for_each = { for key, value in var.tags : key => value if key != "Name" }

  resource_id = aws_eks_cluster.this.vpc_config[0].cluster_security_group_id
  key         = each.key
  value       = each.value
}
