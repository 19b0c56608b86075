# Keys are the subnets' names: one that is added or removed touches no other.

resource "aws_subnet" "public" {
  for_each = var.public_subnets

  vpc_id               = aws_vpc.this.id
  availability_zone_id = each.value.zone_id
  cidr_block           = each.value.cidr

  tags = merge(
    {
      Name = "${var.cluster_name}-${each.key}"
    },
    each.value.tags,
  )
}

resource "aws_subnet" "private" {
  for_each = var.private_subnets

  vpc_id               = aws_vpc.this.id
  availability_zone_id = each.value.zone_id
  cidr_block           = each.value.cidr

  tags = merge(
    {
      Name = "${var.cluster_name}-${each.key}"
    },
    each.value.tags,
  )
}

resource "aws_subnet" "intra" {
  for_each = var.intra_subnets

  vpc_id               = aws_vpc.this.id
  availability_zone_id = each.value.zone_id
  cidr_block           = each.value.cidr

  tags = merge(
    {
      Name = "${var.cluster_name}-${each.key}"
    },
    each.value.tags,
  )
}
