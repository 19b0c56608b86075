# Keys are zone ids: a gateway that is added or removed touches no other.
resource "aws_eip" "nat" {
  for_each = var.nat_gateways

  domain = "vpc"

  tags = {
    Name = "${var.cluster_name}-nat-${each.key}"
  }
}

resource "aws_nat_gateway" "this" {
  for_each = var.nat_gateways

  allocation_id = aws_eip.nat[each.key].id

  # From the association, not the subnet: so the gateway waits until its subnet has a way to the internet.
  subnet_id = aws_route_table_association.public[each.value].subnet_id

  tags = {
    Name = "${var.cluster_name}-${each.key}"
  }
}
