# The control plane's network interfaces are in this group, and in one that EKS makes.
resource "aws_security_group" "cluster" {
  name_prefix = "${var.cluster_name}-cluster-"
  description = "Control plane of the EKS cluster ${var.cluster_name}"
  vpc_id      = local.vpc_id

  tags = {
    Name = "${var.cluster_name}-cluster"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "cluster_from_nodes" {
  security_group_id            = aws_security_group.cluster.id
  description                  = "Nodes to the API server"
  referenced_security_group_id = aws_security_group.node.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}

# All nodes share this group. By the tag the load balancer controller knows which group to open.
resource "aws_security_group" "node" {
  name_prefix = "${var.cluster_name}-node-"
  description = "Nodes of the EKS cluster ${var.cluster_name}"
  vpc_id      = local.vpc_id

  tags = {
    Name                                        = "${var.cluster_name}-node"
    "kubernetes.io/cluster/${var.cluster_name}" = "owned"
    "karpenter.sh/discovery"                    = var.cluster_name
  }

  lifecycle {
    create_before_destroy = true
  }
}

# The control plane calls kubelets, for logs and shells, and webhooks of controllers that run on nodes: their ports are
# those of the add-ons and controllers that most clusters have.
resource "aws_vpc_security_group_ingress_rule" "node_from_cluster" {
  for_each = {
    kubelet        = { port = 10250, description = "API server to kubelets" }
    https          = { port = 443, description = "API server to webhooks" }
    metrics_server = { port = 4443, description = "API server to the metrics server" }
    webhook_6443   = { port = 6443, description = "API server to webhooks" }
    webhook_8443   = { port = 8443, description = "API server to webhooks" }
    webhook_9443   = { port = 9443, description = "API server to webhooks" }
    webhook_10251  = { port = 10251, description = "API server to webhooks" }
  }

  security_group_id            = aws_security_group.node.id
  description                  = each.value.description
  referenced_security_group_id = aws_security_group.cluster.id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

# Pods on different nodes reach each other at any port: which of them may is for network policies to say.
resource "aws_vpc_security_group_ingress_rule" "node_from_nodes" {
  security_group_id            = aws_security_group.node.id
  description                  = "Pods to pods"
  referenced_security_group_id = aws_security_group.node.id
  ip_protocol                  = "-1"
}

resource "aws_vpc_security_group_egress_rule" "node" {
  #checkov:skip=CKV_AWS_382:Nodes fetch images and call AWS from addresses that change; routes decide what they reach.
  security_group_id = aws_security_group.node.id
  description       = "Everything that routes lead to"
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_egress_rule" "node_ipv6" {
  #checkov:skip=CKV_AWS_382:Nodes fetch images and call AWS from addresses that change; routes decide what they reach.
  security_group_id = aws_security_group.node.id
  description       = "Everything that routes lead to"
  ip_protocol       = "-1"
  cidr_ipv6         = "::/0"
}
