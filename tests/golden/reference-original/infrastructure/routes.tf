# Private subnets have one table a zone, even where all zones share a NAT gateway: with a gateway in each zone
# later, only routes change.
resource "aws_route_table" "private" {
  for_each = toset([for subnet in values(var.private_subnets) : subnet.zone_id])

  vpc_id = aws_vpc.this.id

  tags = {
    Name = "${var.cluster_name}-private-${each.key}"
  }
}

resource "aws_route_table_association" "private" {
  for_each = aws_subnet.private

  subnet_id      = each.value.id
  route_table_id = aws_route_table.private[var.private_subnets[each.key].zone_id].id
}
