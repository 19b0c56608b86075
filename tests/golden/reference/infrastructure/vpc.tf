# The network that holds the cluster.
resource "aws_vpc" "this" {
  # checkov:skip=CKV2_AWS_11:Flow logs are not part of this design. They cost by the gigabyte and help only those who read them.
  cidr_block = var.vpc_cidr

  # Nodes find the API server's private address by name, for which EKS needs both.
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = var.cluster_name
  }
}

# The security group that AWS makes with every VPC. Without rules, what lands in it by mistake reaches nothing.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id

  tags = {
    Name = "${var.cluster_name}-default-unused"
  }
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id

  tags = {
    Name = var.cluster_name
  }
}
