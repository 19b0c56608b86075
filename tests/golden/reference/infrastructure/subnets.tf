# Keys are the subnets' names: one that is added or removed touches no other.

resource "aws_subnet" "public" {
  for_each = var.public_subnets

  vpc_id               = aws_vpc.this.id
  availability_zone_id = each.value.zone_id
  cidr_block           = each.value.cidr

  tags = {
    Name = "${var.cluster_name}-${each.key}"

    # Here the cluster puts load balancers that face the internet.
    "kubernetes.io/role/elb" = "1"
  }
}

resource "aws_subnet" "private" {
  for_each = var.private_subnets

  vpc_id               = aws_vpc.this.id
  availability_zone_id = each.value.zone_id
  cidr_block           = each.value.cidr

  tags = {
    Name = "${var.cluster_name}-${each.key}"

    # Here the cluster puts load balancers that only the network reaches.
    "kubernetes.io/role/internal-elb" = "1"
  }
}
