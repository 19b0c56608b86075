# Pods on Fargate and nodes of Auto Mode are in the security group that EKS makes for the cluster, other nodes in one of
# their own. Each lets the other in: otherwise pods here reach neither CoreDNS nor pods there.
resource "aws_vpc_security_group_ingress_rule" "node_from_primary" {
  security_group_id            = module.eks.node_security_group_id
  description                  = "Pods on Fargate and of Auto Mode"
  referenced_security_group_id = module.eks.cluster_primary_security_group_id
  ip_protocol                  = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "primary_from_node" {
  security_group_id            = module.eks.cluster_primary_security_group_id
  description                  = "Pods on nodes"
  referenced_security_group_id = module.eks.node_security_group_id
  ip_protocol                  = "-1"
}
