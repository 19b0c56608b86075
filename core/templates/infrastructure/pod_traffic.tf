# EKS puts pods on Fargate and nodes of Auto Mode into the security group that it makes for the cluster; other nodes are
# in one of their own. Each lets the other in: otherwise pods here reach neither CoreDNS nor pods there.
resource "aws_vpc_security_group_ingress_rule" "node_from_primary" {
  security_group_id            = module.eks.node_security_group_id
  description                  = "Pods in the security group of the cluster"
  referenced_security_group_id = module.eks.cluster_primary_security_group_id
  ip_protocol                  = "-1"
}

resource "aws_vpc_security_group_ingress_rule" "primary_from_node" {
  security_group_id            = module.eks.cluster_primary_security_group_id
  description                  = "Pods on nodes"
  referenced_security_group_id = module.eks.node_security_group_id
  ip_protocol                  = "-1"
}
