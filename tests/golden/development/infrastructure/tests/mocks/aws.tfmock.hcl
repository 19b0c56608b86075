# What stands for AWS while the tests run: nothing is asked and nothing is made, so no credentials are needed. Terraform
# makes up what AWS would answer; where made-up text would not do, an example stands here.

mock_data "aws_partition" {
  defaults = {
    partition  = "aws"
    dns_suffix = "amazonaws.com"
  }
}

# Of these kinds the identifiers are made up for the plan already, so that they can be compared.

mock_resource "aws_vpc" {
  defaults = {
    ipv6_cidr_block = "2001:db8:1234:1a00::/56"
  }
}

mock_resource "aws_eip" {}

mock_resource "aws_internet_gateway" {}

mock_resource "aws_nat_gateway" {}

mock_resource "aws_route_table" {}

mock_resource "aws_subnet" {}
