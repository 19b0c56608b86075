provider "aws" {
  region = var.region

  # On every resource that can carry tags. What Terraform does not make has them from elsewhere: nodes of groups from their
  # launch template, those of Auto Mode and Karpenter from their node class.
  default_tags {
    tags = var.tags
  }
}
