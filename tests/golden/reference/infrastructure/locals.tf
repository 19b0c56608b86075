# Part of every ARN: aws, aws-cn or aws-us-gov.
data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

locals {
  vpc_id = aws_vpc.this.id

  # Subnets by name. From the associations, not the subnets themselves: whoever refers to one waits until the
  # subnet has its way out, and goes before that does.
  subnet_ids = merge(
    { for name, association in aws_route_table_association.public : name => association.subnet_id },
    { for name, association in aws_route_table_association.private : name => association.subnet_id },
  )

  # What this cluster has in IAM lies under a path of its own, so that rights can be given to that and nothing else:
  # a pattern of names for my-eks would also fit my-eks-2.
  iam_path = "/eks/${var.cluster_name}/"

  # The most that roles may have: no limit. Where the organisation has one, the ARN of its policy goes here.
  permissions_boundary_arn = null
}
