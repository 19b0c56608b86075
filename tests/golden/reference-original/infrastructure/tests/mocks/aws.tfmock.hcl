# What stands for AWS while the tests run: nothing is asked and nothing is made, so no credentials are needed. Terraform
# makes up what AWS would answer; where made-up text would not do, an example stands here.

mock_data "aws_partition" {
  defaults = {
    partition  = "aws"
    dns_suffix = "amazonaws.com"
  }
}

mock_data "aws_caller_identity" {
  defaults = {
    account_id = "111122223333"
  }
}

# Of these kinds the identifiers are made up for the plan already, so that they can be compared.

mock_resource "aws_vpc" {
  defaults = {
    ipv6_cidr_block = "2001:db8:1234:1a00::/56"
  }
}

mock_resource "aws_kms_key" {
  defaults = {
    arn = "arn:aws:kms:eu-central-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef"
  }
}

mock_resource "aws_internet_gateway" {}

mock_resource "aws_route_table" {}

mock_resource "aws_subnet" {}
