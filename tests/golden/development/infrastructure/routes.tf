# Public subnets share one table.
resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id

  tags = {
    Name = "${var.cluster_name}-public"
  }
}

resource "aws_route" "public_internet" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_route_table_association" "public" {
  for_each = aws_subnet.public

  subnet_id      = each.value.id
  route_table_id = aws_route_table.public.id

  # Who uses the subnet through this association finds the route in place.
  depends_on = [aws_route.public_internet]
}

# Private subnets have one table a zone, even where all zones share a NAT gateway: with a gateway in each zone
# later, only routes change.
resource "aws_route_table" "private" {
  for_each = toset([for subnet in values(var.private_subnets) : subnet.zone_id])

  vpc_id = aws_vpc.this.id

  tags = {
    Name = "${var.cluster_name}-private-${each.key}"
  }
}

resource "aws_route" "private_nat" {
  for_each = var.nat_gateway_of_zone

  route_table_id         = aws_route_table.private[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this[each.value].id
}

resource "aws_route_table_association" "private" {
  for_each = aws_subnet.private

  subnet_id      = each.value.id
  route_table_id = aws_route_table.private[var.private_subnets[each.key].zone_id].id

  # Who uses the subnet through this association finds the route in place.
  depends_on = [aws_route.private_nat]
}
