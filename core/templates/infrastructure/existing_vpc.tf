# The network that holds the cluster. It was there before, and nothing here changes its routes or gateways.
data "aws_vpc" "this" {
  id = var.vpc_id

  lifecycle {
    postcondition {
      condition     = self.enable_dns_support && self.enable_dns_hostnames
      error_message = "Turn both DNS settings of the VPC on: nodes find the API server's private address by name."
    }
  }
}

# Its subnets by name. Each is looked for by all that is said of it: where an id, a zone or a block does not fit, the plan
# stops and says at which one.
data "aws_subnet" "this" {
  for_each = var.existing_subnets

  vpc_id               = data.aws_vpc.this.id
  id                   = each.value.id
  availability_zone_id = each.value.zone_id
  cidr_block           = each.value.cidr
}

# Tags by which controllers in the cluster find subnets, and those of the design. The subnets belong to somebody else:
# who manages them must leave these tags alone (in Terraform: ignore_tags of the provider), or they come and go.
resource "aws_ec2_tag" "subnet" {
  for_each = {
    for tag in flatten([
      for name, subnet in var.existing_subnets : [
        for key, value in subnet.tags : { subnet = name, key = key, value = value }
      ]
    ]) : "${tag.subnet}/${tag.key}" => tag
  }

  resource_id = local.subnet_ids[each.value.subnet]
  key         = each.value.key
  value       = each.value.value
}
