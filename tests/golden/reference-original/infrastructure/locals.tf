# Part of every ARN: aws, aws-cn or aws-us-gov.
data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

locals {
  vpc_id = aws_vpc.this.id

  # Subnets by name. From the associations, not the subnets themselves: whoever refers to one waits until the
  # subnet has its way out, and goes before that does.
  subnet_ids = { for name, association in aws_route_table_association.private : name => association.subnet_id }
}
